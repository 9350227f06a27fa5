"""`sekisho register check`: what is wrong with a register is named, and counted."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.storage.register import sqlite
from tests.builders import PARTS_FOR_XA, a_register_file, an_official, opened
from tests.commands.conftest import Call
from tests.fakes import TickingClock


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register with one determination."""
    path = a_register_file(tmp_path)
    with opened(path) as work:
        official = an_official(work, TickingClock())
        official.determine(official.a_case(PARTS_FOR_XA).lines[0].id)
    return path


def changed(register: Path, statement: str) -> None:
    """Change the register as a hand with `sqlite3` would."""
    with closing(sqlite.connect(register)) as connection, connection:
        connection.executescript(f"PRAGMA ignore_check_constraints = ON; {statement}")


def test_a_sound_register_is_as_its_records_say_and_stays_as_it_is(register: Path, sekisho: Call) -> None:
    before = register.read_bytes()
    assert sekisho("register", "check", register) == (0, f"{register}: every case is as its records say.\n", "")
    assert register.read_bytes() == before


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Case 2026-0001: what the list searches", "title_order", "1 mistake found.")),
        ("ja", ("案件2026-0001", "title_order", "1件")),
    ],
)
def test_what_is_wrong_is_named_in_either_language(
    register: Path, sekisho: Call, language: str, said: tuple[str, ...]
) -> None:
    changed(register, "UPDATE cases SET title_order = 'z'")
    told = sekisho("register", "check", register, "--language", language)
    assert (told.status, told.err) == (1, "")
    assert [each for each in said if each not in told.out] == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda register: changed(register, "UPDATE cases SET line_count = -1"),
        lambda register: changed(register, "DROP TRIGGER cases_are_not_deleted; DELETE FROM cases"),
    ],
    ids=["a value that its column does not take", "rows that belong to nothing"],
)
def test_the_file_itself_is_looked_at(register: Path, sekisho: Call, damage: Callable[[Path], None]) -> None:
    damage(register)
    told = sekisho("register", "check", register)
    assert told.status == 1
    assert told.out.startswith(f"{register} is damaged")
