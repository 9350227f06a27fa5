"""The released editions: unchanged, exercised, certified, printed whole; and an official's own copy beside them."""

import json
import re
import shutil
from pathlib import Path

import pytest

from app.bootstrap.program import run
from app.domain.decision.assessment import assess
from app.domain.decision.certificate import certify
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.witness import Situation, situation_of
from app.domain.law.outcomes import Outcome, Result
from app.domain.law.reference import Reference
from app.domain.law.texts import Text
from app.storage.law.program_editions import ProgramEditions
from app.storage.law.register_shelf import RegisterShelf
from app.wording.edition_sheet import edition_sheet
from app.wording.language import Language, Words
from tests.rulebooks.broken_files import EDITIONS, RESOURCES
from tests.rulebooks.editions_lock import LOCK, lock_text, locked, present

IDS = ("2014-04-01", "2022-03-08", "2023-12-22", "2024-03-26", "2026-04-21")
every_edition = pytest.mark.parametrize("edition_id", IDS)

#: A gun barrel for a state without an agreement: the edition of 2026 refers it.
GUN_BARREL = """\
title = "A gun barrel"
on = 2026-05-20
[answers]
item_heading = "1"
form = "part"
weapon = "yes"
destination = "XA"
recipient_kind = "government"
treaty_breach = "no"
unsc_breach = "no"
conflict_party = "no"
purpose = "japan_security"
origin = "domestic"
fighting = "no"
terms = "sale"
un_charter_commitment = "yes"
prior_consent_commitment = "yes"
recipient_control = "yes"
careful_consideration = "no"
precedent = "yes"
"""


def test_no_released_edition_has_changed() -> None:
    assert set(present()) <= set(locked()), "a corrected wording is released anew: write the lock"


def test_what_decides_in_a_released_edition_never_changes() -> None:
    digests = {(released.edition_id, released.decision_digest) for released in (*locked(), *present())}
    assert len(digests) == len(IDS), "what decides is never edited: make a new edition"


def test_the_lock_is_written_as_its_program_writes_it() -> None:
    assert LOCK.read_text(encoding="ascii") == lock_text(locked())


def test_a_change_of_a_single_letter_changes_the_hash(tmp_path: Path, reference: Reference) -> None:
    shutil.copytree(EDITIONS, tmp_path / "editions")
    file = tmp_path / "editions" / IDS[0] / "grounds.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Technology exchange", "Technology exchangE", 1), "utf-8")
    changed = {
        edition.id: edition.sha256
        for edition in RegisterShelf(ProgramEditions(tmp_path / "editions", lambda: reference)).editions()
    }
    released = {each.edition_id: each.sha256 for each in present()}
    assert {edition_id for edition_id, sha256 in changed.items() if sha256 != released[edition_id]} >= {IDS[0], IDS[1]}


def test_the_layout_of_the_files_does_not_change_the_hash(tmp_path: Path, shelf: RegisterShelf) -> None:
    folder = tmp_path / "one-file"
    folder.mkdir()
    heading = (EDITIONS / IDS[0] / "edition.toml").read_text(encoding="utf-8")
    rest = [file for file in sorted((EDITIONS / IDS[0]).glob("*.toml")) if file.name != "edition.toml"]
    (folder / "edition.toml").write_text(f"# Copied.\n{heading}", encoding="utf-8")
    (folder / "all.toml").write_text("\n\n".join(file.read_text(encoding="utf-8") for file in rest), encoding="utf-8")
    assert shelf.read_outside(str(folder)).edition.sha256 == shelf.edition(IDS[0]).sha256


#: What an official adds who has the text.
TEXT = """
[source.text]
title.ja = "正文"
title.en = "The authentic text"
confidence = "OT"
kind = "official_text"
"""


@pytest.fixture
def officials_copy(tmp_path: Path) -> Path:
    """The edition of 2026 as an official with the text would mend it: paragraphs and confidence filled in, one rule no
    longer referred."""
    folder = shutil.copytree(EDITIONS / "2026-04-21", tmp_path / "authentic")
    file = folder / "rules.toml"
    rules = file.read_text(encoding="utf-8").replace("\nlabel.ja = ", '\nparagraph = "2(1)"\nlabel.ja = ')
    rules = re.sub(r'confidence = "(?:I|UNV)"', 'confidence = "OT"', rules)
    rules = rules.replace("sources = [", 'sources = ["text", ')
    sources = (folder / "sources.toml").read_text(encoding="utf-8")
    (folder / "sources.toml").write_text(sources + TEXT, encoding="utf-8")
    before, head, after = rules.partition("[rule.weapon-agreement-parts]")
    changed, following, rest = after.partition("\n[")
    changed = changed.replace('"refer"', '"not_eligible"')
    yields_to = 'yields_to = ["treaty", "unsc", "conflict-party", "gift-weapon"]'
    changed = re.sub(r"yields_to = .*", yields_to, changed)
    file.write_text(before + head + changed + following + rest, encoding="utf-8")
    return folder


