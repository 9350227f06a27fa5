"""The clock of an open register: a training register may have set itself another day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.japan_time import JAPAN_TIME, day_in_japan

if TYPE_CHECKING:
    from datetime import date

    from app.services.ports import Clock, UnitOfWork


class RegisterClock:
    """Tells the time of the machine, on the day of the register where that has one of its own.

    What is told on such a day is never earlier than what was recorded on it.
    """

    def __init__(self, machine: Clock) -> None:
        #: The time outside of the register, by which its copies and its file are looked after.
        self.machine = machine
        #: The day of the register, where it has one of its own.
        self.day: date | None = None
        self._last: datetime | None = None

    def follow(self, work: UnitOfWork) -> None:
        """Learn which day it is in a register, and until when something was recorded there."""
        day, last = work.people.training_day(), None
        if day is not None and (count := work.events.count()):
            last = work.events.numbered(count).at
        self.take_day(day, last)

    def take_day(self, day: date | None, last: datetime | None = None) -> None:
        """Take over the day of the register; None: that of the machine. `last` is when something was recorded last."""
        self.day, self._last = day, last

    def now(self) -> datetime:
        """The moment, in UTC."""
        moment, day, last = self.machine.now(), self.day, self._last
        if day is None:
            return moment
        time = moment.astimezone(JAPAN_TIME).timetz()
        moment = datetime.combine(day, time).astimezone(moment.tzinfo)
        if last is not None and day_in_japan(last) == day and last >= moment:
            later = last + timedelta(microseconds=1)
            moment = later if day_in_japan(later) == day else last
            self._last = moment
        return moment

    def today(self) -> date:
        """The day that it is in Japan, or in the register."""
        return self.day or self.machine.today()
