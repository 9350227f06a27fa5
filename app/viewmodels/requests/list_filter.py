"""What the list of requests is narrowed to, as it stands in the fields above it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.domain.law.outcomes import Outcome
from app.domain.law.reference import Reference
from app.domain.register.case_search import search_cases_for
from app.domain.register.cases import CaseState
from app.services.ports import CaseFilter, Days
from app.wording.language import N_, Words
from app.wording.phrases import outcome_word

DAYS = {
    "received_from": N_("Received from"),
    "received_until": N_("Received until"),
    "assessed_from": N_("Assessed from"),
    "assessed_until": N_("Assessed until"),
}


class ListFilter(NamedTuple):
    """Codes as the fields hold them, empty where nothing is narrowed; days are included on both sides."""

    typed: str = ""
    state: str = ""
    outcome: str = ""
    destination: str = ""
    officer: str = ""
    received_from: date | None = None
    received_until: date | None = None
    assessed_from: date | None = None
    assessed_until: date | None = None

    def narrows(self, reference: Reference) -> bool:
        """Whether anything may be left out of the list; signs alone leave out nothing."""
        return self.case_filter(CaseFilter(), reference) != CaseFilter()

    def case_filter(self, base: CaseFilter, reference: Reference) -> CaseFilter:
        """The same for the register, in the order of `base`."""
        return base._replace(
            search=search_cases_for(self.typed, reference),
            states=(CaseState(self.state),) if self.state else (),
            outcomes=(Outcome(self.outcome),) if self.outcome else (),
            destinations=(self.destination,) if self.destination else (),
            officers=(self.officer,) if self.officer else (),
            received=Days(self.received_from, self.received_until),
            assessed=Days(self.assessed_from, self.assessed_until),
        )


def narrowed_says(words: Words, reference: Reference, narrowed: ListFilter) -> str:
    """What the list is narrowed to besides its search and the state, in a line; empty where it is not."""
    _ = words._
    parts = [
        (_("Destination"), state_name(words, reference, narrowed.destination) if narrowed.destination else ""),
        (_("Case officer"), narrowed.officer),
        (_("Determination"), outcome_word(words, Outcome(narrowed.outcome)) if narrowed.outcome else ""),
    ]
    days = ((_(label), getattr(narrowed, name)) for name, label in DAYS.items())
    parts += [(label, words.date(day)) for label, day in days if day is not None]
    return " · ".join(_("{label}: {value}", label=label, value=value) for label, value in parts if value)


def state_name(words: Words, reference: Reference, code: str) -> str:
    """The name of a state, or its code where the tables in force have none."""
    row = reference.countries.get(code)
    return code if row is None else words.text(row.name)
