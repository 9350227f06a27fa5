"""The rows of a register: read as stored; which ones are written is noted, so that the ledger speaks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from app.storage.register import sqlite
from app.storage.register.disk_faults import explained
from app.storage.register.stored_kinds import StoredKinds
from app.storage.register.timestamps import day_of

if TYPE_CHECKING:
    from sqlite_utils import Database

    from app.storage.register.spoken_for import SpokenFor

Value: TypeAlias = str | int | bytes | None


class Rows:
    """The rows of the register that a connection leads to."""

    def __init__(self, path: Path, connection: sqlite.Connection) -> None:
        self.path = path
        self._use(connection)
        self._written: set[tuple[str, str]] = set()
        #: All that the unit of work under way has written; no entry speaks of it yet.
        self._not_entered: set[tuple[str, str]] = set()

    def _use(self, connection: sqlite.Connection) -> None:
        """Read and write by this connection from now on."""
        self._connection = connection
        self._kinds = StoredKinds(connection, self.path)
        self._database: Database | None = None

    @property
    def database(self) -> Database:
        """The connection as sqlite-utils wraps it; for writing, so that reading need not wait for its import."""
        if self._database is None:
            from sqlite_utils import Database

            self._database = Database(self._connection, execute_plugins=False)
        return self._database

    @cached_property
    def spoken_for(self) -> SpokenFor:
        """What the ledger says of the rows that stand now."""
        from app.storage.register.spoken_for import SpokenFor

        return SpokenFor(lambda: self._connection)

    @cached_property
    def uuid(self) -> str:
        """What tells the register from every other."""
        return str(self.one("SELECT uuid FROM register", (), "register")["uuid"])

    @property
    def training_day(self) -> date | None:
        """The day that it is in a training register, where it has one of its own."""
        row = self.row("SELECT day FROM training_days ORDER BY id DESC LIMIT 1")
        return None if row is None else day_of(row["day"])

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[sqlite.Row]:
        """The rows that a SELECT gives; `Damaged` where a value is of another kind than its column."""
        with self._reading():
            return self._kinds.checked(sql, self._cursor().execute(sql, values).fetchall())

    def row(self, sql: str, values: Sequence[Value] = ()) -> sqlite.Row | None:
        """The first row that a SELECT gives; None where it gives none."""
        with self._reading():
            row: sqlite.Row | None = self._cursor().execute(sql, values).fetchone()
            return None if row is None else self._kinds.checked(sql, [row])[0]

    def every(self, sql: str, values: Sequence[Value] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows that a SELECT gives, one after the other and as SQLite has them, where they are too many at once."""
        with self._reading():
            yield from self._connection.execute(sql, values)

    def prepare(self, sql: str) -> None:
        """Make what stands in no file, and is gone with the connection."""
        with self._reading():
            self._connection.execute(sql)

    def one(self, sql: str, values: Sequence[Value], sought: str) -> sqlite.Row:
        """The first row that a SELECT gives; `LookupError` that names what was sought where it gives none."""
        row = self.row(sql, values)
        if row is None:
            raise LookupError(f"no {sought}")
        return row

    def offer(self, name: str, arguments: int, function: Callable[..., bool]) -> None:
        """Make a function known to the next SELECT, in place of the last of this name."""
        self._connection.create_function(name, arguments, function)

    def insert(self, table: str, values: Mapping[str, Value]) -> int:
        """Add a row to a table, in a transaction that stands open, and return its key."""
        names, holders = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
        with explained(self.path):
            cursor = self._connection.execute(
                f'INSERT INTO "{table}" ({names}) VALUES ({holders})',  # noqa: S608 - names of our own
                tuple(values.values()),
            )
        rowid = int(cursor.lastrowid or 0)
        if self.spoken_for.is_spoken_for(table):
            self._written.add((table, self.spoken_for.key_of(table, values, rowid)))
        return rowid

    def write_each(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Write many rows by one statement, each by its values; which ones the ledger speaks of is not noted."""
        with explained(self.path):
            self._connection.executemany(sql, rows)

    def update(self, table: str, key: int | str, values: Mapping[str, Value]) -> None:
        """Change a row of a table, in a transaction that stands open; `LookupError` where there is none of this key."""
        changes = ", ".join(f'"{name}" = ?' for name in values)
        with explained(self.path):
            cursor = self._connection.execute(
                f'UPDATE "{table}" SET {changes} WHERE "{self.spoken_for.key_column(table)}" = ?',  # noqa: S608 - names of our own
                (*values.values(), key),
            )
        if cursor.rowcount != 1:
            raise LookupError(f"no {table}/{key}")
        if self.spoken_for.is_spoken_for(table):
            self._written.add((table, str(key)))

    def note_written(self, rows: Iterable[tuple[str, str]]) -> None:
        """Rows, by table and key, were written by other means, and are to be spoken of."""
        self._written.update(rows)

    def written_rows(self) -> frozenset[tuple[str, str]]:
        """The rows, by table and key, that were written since this was asked last, of those the ledger speaks of."""
        written, self._written = frozenset(self._written), set()
        self._not_entered |= written
        return written

    def is_entered(self, table: str, key: int) -> bool:
        """Whether a row stands since before the unit of work under way: then an entry speaks of it."""
        return (table, str(key)) not in self._written | self._not_entered

    def end_unit(self) -> None:
        """What was written is entered in the ledger, or undone."""
        self._written.clear()
        self._not_entered.clear()

    def begin_reading(self) -> None:
        """Begin a block that reads the register as it is now."""
        with explained(self.path):
            self._connection.execute("BEGIN")

    def end_reading(self) -> None:
        """End the block that reads."""
        with explained(self.path):
            self._connection.rollback()

    def _cursor(self) -> sqlite.Cursor:
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite.Row
        return cursor

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """A block in which something is read."""
        with explained(self.path):
            yield


class Table:
    """What reads and writes one part of a register."""

    def __init__(self, register: Rows) -> None:
        self._register = register

    @property
    def path(self) -> Path:
        """The file that it is a part of."""
        return self._register.path
