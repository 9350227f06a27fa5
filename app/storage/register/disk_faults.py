"""Turn what a disk or another program does to the register into a sentence that says what to do."""

import errno
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from glob import escape
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from app.domain.errors import Damaged, Mendable
from app.storage.register import sqlite
from app.storage.register.connections import beside

_P = ParamSpec("_P")
_T = TypeVar("_T")

#: What reading a row comes to where it does not hold what the program writes.
_NOT_WHAT_IS_WRITTEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)

#: What stands in the name of a copy between that of its register and the ending: of a version, kept in need, before
#: another was restored, a kept copy, of a day.
_OF_A_COPY = re.compile(r"\.((version-\d+|kept|before-restoring|[0-9a-f]{8})\.\d{8}T\d{6}Z|\d{4}-\d{2}-\d{2})\.[^.]+$")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise `Mendable` where the block fails for a reason outside the program; other errors pass as they are."""
    try:
        yield
    except sqlite.Error as error:
        sentence = explanation(error, path)
        if sentence is None:
            raise
        raise sentence from error
    except UnicodeDecodeError as error:  # SQLite complains of what stands in the file, and quotes it
        raise damaged(path) from error


def explanation(error: sqlite.Error, path: Path) -> Mendable | None:
    """The sentence for an error of SQLite; None where the program is at fault."""
    kind = sqlite.kind_of(error)
    match kind:
        case "SQLITE_FULL":
            return full(path)
        case "SQLITE_IOERR":
            return Mendable(
                "The disk with {path} could not be read or written ({code}). Nothing of the last step was saved, "
                "everything before it was. See that the disk is connected and has room, then try again.",
                path=path,
                code=kind,
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
            return damaged(path)
        case "" if str(error).startswith("Could not decode"):  # of Python, not of SQLite: it has no name
            return damaged(path)
        case _:
            return None


def full(path: Path) -> Mendable:
    """There is no room on the disk for the last step."""
    return Mendable(
        "The disk with {path} is full. Nothing of the last step was saved, everything before it was. "
        "Make room on the disk and try again.",
        path=path,
    )


def uncertain(path: Path) -> Mendable:
    """The disk took the last step, could not say that it is safe, and did not take it back."""
    return Mendable(
        "The disk with {path} could not be read or written. The last step was not saved, but should the program end "
        "now, it may be there when the register is opened again; everything before it was saved. See that the disk is "
        "connected and has room, then try again.",
        path=path,
    )


def not_brought_in(path: Path, error: sqlite.Error) -> Mendable | None:
    """What was saved stays beside the register because the disk fails or is full; None where that is not why."""
    kind = sqlite.kind_of(error)
    if kind not in ("SQLITE_IOERR", "SQLITE_FULL"):
        return None
    return Mendable(
        "What was saved last lies in {rest}, beside {path}, and can't be brought into it: the disk could not be read "
        "or written, or is full ({code}). Nothing is lost, and it is tried again. See that the disk is connected and "
        "has room, and move or copy the one file only with the other.",
        path=path,
        rest=beside(path, "-wal").name,
        code=kind,
    )


def is_full(error: OSError) -> bool:
    """Whether the disk, or what of it one may take, is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def damaged(path: Path) -> Damaged:
    """The register holds what the program did not write; names the last copy of it, where there is one."""
    kept = last_copy(path)
    if kept is None:
        return Damaged(
            "{path} is damaged: something in it is not what this program wrote, or can't be read. Don't work on in it, "
            "and keep the file as it is. There is no copy of it in its folder; ask whoever makes the backups of this "
            "computer for one.",
            path=path,
        )
    return Damaged(
        "{path} is damaged: something in it is not what this program wrote, or can't be read. Don't work on in it, and "
        "keep the file as it is. The last copy of it in its folder is {copy}: copy that, open the copy, and see what "
        "is missing there.",
        path=path,
        copy=kept.relative_to(path.parent),
    )


def folder_beside(register: Path) -> Path:
    """Where the copies of a register are kept where no folder was chosen for them."""
    return register.with_name(f"{register.stem}.copies")


def last_copy(path: Path) -> Path | None:
    """The copy that the program made last of a register, beside it or in the folder of copies that lies there.

    Its name is that of the register, a dot, and what it is a copy of.
    """
    try:
        pattern = f"{escape(path.stem)}.*{escape(path.suffix)}"
        found = [*path.parent.glob(pattern), *folder_beside(path).glob(pattern)]
        copies = [copy for copy in found if _OF_A_COPY.match(copy.name.removeprefix(path.stem))]
        return max(copies, key=lambda copy: copy.stat().st_mtime, default=None)
    except OSError:
        return None


def stored(read: Callable[_P, _T]) -> Callable[_P, _T]:
    """Of a method of a table that makes values of rows: what can't be made of them is damage, not a fault."""

    @wraps(read)
    def reading(*arguments: _P.args, **named: _P.kwargs) -> _T:
        try:
            return read(*arguments, **named)
        except _NOT_WHAT_IS_WRITTEN as error:
            table: Any = arguments[0]
            raise damaged(table.path) from error

    return reading
