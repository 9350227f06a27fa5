"""What holds after a determination: data of an edition, or laid beside one that says nothing of it."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.decision.certificate import certify
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.errors import RefusedData
from app.domain.law.conditions import ALWAYS, Is
from app.domain.law.examination import Examination
from app.domain.law.origin import best_of, is_above
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.storage.law.register_shelf import RegisterShelf
from tests.domain.decision.changed_editions import changed
from tests.drafts import a_draft, an_examination
from tests.oracles.by_hand import EDITIONS

every_edition = pytest.mark.parametrize("edition_id", EDITIONS)
NEWEST = "2026-04-21"
ANOTHER_QUESTION = """
[slot.resale]
when = { weapon = "yes", form = "finished" }
of_every_body = false
label.ja = "転売"
label.en = "Resale"
question.ja = "転売のおそれはありますか。"
question.en = "Might it be sold on?"
sources = ["guidelines-2014"]
confidence = "I"
"""


def a_draft_that_says_it_itself(shelf: RegisterShelf, folder: Path, *changes: tuple[str, str], more: str = "") -> Path:
    return a_draft(folder, {"examination.toml": an_examination(shelf, *changes) + more}, edition_id="own")


def read(shelf: RegisterShelf, folder: Path) -> Edition:
    return shelf.read_outside(str(folder)).edition


@every_edition
def test_a_released_edition_says_nothing_of_it_and_has_what_is_laid_beside(
    edition_id: str, shelf: RegisterShelf
) -> None:
    edition = shelf.edition(edition_id)
    assert edition.examination is None
    content = shelf.content(edition)
    assert not any(f'["{kind}",'.encode() in content for kind in ("slot", "trigger", "permit", "test"))
    beside = shelf.examination(edition)
    assert beside.edition_id == edition_id
    since_2023 = ("fighting",) if edition_id >= "2023-12-22" else ()
    assert tuple(slot.id for slot in beside.slots) == (
        "destination_impact", "end_use", "control_certainty", "nature", "sensitivity", "intended_use", "quantity",
        "form", "diversion_risk", *since_2023, "regimes", "overall",
    )  # fmt: skip
    conditional = {slot.id: slot.when for slot in beside.slots if slot.when != ALWAYS}
    assert conditional == {slot: Is("weapon", frozenset({"yes"})) for slot in since_2023}
    assert [slot.id for slot in beside.slots if slot.of_every_body] == ["overall"]
    assert (beside.permit.months, beside.permit.origin.confidence) == (6, "OT")
    assert [(test.id, test.origin.confidence) for test in beside.tests] == [
        ("arrival", "OT"),
        ("use", "OT"),
        ("peace", "OT"),
        ("control", "OT"),
    ]
    assert {trigger.notice for trigger in beside.triggers} == {notice.id for notice in edition.notices}
    assert {*(trigger.origin.confidence for trigger in beside.triggers), beside.slots[-1].origin.confidence} == {"I"}, (
        "what is inferred says so"
    )


@every_edition
def test_what_is_laid_beside_would_pass_as_the_editions_own(
    edition_id: str, shelf: RegisterShelf, reference: Reference
) -> None:
    edition = shelf.edition(edition_id)
    beside = shelf.examination(edition)
    confidences = {source.id: source.confidence for source in edition.sources}
    for entries in beside.by_kind.values():
        for entry in entries:
            best = best_of(confidences[source] for source in entry.origin.sources)
            assert not is_above(entry.origin.confidence, best), entry.id
    # What is laid beside speaks of the steps of every edition.
    steps = {approval.id for approval in edition.approvals}
    triggers = tuple(each._replace(after=tuple(s for s in each.after if s in steps)) for each in beside.triggers)
    own = changed(edition, examination=beside._replace(triggers=triggers))
    assert certify(CompiledEdition(own), reference).defects == ()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 3, 26), "2024-03-26"),
        (date(2025, 1, 1), "2024-03-26"),
        (date(2026, 4, 20), "2024-03-26"),
        (date(2030, 1, 1), NEWEST),
        (date(2010, 1, 1), "2014-04-01"),
    ],
)
def test_beside_an_edition_lies_that_of_the_latest_released_one_not_later(
    day: date, expected: str, shelf: RegisterShelf
) -> None:
    edition = shelf.edition(NEWEST)
    of_the_day = changed(edition, heading=edition.heading._replace(id="office", in_force_from=day))
    assert shelf.examination(of_the_day).edition_id == expected


def test_an_edition_that_says_it_itself_has_only_that_and_another_hash(shelf: RegisterShelf, tmp_path: Path) -> None:
    plain = read(shelf, a_draft(tmp_path, edition_id="own"))
    own = read(shelf, a_draft_that_says_it_itself(shelf, tmp_path, more=ANOTHER_QUESTION))
    examination = shelf.examination(own)
    assert examination is own.examination
    assert examination.edition_id == "own"
    assert [slot.id for slot in examination.slots][-2:] == ["overall", "resale"]
    beside: Examination = shelf.examination(plain)
    assert (examination.slots[:-1], examination.triggers, examination.permit, examination.tests) == (
        beside.slots, beside.triggers, beside.permit, beside.tests,
    )  # fmt: skip
    assert own.sha256 != plain.sha256
    assert shelf.written_beside(own) is None
    assert b"Resale" in shelf.content(own)
    assert b'"slot"' not in shelf.content(plain)


def test_an_edition_takes_over_that_of_the_one_it_builds_on(shelf: RegisterShelf, tmp_path: Path) -> None:
    own = a_draft_that_says_it_itself(shelf, tmp_path, more=ANOTHER_QUESTION)
    whole = tmp_path / "whole"
    shelf.write_draft(read(shelf, own), str(whole))
    assert read(shelf, whole).sha256 == read(shelf, own).sha256, "a draft of it keeps it"
    assert (whole / "examination.toml").read_text(encoding="utf-8").startswith("[slot.")


def test_a_draft_shows_what_lies_beside_and_becomes_its_own_once_the_marks_are_gone(
    shelf: RegisterShelf, tmp_path: Path
) -> None:
    shelf.write_draft(shelf.edition(NEWEST), str(tmp_path))
    file = tmp_path / "examination.toml"
    said, _, entries = file.read_text(encoding="utf-8").partition("\n\n")
    assert all(line.startswith("# ") for line in (*said.splitlines(), *entries.split("\n")) if line)
    assert read(shelf, tmp_path).sha256 == shelf.edition(NEWEST).sha256
    file.write_text(entries.replace("# ", ""), encoding="utf-8")
    own = read(shelf, tmp_path)
    assert own.examination == shelf.examination(shelf.edition(NEWEST))
    assert own.sha256 != shelf.edition(NEWEST).sha256


@pytest.mark.parametrize(
    ("mistake", "entry", "found"),
    [
        (('weapon = "yes"', 'weapon = "perhaps"'), "slot.fighting.when.weapon", "perhaps"),
        (('weapon = "yes"', 'tank = "yes"'), "slot.fighting.when.tank", "tank"),
        (('en = "Quantity"\n', ""), "slot.quantity.label", "en"),
        (('ja = "数量"\n', ""), "slot.quantity.label", "ja"),
        (("[slot.end_use]", "[slot.'end/use']"), "slot.end/use", "“/”"),
        (("of_every_body = false", "of_every_body = 1"), "slot.destination_impact.of_every_body", "true or false"),
        (('sources = ["guidelines-2014"]', 'sources = ["hearsay"]'), "slot.destination_impact.sources", "hearsay"),
        (('sources = ["guidelines-2014"]', "sources = []"), "slot.destination_impact.sources", "no source"),
        (('confidence = "OT*"\n', ""), "slot.destination_impact.confidence", "missing"),
        (('confidence = "OT*"', 'confidence = "OT"'), "slot.destination_impact.confidence", "OT"),
        (
            ('"nsc", "nsc_four_ministers"', '"cabinet_office"'),
            "trigger.nsc_case_publication.due_after",
            "cabinet_office",
        ),
        (("[trigger.annual_report]", "[trigger.press_release]"), "trigger.press_release", "press_release"),
        (("months = 6", "months = 0"), "permit.validity.months", "1 or more"),
        (("months = 6", "weeks = 26"), "permit.validity.weeks", "weeks"),
        (("[permit.validity]", "[permit.length]"), "permit.length", "length"),
        (("of_every_body = true", "of_every_body = false"), "slot.destination_impact", "overall"),
    ],
)
def test_each_mistake_in_it_is_named_with_file_and_line(
    shelf: RegisterShelf, tmp_path: Path, mistake: tuple[str, str], entry: str, found: str
) -> None:
    draft = a_draft_that_says_it_itself(shelf, tmp_path, mistake)
    with pytest.raises(RefusedData) as refused:
        read(shelf, draft)
    told = [flaw for flaw in refused.value.flaws if flaw.entry == entry]
    assert [found in f"{flaw}{flaw.params}" for flaw in told] == [True], refused.value.flaws
    assert told[0].file == "examination.toml"
    [kind, name] = entry.split(".")[:2]
    lines = (draft / "examination.toml").read_text(encoding="utf-8").splitlines()
    above = [line for line in lines[: told[0].line] if line.startswith(f"[{kind}.")]
    assert name in above[-1], "the line is in the entry"


@pytest.mark.parametrize("kind", ["slot", "trigger", "permit", "test"])
def test_who_says_something_of_it_says_all_of_it(shelf: RegisterShelf, tmp_path: Path, kind: str) -> None:
    half = a_draft(tmp_path, {"examination.toml": an_examination(shelf, without=kind)})
    with pytest.raises(RefusedData) as refused:
        read(shelf, half)
    assert [flaw.params["kind"] for flaw in refused.value.flaws if "kind" in flaw.params] == [kind]
    assert all((flaw.file, flaw.line > 0) == ("examination.toml", True) for flaw in refused.value.flaws)


def test_a_notice_without_a_trigger_is_refused(shelf: RegisterShelf, tmp_path: Path) -> None:
    half = a_draft(tmp_path, {"examination.toml": an_examination(shelf, without="trigger.diet_notice")})
    with pytest.raises(RefusedData) as refused:
        read(shelf, half)
    assert [flaw.params for flaw in refused.value.flaws] == [{"id": "diet_notice"}]


def test_a_condition_that_no_other_entry_makes_is_told_apart_in_the_diagram(
    shelf: RegisterShelf, reference: Reference, tmp_path: Path
) -> None:
    """Values that no condition compares share a class: a question asked of one of them only needs its own."""
    question = ANOTHER_QUESTION.replace('{ weapon = "yes", form = "finished" }', '{ item_heading = "5" }')
    draft = shelf.read_outside(str(a_draft_that_says_it_itself(shelf, tmp_path, more=question)))
    assert certify(draft, reference).is_certified
    impossible = ANOTHER_QUESTION.replace(
        'weapon = "yes", form = "finished"', 'all = [{ terms = "grant" }, { terms = "sale" }]'
    )
    draft = shelf.read_outside(str(a_draft_that_says_it_itself(shelf, tmp_path, more=impossible)))
    assert [(each.code, each.subjects) for each in certify(draft, reference).defects] == [
        ("slot_never_holds", ("resale",))
    ]
