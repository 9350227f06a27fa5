"""What is called recorded is what would come out now: in the case, in the list, and where a case is closed."""

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import Damaged, Mendable
from app.domain.law.decision_digest import decision_digest
from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.basis import Part, Since, since_recorded
from app.domain.register.cases import Case, CaseSummary, DocumentKind
from app.services.documenting import attach_evidence, detach_evidence
from app.services.ending import close_case, reopen_case
from app.services.publishing import examine_draft, examine_known, put_in_force
from app.services.reading import list_cases, read_case
from app.services.receiving import amend_line, amend_particulars
from app.services.renewing import examine_former, examine_pack, go_back, take_pack
from app.services.updating import bring_up_to_date, notice_law, read_progress
from app.services.verifying import Check
from app.storage.law.program_editions import ProgramEditions
from app.storage.law.reference_shelf import read_reference
from app.storage.law.register_shelf import RegisterShelf
from app.storage.register import sqlite
from tests.builders import (
    DESTROYERS,
    PARTS_FOR_XA,
    Official,
    a_register_file,
    an_official,
    opened,
)
from tests.drafts import REFERENCE, RULEBOOKS, a_draft_that_opens_parts, a_pack
from tests.fakes import TickingClock
from tests.rulebooks.editions_lock import Released, locked, present

#: The row of the table by which a transfer of missiles to the Philippines is within the cases that may be permitted.
AGREEMENT_WITH_PH = next(
    row for row in (REFERENCE / "agreements.csv").read_text("utf-8").splitlines(True) if "PH," in row
)
MISSILES = {**DESTROYERS, "item_heading": "2"}


def row_of(official: Official, case: Case) -> CaseSummary:
    """What the list says of a case."""
    return next(row for row in list_cases(official.work) if row.id == case.id)


def recorded(official: Official, answers: Mapping[str, str] = MISSILES, **particulars: str) -> Case:
    """A case with a recorded determination."""
    case = official.a_case(answers, **particulars)
    official.determine(case.lines[0].id)
    return official.case(case.id)


def since(official: Official, case: Case) -> Since:
    """What has changed since the determination of the first line was recorded."""
    case = official.case(case.id)
    compiled = official.shelf.compiled(official.shelf.id_on(case.particulars.assessed_on))
    found = since_recorded(case.lines[0], case, compiled, official.shelf.reference())
    assert found is not None
    return found


def take_pack_without_ph(official: Official, folder: Path) -> None:
    """Take tables in which there is no agreement with the Philippines."""
    pack = a_pack(folder, (AGREEMENT_WITH_PH, ""))
    take_pack(official, report=examine_pack(official.shelf, str(pack)), named_person="Taro Sato")


def up_to_date(official: Official) -> None:
    """Bring the list up to the law in force."""
    progress = notice_law(official)
    while progress.behind:
        progress = bring_up_to_date(official)


def claims_nothing(row: CaseSummary) -> bool:
    """Whether a row says of no determination that it would come out so now."""
    return not row.is_up_to_date or (row.state is CaseState.DRAFT and row.outcome is None)


def test_missiles_to_the_philippines_are_not_as_recorded_once_the_agreement_is_gone(
    official: Official, tmp_path: Path
) -> None:
    case = recorded(official)
    assert row_of(official, case).outcome is Outcome.ELIGIBLE
    take_pack_without_ph(official, tmp_path)
    assert [(each.part, each.subject, each.recorded, each.now) for each in since(official, case).deciding] == [
        (Part.TABLES, "agreement_in_force", "yes", "no")
    ]
    assert claims_nothing(row_of(official, case)), "at once, before anything was worked out"
    up_to_date(official)
    row = row_of(official, case)
    assert (row.is_up_to_date, row.state, row.outcome) == (True, CaseState.DETERMINED, Outcome.ELIGIBLE), "as recorded"
    assert row.differing_line_count == 1, "and said to be another now"
    with pytest.raises(Mendable, match="of line 1 is not what would come out now"):
        close_case(official, case_id=case.id)
    close_case(official, case_id=case.id, reason="Given up by the exporter.")
    closed = official.case(case.id)
    assert (closed.state, closed.reason) == (CaseState.CLOSED, "Given up by the exporter.")
    go_back(official, named_person="Taro Sato")
    assert since(official, case).is_as_recorded
    reopen_case(official, case_id=case.id, reason="Taken up again.")
    assert official.case(case.id).state is CaseState.DETERMINED


