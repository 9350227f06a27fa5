"""The copies that are kept of a register, and which of them are dropped as they grow old."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from app.domain.japan_time import day_in_japan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

#: How many copies are kept beside those of today and of the day before: of so many days, then weeks, then months.
DAYS, WEEKS, MONTHS = 12, 10, 9


class Occasion(str, Enum):
    """On which occasion a copy was made. Only those of a day are dropped when they are old."""

    DAY = "day"  #: at closing, or when it was asked for
    UPGRADE = "upgrade"  #: before a register of an earlier version was brought up to date
    NEED = "need"  #: when the file of a register was found to be another one
    RESTORE = "restore"  #: before another copy was put in its place


class KeptCopy(NamedTuple):
    """A copy of a register. `path` tells where it is; `size` is in bytes.

    `is_verified` says that it was read back and compared when it was made.
    """

    path: str
    made_at: datetime
    size: int
    occasion: Occasion = Occasion.DAY
    is_verified: bool = True


def superseded(copies: Iterable[KeptCopy], today: date) -> tuple[KeptCopy, ...]:
    """The copies that are to be dropped: others, which are kept, stand for them.

    All of today and of the day before are kept; of the 12 days before that on which there was a copy, of the 10 weeks
    before those, and of the 9 months before those, the last of each. One that was not verified stands for no other,
    and is left to who looks at it.
    """
    ours = [copy for copy in copies if copy.is_verified and copy.occasion is Occasion.DAY]
    kept: list[date] = []
    left, dropped = {_day: DAYS, _week: WEEKS, _month: MONTHS}, []
    for copy in sorted(ours, key=lambda copy: copy.made_at, reverse=True):
        day = day_in_japan(copy.made_at)
        if kept and (today - day).days > 1:
            stage = next((stage for stage, places in left.items() if places), None)
            if stage is None or any(stage(day) == stage(other) for other in kept):
                dropped.append(copy)
                continue
            left[stage] -= 1
        kept.append(day)
    return tuple(dropped)


def is_due(copies: Iterable[KeptCopy], today: date, changed_at: datetime) -> bool:
    """Whether a register that was last changed at a moment is to be copied when it is closed: once a day at most."""
    made = max((copy.made_at for copy in copies if copy.is_verified), default=None)
    return made is None or (day_in_japan(made) < today and made < changed_at)


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return day.year, day.month
