"""`sekisho rulebook`: the editions, an edition whole, and the certificate of one."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from app.domain.decision.certificate import CHECKS
from app.paths import EDITIONS
from app.services.publishing import examine_draft, put_in_force
from tests.builders import a_register_file, an_official, opened, the_shelf
from tests.commands.conftest import Call
from tests.drafts import a_draft, a_draft_that_opens_parts, an_examination
from tests.fakes import TickingClock

IDS = ["2014-04-01", "2022-03-08", "2023-12-22", "2024-03-26", "2026-04-21"]


def changed_copy(folder: Path, edition: str, file: str, old: str, new: str) -> Path:
    """A copy of an edition with one place of a file written otherwise."""
    copy = shutil.copytree(EDITIONS / edition, folder / "copy")
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def test_the_editions_are_listed(sekisho: Call) -> None:
    said = sekisho("rulebook", "show", "--format", "json")
    listed = json.loads(said.out)
    assert said.status == 0
    assert [edition["id"] for edition in listed] == [edition["in_force_from"] for edition in listed] == IDS
    assert [edition["sha256"] for edition in listed] == [edition.sha256 for edition in the_shelf().editions()]
    text = sekisho("rulebook", "show").out
    assert [line.split()[0] for line in text.splitlines() if line[:1].isdigit()] == IDS


@pytest.mark.parametrize(("language", "note"), [("ja", "〔項番号 9(9)〕"), ("en", " [paragraph 9(9)]")])
def test_an_edition_from_a_folder_is_shown_whole(language: str, note: str, sekisho: Call, tmp_path: Path) -> None:
    copy = changed_copy(
        tmp_path, IDS[-1], "rules.toml", 'then = "not_eligible"', 'then = "not_eligible"\nparagraph = "9(9)"'
    )
    said = sekisho("rulebook", "show", copy, "--language", language)
    assert said.status == 0
    assert "weapon-agreement — " in said.out
    assert note in said.out


def test_the_editions_of_the_program_are_certified(sekisho: Call) -> None:
    for edition in IDS:
        said = sekisho("rulebook", "certify", edition, "--format", "json")
        certificate = json.loads(said.out)
        assert (said.status, certificate["schema"], certificate["certified"]) == (0, "sekisho.certificate/1", True)
        assert certificate["edition_sha256"] == the_shelf().edition(edition).sha256
        assert certificate["checks"] == dict.fromkeys(CHECKS, True)
        assert certificate["defects"] == []
        assert all(conflict["declared"] for conflict in certificate["conflicts"])


def test_a_certificate_is_given_in_words_too(sekisho: Call) -> None:
    said = sekisho("rulebook", "certify", "2026-04-21")
    assert said.status == 0
    assert said.out.splitlines()[:3] == [
        "Certificate of the edition 2026-04-21",
        f"SHA-256 {the_shelf().edition('2026-04-21').sha256}",
        "Certified",
    ]
    assert said.out.count("[passed]") == len(CHECKS)
    label = {rule.id: rule.label.en for rule in the_shelf().edition("2026-04-21").rules}
    assert f"“{label['treaty']} [treaty]” prevails over “{label['control']} [control]”" in said.out
    assert "検証に合格" in sekisho("rulebook", "certify", "2026-04-21", "--language", "ja").out


def counterexample(text: str) -> str:
    """The first case that a certificate in words shows, as a case file."""
    lines = text.partition("A case that shows it:\n")[2].splitlines()
    return "\n".join(line.strip() for line in lines[: next(at for at, line in enumerate(lines) if line[:6].strip())])


#: A change of the edition of 2014 by the check that it fails: the file, what is written there, and what instead.
CHANGES = {
    "ground": ("rules.toml", 'holds = "listed", no', 'origin = { other_than = "domestic" }, holds = "listed", no'),
    "permit": ("procedure.toml", 'sign_off = "permit"', 'sign_off = "meeting"'),
    "told_apart": ("facts.toml", 'alike = [["sdf_or_nationals", "minimal_impact"]]\n', ""),
    "conflict": ("rules.toml", 'yields_to = ["treaty", ', "yields_to = ["),
    "dead": ("grounds.toml", 'form = ["part", "service"]', 'form = "service", technology_exchange = "yes"'),
    "monotone": ("facts.toml", 'risk = "yes"', 'risk = "no"'),
}


@pytest.mark.parametrize("check", CHECKS)
def test_a_counterexample_is_a_case_that_can_be_assessed(check: str, sekisho: Call, tmp_path: Path) -> None:
    copy = changed_copy(tmp_path, "2014-04-01", *CHANGES[check])
    said = sekisho("rulebook", "certify", copy)
    certificate = json.loads(sekisho("rulebook", "certify", copy, "--format", "json").out)
    case = tmp_path / "case.toml"
    case.write_text(counterexample(said.out), encoding="utf-8")
    determination = json.loads(sekisho("assess", case, "--rulebook", copy, "--format", "json").out)
    assert said.status == 1
    assert not certificate["checks"][check]
    assert (determination["settled"], determination["edition_sha256"]) == (True, certificate["edition_sha256"])


def test_each_undeclared_pair_is_told_once_with_file_and_line_of_both_rules(sekisho: Call, tmp_path: Path) -> None:
    copy = shutil.copytree(EDITIONS / "2014-04-01", tmp_path / "copy")
    text = (copy / "rules.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("yields_to")]
    (copy / "rules.toml").write_text("\n".join(lines), encoding="utf-8")
    at = {line[6:-1]: number for number, line in enumerate(lines, 1) if line.startswith("[rule.")}
    certificate = json.loads(sekisho("rulebook", "certify", copy, "--format", "json").out)
    pairs = [defect["subjects"] for defect in certificate["defects"] if defect["check"] == "conflict"]
    told = [line for line in sekisho("rulebook", "certify", copy).out.splitlines() if line.startswith("  ・")]
    told = [line for line in told if "not laid down which prevails" in line]
    assert len(pairs) == len(told) > 3
    for pair, line in zip(pairs, told, strict=True):
        assert [f"[{rule} rules.toml:{at[rule]}]" in line for rule in pair] == [True, True]


def test_what_is_neither_an_edition_nor_a_folder_is_refused(sekisho: Call) -> None:
    for action in ("show", "certify"):
        said = sekisho("rulebook", action, "2025-04-21")
        assert (said.status, said.out) == (2, "")
        assert said.err == f"“2025-04-21” is neither an edition nor a folder. The editions are: {', '.join(IDS)}.\n"


def test_an_edition_with_mistakes_gets_no_certificate(sekisho: Call, tmp_path: Path) -> None:
    copy = changed_copy(tmp_path, "2014-04-01", "rules.toml", 'then = "barred"', 'then = "forbidden"')
    said = sekisho("rulebook", "certify", copy)
    assert (said.status, said.out) == (2, "")
    assert "[rule.treaty.then]: “forbidden” is not allowed here." in said.err


@pytest.mark.parametrize("edition", [[], *([each] for each in IDS)], ids=["the newest", *IDS])
def test_the_facts_and_codes_are_those_that_a_case_may_give(sekisho: Call, edition: list[str]) -> None:
    listed = json.loads(sekisho("rulebook", "facts", *edition, "--format", "json").out)
    law = the_shelf().edition(listed["edition"])
    assert listed["edition"] == (edition or IDS)[-1]
    codes = {
        fact["id"]: fact["values"] if fact["values"] == "countries" else [value["value"] for value in fact["values"]]
        for fact in listed["facts"]
    }
    assert codes == {
        fact.id: "countries" if fact.is_country else list(fact.values) for fact in law.facts if fact.is_asked
    }
    assert {state["value"] for state in listed["countries"]} == set(the_shelf().reference().countries)


def test_the_facts_are_those_of_today_though_an_edition_of_later_is_in_the_register(
    sekisho: Call, tmp_path: Path
) -> None:
    path = a_register_file(tmp_path)
    with opened(path) as work:
        official = an_official(work, TickingClock())
        draft = examine_draft(official.shelf, str(a_draft_that_opens_parts(tmp_path)))
        put_in_force(official, report=draft, named_person="Taro Sato", since=date(2099, 1, 1))
    listed = json.loads(sekisho("--register", path, "rulebook", "facts", "--format", "json").out)
    assert listed["edition"] == IDS[-1]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_facts_are_listed_for_people(sekisho: Call, language: str) -> None:
    said = sekisho("rulebook", "facts", "--language", language)
    lines = said.out.splitlines()
    for fact in the_shelf().edition(IDS[-1]).facts:
        if fact.is_asked and fact.question is not None:
            assert f"{fact.id} — {getattr(fact.question, language)}" in lines
    states = the_shelf().reference().countries.items()
    assert [code for code, row in states if f"  {code} — {getattr(row.name, language)}" not in lines] == []


def test_what_is_laid_beside_an_edition_is_shown_apart_from_what_is_hashed(sekisho: Call, tmp_path: Path) -> None:
    shown = json.loads(sekisho("rulebook", "show", "2024-03-26", "--format", "json").out)
    assert shown["laid_beside"]["edition"] == "2024-03-26"
    assert list(shown["laid_beside"]["slot"])[-3:] == ["fighting", "regimes", "overall"]
    assert shown["laid_beside"]["permit"]["validity"]["months"] == 6
    assert "slot" not in shown
    text = sekisho("rulebook", "show", "2024-03-26").out
    assert "it is laid beside it, as it goes with edition 2024-03-26" in text
    assert "validity — 6 months, counted from the day after the permit" in text
    own = a_draft(tmp_path, {"examination.toml": an_examination(the_shelf())}, edition_id="own")
    shown = json.loads(sekisho("rulebook", "show", own, "--format", "json").out)
    assert "laid_beside" not in shown
    assert shown["slot"]["overall"]["of_every_body"] is True
    assert "This is part of the edition and of its hash." in sekisho("rulebook", "show", own).out


def test_a_comparison_tells_what_is_asked_otherwise_after_a_determination(sekisho: Call, tmp_path: Path) -> None:
    said = sekisho("rulebook", "compare", "2022-03-08", "2023-12-22").out
    assert "・Question of the examination: Fighting in the destination — new" in said
    changes = ("months = 6", "months = 12"), ("How will the end user", "In what way will the end user")
    own = a_draft(tmp_path, {"examination.toml": an_examination(the_shelf(), *changes)}, edition_id="own")
    said = sekisho("rulebook", "compare", "2026-04-21", own).out
    assert "decide the same in every situation; 2 entries differ (what it decides, question)." in said
    assert "・Question of the examination: Use by the end user — question" in said
    assert "・How long a permit runs: 12 months, counted from the day after the permit — what it decides" in said
    same = a_draft(tmp_path, {"examination.toml": an_examination(the_shelf())}, edition_id="same")
    said = sekisho("rulebook", "compare", "2026-04-21", same).out
    assert "is part of only one of them, and is laid beside the other" in said


def test_a_question_that_can_never_be_asked_is_told_with_its_place(sekisho: Call, tmp_path: Path) -> None:
    impossible = ('weapon = "yes"\n', 'weapon = "no"\nfighting = "yes"\n')
    own = a_draft(tmp_path, {"examination.toml": an_examination(the_shelf(), impossible)}, edition_id="own")
    line = (own / "examination.toml").read_text(encoding="utf-8").splitlines().index("[slot.fighting]") + 1
    said = sekisho("rulebook", "certify", own)
    assert said.status == 1
    named = f"“Fighting in the destination [fighting examination.toml:{line}]” of the examination can never be asked."
    assert named in said.out
