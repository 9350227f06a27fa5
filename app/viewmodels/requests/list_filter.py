"""What the list of requests is narrowed to, as it stands in the fields above it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.case_search import EVERYTHING, search_cases_for
from app.domain.register.officers import officers_on
from app.services.ports import CaseFilter, Days
from app.wording.language import N_, Words
from app.wording.phrases import outcome_word

if TYPE_CHECKING:
    from app.domain.law.reference import Reference
    from app.viewmodels.session.session import Session

DAYS = {
    "received_from": N_("Received from"),
    "received_until": N_("Received until"),
    "assessed_from": N_("Assessed from"),
    "assessed_until": N_("Assessed until"),
}


#: In the place of an account, where no name has it: the case officer can be one no more, or there is none.
NOBODY = "\n"
NOBODY_IN_OFFICE = N_("Nobody who is an officer now")


class ListFilter(NamedTuple):
    """Codes as the fields hold them, empty where nothing is narrowed; days are included on both sides."""

    typed: str = ""
    state: str = ""
    outcome: str = ""
    destination: str = ""
    officer: str = ""
    #: Those of who acts, whoever that is.
    is_mine: bool = False
    received_from: date | None = None
    received_until: date | None = None
    assessed_from: date | None = None
    assessed_until: date | None = None

    def narrows(self, session: Session) -> bool:
        """Whether anything may be left out of the list; signs alone leave out nothing."""
        return self.case_filter(CaseFilter(), session) != CaseFilter()

    def case_filter(self, base: CaseFilter, session: Session) -> CaseFilter:
        """The same for the register, in the order of `base`, as its people are now and by who acts."""
        officers = (self.officer,) if self.officer and self.officer != NOBODY else ()
        if self.is_mine:
            officers = (session.person.account,) if session.person is not None else ()
        in_office = tuple(person.account for person in officers_on(session.people, session.today()))
        return base._replace(
            # Before the first picture nothing is sought, and no table is read for it.
            search=search_cases_for(self.typed, session.shelf.reference()) if self.typed else EVERYTHING,
            states=(CaseState(self.state),) if self.state else (),
            outcomes=(Outcome(self.outcome),) if self.outcome else (),
            destinations=(self.destination,) if self.destination else (),
            officers=officers,
            officers_besides=in_office if self.officer == NOBODY and not self.is_mine else None,
            received=Days(self.received_from, self.received_until),
            assessed=Days(self.assessed_from, self.assessed_until),
        )


def narrowed_says(session: Session, narrowed: ListFilter) -> str:
    """What the list is narrowed to besides its search and the state, in a line; empty where it is not."""
    words = session.words
    _ = words._
    officer = narrowed.officer
    if narrowed.is_mine:
        officer = "" if session.person is None else session.person.account
    parts = [
        (
            _("Destination"),
            state_name(words, session.shelf.reference(), narrowed.destination) if narrowed.destination else "",
        ),
        (_("Case officer"), _(NOBODY_IN_OFFICE) if officer == NOBODY else session.officer(officer)),
        (_("Determination"), outcome_word(words, Outcome(narrowed.outcome)) if narrowed.outcome else ""),
    ]
    days = ((_(label), getattr(narrowed, name)) for name, label in DAYS.items())
    parts += [(label, words.date(day)) for label, day in days if day is not None]
    return " · ".join(_("{label}: {value}", label=label, value=value) for label, value in parts if value)


def state_name(words: Words, reference: Reference, code: str) -> str:
    """The name of a state, or its code where the tables in force have none."""
    row = reference.countries.get(code)
    return code if row is None else words.text(row.name)
