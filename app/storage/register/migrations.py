"""The steps by which a register file gets from one version of the program to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.register.case_numbers import number_key
from app.domain.search import folded
from app.domain.sorting import sort_key
from app.storage.register.case_index import pairs
from app.storage.register.sqlite import connect
from app.storage.register.timestamps import text_of

if TYPE_CHECKING:
    from sqlite_utils import Database

_DIGITS = 4


def files(folder: Path) -> list[Path]:
    """The migrations of a folder, in order; their numbers have to follow one another from 1."""
    found = sorted(folder.glob("[0-9]*_*.sql"))
    if [_number(file) for file in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"the migrations in {folder} are not numbered one after another")
    return found


def latest_version(folder: Path) -> int:
    """The version of a register on which all migrations of the folder were done."""
    return len(files(folder))


def migrate(database: Database, folder: Path, now: datetime) -> None:
    """Do what is still to be done; each step stands as a whole, with its version number, or not at all.

    `now` is noted as the moment at which it was done.
    """
    from sqlite_utils import Migrations

    for function in (folded, number_key, pairs):
        database.register_function(function, deterministic=True)
    # A text ends at its first NUL where a function gives it back as a text, and an order has NULs in it.
    database.register_function(lambda text: sort_key(text).encode(), name="sort_key", deterministic=True)
    steps = Migrations("register")
    for file in files(folder):
        steps(name=file.stem)(_step(file))
    done = [(text_of(now), step.name) for step in steps.pending(database)]
    steps.apply(database)
    # sqlite-utils has looked at the computer's clock: the ledger, which speaks of these rows, goes by the register's.
    with database.atomic():
        for moment_and_name in done:
            database.execute("UPDATE _sqlite_migrations SET applied_at = ? WHERE name = ?", moment_and_name)


def schema(folder: Path) -> str:
    """What the migrations make, as statements of SQL in the order made; kept beside them to be read."""
    from sqlite_utils import Database

    database = Database(connect(":memory:"), execute_plugins=False)
    migrate(database, folder, datetime.min.replace(tzinfo=UTC))
    made = database.query(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '%sqlite!_%' ESCAPE '!'"
        # What SQLite makes for the index is made with it.
        " AND name NOT LIKE 'case!_pairs!_%' ESCAPE '!'"
    )
    statements = [f"{row['sql']};\n" for row in made]
    database.close()
    return "-- Generated from migrations/ by write_schema.py; a test compares them.\n\n" + "\n".join(statements)


def _step(file: Path) -> Callable[[Database], None]:
    def step(database: Database, /) -> None:
        database.executescript(file.read_text(encoding="utf-8"))
        database.execute(f"PRAGMA user_version = {_number(file)}")

    step.__name__ = file.stem
    return step


def _number(file: Path) -> int:
    return int(file.name[:_DIGITS])
