"""Turn what a disk or another program does to the register into a sentence that says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.errors import Mendable


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise `Mendable` where the block fails for a reason outside the program; other errors pass as they are."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = explanation(error, path)
        if sentence is None:
            raise
        raise sentence from error


def explanation(error: sqlite3.Error, path: Path) -> Mendable | None:
    """The sentence for an error of SQLite; None where the program is at fault."""
    # The part before the second underscore is the kind of error: SQLITE_IOERR_WRITE is an SQLITE_IOERR.
    name = "_".join(str(getattr(error, "sqlite_errorname", "")).split("_")[:2])
    match name:
        case "SQLITE_FULL":
            return Mendable(
                "The disk with {path} is full. Nothing of the last step was saved, everything before it was. "
                "Make room on the disk and try again.",
                path=path,
            )
        case "SQLITE_IOERR":
            return Mendable(
                "The disk with {path} could not be read or written ({code}). Nothing of the last step was saved, "
                "everything before it was. See that the disk is connected and has room, then try again.",
                path=path,
                code=error.sqlite_errorname,
            )
        case "SQLITE_READONLY" | "SQLITE_PERM" | "SQLITE_AUTH":
            return Mendable(
                "{path} can't be written to. Nothing was saved. Put the register where you may write, or ask for the "
                "right to write there.",
                path=path,
            )
        case "SQLITE_BUSY" | "SQLITE_LOCKED" | "SQLITE_PROTOCOL":
            return Mendable(
                "Another program is using {path}. Nothing of the last step was saved. Close the other program and "
                "try again.",
                path=path,
            )
        case "SQLITE_CANTOPEN":
            return Mendable(
                "{path} can't be opened. See that it is there and that you may read it and its folder.", path=path
            )
        case "SQLITE_NOTADB":
            return Mendable("{path} is no register of this program. Choose another file.", path=path)
        case "SQLITE_CORRUPT":
            return Mendable(
                "{path} is damaged. Don't work on; keep the file as it is and take up the last copy of it.", path=path
            )
        case _:
            return None