def test_tables_that_say_the_same_of_a_line_leave_its_determination_as_it_is(
    official: Official, tmp_path: Path
) -> None:
    case = recorded(official)
    take_pack(official, report=examine_pack(official.shelf, str(a_pack(tmp_path))), named_person="Taro Sato")
    assert since(official, case).is_as_recorded
    up_to_date(official)
    assert row_of(official, case).state is CaseState.DETERMINED


def test_an_edition_put_in_force_for_a_day_gone_by_takes_the_claim_from_what_was_recorded(
    official: Official, tmp_path: Path
) -> None:
    case = recorded(official, PARTS_FOR_XA)
    draft = examine_draft(official.shelf, str(a_draft_that_opens_parts(tmp_path)))
    put_in_force(official, report=draft, named_person="Taro Sato", since=date(2026, 5, 1))
    assert [(each.part, each.recorded, each.now) for each in since(official, case).deciding] == [
        (Part.EDITION, "2026-04-21", "next")
    ]
    assert claims_nothing(row_of(official, case))
    put_in_force(
        official,
        report=examine_known(official.shelf, "2026-04-21", date(2026, 5, 1)),
        named_person="Taro Sato",
        since=date(2026, 5, 1),
    )
    assert since(official, case).is_as_recorded
    assert not row_of(official, case).is_up_to_date
    up_to_date(official)
    assert row_of(official, case).state is CaseState.DETERMINED


@pytest.mark.parametrize("field", ["exporter", "end_user", "consignee", "intermediaries", "contract_reference"])
def test_another_party_is_another_transfer(official: Official, field: str) -> None:
    case = recorded(official)
    amend_particulars(official, case_id=case.id, field=field, value="Another")
    assert [each.subject for each in since(official, case).deciding] == [field]
    assert row_of(official, case).state is CaseState.DRAFT
    official.determine(case.lines[0].id)
    assert row_of(official, case).state is CaseState.DETERMINED


@pytest.mark.parametrize("field", ["item", "quantity", "value"])
def test_another_item_is_another_transfer(official: Official, field: str) -> None:
    case = recorded(official)
    amend_line(official, line_id=case.lines[0].id, field=field, value="Another")
    assert [each.subject for each in since(official, case).deciding] == [field]
    assert row_of(official, case).state is CaseState.DRAFT


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "Another"), ("case_officer", "officer"), ("received_on", date(2026, 5, 8)), ("marking", "restricted")],
)
def test_what_only_names_a_case_changes_nothing_and_is_told_aside(
    official: Official, field: str, value: str | date
) -> None:
    case = recorded(official)
    amend_particulars(official, case_id=case.id, field=field, value=value)
    found = since(official, case)
    assert (found.is_as_recorded, [each.subject for each in found.aside]) == (True, [field])
    assert row_of(official, case).state is CaseState.DETERMINED


def test_evidence_is_a_part_of_the_record(official: Official) -> None:
    case = official.a_case(MISSILES)
    contract = official.a_document(case.id, kind=DocumentKind.CONTRACT, title="Contract", sha256="ab" * 32)
    answer = official.case(case.id).lines[0].answers[0]
    attached = attach_evidence(official, answer_id=answer.id, document_id=contract, page="3")
    official.determine(case.lines[0].id)
    record = official.line(case.lines[0].id).determination
    assert record is not None
    assert [tuple(each) for each in record.record.basis.evidence or ()] == [
        (answer.fact, "Contract", "contract", "ab" * 32, "3")
    ]
    detach_evidence(official, evidence_id=attached.evidence_id)
    assert [(each.part, each.subject) for each in since(official, case).deciding] == [(Part.EVIDENCE, answer.fact)]
    attach_evidence(official, answer_id=answer.id, document_id=contract, page="3")
    assert since(official, case).is_as_recorded


def test_a_record_made_before_the_item_was_named_can_be_replaced(official: Official) -> None:
    case = recorded(official)
    with pytest.raises(Mendable, match="has not changed since"):
        official.determine(case.lines[0].id)
    amend_line(official, line_id=case.lines[0].id, field="item", value="Missile")
    official.determine(case.lines[0].id)
    record = official.line(case.lines[0].id).determination
    assert record is not None
    assert (record.number, (record.particulars or {})["item"]) == (2, "Missile")


# Of a released edition only the words were corrected, or more: what another version of the program brings along.


