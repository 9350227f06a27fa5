"""The program with one thing wrong: each of these has to be found out by the test of what it breaks."""

import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from typing import Any

import pytest

from app.domain.errors import Mendable
from app.storage.register import disk_faults, register_lock, sqlite, unit_of_work
from app.storage.register.database import Register
from app.storage.register.ledger import Ledger
from app.storage.register.unit_of_work import RegisterWork


def with_settings(patch: pytest.MonkeyPatch, changed: Callable[[str], str]) -> None:
    """Give SQLite other settings than the program asks for."""

    class Deaf(sqlite.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite.Cursor:
            return super().execute(changed(sql) if sql.startswith("PRAGMA") else sql, *given)

    connect = sqlite.connect
    patch.setattr(sqlite, "connect", lambda *place, **options: connect(*place, **{**options, "factory": Deaf}))


def with_synchronous(patch: pytest.MonkeyPatch, level: str) -> None:
    """Let SQLite wait for the disk less than the program asks for."""
    with_settings(patch, lambda sql: sql.replace("= FULL", f"= {level}").replace("= EXTRA", f"= {level}"))


def without_extra(patch: pytest.MonkeyPatch) -> None:
    """Switch to WAL as if the folder were no matter."""
    with_settings(patch, lambda sql: sql.replace("= EXTRA", "= FULL"))


def with_telling_before(patch: pytest.MonkeyPatch, tell: Callable[[], None]) -> None:
    """Say that an act is saved, and only then save it."""
    commit = RegisterWork.commit

    def committed(work: RegisterWork) -> None:
        tell()
        commit(work)

    patch.setattr(RegisterWork, "commit", committed)


def with_swallowing(patch: pytest.MonkeyPatch) -> None:
    """Say nothing of what could not be saved."""
    commit = RegisterWork.commit

    def committed(work: RegisterWork) -> None:
        with suppress(Mendable):
            commit(work)

    patch.setattr(RegisterWork, "commit", committed)


def without_sentences(patch: pytest.MonkeyPatch) -> None:
    """Pass on what SQLite says, as it says it."""
    patch.setattr(disk_faults, "explanation", lambda *_: None)


def without_taking_back(patch: pytest.MonkeyPatch) -> None:
    """Leave beside the register what was written and not waited for, as if nobody found it there."""
    patch.setattr(Register, "taking_back", nullcontext)


def refusing_what_is_saved(patch: pytest.MonkeyPatch) -> None:
    """Say of an act that is saved that it is not, where what comes after it fails."""
    patch.setattr(unit_of_work, "suppress", lambda *_: nullcontext())


def without_a_lock(patch: pytest.MonkeyPatch) -> None:
    """Let everybody write who wants to, as on a drive that knows no locks of this kind."""
    patch.setattr(register_lock, "_lock", lambda _descriptor: True)


def with_the_end_of_the_ledger_read_before(patch: pytest.MonkeyPatch) -> None:
    """Take what is the last entry before the transaction begins for what is the last in it."""
    enter, read = RegisterWork.__enter__, Ledger._last

    def entered(work: RegisterWork) -> RegisterWork:
        last = read(work.events)
        time.sleep(0.005)
        patch.setattr(Ledger, "_last", lambda _ledger: last)
        return enter(work)

    patch.setattr(RegisterWork, "__enter__", entered)
