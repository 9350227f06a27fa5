"""A copy of a register: made beside its place, read back, compared row by row, and only then given its name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from shutil import disk_usage
from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.storage.register import sqlite
from app.storage.register.connections import OWN_FILES, beside, connect, connect_unset, heeding
from app.storage.register.disk_faults import damaged, explained
from app.storage.register.file_key import seals_beside, seals_of_copy

if TYPE_CHECKING:
    from collections.abc import Callable
    from hashlib import _Hash

    from app.services.ports import Report
    from app.storage.register.file_key import FileKey

#: What a file is called until it is whole; with the number of the process that makes it in front.
PARTIAL = ".partial"
#: What the names of those files end in that are part of a copy: the seals of its keys, and the note of what it held.
SEALS, NOTE = ".keys", ".sha256"
#: So many pages are copied between two reports, and so many bytes are read.
_PAGES, _PIECE = 2_000, 1 << 20
#: In bytes; of a larger value only its digest is compared, so that no second text of it is made.
_LARGE = 100_000


def _unheard(_share: float) -> None:
    """Nobody waits to hear how far it is."""


def save_copy(
    source: sqlite.Connection,
    register: Path,
    target: Path,
    report: Report = _unheard,
    *,
    file_key: FileKey | None = None,
    is_noted: bool = False,
) -> None:
    """Copy a register whole into a new file; when this returns, the copy is on the disk and was compared.

    That of an encrypted register is encrypted by the same key.
    The seals of its keys, where there are any, lie beside the copy then as they lie beside the register, or lay when it
    was opened; and, where it
    is to be noted, the SHA-256 of what was read back. Raises `Mendable` where there is a file already, none can be
    made, the disk has no room for it or fails, or the copy is not the same; `Stopped` where `report` does. Then there
    is no file of that name.
    """
    target = target.absolute()
    _refuse_taken_names(register, target)
    partial = target.with_name(f".{target.name}.{os.getpid()}{PARTIAL}")
    seals = partial.with_name(partial.name + SEALS)
    try:
        with explained(target):
            _refuse_without_room(source, target)
            sealed = _seals_of(register, file_key)
            partial.open("wb").close()
            _copy(source, register, partial, file_key, report)
            if _seals_of(register, file_key) != sealed:
                raise Mendable(
                    "The keys of {path} were changed while it was copied, so that the copy might not open. It was "
                    "thrown away. Try again.",
                    path=register,
                )
        synchronise(partial)
        noted = f"{sha256_of(partial, part(report, 0.95, 1))}  {target.name}\n" if is_noted else ""
        if sealed is not None:
            seals.write_bytes(sealed)
            synchronise(seals)
            _name(seals, target.with_suffix(SEALS))
        _name(partial, target)
        if noted:
            note = target.with_name(target.name + NOTE)
            partial.write_text(noted, encoding="utf-8")
            synchronise(partial)
            partial.replace(note)
            synchronise_folder(note.parent)
    except OSError as error:
        raise Mendable(
            "No copy can be made at {path}: {reason}. Choose a folder in which you may write.",
            path=target,
            reason=error.strerror or str(error),
        ) from error
    finally:
        with suppress(OSError):
            for left in (partial, seals, *(beside(partial, ending) for ending in OWN_FILES)):
                left.unlink(missing_ok=True)


def part(report: Report, first: float, last: float) -> Report:
    """Tells of a part of a job as of the whole."""
    return lambda share: report(first + (last - first) * share)


def sha256_of(path: Path, report: Report = _unheard) -> str:
    """The SHA-256 of a file, in hexadecimal. `OSError` where it can't be read."""
    digest, done = sha256(), 0
    with path.open("rb", buffering=0) as file:
        size = max(os.fstat(file.fileno()).st_size, 1)
        while piece := file.read(_PIECE):
            digest.update(piece)
            done += len(piece)
            report(min(done / size, 1.0))
    return digest.hexdigest()


