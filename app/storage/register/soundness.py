"""Whether a register file is sound: what SQLite can tell of it without looking at the indexes."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Damaged
from app.storage.register import sqlite
from app.storage.register.connections import beside, connect_for_reading, connect_unset, heeding
from app.storage.register.disk_faults import damaged, explained

if TYPE_CHECKING:
    from app.services.ports import Report
    from app.storage.register.file_key import FileKey

#: In bytes, at the beginning of the file of last changes, and before each page in it.
_HEAD_OF_REST, _HEAD_OF_FRAME = 32, 24


def damage_of(path: Path, report: Report, file_key: FileKey | None = None) -> Damaged | None:
    """What is to be said of a damaged file; None where it is sound.

    It takes seconds for a large register, and a connection of its own, so that it can be done beside all other work.
    `report` is asked now and then, and may raise `Stopped`.
    """
    try:
        with explained(path), closing(_connected(path, file_key)) as connection, heeding(connection, report):
            # Looked at twice: between two looks it may have been brought in from beside the file.
            is_sound = file_key is None or not (_pages_altered(connection, path) and _pages_altered(connection, path))
            is_sound = is_sound and connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            is_sound = is_sound and connection.execute("PRAGMA foreign_key_check").fetchone() is None
    except Damaged as found:
        return found
    except sqlite.Error:
        return damaged(path)
    return None if is_sound else damaged(path)


def _pages_altered(connection: sqlite.Connection, path: Path) -> set[str]:
    """The pages of an encrypted file that are not what was written: each carries a code that only the key makes.

    One that is written just now, or was when the program was ended, may be there by halves; it lies beside the file
    whole.
    """
    found = {said for (said,) in connection.execute("PRAGMA cipher_integrity_check")}
    replaced = _pages_beside(path) if found else set()
    return {said for said in found if said.rpartition(" ")[2] not in replaced}


def _pages_beside(path: Path) -> set[str]:
    """The numbers of the pages that lie beside a file (https://www.sqlite.org/fileformat2.html#walformat)."""
    pages = set()
    with suppress(OSError), beside(path, "-wal").open("rb") as rest:
        head = rest.read(_HEAD_OF_REST)
        while len(frame := rest.read(_HEAD_OF_FRAME)) == _HEAD_OF_FRAME:
            if frame[8:16] == head[16:24]:
                pages.add(str(int.from_bytes(frame[:4], "big")))
            rest.seek(int.from_bytes(head[8:12], "big"), os.SEEK_CUR)
    return pages


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