def test_an_officials_copy_decides_by_its_own_rules_and_says_so(
    officials_copy: Path, tmp_path: Path, shelf: RegisterShelf, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case.toml"
    case.write_text(GUN_BARREL, encoding="utf-8")
    determinations = {}
    for name, options in (("released", []), ("authentic", ["--rulebook", str(officials_copy)])):
        assert run(["assess", str(case), "--format", "json", *options]) == 0
        determinations[name] = json.loads(capsys.readouterr().out)
    released, authentic = determinations["released"], determinations["authentic"]
    assert (released["outcome"], authentic["outcome"]) == ("refer", "not_eligible")
    assert released["edition_sha256"] == shelf.edition("2026-04-21").sha256
    assert authentic["edition_sha256"] == shelf.read_outside(str(officials_copy)).edition.sha256
    assert authentic["edition_sha256"] != released["edition_sha256"]
    decisive = {name: [rule for rule in said["rules"] if rule["decisive"]] for name, said in determinations.items()}
    assert [rule["id"] for rule in decisive["released"]] == [rule["id"] for rule in decisive["authentic"]]
    assert [rule["paragraph"] for rule in (*decisive["released"], *decisive["authentic"])] == [None, "2(1)"]
    assert {rule["paragraph"] for rule in authentic["rules"] if rule["id"] in ("exception", "charter")} == {"2(1)"}


def test_a_whole_copy_needs_nothing_of_the_program(tmp_path: Path, shelf: RegisterShelf) -> None:
    folder = shutil.copytree(EDITIONS / IDS[0], tmp_path / "my own folder ☆")
    assert shelf.read_outside(str(folder)).edition.sha256 == shelf.edition(IDS[0]).sha256


def decisive_situations(compiled: CompiledEdition, reference: Reference, entry_id: str) -> list[Situation]:
    """A situation, taken from the diagram, in which the rule or ground holds and no graver rule stands before it."""
    edition, diagram = compiled.edition, compiled.diagram
    entry = next(entry for entry in edition.rules_and_grounds if entry.id == entry_id)
    outcome = getattr(entry, "then", Outcome.ELIGIBLE)
    decides = diagram.nodes.mapped(diagram.outcome, lambda leaf: leaf is outcome)
    path = diagram.nodes.path_to(diagram.nodes.both(diagram.conditions.condition(entry.when), decides), bool)
    return [] if path is None else [situation_of(diagram.space, compiled.plan, reference, path)]


@every_edition
def test_every_rule_and_every_ground_decides_some_case(
    edition_id: str, shelf: RegisterShelf, reference: Reference
) -> None:
    compiled = shelf.compiled(edition_id)
    for entry in compiled.edition.rules_and_grounds:
        [situation] = decisive_situations(compiled, reference, entry.id)
        determination = assess(compiled, reference, situation.on, situation.answers)
        finding = determination.finding(entry.id)
        assert determination.settled
        assert finding is not None
        assert (finding.result, finding.decisive) == (Result.HOLDS, True)


@every_edition
def test_every_edition_is_certified(edition_id: str, shelf: RegisterShelf, reference: Reference) -> None:
    certificate = certify(shelf.compiled(edition_id), reference)
    assert certificate.defects == ()
    assert certificate.is_certified


def texts_in(value: object) -> list[Text]:
    """Every text in both languages inside an edition's entry."""
    if isinstance(value, Text):
        return [value]
    return [text for part in value for text in texts_in(part)] if isinstance(value, tuple) else []


@every_edition
@pytest.mark.parametrize("language", Language)
def test_an_edition_is_printed_whole(
    edition_id: str, language: Language, shelf: RegisterShelf, reference: Reference
) -> None:
    edition = shelf.edition(edition_id)
    examination = shelf.examination(edition)
    sheet = edition_sheet(Words(language, RESOURCES / "i18n"), edition, reference, examination)
    afterwards = tuple(entry for entries in examination.by_kind.values() for entry in entries)
    entries = (*edition.facts, *edition.definitions, *edition.rules_and_grounds, *edition.steps, *edition.sources)
    assert [entry.id for entry in (*entries, *edition.points, *afterwards) if f"{entry.id} — " not in sheet] == []
    texts = [
        text
        for entry in (edition.heading, *edition.sections, *entries, *edition.points, *afterwards)
        for text in texts_in(entry)
    ]
    assert [text for text in texts if text.in_language(language.value) not in sheet] == []
    assert [one for one in edition.sentences if one.in_language(language.value) not in sheet] == []
    assert edition.sha256 in sheet


@every_edition
def test_the_content_that_is_hashed_is_printed_as_json(
    edition_id: str, shelf: RegisterShelf, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rulebook", "show", edition_id, "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    edition = shelf.edition(edition_id)
    assert shown["sha256"] == edition.sha256
    assert shown["edition"]["title"] == edition.heading.title._asdict()
    for kind, entries in (
        ("fact", edition.facts),
        ("rule", edition.rules),
        ("ground", edition.grounds),
        ("approval", edition.approvals),
        ("notice", edition.notices),
        ("commitment", edition.commitments),
        ("definition", edition.definitions),
    ):
        assert list(shown[kind]) == [entry.id for entry in entries]
        assert [one["label"] for one in shown[kind].values()] == [entry.label._asdict() for entry in entries]
