"""Let one process write to a register at a time, and say to the others who does."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.ports import Holder

if TYPE_CHECKING:
    from filelock import BaseFileLock


class HeldElsewhere(Exception):
    """Another process has the register open for writing; `holder` is None where it left no name."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(holder)
        self.holder = holder


class RegisterLock:
    """The right to write to a register; the operating system takes it back when the process ends, however it ends."""

    def __init__(self, lock: BaseFileLock, note: Path) -> None:
        self._lock = lock
        self._note = note

    @classmethod
    def take(cls, register: Path, me: Holder) -> RegisterLock:
        """Take the right to write to a register, and leave a note who has it.

        Raises `HeldElsewhere` where another process has it, `OSError` where nothing can be written beside the register.
        """
        # Only who writes pays for the import: reading the list of cases does not need it.
        import filelock

        note = _note_beside(register)
        lock = filelock.FileLock(register.with_name(register.name + ".lock"), timeout=0, thread_local=False)
        try:
            lock.acquire()
        except filelock.Timeout:
            raise HeldElsewhere(_read_note(note)) from None
        # What a process that was ended left behind is written over here.
        note.write_text(_as_note(me), encoding="utf-8")
        return cls(lock, note)

    def release(self) -> None:
        """Give the right back."""
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()


def _note_beside(register: Path) -> Path:
    return register.with_name(register.name + ".holder")


def _as_note(holder: Holder) -> str:
    note = {"name": holder.name, "host": holder.host, "pid": holder.pid, "since": holder.since.isoformat()}
    return json.dumps(note, ensure_ascii=False)


def _read_note(note: Path) -> Holder | None:
    # The note may be half written, or gone, while its holder comes or goes: then it tells nothing.
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
        return Holder(str(told["name"]), str(told["host"]), int(told["pid"]), datetime.fromisoformat(told["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
