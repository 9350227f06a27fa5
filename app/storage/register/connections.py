"""Connections to a register file, with the settings it relies on."""

import errno
import sqlite3
from pathlib import Path

#: Stands in the head of the file ("Seki"), so that another SQLite file is not taken for a register.
APPLICATION_ID = 0x53656B69

_BUSY_MILLISECONDS = 5_000


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """A connection to a file that is only read; `sqlite3.OperationalError` where it can't be opened."""
    try:
        return connect(path, "ro")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_CANTOPEN" or not _is_on_read_only_medium(path):
            raise
    # A file in WAL mode can't be opened on a medium that takes no files beside it; nobody can change it there.
    return connect(path, "ro&immutable=1")


def _is_on_read_only_medium(path: Path) -> bool:
    try:
        path.open("r+b").close()
    except OSError as error:
        return error.errno == errno.EROFS
    return False


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection with the settings that the register relies on; `mode` is `ro` or `rw`."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)
    try:
        for pragma in (
            f"busy_timeout = {_BUSY_MILLISECONDS}",
            "foreign_keys = ON",
            # With these on, REPLACE meets the triggers that refuse to delete.
            "recursive_triggers = ON",
            "synchronous = FULL",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        # SQLite opens the file only now, and says only now what is wrong with it. One that is write-protected opens all
        # the same, and refuses only a transaction that means to write.
        connection.execute("BEGIN IMMEDIATE" if mode == "rw" else "SELECT count(*) FROM sqlite_schema").fetchone()
        connection.rollback()
    except BaseException:
        connection.close()
        raise
    return connection
