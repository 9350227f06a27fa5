"""What a role may do of an act that several roles may: an officer and a reviewer speak for the own office only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.procedure.events import FindingEntered
from app.domain.procedure.permits import PEOPLE_BEHIND_A_PERMIT
from app.domain.procedure.refusals import refused
from app.domain.register.people import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.domain.errors import Mendable
    from app.domain.procedure.entries import Entry
    from app.domain.register.people import Person


def speaks_for_all_offices(person: Person, on: date) -> bool:
    """Whether somebody enters and confirms what any office found or decided, not the own alone."""
    return Role.RECORDER in person.roles_on(on)


def refusal_of_finding_by(person: Person, office: str, own_office: str, on: date) -> Mendable | None:
    """Who is no recorder enters findings of the register's own office only."""
    if office == own_office or speaks_for_all_offices(person, on):
        return None
    return refused("no_role", "A finding of another office is entered by a recorder.")


def refusal_of_confirming_by(person: Person, entry: Entry | None, own_office: str, on: date) -> Mendable | None:
    """Who is no recorder confirms findings of the register's own office only."""
    is_own = entry is not None and isinstance(entry.said, FindingEntered) and entry.office == own_office
    if entry is None or is_own or speaks_for_all_offices(person, on):
        return None
    return refused("no_role", "This entry is confirmed by a recorder.")


def refusal_of_withdrawing_entry_by(person: Person, entry: Entry | None, on: date) -> Mendable | None:
    """An entry is withdrawn by who entered it, or by a recorder."""
    if entry is None or entry.by == person.account or speaks_for_all_offices(person, on):
        return None
    return refused("no_role", "An entry is withdrawn by who entered it, or by a recorder.")


def recorders_on(people: Iterable[Person], on: date) -> tuple[Person, ...]:
    """Who can enter and confirm what comes back from the bodies on a day."""
    return tuple(person for person in people if person.holds(Role.RECORDER, on))


def recorders_lacking(people: Iterable[Person], on: date) -> int:
    """How many more have to hold the role of a recorder before a permit is sure to be confirmed; 0 where none."""
    return max(0, PEOPLE_BEHIND_A_PERMIT - len(recorders_on(people, on)))
