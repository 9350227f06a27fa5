"""Connections to a register file, with the settings it relies on."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from app.domain.errors import Mendable
from app.storage.register import sqlite
from app.storage.register.procedure_check import offer_procedure_check

if TYPE_CHECKING:
    from app.services.ports import Report
    from app.storage.register.file_key import FileKey

#: Stands in the head of the file ("Seki"), so that another SQLite file is not taken for a register.
APPLICATION_ID = 0x53656B69

#: What the names end in of the files that SQLite keeps beside one.
OWN_FILES = ("-wal", "-shm", "-journal")

_BUSY_MILLISECONDS = 5_000
#: So many steps of SQLite's machine are done before it is asked whether to go on; a few milliseconds.
_STEPS = 200_000

#: In bytes: a sector for the head of a journal, then of its page the number, what was in it, and a sum over that.
_JOURNAL_OF_ONE_PAGE = 512 + 4 + 4096 + 4
#: What a journal begins with, where the disk has taken its head.
_JOURNAL = bytes.fromhex("d9d505f920a163d7")


class KeyDoesNotFit(Mendable):
    """A file can't be read by a file key: it is another one's, or the beginning of the file is damaged."""


def address(path: PurePath, mode: str) -> str:
    r"""What SQLite calls a file: an URI. `\\server\share` is a part of the path there, never the host of the URI."""
    uri = path.as_uri()
    local = uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)
    return f"{local}?mode={mode}"


def beside(path: Path, ending: str) -> Path:
    """What SQLite keeps beside a register: `-wal` holds what is saved and not yet in the register's own file.

    It stands beside the file itself, and not beside a symbolic link that leads to it.
    """
    at = path if os.name == "nt" else path.resolve()  # SQLite follows no link on Windows
    return at.with_name(at.name + ending)


def may_be_left_of_switch(path: Path) -> bool:
    """Whether a journal lies beside a register as it is while a copy is switched to WAL: it holds one page at most."""
    try:
        with beside(path, "-journal").open("rb") as file:
            journal = file.read(_JOURNAL_OF_ONE_PAGE + 1)
    except OSError:
        return False
    head = journal[: len(_JOURNAL)]
    return 0 < len(journal) <= _JOURNAL_OF_ONE_PAGE and head in (_JOURNAL, bytes(len(head)))


def end_switch(path: Path, file_key: FileKey | None = None) -> None:
    """Take away the journal of a switch to WAL in whose midst the power was cut; only who has the register may do so.

    The file is whole without it, with its one page as it was or as it was to be. Of an encrypted one the page may be
    neither; then SQLite lays it back, where nothing else lies beside the file that could have it.
    """
    try:
        connect(path, "ro&immutable=1", file_key).close()
    except (sqlite.Error, KeyDoesNotFit):
        if not has_content(beside(path, "-wal")):
            connect(path, "rw", file_key).close()
    else:
        beside(path, "-journal").unlink()


def ensure_rest_belongs(path: Path, file_key: FileKey | None = None) -> None:
    """Raise `Mendable` where what lies beside a register does not go on from the file.

    SQLite takes whatever lies there for the last changes, and lays old pages over newer ones. But events only follow
    one another: with the last changes, the last event in the file itself has to be there still.
    """
    # A register has a journal for as long as it takes to switch it to WAL, and what is left of that was taken away.
    foreign = beside(path, "-journal")
    if not has_content(foreign):
        foreign = beside(path, "-wal")
        if not has_content(foreign) or _goes_on(path, file_key):
            return
    raise Mendable(
        "What lies beside {path} in {rest} does not belong to the register as it is now, as when a synchronised folder "
        "or a backup puts an old file there. With it changes could be lost, so that nothing was opened. Move {rest} to "
        "another folder, keep it, and open the register again.",
        path=path,
        rest=foreign.name,
    )


def _goes_on(path: Path, file_key: FileKey | None) -> bool:
    """Whether what happened by a file, read alone, goes on with what lies beside it.

    Where the power was cut while that was brought into it, the file alone may be anything, and is whole only with it.
    """
    try:
        with closing(connect(path, "ro&immutable=1", file_key)) as alone:
            has_ledger = alone.execute("SELECT 1 FROM sqlite_schema WHERE name = 'entries'").fetchone() is not None
            history = "SELECT number, signature, entry FROM entries" if has_ledger else "SELECT * FROM events"
            last = alone.execute(f"{history} ORDER BY 1 DESC LIMIT 1").fetchone()
            is_kept = last is None or _is_kept(path, history, last, file_key)
            return is_kept or alone.execute("PRAGMA quick_check(1)").fetchone() != ("ok",)
    except (sqlite.Error, KeyDoesNotFit):
        return True


def _is_kept(path: Path, history: str, last: tuple[object, ...], file_key: FileKey | None) -> bool:
    """Whether what happened last in a file is there with the last changes, and all that happened since follows it."""
    try:
        with closing(connect(path, "ro", file_key)) as whole:
            since = whole.execute(f"{history} WHERE rowid >= ? ORDER BY 1", last[:1])
            is_kept = since.fetchone() == last
            return is_kept and ("signature" not in history or _follows(last, since))
    except KeyDoesNotFit:
        return False
    except sqlite.DatabaseError as error:
        return sqlite.kind_of(error) != "SQLITE_CORRUPT"
    except ValueError:
        return False  # what is no entry follows no other


def _follows(last: tuple[Any, ...], since: Iterable[tuple[Any, ...]]) -> bool:
    """Whether entries go on from the last one, each from the one before."""
    from app.domain.ledger.entry import entry_hash, read_entry  # needed only where something lies beside the file

    for number, signature, entry in since:
        _last, before, of_last = last
        hashed = entry_hash(bytes.fromhex(before), of_last.encode()).hex()
        if number != _last + 1 or read_entry(entry.encode()).before != hashed:
            return False
        last = number, signature, entry
    return True


def connect_for_reading(path: Path, file_key: FileKey | None = None) -> tuple[sqlite.Connection, bool]:
    """A connection to a file that is only read, and whether it reads the file as one that nobody changes.

    Raises `sqlite.OperationalError` where it can't be opened, and `Mendable` where a part of it can't be read.
    """
    try:
        return connect(path, "ro", file_key), False
    except sqlite.OperationalError as error:
        kinds = ("SQLITE_CANTOPEN", "SQLITE_READONLY")
        if sqlite.kind_of(error) not in kinds or may_write_beside(path):
            raise
    # A file in WAL mode can't be opened where no files can be made beside it. Read as one that nobody changes it can;
    # but then what lies in the file beside it is left out.
    rest = beside(path, "-wal")
    if has_content(rest):
        raise Mendable(
            "The last changes of {path} still lie in {rest}, and here they can't be read, because nothing can be "
            "written in this folder. Without them the register would look older than it is. Copy both files to a "
            "folder where you may write, and open the copy.",
            path=path,
            rest=rest.name,
        )
    return connect(path, "ro&immutable=1", file_key), True


def may_write_beside(path: Path) -> bool:
    """Whether files can be made in the folder of a register; None is made to find out."""
    return os.access(path.resolve().parent, os.W_OK | os.X_OK) and not _is_on_read_only_medium(path)


def has_content(path: Path) -> bool:
    """Whether a file is there with something in it; a file that can't be looked at counts as one."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _is_on_read_only_medium(path: Path) -> bool:
    if hasattr(os, "statvfs"):
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    try:
        path.open("r+b").close()
    except OSError as error:
        return error.errno == errno.EROFS
    return False


