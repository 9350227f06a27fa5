"""Let one process write to a register at a time, and say to the others who does.

The lock lies on the register file itself, not beside it: a hard link, a symbolic link or another spelling of its path
leads to the same lock. It covers one byte far behind the end of any file, and none of those that SQLite locks.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from app.services.ports import Holder

#: The byte that is locked; SQLite has its own in the first two gigabytes.
_BYTE = 1 << 40
_ENDING = ".holder"


class Identity(NamedTuple):
    """Which file it is, whatever it is called: the volume and the number on it (on Windows the index of the file)."""

    volume: int
    number: int


class HeldElsewhere(Exception):
    """Another process has the register open for writing; `holder` is None where it left no name."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(holder)
        self.holder = holder


def identity_of(found: os.stat_result) -> Identity:
    """Which file was looked at."""
    return Identity(found.st_dev, found.st_ino)


class RegisterLock:
    """The right to write to a register; the operating system takes it back when the process ends, however it ends."""

    def __init__(self, descriptor: int, note: Path) -> None:
        self._descriptor = descriptor
        self._note = note

    @classmethod
    def take(cls, register: Path, descriptor: int, me: Holder) -> RegisterLock:
        """Take the right to write to a register that is open for writing as `descriptor`; leave a note who has it.

        Raises `HeldElsewhere` where another process has it, `OSError` where nothing can be written beside the register.
        """
        identity = identity_of(os.fstat(descriptor))
        if not _lock(descriptor):
            raise HeldElsewhere(_read_note(register, identity))
        lock = cls(descriptor, _note_beside(register))
        try:
            # What a process that was ended left behind is written over here.
            lock._note.write_text(_as_note(me, identity), encoding="utf-8")
        except OSError:
            lock.release()
            raise
        return lock

    def release(self) -> None:
        """Give the right back; the descriptor stays open."""
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        with suppress(OSError):
            _unlock(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

elif sys.platform == "linux":
    import fcntl

    # A lock of the open file, not of the process: SQLite opens and closes the same file, and with each closing the
    # process would lose a lock of the other kind.
    def _lock(descriptor: int) -> bool:
        return _ask_for(descriptor, fcntl.F_WRLCK)

    def _unlock(descriptor: int) -> None:
        _ask_for(descriptor, fcntl.F_UNLCK)

    def _ask_for(descriptor: int, kind: int) -> bool:
        try:
            fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, struct.pack("@hhqqi0q", kind, os.SEEK_SET, _BYTE, 1, 0))
        except (BlockingIOError, PermissionError):
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _note_beside(register: Path) -> Path:
    at = register.resolve()
    return at.with_name(at.name + _ENDING)


def _as_note(holder: Holder, identity: Identity) -> str:
    note = {"name": holder.name, "host": holder.host, "pid": holder.pid, "since": holder.since.isoformat()}
    return json.dumps({**note, "file": identity}, ensure_ascii=False)


def _read_note(register: Path, identity: Identity) -> Holder | None:
    """Who has a file open: the note beside its name here, or the last note in this folder that speaks of this file."""
    own = _note_beside(register)
    with suppress(OSError):
        notes = [read for read in map(_read, own.parent.glob(f"*{_ENDING}")) if read is not None]
        holders = [holder for holder, file in notes if file == identity]
        return max(holders, key=lambda holder: holder.since, default=None)
    return None


def _read(note: Path) -> tuple[Holder, Identity] | None:
    # The note may be half written, or gone, while its holder comes or goes: then it tells nothing.
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(told["since"]).astimezone(UTC)
        holder = Holder(str(told["name"]), str(told["host"]), int(told["pid"]), since)
        return holder, Identity(*map(int, told["file"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
