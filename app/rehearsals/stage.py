"""What a rehearsal is played on: a training register with its people, and a clock that stands at the day of an act."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from app.domain.japan_time import JAPAN_TIME

if TYPE_CHECKING:
    from app.services.acting import Acting
    from app.services.ports import RulebookShelf, UnitOfWork

_BEGINS_AT = 9


class PlayClock:
    """A clock that stands at nine in the morning of the day of an act, and moves on a little with every look."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._looks = 0

    def turn_to(self, day: date) -> None:
        """It is another day, or the same."""
        self._day = day

    def now(self) -> datetime:
        """The moment, in UTC."""
        self._looks += 1
        begins = datetime(self._day.year, self._day.month, self._day.day, _BEGINS_AT, tzinfo=JAPAN_TIME)
        return (begins + timedelta(microseconds=self._looks)).astimezone(UTC)

    def today(self) -> date:
        """The day of the act."""
        return self._day


class Stage(Protocol):
    """A training register on which a rehearsal is played."""

    def turn_to(self, day: date) -> None:
        """It is another day in the register, or the same."""

    @property
    def register(self) -> tuple[UnitOfWork, RulebookShelf]:
        """The register, and the law in force in it."""

    def head(self) -> tuple[int, str]:
        """How many entries its ledger has, and the root of the tree over them in hex."""

    def acting(self, player: str) -> Acting:
        """One of its people, at the register."""

    def account_of(self, name: str) -> str:
        """The account of a person who is named, and who is added where nobody is called so."""
