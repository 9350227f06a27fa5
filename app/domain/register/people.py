"""The people of a register: under which name each acts, and which roles they hold when."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from app.domain.law.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


class Role(str, Enum):
    """What a person may do in a register; one person may hold several."""

    OFFICER = "officer"
    REVIEWER = "reviewer"
    RECORDER = "recorder"
    RECORDS_KEEPER = "records_keeper"
    TRAINER = "trainer"
    ADMINISTRATOR = "administrator"

    def __str__(self) -> str:
        return self.value.replace("_", " ")


class RoleHeld(NamedTuple):
    """A role that somebody holds from one day to another, both included; without `until` it has no end yet."""

    role: Role
    since: date
    until: date | None = None

    def covers(self, on: date) -> bool:
        """Whether it is held on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


class Person(NamedTuple):
    """Somebody with an account in a register.

    `account` is what stands in the register wherever they did something; `names` is what they are called. Who is
    `is_former` is only known from what was recorded before the register had people.
    """

    account: str
    names: Text
    roles: tuple[RoleHeld, ...] = ()
    has_left: bool = False
    is_former: bool = False

    def roles_on(self, on: date) -> frozenset[Role]:
        """The roles that they can act in on a day."""
        if self.has_left or self.is_former:
            return frozenset()
        return frozenset(held.role for held in self.roles if held.covers(on))

    def holds(self, role: Role, on: date) -> bool:
        """Whether they can act in a role on a day."""
        return role in self.roles_on(on)


class NewPerson(NamedTuple):
    """Somebody who is to have an account, with the roles to begin with, which are held from a day on."""

    account: str
    names: Text
    roles: tuple[Role, ...]
    since: date


def person_at_desk(people: Sequence[Person], account: str | None) -> Person:
    """Who acts in a register: who was chosen, else the first who can act at all.

    Raises `LookupError` where there is none.
    """
    able = [person for person in people if not (person.is_former or person.has_left)]
    chosen = [person for person in able if person.account == account]
    for person in (*chosen, *able):
        return person
    raise LookupError("a register without people")
