"""A live register for tests: its file, its seals, and who types which passphrase."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.bootstrap.composition import SystemClock, opened
from app.bootstrap.keyring import Keyring, Typed
from app.bootstrap.live import make_live_register
from app.domain.law.texts import Text
from app.domain.register.people import NewPerson, Role
from app.storage.keys.open_seals import OpenSeals
from app.storage.register.unit_of_work import RegisterWork
from tests.builders import Official, a_shelf

PASSPHRASE = "seven wooden bridges"
MORIS = "twelve strokes of a bell"
CLOCK = SystemClock()
ALL = (Role.ADMINISTRATOR, Role.OFFICER, Role.REVIEWER, Role.RECORDER, Role.RECORDS_KEEPER)


def mori(*roles: Role) -> NewPerson:
    """Somebody who is to be let in."""
    return NewPerson("mori", Text("森", "Mori"), roles or ALL, CLOCK.today())


class LiveOffice:
    """A live register of METI that Sato has made, and what opens it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "live.sekisho"
        make_live_register(self.path, "meti", "sato", "佐藤", PASSPHRASE)
        self.keyring = self.another_keyring()

    def another_keyring(self, account: str = "sato", passphrase: str = PASSPHRASE) -> Keyring:
        """What another process would open it by."""
        return Keyring(ask=lambda _: Typed(account, passphrase))

    @contextmanager
    def open(self, account: str = "sato", passphrase: str = PASSPHRASE) -> Iterator[tuple[Official, OpenSeals]]:
        """Somebody opens the register, and acts there."""
        keyring = self.another_keyring(account, passphrase)
        with opened(self.path, CLOCK, keyring=keyring) as work:
            seals = keyring.open_seals(self.path)
            assert seals is not None
            yield official(work, account), seals


def official(work: RegisterWork, account: str) -> Official:
    """Who acts at an open register."""
    return Official(work, CLOCK, work.people.get(account), a_shelf())
