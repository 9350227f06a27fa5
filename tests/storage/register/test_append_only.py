"""What is on record is never changed nor deleted, not even by a mistake in the program."""

# ruff: noqa: S608 - the names of tables and columns stand in this file or come from the schema

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from app.domain.register.people import Role
from app.services.documenting import add_document, attach_evidence, detach_evidence
from app.services.publishing import examine_draft, put_in_force
from app.services.referring import record_official_answer, withdraw_official_answer
from app.services.renewing import examine_pack, take_pack
from app.services.staffing import end_role, leave, set_training_day
from app.storage.register import sqlite
from app.storage.register.database import open_register
from app.storage.register.procedure_check import offer_procedure_check
from tests.builders import (
    LONG_AGO,
    ME,
    MIGRATIONS,
    OFFICIAL_ANSWER,
    PARTS_FOR_XA,
    a_register_file,
    an_official,
    document_particulars,
    opened,
)
from tests.drafts import a_draft_that_opens_parts, a_pack
from tests.fakes import TickingClock

APPEND_ONLY = [
    "answers",
    "answers_given_for",
    "evidence",
    "evidence_removals",
    "official_answers",
    "official_answers_given_for",
    "official_answer_withdrawals",
    "determinations",
    "recorded_editions",
    "noticed_laws",
    "editions",
    "entries_into_force",
    "reference_packs",
    "reference_uses",
    "document_files",
    "register",
    "people",
    "departures",
    "roles_held",
    "role_endings",
    "signing_keys",
    "signing_key_endings",
    "open_keys",
    "checkpoint_key",
    "training_days",
    "role_acts",
    "entries",
    "checkpoints",
    "sealing_keys",
    "recovery_sheets",
    "recovery_sheet_confirmations",
    "recovery_signing_keys",
    "cosignatures",
]
THIRD_WITHOUT_SECOND = """
INSERT INTO determinations
SELECT NULL, line_id, 3, assessed_on, edition_id, edition_sha256, reference_version, outcome, answers, not_known,
    set_aside, record, recorded_at, recorded_by, id, official_answers, rests_on
FROM determinations
"""
ANSWER_TO_NOTHING = """
INSERT INTO official_answers (case_id, rule, body, dated, reference, note, recorded_at, recorded_by)
SELECT case_id, rule, body, dated, reference, note, recorded_at, recorded_by FROM official_answers
"""
PACK_AS_EDITION = """
INSERT INTO entries_into_force
SELECT NULL, edition_id, reference_packs.sha256, since, 'x', '', recorded_at, 'x'
FROM entries_into_force, reference_packs
"""
USE_AGAIN = "INSERT INTO reference_uses SELECT NULL,"
OF_A_USE = "version, 'x', '', recorded_at, 'x' FROM reference_uses"
NEVER_DELETED = [*APPEND_ONLY, "cases", "lines", "documents"]


