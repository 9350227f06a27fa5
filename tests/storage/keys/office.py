"""An office with a live register: its people, their passphrases, and what the register knows of their keys."""

import hashlib
import shutil
from copy import copy
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.services.ports import PublicHalves
from app.services.reading import list_cases
from app.storage.keys.register_seals import Known, RegisterSeals, Unlocked
from app.storage.register.file_key import FileKey
from tests.builders import UUID, a_register_file, an_official, opened
from tests.fakes import TickingClock

SATO, MORI = "sato", "mori.k"
PASSPHRASES = {SATO: "seven wooden bridges", MORI: "関所を越える十二の鐘の音"}
NAMES = {"ja": "佐藤（架空）", "en": "Sato (invented)"}
CANARY = "canary-7f3a"


class Chance:
    """The same bytes in each run, and never the same twice."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, size: int) -> bytes:
        """So many bytes."""
        self.asked += 1
        return hashlib.shake_256(str(self.asked).encode()).digest(size)


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 30, 12, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment it shows."""
        return self.moment

    def go_on(self, seconds: float) -> None:
        """Or back."""
        self.moment += timedelta(seconds=seconds)


class Office:
    """A register in a folder, who may open it, and by what."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "live.sekisho"
        self.chance = Chance()
        self.clock = Clock()
        self.wrong: list[tuple[str, int]] = []
        self.seals = self.another_window()
        first = self.seals.make(UUID, SATO, NAMES, PASSPHRASES[SATO])
        self.file_key = first.file_keys[0]
        self.people = {SATO: first.keys.public}
        self.people[MORI] = self.seals.add(self.file_key, MORI, NAMES, PASSPHRASES[MORI])
        self.code, sheet = self.seals.make_sheet(self.file_key)
        self.sheet = sheet.sealing
        a_register_file(folder, self.path.name, self.file_key)
        with opened(self.path, file_key=self.file_key) as work:
            an_official(work, TickingClock()).a_case(number=CANARY)

    def moved_to(self, folder: Path) -> "Office":
        """The same office with files of its own."""
        for file in (self.path, self.seals.path):
            shutil.copy(file, folder)
        return self.standing_in(folder)

    def standing_in(self, folder: Path) -> "Office":
        """The same office, whose files somebody has copied."""
        moved = copy(self)
        moved.path = folder / self.path.name
        moved.clock, moved.wrong, moved.people = Clock(), [], dict(self.people)
        moved.seals = moved.another_window()
        return moved

    @property
    def known(self) -> Known:
        """What the register would hold of them."""
        return Known(dict(self.people), self.sheet)

    def another_window(self) -> RegisterSeals:
        """The seals as another process reads them."""
        return RegisterSeals(self.path, self.chance, self.clock.now, lambda who, count: self.wrong.append((who, count)))

    def unlocked(self, account: str) -> Unlocked:
        """Somebody types the right passphrase."""
        return self.another_window().open(account, PASSPHRASES[account])

    def cases(self, *keys: FileKey) -> list[str]:
        """What the register holds, opened by the key that fits."""
        key = self.another_window().fitting(keys or self.unlocked(SATO).file_keys)
        with opened(self.path, file_key=key) as work:
            return [case.number for case in list_cases(work)]


OTHER_HALVES = PublicHalves("11" * 32, "22" * 32)