def connect_unset(path: Path, mode: str, file_key: FileKey | None = None) -> sqlite.Connection:
    """A connection to a plain file, or to one that is encrypted by a key, with nothing else set."""
    connection = sqlite.connect(address(path.absolute(), mode), uri=True)
    try:
        if file_key is not None:
            # What SQLCipher would write to the terminal is told as an error as well.
            connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
            connection.execute(f'PRAGMA key = "{file_key.as_sqlcipher_takes_it}"').fetchall()
        # Nothing is sorted or collected in a file of its own, which would be plain.
        connection.execute("PRAGMA temp_store = MEMORY").fetchall()
        offer_procedure_check(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def connect(path: Path, mode: str, file_key: FileKey | None = None) -> sqlite.Connection:
    """A connection with the settings that the register relies on; `mode` is `ro` or `rw`.

    Raises `KeyDoesNotFit` where a file key is given, and can't read the file.
    """
    connection = connect_unset(path, mode, file_key)
    try:
        for pragma in (
            f"busy_timeout = {_BUSY_MILLISECONDS}",
            "foreign_keys = ON",
            # With these on, REPLACE meets the triggers that refuse to delete.
            "recursive_triggers = ON",
            "synchronous = FULL",
            # The file itself is written when the program says so, and at no other time (`Register.tend`).
            "wal_autocheckpoint = 0",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        # SQLite opens the file only now, and says only now what is wrong with it. One that is write-protected opens all
        # the same, and refuses only a transaction that means to write.
        connection.execute("BEGIN IMMEDIATE" if mode == "rw" else "SELECT count(*) FROM sqlite_schema").fetchone()
        connection.rollback()
    except BaseException as error:
        connection.close()
        if file_key is not None and isinstance(error, sqlite.Error) and sqlite.kind_of(error) == "SQLITE_NOTADB":
            raise _does_not_fit(path) from error
        raise
    return connection


def _does_not_fit(path: Path) -> KeyDoesNotFit:
    return KeyDoesNotFit(
        "{path} can't be read by its seals: they are those of another register or of another time, or the beginning of "
        "the file is damaged. Nothing was changed. Put a register and the seals of the same copy into one folder, and "
        "open it there.",
        path=path,
    )


@contextmanager
def heeding(connection: sqlite.Connection, report: Report) -> Iterator[None]:
    """A block in which `report` is asked now and then whether to go on, in the midst of a statement, too.

    What it raises is raised from here.
    """
    stopped: list[BaseException] = []

    def go_on() -> int:
        try:
            report(0)
        except BaseException as error:  # noqa: BLE001  raised again once SQLite has let go
            stopped.append(error)
        return len(stopped)

    connection.set_progress_handler(go_on, _STEPS)
    try:
        yield
    except sqlite.Error:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
