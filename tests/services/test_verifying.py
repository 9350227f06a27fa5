"""The check of a register names whatever was damaged in it, and finds nothing in a sound one."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.services.ending import close_case
from app.services.receiving import amend_particulars
from app.services.verifying import Check
from app.storage.register import sqlite
from tests.builders import DESTROYERS, PARTS_FOR_XA, a_register_file, an_official, opened
from tests.fakes import TickingClock

MISSILES = {**DESTROYERS, "item_heading": "2"}
FIRST, SECOND = "2026-0001", "2026-0002"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of three cases: one determined twice, an unfinished one, and one that is closed."""
    path = a_register_file(tmp_path_factory.mktemp("sound"))
    with opened(path) as work:
        official = an_official(work, TickingClock())
        case = official.a_case(MISSILES, title="Missiles", end_user="Navy")
        official.determine(case.lines[0].id)
        amend_particulars(official, case_id=case.id, field="end_user", value="Army")
        official.determine(case.lines[0].id)
        official.a_document(official.a_case(PARTS_FOR_XA, title="Parts 魚雷").id)
        closed = official.a_case(MISSILES)
        official.determine(closed.lines[0].id)
        close_case(official, case_id=closed.id, reason="Given up.")
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    """The same, to be damaged."""
    return Path(shutil.copy(sound, tmp_path))


def damaged(path: Path, *statements: str) -> None:
    """Change the register as a hand with `sqlite3` would, which first drops what is in its way."""
    with closing(sqlite.connect(path)) as connection, connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            connection.execute(statement)


def findings(path: Path, size: int = 2) -> list[Mendable]:
    """What the check finds, a few cases at a time."""
    found: list[Mendable] = []
    with opened(path, is_claimed=False) as work:
        official, check = an_official(work, TickingClock()), Check()
        while not check.is_finished:
            found += check.step(work, official.shelf, size)
        assert check.done == 3
    return found


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_sound_register_has_no_findings(path: Path, size: int) -> None:
    assert findings(path, size) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("state", "'draft'"),
        ("outcome", "'barred'"),
        ("edition_id", "'2014-04-01'"),
        ("open_line_count", "0"),
        ("differing_line_count", "1"),
        ("worked_out_under", "NULL"),
        ("worked_out_under", "(SELECT max(number) + 1 FROM noticed_laws)"),
        ("destinations", "'KP'"),
        ("line_count", "2"),
        ("search_text", "'other'"),
        ("number_key", "'2026-0009'"),
        ("number_order", "'z'"),
        ("title_order", "'z'"),
    ],
)
def test_every_column_that_is_worked_out_is_compared(path: Path, column: str, value: str) -> None:
    number = SECOND if column == "open_line_count" else FIRST
    damaged(path, f"UPDATE cases SET {column} = {value} WHERE number = '{number}'")  # noqa: S608 - of this file
    found = findings(path)
    assert {each.params["number"] for each in found} == {number}
    assert [each.params["columns"] for each in found if "columns" in each.params] == [(column,)]


def test_no_worked_out_column_is_left_out(path: Path) -> None:
    """What is compared, what is stored as it was entered, and what SQLite works out, is every column of the list."""
    compared = {
        *("state", "outcome", "edition_id", "open_line_count", "differing_line_count", "worked_out_under"),
        *("destinations", "line_count", "search_text", "number_key", "number_order", "title_order"),
    }
    entered = {
        *("id", "number", "title", "received_on", "assessed_on", "exporter", "end_user", "consignee", "intermediaries"),
        *("contract_reference", "case_officer", "marking", "reason", "opened_at", "opened_by", "changed_at"),
    }
    with closing(sqlite.connect(path)) as connection:
        stored = {name for _cid, name, *_ in connection.execute("PRAGMA table_info(cases)")}
    assert stored == compared | entered


@pytest.mark.parametrize(
    "tampering", ["UPDATE cases SET end_user = 'Nobody' WHERE id = 2", "UPDATE lines SET item = 'x' WHERE case_id = 2"]
)
def test_what_a_case_holds_is_not_changed_behind_the_list(path: Path, tampering: str) -> None:
    damaged(path, tampering)
    assert {*findings(path)[0].params["columns"]} == {"search_text"}  # type: ignore[misc]


@pytest.mark.parametrize(
    ("tampering", "number"),
    [
        ("INSERT INTO case_pairs (rowid, pairs) VALUES (2, 'xy')", SECOND),
        ("INSERT INTO case_pairs (case_pairs, rowid, pairs) VALUES ('delete', 2, '魚雷')", SECOND),
        ("INSERT INTO case_pairs (rowid, pairs) VALUES (99, 'xy')", None),
    ],
)
def test_the_index_is_compared_with_the_cases(path: Path, tampering: str, number: str | None) -> None:
    damaged(path, tampering)
    (found,) = findings(path)
    assert found.params.get("number") == number
    assert "index by which the list is searched" in found.template


def test_what_waits_of_no_case_is_found(path: Path) -> None:
    damaged(path, "INSERT INTO waits VALUES (99, 1, 'draft', '2026-01-01', '', '', 0, '', NULL, '', '', '')")
    (found,) = findings(path)
    assert "names a case that is not there" in found.template


def test_an_index_without_entries_is_named_for_every_case(path: Path) -> None:
    damaged(path, "INSERT INTO case_pairs (case_pairs) VALUES ('delete-all')")
    assert [each.params["number"] for each in findings(path)] == [FIRST, SECOND, "2026-0003"]


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize(
    "change", ["record = replace(record, 'Navy', 'Nave')", "outcome = 'barred'", "recorded_by = 'x'"]
)
def test_every_determination_is_read_not_only_the_last(path: Path, number: int, change: str) -> None:
    if number == 2:
        change = change.replace("Navy", "Army")
    damaged(path, f"UPDATE determinations SET {change} WHERE line_id = 1 AND number = {number}")  # noqa: S608 - of this file
    (found,) = findings(path)
    assert f"no. {number} of line 1 of case {FIRST} is not what was recorded" in str(found)


def test_determinations_that_changed_places_are_told(path: Path) -> None:
    """The earlier one would be the current one."""
    damaged(
        path,
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE determinations SET number = 3, supersedes = NULL WHERE line_id = 1 AND number = 1",
        "UPDATE determinations SET number = 1 WHERE line_id = 1 AND number = 2",
    )
    assert len(findings(path)) == 2


def test_a_determination_that_was_deleted_is_missed(path: Path) -> None:
    damaged(path, "DELETE FROM determinations WHERE line_id = 1 AND number = 2")
    (found,) = findings(path)
    assert (found.params["number"], "not there any more" in found.template) == (FIRST, True)


def test_the_editions_on_record_are_compared_with_their_digests(path: Path) -> None:
    damaged(path, "UPDATE recorded_editions SET decision_digest = replace(hex(zeroblob(32)), 'x', '')")
    found = [str(each) for each in findings(path)]
    assert any("Edition 2026-04-21 on record: the digest" in each for each in found)


def test_the_content_of_an_edition_on_record_is_compared_with_its_hash(path: Path) -> None:
    damaged(path, "UPDATE recorded_editions SET content = '[]'")
    (found,) = findings(path)
    assert "edition 2026-04-21 is damaged" in str(found)
