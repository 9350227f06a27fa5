"""A pack of reference tables is examined, seen in its effects and taken; going back restores the former results."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.domain.decision.assessment import assess
from app.domain.decision.effect import Effect, differs_in, effect_of_determination
from app.domain.errors import Mendable
from app.domain.ids import LineId
from app.domain.law.law_on_record import UseAct
from app.domain.law.outcomes import Outcome
from app.domain.law.reference import Reference
from app.domain.register.counting import counting_of
from app.domain.register.enactment import PackReport
from app.domain.register.events import ReferencePackLeft, ReferencePackTaken
from app.services.ports import CaseFilter
from app.services.publishing import examine_draft, put_in_force
from app.services.reading import list_cases
from app.services.reexamining import cases_to_redetermine
from app.services.renewing import (
    examine_former,
    examine_pack,
    go_back,
    pack_reexamination,
    take_pack,
)
from app.storage.law.register_shelf import RegisterShelf
from tests.builders import PARTS_FOR_XA, Official, a_shelf
from tests.conftest import HowMany
from tests.drafts import REFERENCE, a_draft, a_pack
from tests.oracles.random_cases import Cases

CANADA_IN_FORCE = ("CA,2026-01-27,,day", "CA,2026-01-27,2026-11-01,day")
LAST_ROW = (
    '"Signature: MOFA (2026-01-27, the 17th). Entry into force not found: unconfirmed from the day of signature on",'
    "OS,official_summary,UNV,unpublished\n"
)


@pytest.fixture
def shelf() -> RegisterShelf:
    """What decides in the register; no pack was taken in it yet."""
    return a_shelf()


def take(official: Official, shelf: RegisterShelf, report: PackReport) -> ReferencePackTaken:
    """Take a pack."""
    return take_pack(official.under(shelf), report=report, named_person="Taro Sato")


def back(official: Official, shelf: RegisterShelf) -> ReferencePackLeft:
    """Go back to the former pack."""
    return go_back(official.under(shelf), named_person="Taro Sato")


def canada(folder: Path) -> Path:
    """A pack with one row that is new: the agreement with Canada enters into force."""
    row = (
        "CA,2026-10-15,2026-11-01,day,OT,,交換公文,Exchange of notes of 2026-10-15,OT,official_text,OT,official_text\n"
    )
    return a_pack(folder, (LAST_ROW, LAST_ROW + row))


def a_register_of_everything(official: Official, number: int) -> None:
    """Random cases, complete and unfinished ones, about states of every kind; those that are settled are determined."""
    near = [dict(PARTS_FOR_XA) | {"destination": "CA", "form": form} for form in ("part", "finished")]
    cases = Cases(seed=89, states=("CA", "CA", "AU", "NZ", "XA"), far=near)
    for at in range(number):
        edition_id = "2026-04-21" if at % 2 else None
        drawn = cases.complete(edition_id) if at % 3 else cases.partial(edition_id)
        on = date(2026, 11, 1 + at % 28) if edition_id else drawn.on
        known = official.shelf.edition_on(on).fact_by_id
        given = {fact: value for fact, value in drawn.answers.items() if fact in known and known[fact].is_asked}
        case = official.a_case(given, assessed_on=on)
        compiled = official.shelf.compiled(official.shelf.id_on(on))
        if assess(compiled, official.shelf.reference(), on, given).settled:
            official.determine(case.lines[0].id)


def case_by_case(official: Official, shelf: RegisterShelf, reference: Reference) -> dict[LineId, Effect]:
    """What is determined of every line of the register by the reference tables, each case opened by itself."""
    effects = {}
    for summary in list_cases(official.work, CaseFilter(limit=10_000)):
        case = official.case(summary.id)
        on = case.particulars.assessed_on
        for line in case.lines:
            compiled = shelf.compiled(shelf.id_on(on))
            answers, set_aside, _ = counting_of(line, case, compiled.edition, reference)
            found = assess(compiled, reference, on, answers, set_aside=set_aside)
            effects[line.id] = effect_of_determination(found)
    return effects


def test_the_agreement_with_canada_enters_into_force(
    official: Official, shelf: RegisterShelf, tmp_path: Path, how_many: HowMany
) -> None:
    a_register_of_everything(official, how_many(75, long=1_500))
    own = shelf.reference()
    before = case_by_case(official, shelf, own)
    report = examine_pack(shelf, str(canada(tmp_path)))
    assert report.refusal is None
    assert [(row.table, row.key, row.before) for row in report.rows] == [("agreements", "CA 2026-10-15", None)]
    listed = {line.line.id: line for line in official.reexamined(pack_reexamination(shelf, report))}

    take(official, shelf, report)
    after = case_by_case(official, shelf, shelf.reference())
    changed = {line_id for line_id in before if differs_in(before[line_id], after[line_id])}
    assert changed == set(listed)
    assert 10 < len(changed) < len(before) / 2
    for line_id, line in listed.items():
        assert (line.before, line.after) == (before[line_id], after[line_id])
        assert line.line.answers.get("destination") in ("CA", None)
        assert line.line.on >= date(2026, 10, 15)
    assert {line.is_recorded for line in listed.values()} == {True, False}
    assert {found.case_id for found in cases_to_redetermine(listed.values())} == {
        line.line.case_id for line in listed.values() if line.is_recorded
    }

    going_back = examine_former(shelf)
    assert going_back is not None
    assert going_back.is_former
    assert [(row.key, row.after) for row in going_back.rows] == [("CA 2026-10-15", None)]
    assert {line.line.id for line in official.reexamined(pack_reexamination(shelf, going_back))} <= changed
    back(official, shelf)
    assert shelf.reference() is own
    assert case_by_case(official, shelf, shelf.reference()) == before


def test_a_row_that_is_mended_does_the_same(official: Official, shelf: RegisterShelf, tmp_path: Path) -> None:
    on = date(2026, 11, 15)
    complete = {**PARTS_FOR_XA, "destination": "CA", "form": "finished"}
    line = official.a_case(complete, assessed_on=on).lines[0]
    official.determine(line.id)
    report = examine_pack(shelf, str(a_pack(tmp_path, CANADA_IN_FORCE)))
    assert [(row.key, row.before is None) for row in report.rows] == [("CA 2026-01-27", False)]
    (changed,) = official.reexamined(pack_reexamination(shelf, report))
    assert (changed.line.id, changed.before.outcome, changed.after.outcome) == (
        line.id,
        Outcome.REFER,
        Outcome.ELIGIBLE,
    )


def test_taking_and_going_back_are_on_record(official: Official, shelf: RegisterShelf, tmp_path: Path) -> None:
    packs = {
        version: examine_pack(shelf, str(a_pack(tmp_path, version=version)))
        for version in ("2026-12-01", "2026-12-01.2", "2027-01-01")
    }
    for version, report in packs.items():
        event = take(official, shelf, report)
        assert (event.version, shelf.reference().version) == (version, version)
    assert back(official, shelf).before == "2027-01-01"
    assert back(official, shelf).version == "2026-12-01"
    take(official, shelf, packs["2027-01-01"])
    for version in ("2026-12-01", "2026-11-30"):
        back(official, shelf)
        assert shelf.reference().version == version
    with pytest.raises(Mendable, match="nothing to go back to"):
        back(official, shelf)
    assert [(use.act, use.version) for use in shelf.reference_uses] == [
        (UseAct.TAKEN, "2026-12-01"),
        (UseAct.TAKEN, "2026-12-01.2"),
        (UseAct.TAKEN, "2027-01-01"),
        (UseAct.GONE_BACK, "2026-12-01.2"),
        (UseAct.GONE_BACK, "2026-12-01"),
        (UseAct.TAKEN, "2027-01-01"),
        (UseAct.GONE_BACK, "2026-12-01"),
        (UseAct.GONE_BACK, "2026-11-30"),
    ]
    assert shelf.reference_uses[0].named_person == "Taro Sato"
    kinds = official.kinds_of_register_events()
    assert kinds.count("reference_pack_taken") == kinds.count("reference_pack_left") == 4
    assert len(official.work.law.on_record().packs) == 3


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        ("2026-11-22.1", "The pack 2026-11-22.1 is older than the one in force, 2026-11-30"),
        ("2026-11-30", "Another pack 2026-11-30 is in force, with other content"),
        ("of November", "“of November” is no version of a pack"),
    ],
)
def test_a_pack_that_is_no_newer_is_refused_where_its_version_stands(
    official: Official, shelf: RegisterShelf, tmp_path: Path, version: str, sentence: str
) -> None:
    report = examine_pack(shelf, str(a_pack(tmp_path, CANADA_IN_FORCE, version=version)))
    (flaw,) = report.findings
    assert flaw.place() == "reference.toml:3 [version]"
    assert str(flaw).startswith(sentence)
    with pytest.raises(Mendable, match="1 mistakes and can't be taken"):
        take(official, shelf, report)
    with pytest.raises(Mendable, match="can't be taken"):
        pack_reexamination(shelf, report)
    assert shelf.reference_uses == ()


def test_an_older_pack_is_refused_although_it_was_newer_when_it_was_opened(
    official: Official, shelf: RegisterShelf, tmp_path: Path
) -> None:
    older = examine_pack(shelf, str(a_pack(tmp_path, version="2026-12-01")))
    take(official, shelf, examine_pack(shelf, str(a_pack(tmp_path, version="2027-01-01"))))
    with pytest.raises(Mendable, match="older than the one in force, 2027-01-01"):
        take(official, shelf, older)


def test_the_pack_in_force_is_not_taken_again(shelf: RegisterShelf) -> None:
    (flaw,) = examine_pack(shelf, str(REFERENCE)).findings
    assert str(flaw) == "The pack 2026-11-30 is in force already."


def test_mistakes_in_a_pack_are_findings(shelf: RegisterShelf, tmp_path: Path) -> None:
    folder = a_pack(tmp_path, ("CA,2026-01-27,,day", "QQ,2026-01-27,,day"))
    report = examine_pack(shelf, str(folder))
    assert [(flaw.place(), str(flaw)) for flaw in report.findings] == [
        ("agreements.csv:19 [QQ]", "“QQ” is no country of the reference table.")
    ]
    assert (report.pack, report.refusal is None, report.rows) == (None, False, ())
    with pytest.raises(Mendable, match="Name the folder of a pack"):
        examine_pack(shelf, str(tmp_path / "nowhere"))
    shutil.rmtree(folder)
    folder.mkdir()
    assert "reference.toml" in [flaw.file for flaw in examine_pack(shelf, str(folder)).findings]


def test_a_pack_that_lacks_what_an_edition_names_is_refused(shelf: RegisterShelf, tmp_path: Path) -> None:
    bodies = (REFERENCE / "bodies.csv").read_text(encoding="utf-8")
    row = next(line for line in bodies.splitlines(keepends=True) if line.startswith("cabinet,"))
    report = examine_pack(shelf, str(a_pack(tmp_path, (row, ""), table="bodies")))
    assert [flaw.place() for flaw in report.findings] == [
        "2024-03-26 [approval.cabinet.bodies]",
        "2026-04-21 [approval.cabinet.bodies]",
    ]
    assert report.refusal is not None


def test_one_does_not_go_back_to_tables_that_lack_what_an_edition_in_force_names(
    official: Official, shelf: RegisterShelf, tmp_path: Path
) -> None:
    bodies = (REFERENCE / "bodies.csv").read_text(encoding="utf-8")
    with_agency = (bodies, bodies + "agency,新機関,The new agency,新機関,Agency,office,報道,A report,R,,,press\n")
    take(official, shelf, examine_pack(shelf, str(a_pack(tmp_path, with_agency, table="bodies"))))
    step = """\
