"""Who can be the case officer of a request: a person of the register who holds the role officer on that day.

A register that was begun before it had people holds names as they were written; they stay until somebody is chosen.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from app.domain.register.people import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.register.people import Person


class OfficerStanding(Enum):
    """How who is named as the case officer of a request stands on a day."""

    NOBODY = "nobody"  # none is named
    IN_OFFICE = "in office"
    NO_OFFICER = "no officer"  # is there, and does not hold the role on that day
    HAS_LEFT = "has left"
    WRITTEN = "written"  # a name from before, nobody's account


def officers_on(people: Sequence[Person], on: date) -> tuple[Person, ...]:
    """Who can be made a case officer on a day, in the order in which they came."""
    return tuple(person for person in people if person.holds(Role.OFFICER, on))


def how_officer_stands(account: str, people: Sequence[Person], on: date) -> OfficerStanding:
    """How who is named as a case officer stands on a day; who is only known from before the people has left."""
    if not account:
        return OfficerStanding.NOBODY
    person = next((each for each in people if each.account == account), None)
    if person is None:
        return OfficerStanding.WRITTEN
    if person.has_left or person.is_former:
        return OfficerStanding.HAS_LEFT
    return OfficerStanding.IN_OFFICE if person.holds(Role.OFFICER, on) else OfficerStanding.NO_OFFICER
