"""A register file: made, opened for reading, claimed for writing."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from app.domain.errors import Mendable
from app.domain.japan_time import JAPAN
from app.domain.register.case_numbers import number_key
from app.domain.search import folded
from app.services.ports import Holder, RegisterHeading
from app.storage.register import migrations
from app.storage.register.connections import APPLICATION_ID, connect, connect_for_reading
from app.storage.register.disk_faults import explained
from app.storage.register.timestamps import moment_of, text_of

if TYPE_CHECKING:
    from sqlite_utils import Database

    from app.storage.register.register_lock import RegisterLock

Value: TypeAlias = str | int | None


class Register:
    """An open register. It is used from the thread that opened it and from no other.

    It is opened for reading, which is quick; it is claimed for writing by the first unit of work, or before.
    """

    def __init__(self, path: Path, migrations_folder: Path, me: Callable[[], Holder]) -> None:
        self.path = path
        self._folder = migrations_folder
        self._latest = migrations.latest_version(migrations_folder)
        self._readable = migrations.readable_version(migrations_folder)
        self._me = me
        self._lock: RegisterLock | None = None
        self._holder: Holder | None = None
        self._is_refused = False
        self._database: Database | None = None
        self._connection = connect_for_reading(path)
        try:
            self._version = self._checked_version()
            for name, function in (("folded", folded), ("number_key", number_key)):
                self._connection.create_function(name, 1, function, deterministic=True)
        except BaseException:
            self._connection.close()
            raise

    @property
    def is_of_this_version(self) -> bool:
        """Whether every migration was done on the file; else it is claimed and brought up to date where that can be."""
        return self._version == self._latest

    @property
    def is_readable(self) -> bool:
        """Whether it can be read although it can't be brought up to date: only what it is searched by may be older."""
        return self._version >= self._readable

    @property
    def search_text(self) -> str:
        """What the list is searched by, in SQL: a column, which an earlier version folded in its own way."""
        return "search_text" if self.is_of_this_version else "folded(search_text)"

    @property
    def number_key(self) -> str:
        """What numbers are compared by, in SQL: a column, which an earlier version did not have."""
        return "number_key" if self.is_of_this_version else "number_key(number)"

    @property
    def database(self) -> Database:
        """The connection as sqlite-utils wraps it; for writing, so that reading need not wait for its import."""
        if self._database is None:
            from sqlite_utils import Database

            self._database = Database(self._connection, execute_plugins=False)
        return self._database

    def claim(self, now: datetime) -> bool:
        """Claim the register for writing, and bring an older file up to date; whether it could be claimed.

        It can't where another process has it or the medium can't be written to: then it stays open for reading, and
        asking again is of no use until it is opened anew.
        """
        if self._lock is None and not self._is_refused:
            self._lock = self._taken_lock()
            try:
                with explained(self.path):
                    self._is_refused = self._lock is None or not self._open_for_writing(now)
            except BaseException:
                self._let_go()
                raise
            if self._is_refused:
                self._let_go()
        return self._lock is not None

    def ensure_writable(self, now: datetime) -> None:
        """Claim the register; `Mendable` that names the holder where it can't be written to."""
        if self.claim(now):
            return
        if self._holder is None:
            raise Mendable(
                "{path} is open for reading only: it is in use elsewhere, or can't be written to. Nothing was saved. "
                "Close it elsewhere, or copy it to where you may write, and open it again.",
                path=self.path,
            )
        raise Mendable(
            "{name} on {host} has had the register open for writing since {since} (process {pid}); here it can only be "
            "read. Nothing was saved. Ask them to close it, then open it again.",
            name=self._holder.name,
            host=self._holder.host,
            since=f"{self._holder.since.astimezone(JAPAN):%Y-%m-%d %H:%M} JST",
            pid=self._holder.pid,
        )

    def heading(self) -> RegisterHeading:
        """What the register says of itself."""
        row = self.row("SELECT uuid, kind, created_at, created_by FROM register")
        if row is None:
            raise _unfinished(self.path)
        return RegisterHeading(
            uuid=row["uuid"],
            kind=row["kind"],
            created_at=moment_of(row["created_at"]),
            created_by=row["created_by"],
            is_read_only=self._is_refused,
            holder=self._holder,
        )

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[sqlite3.Row]:
        """The rows that a SELECT gives."""
        with explained(self.path):
            return self._cursor().execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Value] = ()) -> sqlite3.Row | None:
        """The first row that a SELECT gives; None where it gives none."""
        with explained(self.path):
            row: sqlite3.Row | None = self._cursor().execute(sql, values).fetchone()
            return row

    def one(self, sql: str, values: Sequence[Value], sought: str) -> sqlite3.Row:
        """The first row that a SELECT gives; `LookupError` that names what was sought where it gives none."""
        row = self.row(sql, values)
        if row is None:
            raise LookupError(f"no {sought}")
        return row

    def insert(self, table: str, values: Mapping[str, Value]) -> int:
        """Add a row to a table and return its key."""
        with explained(self.path):
            return int(str(self.database.table(table).insert(dict(values)).last_pk))

    def update(self, table: str, key: int, values: Mapping[str, Value]) -> None:
        """Change a row of a table."""
        with explained(self.path):
            self.database.table(table).update(key, dict(values))

    def begin_reading(self) -> None:
        """Begin a block that reads the register as it is now."""
        with explained(self.path):
            self._connection.execute("BEGIN")

    def end_reading(self) -> None:
        """End the block that reads."""
        with explained(self.path):
            self._connection.rollback()

    def close(self) -> None:
        """Close the file and give back the right to write."""
        self._connection.close()
        self._let_go()

    def _taken_lock(self) -> RegisterLock | None:
        # Only who writes pays for the import.
        from app.storage.register.register_lock import HeldElsewhere, RegisterLock

        try:
            return RegisterLock.take(self.path, self._me())
        except HeldElsewhere as held:
            self._holder = held.holder
            return None
        except OSError:
            # Nothing can be written beside the register, so nothing can be written to it either.
            return None

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _cursor(self) -> sqlite3.Cursor:
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor

    def _checked_version(self) -> int:
        with explained(self.path):
            application_id = self._connection.execute("PRAGMA application_id").fetchone()[0]
            version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if application_id != APPLICATION_ID:
            raise Mendable("{path} is no register of this program. Choose another file.", path=self.path)
        if version == 0:
            raise _unfinished(self.path)
        if version > self._latest:
            raise Mendable(
                "{path} was written by a newer version of this program. Open it with that version; this one would not "
                "understand all of it.",
                path=self.path,
            )
        return version

    def _open_for_writing(self, now: datetime) -> bool:
        try:
            connection = connect(self.path, "rw")
        except sqlite3.OperationalError as error:
            if str(error.sqlite_errorname).startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
                return False
            raise
        for_reading, self._connection, self._database = self._connection, connection, None
        try:
            if not self.is_of_this_version:
                self._bring_up_to_date(now)
        except BaseException:
            connection.close()
            self._connection, self._database = for_reading, None
            raise
        for_reading.close()
        return True

    def _bring_up_to_date(self, now: datetime) -> None:
        copy = self.path.with_name(f"{self.path.stem}.version-{self._version}.{now:%Y%m%dT%H%M%SZ}{self.path.suffix}")
        try:
            with explained(copy):
                self._connection.execute("VACUUM INTO ?", (str(copy),))
        except Mendable:
            copy.unlink(missing_ok=True)
            raise
        # SQLite does not wait for the disk here, and the copy has to be there before anything is changed.
        with copy.open("r+b") as file:
            os.fsync(file.fileno())
        with explained(self.path):
            migrations.migrate(self.database, self._folder)
        self._version = self._latest


