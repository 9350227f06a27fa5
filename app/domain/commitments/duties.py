"""Duties: when each occurrence of one is due, and where it stands on a day, by what settled it and when.

All is a function of days: in which order they came to be known makes no difference.
"""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from app.domain.commitments.durations import Duration

#: So many days before the due day something is told to be due.
DUE_FOR = timedelta(days=30)


class DutyState(str, Enum):
    """Where an occurrence of a duty stands on a day."""

    NOT_TRIGGERED = "not_triggered"
    NOT_YET_DUE = "not_yet_due"
    DUE = "due"
    OVERDUE = "overdue"
    FULFILLED = "fulfilled"
    WAIVED = "waived"
    BREACHED = "breached"
    ENDED = "ended"


class Schedule(NamedTuple):
    """When a duty is due: since the day that triggered it, which may not have come; once, or again and again."""

    triggered: date | None
    due: Duration
    every: Duration | None = None
    until: date | None = None

    def due_day(self, occurrence: int) -> date | None:
        """The day on which an occurrence is due; None before the duty began, and where there is no such occurrence."""
        if self.triggered is None or occurrence < 1 or (self.every is None and occurrence > 1):
            return None
        whole = self.due if self.every is None else self.due.and_times(self.every, occurrence - 1)
        day = whole.after(self.triggered)
        return None if day is None or (self.until is not None and day > self.until) else day

    def due_days(self) -> Iterator[tuple[int, date]]:
        """The occurrences with their due days, as long as there are any."""
        occurrence = 1
        while (day := self.due_day(occurrence)) is not None:
            yield occurrence, day
            occurrence += 1


class Settling(NamedTuple):
    """What can settle occurrences: by occurrence the day of its fulfilment and of its waiver; for all of them the days
    on which a breach was confirmed, in order, and the day by which the equipment was gone."""

    fulfilled: Mapping[int, date]
    waived: Mapping[int, date]
    breaches: tuple[date, ...] = ()
    gone: date | None = None

    def of(self, occurrence: int, due: date) -> tuple[date, DutyState] | None:
        """What settles an occurrence, and when: the first that reaches it; of one day, in the order of the states."""
        breach = next((day for day in self.breaches if day > due), None)
        reached = [
            (self.fulfilled.get(occurrence), DutyState.FULFILLED),
            (self.waived.get(occurrence), DutyState.WAIVED),
            (breach, DutyState.BREACHED),
            # What was still ahead when all was gone has ended with it.
            (self.gone if self.gone is not None and due > self.gone else None, DutyState.ENDED),
        ]
        return min(((day, state) for day, state in reached if day is not None), key=lambda each: each[0], default=None)


NOTHING_SETTLED = Settling({}, {})


def state_of_occurrence(due: date, settled: tuple[date, DutyState] | None, on: date) -> DutyState:
    """Where an occurrence stands on a day."""
    if settled is not None and settled[0] <= on:
        return settled[1]
    if on > due:
        return DutyState.OVERDUE
    return DutyState.DUE if on >= due - DUE_FOR else DutyState.NOT_YET_DUE


class Occurrence(NamedTuple):
    """An occurrence of a duty on a day; without a due day the duty has not begun."""

    number: int
    due: date | None
    state: DutyState


def occurrences(schedule: Schedule, settling: Settling, on: date) -> Iterator[Occurrence]:
    """The occurrences up to the first that lies ahead on a day, and those that something happened to by then."""
    if schedule.triggered is None or schedule.triggered > on:
        yield Occurrence(1, None, DutyState.NOT_TRIGGERED)
        return
    touched = {number for days in (settling.fulfilled, settling.waived) for number, day in days.items() if day <= on}
    for number, due in schedule.due_days():
        yield Occurrence(number, due, state_of_occurrence(due, settling.of(number, due), on))
        touched.discard(number)
        if due > on:
            break
    for number in sorted(touched):
        due_day = schedule.due_day(number)
        if due_day is not None:
            yield Occurrence(number, due_day, state_of_occurrence(due_day, settling.of(number, due_day), on))
