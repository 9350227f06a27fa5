"""Whether a register file is sound: what SQLite can tell of it without looking at the indexes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Damaged
from app.storage.register.connections import address, connect_for_reading
from app.storage.register.disk_faults import damaged, explained

if TYPE_CHECKING:
    from app.services.ports import Report

#: So many steps of SQLite's machine are done before it is asked whether to go on; a few milliseconds.
_STEPS = 200_000


def damage_of(path: Path, report: Report) -> Damaged | None:
    """What is to be said of a damaged file; None where it is sound.

    It takes seconds for a large register, and a connection of its own, so that it can be done beside all other work.
    `report` is asked now and then, and may raise `Stopped`.
    """
    stopped: list[BaseException] = []

    def go_on() -> int:
        try:
            report(0)
        except BaseException as error:  # noqa: BLE001  raised again once SQLite has let go
            stopped.append(error)
        return len(stopped)

    try:
        with explained(path), closing(_connected(path)) as connection:
            connection.set_progress_handler(go_on, _STEPS)
            is_sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            is_sound = is_sound and connection.execute("PRAGMA foreign_key_check").fetchone() is None
    except Damaged as found:
        return found
    except sqlite3.Error:
        if stopped:
            raise stopped[0] from None
        return damaged(path)
    return None if is_sound else damaged(path)


def _connected(path: Path) -> sqlite3.Connection:
    """A connection that may write, though it does not: to one that may not, SQLite hides the conditions of the tables.

    Where nothing can be written, one that may not has to do.
    """
    connection = sqlite3.connect(address(path.absolute(), "rw"), uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if not str(error.sqlite_errorname).startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
            raise
        return connect_for_reading(path)[0]
    except BaseException:
        connection.close()
        raise
    return connection
