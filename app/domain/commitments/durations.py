"""Periods of years, months and days, as ISO 8601 writes them, and the days that they lead to."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from app.domain.procedure.periods import months_after

_WRITTEN = r"P(?=[0-9])(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,6})D)?"


class Duration(NamedTuple):
    """So many months, then so many days."""

    months: int = 0
    days: int = 0

    def __bool__(self) -> bool:
        return self != (0, 0)

    def and_times(self, other: Duration, times: int) -> Duration:
        """Adds the other so many times: summed up before it is applied, so that no end of a month is lost."""
        return Duration(self.months + other.months * times, self.days + other.days * times)

    def after(self, day: date) -> date | None:
        """The day that it leads to; 31 January and a month are the last of February. None beyond the calendar."""
        try:
            return months_after(day, self.months) + timedelta(days=self.days)
        except (OverflowError, ValueError):
            return None


def read_duration(written: str) -> Duration | None:
    """The duration that is written `P1Y`, `P6M`, `P1Y6M10D` or the like; None where it is none."""
    found = re.fullmatch(_WRITTEN, written)
    if found is None:
        return None
    years, months, days = (int(each or 0) for each in found.groups())
    return Duration(12 * years + months, days)
