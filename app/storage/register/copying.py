"""A copy of a register: made beside its place, read back, compared row by row, and only then given its name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.storage.register import sqlite
from app.storage.register.connections import OWN_FILES, beside, connect, connect_unset
from app.storage.register.disk_faults import damaged, explained

if TYPE_CHECKING:
    from hashlib import _Hash

    from app.storage.register.file_key import FileKey

#: How often a register that is written to meanwhile is copied anew before one gives up.
_ATTEMPTS = 3
_PARTIAL = ".partial"


def save_copy(source: sqlite.Connection, register: Path, target: Path, file_key: FileKey | None = None) -> None:
    """Copy a register whole into a new file; when this returns, the copy is on the disk and was compared.

    That of an encrypted register is encrypted by the same key.

    Raises `Mendable` where there is a file already, none can be made, the disk fails, or the copy is not the same.
    Then there is no file of that name.
    """
    target = target.absolute()
    _refuse_taken_names(register, target)
    partial = target.with_name(f".{target.name}.{os.getpid()}{_PARTIAL}")
    try:
        with explained(target):
            for _attempt in range(_ATTEMPTS):
                partial.open("wb").close()
                if _is_copied(source, register, partial, file_key):
                    break
            else:
                raise Mendable(
                    "{path} was being written to all the time, so that no copy of one moment could be made. Try again "
                    "when nobody writes to it.",
                    path=register,
                )
        _synchronise(partial)
        _name(partial, target)
    except OSError as error:
        raise Mendable(
            "No copy can be made at {path}: {reason}. Choose a folder in which you may write.",
            path=target,
            reason=error.strerror or str(error),
        ) from error
    finally:
        with suppress(OSError):
            for left in (partial, *(beside(partial, ending) for ending in OWN_FILES)):
                left.unlink(missing_ok=True)


def digests(connection: sqlite.Connection) -> dict[str, str]:
    """Of each table how it is made and what is in it, as one number; and of the file what it says of itself."""
    heads = {
        name: str(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("application_id", "user_version")
    }
    made = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    heads["made"] = sha256(repr(made).encode("utf-8", "surrogatepass")).hexdigest()
    return heads | {table: _digest(connection, sql) for table, sql in _questions(connection)}


def _questions(connection: sqlite.Connection) -> Iterator[tuple[str, str]]:
    # A virtual table is what its shadow tables hold, and these are listed, too.
    for _schema, name, kind, _columns, has_no_rowid, *_ in connection.execute("PRAGMA main.table_list").fetchall():
        if kind in ("table", "shadow") and name != "sqlite_schema":
            quoted = '"' + name.replace('"', '""') + '"'
            yield name, f"SELECT * FROM {quoted}" + ("" if has_no_rowid else " ORDER BY rowid")  # noqa: S608 - quoted


def _digest(connection: sqlite.Connection, sql: str) -> str:
    digest, count = sha256(), 0
    cursor = connection.execute(sql)
    while rows := cursor.fetchmany(500):
        count += len(rows)
        _take(digest, rows)
    return f"{count} {digest.hexdigest()}"


def _take(digest: _Hash, rows: list[tuple[object, ...]]) -> None:
    for row in rows:
        digest.update(repr(row).encode("utf-8", "surrogatepass"))


def _is_copied(source: sqlite.Connection, register: Path, partial: Path, file_key: FileKey | None) -> bool:
    """Copy, and compare; false where somebody wrote to the register meanwhile. `Mendable` where the copy differs."""
    before = _data_version(source)
    with closing(connect_unset(partial, "rw", file_key)) as copy:
        source.backup(copy)
        # So it can be read on any medium, where nothing can be made beside it.
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    with explained(register):
        held = digests(source)
    with closing(connect(partial, "ro", file_key)) as copy:
        is_same = digests(copy) == held
        is_sound = copy.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
    if _data_version(source) != before:
        return False
    if is_same and not is_sound:
        raise damaged(register)
    if not is_same:
        raise Mendable(
            "The copy of {path} was read back and is not the same as the register. It was thrown away. Try again, on "
            "another disk if there is one.",
            path=register,
        )
    return True


def _data_version(connection: sqlite.Connection) -> int:
    """Another number after each change by others."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _refuse_taken_names(register: Path, target: Path) -> None:
    own = (register, *(beside(register, ending) for ending in (*OWN_FILES, ".holder")))
    if any(_is_same_place(target, each) for each in own):
        raise Mendable(
            "{path} is the register itself, or belongs to it. Choose another name for the copy.", path=target
        )
    if os.path.lexists(target):
        raise _taken(target)


def _is_same_place(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def _taken(target: Path) -> Mendable:
    return Mendable("There is a file at {path} already. Choose another name.", path=target)


def _synchronise(path: Path) -> None:
    """SQLite does not wait for the disk when it makes a copy."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _name(partial: Path, target: Path) -> None:
    """Give the copy its name, without taking the place of a file that came up meanwhile."""
    try:
        os.link(partial, target)
    except FileExistsError:
        raise _taken(target) from None
    except OSError:  # a disk that knows no second name for a file
        if os.path.lexists(target):
            raise _taken(target) from None
        partial.rename(target)
    else:
        # With two names it would not be opened.
        partial.unlink()
    if os.name != "nt":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
