"""Which edition decides on which day: the entries into force, and what comes of them."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple


class EntryIntoForce(NamedTuple):
    """An edition comes into force on a day.

    Those of the program's own editions name nobody; in a register a named person puts an edition in force, on record.
    """

    edition_id: str
    sha256: str
    since: date
    put_in_force_by: str = ""
    note: str = ""
    recorded_at: datetime | None = None
    recorded_by: str = ""

    @property
    def is_of_register(self) -> bool:
        """Whether somebody put the edition in force in the register."""
        return self.recorded_at is not None


class Period(NamedTuple):
    """The days on which an edition decides; `until` is the first day of the next period."""

    edition_id: str
    since: date
    until: date | None


class Timeline:
    """The entries into force, the earliest day first; of those of one day the last decides."""

    def __init__(self, entries: Iterable[EntryIntoForce]) -> None:
        self.entries = tuple(sorted(entries, key=lambda entry: entry.since))

    @cached_property
    def days(self) -> dict[str, date]:
        """Each edition's id with the first day from which it was put in force, the earliest first."""
        days: dict[str, date] = {}
        for entry in self.entries:
            days.setdefault(entry.edition_id, entry.since)
        return days

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The time from the first entry on, cut where another edition begins to decide."""
        deciding = {entry.since: entry.edition_id for entry in self.entries}
        cuts: list[tuple[date, str]] = []
        for since, edition_id in deciding.items():
            if not cuts or cuts[-1][1] != edition_id:
                cuts.append((since, edition_id))
        ends = [since for since, _ in cuts[1:]]
        return tuple(Period(edition_id, since, until) for (since, edition_id), until in zip_longest(cuts, ends))

    def period_on(self, day: date) -> Period | None:
        """The period that a day belongs to; None before the first."""
        return next((period for period in reversed(self.periods) if period.since <= day), None)

    def id_on(self, day: date) -> str | None:
        """The edition that decides on a day; None before the first."""
        period = self.period_on(day)
        return period.edition_id if period else None

    def with_entry(self, entry: EntryIntoForce) -> "Timeline":
        """A timeline with one more entry, which is the last of those of its day."""
        return Timeline((*self.entries, entry))