def another_program(folder: Path, before: str, after: str) -> RegisterShelf:
    """The law of a version of the program in which something in the rules of 2026 is written otherwise."""
    rulebooks = shutil.copytree(RULEBOOKS, folder / "rulebooks")
    file = rulebooks / "2026-04-21" / "rules.toml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    return RegisterShelf(ProgramEditions(rulebooks, lambda: read_reference(REFERENCE)))


def test_corrected_words_ask_nobody_again(official: Official, tmp_path: Path) -> None:
    case = recorded(official)
    later = official.under(another_program(tmp_path, "Finished weapon without", "Complete weapon without"))
    assert later.shelf.edition("2026-04-21").sha256 != official.shelf.edition("2026-04-21").sha256
    found = since(later, case)
    assert (found.is_as_recorded, [each.part for each in found.aside]) == (True, [Part.EDITION])
    assert notice_law(later).behind == 0
    assert row_of(later, case).is_up_to_date


def program_with_sections_as_first_released(folder: Path) -> RegisterShelf:
    """The law of the program with the sections of the questions in their former order."""
    rulebooks = shutil.copytree(RULEBOOKS, folder / "first")
    file = rulebooks / "2014-04-01" / "sections.toml"
    heading, *written = file.read_text(encoding="utf-8").split("[section.")
    sections = {section.partition("]")[0]: section.rstrip("\n") for section in written}
    order = ("item", "destination", "prohibitions", "purpose", "origin", "terms", "commitments", "procedure")
    assert sorted(order) == sorted(sections)
    file.write_text(heading + "[section." + "\n\n[section.".join(sections[each] for each in order) + "\n", "utf-8")
    later = rulebooks / "2022-03-08" / "sections.toml"
    later.write_text(later.read_text(encoding="utf-8").replace('after = "prohibitions"', 'after = "origin"'), "utf-8")
    return RegisterShelf(ProgramEditions(rulebooks, lambda: read_reference(REFERENCE)))


def test_a_register_that_recorded_under_the_former_order_of_the_sections_goes_on_under_the_same_law(
    official: Official, tmp_path: Path
) -> None:
    first = program_with_sections_as_first_released(tmp_path)
    released = {each.edition_id: each.decision_digest for each in FIRST}
    assert {edition.id: decision_digest(edition) for edition in first.editions()} == released
    then = official.under(first)
    notice_law(then)
    case = recorded(then)
    record = official.line(case.lines[0].id).determination
    assert record is not None
    assert record.edition_sha256 != official.shelf.edition("2026-04-21").sha256
    before = row_of(then, case)
    assert official.shelf.key == first.key, "the list need not be worked out anew"
    assert notice_law(official).behind == 0
    assert row_of(official, case) == before
    found = since(official, case)
    assert (found.is_as_recorded, [each.part for each in found.aside]) == (True, [Part.EDITION])
    assert Check().step(official.work, official.shelf) == ()


def test_other_law_under_the_same_name_is_noticed_with_the_program_that_brings_it(
    official: Official, tmp_path: Path
) -> None:
    case = recorded(official)
    later = official.under(
        another_program(tmp_path, 'form = "finished", not', 'form = "finished", terms = "sale", not')
    )
    assert [each.part for each in since(later, case).deciding] == [Part.EDITION]
    assert (read_progress(later.work, later.shelf).behind, read_progress(later.work, later.shelf).is_noticed) == (
        1,
        False,
    )
    assert (notice_law(later).behind, row_of(later, case).is_up_to_date) == (1, False)
    up_to_date(later)
    row = row_of(later, case)
    assert (row.state, row.differing_line_count) == (CaseState.DETERMINED, 1), "recorded it stays; what differs is said"
    assert read_progress(later.work, later.shelf).behind == 0


def test_a_register_keeps_the_edition_that_a_record_names(official: Official) -> None:
    case = recorded(official)
    edition = official.shelf.edition("2026-04-21")
    kept = official.work.recorded_editions.get(edition.sha256)
    assert kept is not None
    assert (kept.id, kept.content) == (edition.id, official.shelf.content(edition))
    recorded(official)
    assert official.work.register.row("SELECT count(*) FROM recorded_editions")[0] == 1  # type: ignore[index]
    assert official.line(case.lines[0].id).determination is not None
    assert official.work.recorded_editions.lacking() == ()


# What was recorded and is not what stands there.


def tampered(path: Path, sql: str) -> None:
    """Change a determination as a hand with `sqlite3` would, which first drops what is in its way."""
    with closing(sqlite.connect(path)) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(sql)
        connection.commit()