class Table:
    """What reads and writes one part of a register."""

    def __init__(self, register: Register) -> None:
        self._register = register


def open_register(
    path: Path, migrations_folder: Path, me: Callable[[], Holder], now: datetime, *, is_claimed: bool = True
) -> Register:
    """Open a register, for writing where nobody else has it; unclaimed it is quicker, until the first unit of work.

    `me` is asked once it is claimed. Raises `Mendable` where there is no such file, it is no register, a newer program
    wrote it, or it is of an older version and can't be brought up to date from here.
    """
    if not path.is_file():
        raise Mendable("There is no register at {path}. Choose another file, or make a new register.", path=path)
    with explained(path):
        register = Register(path, migrations_folder, me)
    try:
        if is_claimed or not register.is_of_this_version:
            try:
                register.claim(now)
            except Mendable:
                # What can be read is opened, as on a full disk; the first that is to be written is refused.
                if not register.is_readable:
                    raise
        if not register.is_readable:
            register.ensure_writable(now)
    except BaseException:
        register.close()
        raise
    return register


def make_register(path: Path, migrations_folder: Path, *, uuid: str, kind: str, by: str, now: datetime) -> None:
    """Make an empty register file; `Mendable` where there is a file already, or none can be made."""
    try:
        path.open("xb").close()
    except FileExistsError:
        raise Mendable("There is a file at {path} already. Choose another name.", path=path) from None
    except OSError as error:
        raise Mendable(
            "No register can be made at {path}: {reason}. Choose a folder in which you may write.",
            path=path,
            reason=error.strerror,
        ) from error
    try:
        with explained(path):
            _fill(
                path,
                migrations_folder,
                {"id": 1, "uuid": uuid, "kind": kind, "created_at": text_of(now), "created_by": by},
            )
    except BaseException:
        for leftover in (path, *(path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "-journal"))):
            leftover.unlink(missing_ok=True)
        raise


def _fill(path: Path, migrations_folder: Path, heading: dict[str, Value]) -> None:
    from sqlite_utils import Database

    with contextlib.closing(connect(path, "rw")) as connection:
        # Without EXTRA a power cut right after the switch to WAL can lose the whole file.
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        database = Database(connection, execute_plugins=False)
        migrations.migrate(database, migrations_folder)
        database.table("register").insert(heading)


def _unfinished(path: Path) -> Mendable:
    return Mendable(
        "The making of {path} was interrupted and nothing is in it. Delete it and make a new register.", path=path
    )