@pytest.fixture(scope="module")
def full_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with at least one row in every table."""
    path = a_register_file(tmp_path_factory.mktemp("full"))
    with opened(path) as work:
        official = an_official(work, TickingClock())
        case = official.a_case(PARTS_FOR_XA)
        document = official.a_document(case.id, sha256="ab" * 32)
        evidence = attach_evidence(official, answer_id=case.lines[0].answers[0].id, document_id=document)
        detach_evidence(official, evidence_id=evidence.evidence_id)
        particulars = document_particulars(sha256=sha256(b"contract").hexdigest())
        add_document(official, case_id=case.id, particulars=particulars, content=b"contract")
        official.set_aside_agreement(case.lines[0].id, "no", document)
        official.determine(case.lines[0].id)
        answer = record_official_answer(official, case_id=case.id, particulars=OFFICIAL_ANSWER)
        withdraw_official_answer(official, official_answer_id=answer.official_answer_id, reason="A mistake.")
        official.a_case()
        draft = examine_draft(official.shelf, str(a_draft_that_opens_parts(path.parent)))
        put_in_force(official, report=draft, named_person="Taro Sato", since=date(2026, 5, 1))
        pack = examine_pack(official.shelf, str(a_pack(path.parent)))
        take_pack(official, report=pack, named_person="Taro Sato")
        end_role(official, account="trainer", role=Role.TRAINER, until=date(2026, 11, 30))
        leave(official, account="trainer", note="")
        set_training_day(official, day=date(2026, 6, 1))
    put_what_only_a_live_register_has(path)
    return path


def put_what_only_a_live_register_has(path: Path) -> None:
    """A row in each table that a training register refuses to fill."""
    with closing(sqlite.connect(path)) as connection, connection:
        refusing = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%are_for_live'"
        ).fetchall()
        for name, _sql in refusing:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(f"INSERT INTO sealing_keys VALUES (1, '{'ab' * 32}')")
        made = "created_at, created_by FROM register"
        connection.execute(f"INSERT INTO recovery_sheets SELECT 1, '{'cd' * 32}', {made}")
        connection.execute(f"INSERT INTO recovery_sheet_confirmations SELECT 1, {made}")
        connection.execute(f"INSERT INTO recovery_signing_keys VALUES (1, '{'ef' * 32}')")
        first = "SELECT 1, (SELECT min(size) FROM checkpoints)"
        connection.execute(f"INSERT INTO cosignatures {first}, 'x', '{'ab' * 32}', 'x', 1, 'x', {made}")
        for _name, sql in refusing:
            connection.execute(sql)


@pytest.fixture
def connection(full_register: Path) -> Iterator[sqlite.Connection]:
    """The connection that the program writes with; what a test does is undone."""
    register = open_register(full_register, MIGRATIONS, lambda: ME, LONG_AGO)
    connection = register.database.conn
    connection.execute("BEGIN")
    yield connection
    connection.rollback()
    register.close()


def columns(connection: sqlite.Connection, table: str) -> list[str]:
    """The columns of a table that can be written."""
    return [row[1] for row in connection.execute(f"PRAGMA table_xinfo({table})") if row[6] == 0]


def test_every_table_is_named_here(connection: sqlite.Connection) -> None:
    assert set(tables(connection)) == set(NEVER_DELETED)
    for table in NEVER_DELETED:
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0, table


def test_every_table_is_strict(connection: sqlite.Connection) -> None:
    strict = {row[1] for row in connection.execute("PRAGMA table_list") if row[5]}
    assert set(NEVER_DELETED) <= strict


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_a_row_is_not_changed(connection: sqlite.Connection, table: str) -> None:
    for column in columns(connection, table):
        with pytest.raises(sqlite.IntegrityError, match=r"never changed|stays"):
            connection.execute(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", NEVER_DELETED)
def test_a_row_is_not_deleted(connection: sqlite.Connection, table: str) -> None:
    with pytest.raises(sqlite.IntegrityError, match=r"never deleted|stays"):
        connection.execute(f"DELETE FROM {table}")


class Key(NamedTuple):
    """Columns of which no two rows of a table have the same values: a row with these is in the way of another."""

    table: str
    columns: tuple[str, ...]


def keys(connection: sqlite.Connection) -> list[Key]:
    """All keys of all tables, as SQLite knows them; where the key is no number, a row has one besides."""
    found = []
    for table in tables(connection):
        primary = [(row[1], row[2]) for row in connection.execute(f"PRAGMA table_xinfo({table})") if row[5]]
        found.append(Key(table, tuple(name for name, _kind in primary)))
        if [kind for _name, kind in primary] != ["INTEGER"]:
            found.append(Key(table, ("rowid",)))
        for _number, index, is_unique, *_ in connection.execute(f"PRAGMA index_list({table})").fetchall():
            if is_unique:
                named = connection.execute(f"PRAGMA index_info({index})").fetchall()
                found.append(Key(table, tuple(name for *_, name in named)))
    return list(dict.fromkeys(found))


def tables(connection: sqlite.Connection) -> list[str]:
    """The tables that the program makes, besides those that can be made anew of what they hold."""
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows if not name.startswith(("sqlite_", "_sqlite_", "case_pairs", "waits"))]


@pytest.fixture
def hand(full_register: Path, tmp_path: Path) -> Iterator[sqlite.Connection]:
    """A connection by hand, with none of the settings of the program."""
    path = shutil.copy(full_register, tmp_path / "by hand.sekisho")
    with closing(sqlite.connect(path)) as connection:
        assert connection.execute("PRAGMA recursive_triggers").fetchone() == (0,)
        offer_procedure_check(connection)
        yield connection


def test_no_hand_puts_a_row_in_the_place_of_another(hand: sqlite.Connection) -> None:
    """For every key of every table: a new row that has only this key in common with one that is there."""
    tried = set()
    for key in keys(hand):
        names = columns(hand, key.table)
        before = hand.execute(f"SELECT rowid, * FROM {key.table}").fetchall()
        shared = ["rowid", *names] if key.columns == ("rowid",) else names
        for row in before:
            old = dict(zip(["rowid", *names], row, strict=False))
            if any(old[name] is None for name in key.columns):
                continue  # no two of these are the same
            new = {name: old[name] if name in key.columns else other(old[name]) for name in shared}
            with pytest.raises(sqlite.IntegrityError):
                hand.execute(
                    f"INSERT OR REPLACE INTO {key.table} ({', '.join(new)}) VALUES ({', '.join('?' * len(new))})",
                    tuple(new.values()),
                )
            hand.rollback()
            tried.add(key.table)
        with pytest.raises(sqlite.IntegrityError):
            hand.execute(
                f"INSERT OR REPLACE INTO {key.table} ({', '.join(names)}) SELECT {', '.join(names)} FROM {key.table}"
            )
        hand.rollback()
        assert hand.execute(f"SELECT rowid, * FROM {key.table}").fetchall() == before
    assert tried == set(tables(hand))


def other(value: object) -> object:
    """A value of the same kind that is not this one, and that the rules of the tables may or may not take."""
    return value + 1000 if isinstance(value, int) else value


def test_no_hand_takes_the_number_of_another_case(hand: sqlite.Connection) -> None:
    with pytest.raises(sqlite.IntegrityError, match="its number is taken"):
        hand.execute("UPDATE OR REPLACE cases SET number = (SELECT number FROM cases WHERE id = 1) WHERE id = 2")
    hand.execute("UPDATE cases SET number = number")
    hand.execute("UPDATE cases SET number = 'another' WHERE id = 2")


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE cases SET opened_by = 'x'", "who opened a case"),
        ("UPDATE cases SET state = 'withdrawn', reason = ''", "CHECK"),
        ("UPDATE cases SET state = 'determined' WHERE outcome IS NULL", "CHECK"),
        ("UPDATE cases SET state = 'approved'", "CHECK"),
        ("UPDATE cases SET received_on = '2026-02-30'", "CHECK"),
        ("UPDATE cases SET changed_at = '2026-02-20'", "CHECK"),
        ("UPDATE documents SET sha256 = ''", "another file"),
        ("UPDATE lines SET case_id = 2", "stays where it was added"),
        ("UPDATE lines SET removed_at = added_at, removed_by = 'x' WHERE id = 1", "determination is never removed"),
        (
            "INSERT INTO lines SELECT 9, 99, 1, '', '', '', '', added_at, 'x', NULL, NULL FROM lines LIMIT 1",
            "FOREIGN KEY",
        ),
        ("INSERT INTO evidence SELECT NULL, answer_id, 99, '', added_at, 'x' FROM evidence", "same case"),
        (THIRD_WITHOUT_SECOND, "supersedes the last one"),
        (ANSWER_TO_NOTHING, "kept with the edition and the rule that it answered"),
        (PACK_AS_EDITION, "with the content that is kept"),
        ("UPDATE reference_uses SET act = 'lost'", "never changed"),
        (f"{USE_AGAIN} 'taken', NULL, {OF_A_USE}", "CHECK"),
        (f"{USE_AGAIN} 'lost', sha256, {OF_A_USE}", "CHECK"),
        (f"{USE_AGAIN} 'taken', 'x', {OF_A_USE}", "FOREIGN KEY"),
        ("INSERT INTO register SELECT 2, uuid, kind, office, created_at, created_by FROM register", "CHECK"),
    ],
)
def test_what_can_not_be_is_refused(connection: sqlite.Connection, sql: str, sentence: str) -> None:
    with pytest.raises(sqlite.IntegrityError, match=sentence):
        connection.execute(sql)


def test_a_line_that_has_ended_takes_no_answer(connection: sqlite.Connection) -> None:
    connection.execute("UPDATE cases SET state = 'withdrawn', reason = 'x' WHERE id = 2")
    with pytest.raises(sqlite.IntegrityError, match="takes no answer"):
        connection.execute(
            "INSERT INTO answers (line_id, fact, act, value, given_at, given_by)"
            " SELECT 2, fact, act, value, given_at, given_by FROM answers LIMIT 1"
        )