@pytest.mark.parametrize(
    "sql",
    [
        """UPDATE determinations SET record = replace(record, '"outcome":"barred"', '"outcome":"eligible"')""",
        "UPDATE determinations SET outcome = 'eligible'",
        "UPDATE determinations SET answers = '{}'",
        "UPDATE determinations SET assessed_on = '2026-05-21'",
        "UPDATE determinations SET rests_on = replace(rests_on, 'Navy', 'Army')",
        "UPDATE determinations SET set_aside = '[\"x\"]'",
        "UPDATE determinations SET edition_sha256 = replace(edition_sha256, substr(edition_sha256, 1, 1), '0')",
        "UPDATE determinations SET recorded_by = 'Another'",
        "UPDATE determinations SET recorded_at = '2020-01-01T00:00:00.000000Z'",
        "DELETE FROM entries WHERE act = 'determination_recorded'",
    ],
)
def test_a_changed_record_is_told_as_a_damaged_register(sql: str, tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    with opened(path) as work:
        official = an_official(work, TickingClock())
        case = recorded(official, {"item_heading": "1", "treaty_breach": "yes"}, end_user="Navy")
    tampered(path, sql)
    with opened(path) as work:
        official = an_official(work, TickingClock())
        for read in _readings(official, case):
            with pytest.raises(Damaged, match="is damaged") as told:
                read()
            assert "no. 1 of line 1 of case 2026-0001 is not what was recorded" in str(told.value)
        check = Check()
        assert [type(each) for each in check.step(work, official.shelf)] == [Damaged]


def _readings(official: Official, case: Case) -> list[Callable[[], object]]:
    line_id = case.lines[0].id
    return [
        lambda: read_case(official.work, case.id),
        lambda: official.work.determinations.of_line(line_id),
        lambda: close_case(official, case_id=case.id),
        lambda: official.answer(line_id, {"weapon": "yes"}),
    ]


# The list after a change of law.


def test_the_list_is_brought_up_to_date_in_steps_which_can_be_left_and_taken_up(
    official: Official, tmp_path: Path
) -> None:
    cases = [recorded(official) for _ in range(5)]
    unfinished, by_others = official.a_case(MISSILES), recorded(official, {"item_heading": "none"})
    before = {case.id: official.case(case.id).changed_at for case in cases}
    take_pack_without_ph(official, tmp_path)
    assert not any(row_of(official, case).is_up_to_date for case in (*cases, by_others))
    assert row_of(official, unfinished).is_up_to_date, "without a determination no law makes a difference"
    behind = [notice_law(official).behind, *(bring_up_to_date(official, 2).behind for _ in range(2))]
    assert behind == [6, 4, 2]
    assert [row_of(official, case).is_up_to_date for case in cases] == [True] * 4 + [False]
    official.answer(cases[4].lines[0].id, {"precedent": "yes"})
    assert row_of(official, cases[4]).is_up_to_date, "a change brings its own case up to date"
    up_to_date(official)
    assert row_of(official, by_others).state is CaseState.DETERMINED
    assert read_progress(official.work, official.shelf) == (0, 6, True)
    for case in cases[:4]:
        assert official.case(case.id).changed_at == before[case.id], "nothing was done to the case"
        assert official.kinds_of_events(case.id)[-1] == "case_state_changed"
    assert bring_up_to_date(official).behind == 0


def test_going_back_to_the_former_tables_brings_the_list_back(official: Official, tmp_path: Path) -> None:
    case = recorded(official)
    take_pack_without_ph(official, tmp_path)
    assert examine_former(official.shelf) is not None
    go_back(official, named_person="Taro Sato")
    assert not row_of(official, case).is_up_to_date
    up_to_date(official)
    row = row_of(official, case)
    assert (row.is_up_to_date, row.state, row.outcome) == (True, CaseState.DETERMINED, Outcome.ELIGIBLE)


def test_what_cannot_be_written_to_is_not_claimed_either(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    with opened(path) as work:
        recorded(an_official(work, TickingClock()))
    later = another_program(tmp_path, 'form = "finished", not', 'form = "finished", terms = "sale", not')
    with opened(path, is_claimed=False) as work:
        assert read_progress(work, later) == (1, 1, False)


# Records of earlier versions.

REGISTERS = Path(__file__).parents[1] / "storage" / "register" / "registers"


def as_first_recorded(official: Official, case: Case) -> None:
    """Keep the determination of a case once more, as the first versions of the program did."""
    record = official.line(case.lines[0].id).determination
    assert record is not None
    data = {**record.record.data(), "schema": "sekisho.determination/1"}
    for noted in ("decision_digest", "particulars", "evidence"):
        del data[noted]
    official.keep_record(case.lines[0].id, data, record.official_answers)


def test_a_record_of_the_first_schema_stands_and_says_what_it_does_not_note(official: Official, tmp_path: Path) -> None:
    case = recorded(official)
    as_first_recorded(official, case)
    amend_particulars(official, case_id=case.id, field="end_user", value="Another")
    found = since(official, case)
    assert (found.deciding, found.not_noted) == ((), (Part.PARTICULARS, Part.EVIDENCE))
    assert row_of(official, case).state is CaseState.DETERMINED
    later = official.under(another_program(tmp_path, "Finished weapon without", "Complete weapon without"))
    assert since(later, case).is_as_recorded, "the register knows what decided in the edition that it names"
    take_pack_without_ph(official, tmp_path)
    assert [each.part for each in since(official, case).deciding] == [Part.TABLES]
    up_to_date(official)
    row = row_of(official, case)
    assert (row.state, row.differing_line_count) == (CaseState.DETERMINED, 1)


def test_what_an_older_record_does_not_note_can_be_put_on_record(official: Official) -> None:
    case = recorded(official)
    as_first_recorded(official, case)
    official.determine(case.lines[0].id)
    record = official.line(case.lines[0].id).determination
    assert record is not None
    assert (since(official, case).not_noted, json.loads(record.record_text)["schema"]) == (
        (),
        "sekisho.determination/2",
    )


def register_that_names(released: Released, folder: Path) -> Path:
    """A register of an earlier version, whose determinations were made under this edition."""
    path = Path(shutil.copy(REGISTERS / "version-4.sekisho", folder / "training.sekisho"))
    triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'determinations'"
    with closing(sqlite.connect(path)) as database, database:
        kept = database.execute(triggers).fetchall()
        for name, _ in kept:
            database.execute(f"DROP TRIGGER {name}")
        database.execute(
            "UPDATE determinations SET edition_sha256 = ?, edition_id = ?", (released.sha256, released.edition_id)
        )
        for _, sql in kept:
            database.execute(sql)
    return path


#: As the editions were when the earlier versions of the register were made.
FIRST = tuple({released.edition_id: released for released in reversed(locked())}.values())


@pytest.mark.parametrize("released", FIRST, ids=lambda released: released.edition_id)
def test_a_register_of_an_earlier_version_learns_what_decided_in_an_edition_that_is_corrected_since(
    released: Released, tmp_path: Path
) -> None:
    with opened(register_that_names(released, tmp_path)) as work:
        row = work.register.row("SELECT * FROM recorded_editions")
        assert row is not None
        assert (row["sha256"], row["decision_digest"], row["content"]) == (*released[1:], None)
        official = an_official(work, TickingClock())
        notice_law(official)
        for _ in range(2):
            assert notice_law(official).is_noticed
        now = official.shelf.edition(released.edition_id)
        assert (now.sha256 != released.sha256, decision_digest(now)) == (True, released.decision_digest)


@pytest.mark.parametrize("released", present(), ids=lambda released: released.edition_id)
def test_a_register_of_an_earlier_version_is_given_the_content_that_is_at_hand(
    released: Released, tmp_path: Path
) -> None:
    with opened(register_that_names(released, tmp_path)) as work:
        official = an_official(work, TickingClock())
        notice_law(official)
        row = work.register.row("SELECT * FROM recorded_editions")
        assert row is not None
        assert (row["sha256"], row["decision_digest"]) == released[1:]
        kept = work.recorded_editions.get(released.sha256)
        assert kept is not None
        assert kept.content == official.shelf.content(official.shelf.edition(released.edition_id))


@pytest.mark.parametrize("register", sorted(REGISTERS.iterdir()), ids=lambda path: path.stem)
def test_a_record_under_an_edition_that_was_never_released_is_not_taken_for_the_released_one(
    register: Path, tmp_path: Path
) -> None:
    with opened(Path(shutil.copy(register, tmp_path / "training.sekisho"))) as work:
        official = an_official(work, TickingClock())
        (row,) = (row for row in list_cases(work) if row.outcome is not None)
        case = official.case(row.id)
        assert [each.part for each in since(official, case).deciding] == [Part.EDITION]
        assert not row.is_up_to_date
        up_to_date(official)
        assert row_of(official, case).differing_line_count == 1
        official.determine(case.lines[0].id)
        assert since(official, case).deciding == ()