def digests(connection: sqlite.Connection, report: Report = _unheard) -> dict[str, str]:
    """Of each table how it is made and what is in it, as one number; and of the file what it says of itself."""
    heads = {
        name: str(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("application_id", "user_version")
    }
    made = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    heads["made"] = sha256(repr(made).encode("utf-8", "surrogatepass")).hexdigest()
    size, done, told = size_of(connection), 0, 0

    def heard(taken: int) -> None:
        nonlocal done, told
        done += taken
        if done - told > _PIECE:
            told = done
            report(min(done / size, 1.0))

    return heads | {table: _digest(connection, sql, heard) for table, sql in _questions(connection)}


def size_of(connection: sqlite.Connection) -> int:
    """How large the file is once everything is in it, in bytes."""
    pages, size = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    return pages * size


def _questions(connection: sqlite.Connection) -> Iterator[tuple[str, str]]:
    # A virtual table is what its shadow tables hold, and these are listed, too.
    for _schema, name, kind, _columns, has_no_rowid, *_ in connection.execute("PRAGMA main.table_list").fetchall():
        if kind in ("table", "shadow") and name != "sqlite_schema":
            quoted = '"' + name.replace('"', '""') + '"'
            yield name, f"SELECT * FROM {quoted}" + ("" if has_no_rowid else " ORDER BY rowid")  # noqa: S608 - quoted


def _digest(connection: sqlite.Connection, sql: str, heard: Callable[[int], None]) -> str:
    digest, count = sha256(), 0
    # One row at a time: one may hold a whole file.
    for row in connection.execute(sql):
        count += 1
        heard(_take(digest, row))
    return f"{count} {digest.hexdigest()}"


def _take(digest: _Hash, row: tuple[object, ...]) -> int:
    """Count a row in; about how many bytes it takes."""
    size = 0
    if any(type(value) is bytes and len(value) > _LARGE for value in row):
        size = sum(len(value) for value in row if type(value) is bytes)
        row = tuple(sha256(value).digest() if type(value) is bytes else value for value in row)
    text = repr(row).encode("utf-8", "surrogatepass")
    digest.update(text)
    return size + len(text)


def _copy(source: sqlite.Connection, register: Path, partial: Path, file_key: FileKey | None, report: Report) -> None:
    """Copy what the register is at this moment, and compare; `Mendable` where the copy differs."""
    # Whoever writes meanwhile is not waited for: what is read belongs to one moment.
    with _one_moment(source):
        copying = part(report, 0, 0.3)
        with closing(connect_unset(partial, "rw", file_key)) as copy:
            # The file is waited for once, when it is whole.
            copy.execute("PRAGMA synchronous = OFF")
            source.backup(copy, pages=_PAGES, progress=lambda _status, left, total: copying(1 - left / max(total, 1)))
            # So it can be read on any medium, where nothing can be made beside it.
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        with explained(register):
            held = digests(source, part(report, 0.3, 0.55))
    with closing(connect(partial, "ro", file_key)) as copy:
        is_same = digests(copy, part(report, 0.55, 0.8)) == held
        with heeding(copy, part(report, 0.8, 0.95)):
            is_sound = copy.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
    if is_same and not is_sound:
        raise damaged(register)
    if not is_same:
        raise Mendable(
            "The copy of {path} was read back and is not the same as the register. It was thrown away. Try again, on "
            "another disk if there is one.",
            path=register,
        )


@contextmanager
def _one_moment(source: sqlite.Connection) -> Iterator[None]:
    """A block in which everything read from a connection belongs to one moment."""
    if source.in_transaction:
        yield
        return
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield
    finally:
        source.rollback()


def _seals_of(register: Path, file_key: FileKey | None) -> bytes | None:
    """The seals that belong beside the copy; None where the register has none."""
    if file_key is not None:
        return seals_of_copy(register, file_key) or None
    try:
        return seals_beside(register).read_bytes()
    except FileNotFoundError:
        return None


def _refuse_without_room(source: sqlite.Connection, target: Path) -> None:
    """A disk that is filled to the last byte would stop the work in the register, too."""
    size, free = size_of(source), disk_usage(target.parent).free
    if free < size:
        raise Mendable(
            "The disk with {path} has no room for a copy: the register takes {size} MB, and {free} MB are free. "
            "Nothing was written. Make room, or choose a folder on another disk.",
            path=target,
            size=-(-size // 1_000_000),
            free=free // 1_000_000,
        )


def _refuse_taken_names(register: Path, target: Path) -> None:
    own = (register, register.with_suffix(SEALS), *(beside(register, ending) for ending in (*OWN_FILES, ".holder")))
    if any(_is_same_place(target, each) for each in own):
        raise Mendable(
            "{path} is the register itself, or belongs to it. Choose another name for the copy.", path=target
        )
    for taken in (target, target.with_suffix(SEALS)):
        if os.path.lexists(taken):
            raise _taken(taken)


def _is_same_place(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def _taken(target: Path) -> Mendable:
    return Mendable("There is a file at {path} already. Choose another name.", path=target)


def synchronise(path: Path) -> None:
    """Wait until a file is on the disk: SQLite does not when it makes a copy."""
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
    synchronise_folder(target.parent)


def synchronise_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
