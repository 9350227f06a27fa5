"""Whether a register file is sound: what SQLite can tell of it without looking at the indexes."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Damaged
from app.storage.register import sqlite
from app.storage.register.connections import connect_for_reading, connect_unset, heeding
from app.storage.register.disk_faults import damaged, explained

if TYPE_CHECKING:
    from app.services.ports import Report
    from app.storage.register.file_key import FileKey


def damage_of(path: Path, report: Report, file_key: FileKey | None = None) -> Damaged | None:
    """What is to be said of a damaged file; None where it is sound.

    It takes seconds for a large register, and a connection of its own, so that it can be done beside all other work.
    `report` is asked now and then, and may raise `Stopped`.
    """
    try:
        with explained(path), closing(_connected(path, file_key)) as connection, heeding(connection, report):
            is_sound = file_key is None or not _pages_altered(connection)
            is_sound = is_sound and connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            is_sound = is_sound and connection.execute("PRAGMA foreign_key_check").fetchone() is None
    except Damaged as found:
        return found
    except sqlite.Error:
        return damaged(path)
    return None if is_sound else damaged(path)


def _pages_altered(connection: sqlite.Connection) -> set[tuple[object, ...]]:
    """The pages of an encrypted file that are not what was written: each carries a code that only the key makes."""
    first = set(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    # A page that is written just now is read by halves; the next time it is whole.
    return first and first & set(connection.execute("PRAGMA cipher_integrity_check").fetchall())


def _connected(path: Path, file_key: FileKey | None) -> sqlite.Connection:
    """A connection that may write, though it does not: to one that may not, SQLite hides the conditions of the tables.

    Where nothing can be written, one that may not has to do.
    """
    connection = connect_unset(path, "rw", file_key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite.DatabaseError as error:
        connection.close()
        kind = sqlite.kind_of(error)
        if kind == "SQLITE_NOTADB" and file_key is not None:
            raise damaged(path) from error  # the key fitted when the register was opened
        if kind not in ("SQLITE_CANTOPEN", "SQLITE_READONLY"):
            raise
        return connect_for_reading(path, file_key)[0]
    except BaseException:
        connection.close()
        raise
    return connection