[approval.agency]
when = "always"
bodies = ["agency"]
sign_off = "finding"
label.ja = "新機関の審査"
label.en = "Examination by the agency"
says.ja = "新機関が審査する。"
says.en = "The agency examines."
sources = ["reports-2026"]
confidence = "R"
after = "interministerial_examination"
"""
    draft = examine_draft(shelf, str(a_draft(tmp_path, {"procedure.toml": step})))
    since = date(2026, 5, 1)
    put_in_force(official.under(shelf), report=draft, named_person="Taro Sato", since=since)
    going_back = examine_former(shelf)
    assert going_back is not None
    assert [flaw.place() for flaw in going_back.findings] == ["next [approval.agency.bodies]"]
    for refused in (lambda: pack_reexamination(shelf, going_back), lambda: back(official, shelf)):
        with pytest.raises(Mendable, match="“agency” is not allowed here"):
            refused()
    assert shelf.reference().version == "2026-12-01"


@pytest.mark.parametrize("nobody", ["", " "])
def test_somebody_has_to_answer_for_it(official: Official, shelf: RegisterShelf, tmp_path: Path, nobody: str) -> None:
    report = examine_pack(shelf, str(a_pack(tmp_path)))
    with pytest.raises(Mendable, match="Name the person who answers for it"):
        take_pack(official.under(shelf), report=report, named_person=nobody)
    with pytest.raises(Mendable, match="Name the person who answers for it"):
        go_back(official.under(shelf), named_person=nobody)
    assert examine_former(shelf) is None
