"""What a field for a day says to what is typed in it: what it understood, why it can't be taken, what it asks back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from app.domain.days import both_ways, read_day
from app.domain.errors import Mendable
from app.domain.register.days_meant import KindOfDay, doubt_about_day, refusal_of_day
from app.viewmodels.session.session import Session


class DayRead(NamedTuple):
    """What a text comes to: a day in both ways of writing, or why it is none; `doubt` asks whether it is meant."""

    day: date | None
    understood: str = ""
    complaint: str = ""
    doubt: str = ""


NOTHING_READ = DayRead(None)


class DayReader(NamedTuple):
    """Reads days of a kind. `also` raises `Mendable` for further days that can't be taken in this field."""

    session: Session
    kind: KindOfDay
    also: Callable[[date], object] | None = None

    @property
    def locale(self) -> str:
        """In which language and country a calendar is shown."""
        return {"ja": "ja_JP", "en": "en_GB"}[self.session.words.language.value]

    def checked(self, typed: str) -> date:
        """The day that was typed; `Mendable` where it can't be taken."""
        day = read_day(typed)
        if refusal := refusal_of_day(self.kind, day, self.session.today(), self._first):
            raise refusal
        if self.kind is KindOfDay.ASSESSED:
            self.session.shelf.id_on(day)
        if self.also is not None:
            self.also(day)
        return day

    def doubt(self, day: date) -> Mendable | None:
        """What is asked back."""
        return doubt_about_day(self.kind, day, self.session.today(), self._first)

    @property
    def _first(self) -> date:
        return self.session.shelf.timeline.entries[0].since

    def read(self, typed: str) -> DayRead:
        """What a text comes to, in words."""
        words = self.session.words
        try:
            day = self.checked(typed)
        except Mendable as refusal:
            return DayRead(None, complaint=words.error(refusal))
        doubt = self.doubt(day)
        return DayRead(day, both_ways(day), doubt=words.error(doubt) if doubt else "")
