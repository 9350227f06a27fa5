"""Staff a register: who has an account, which roles they hold when, who has left; and which day it is in training."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from app.domain.errors import Mendable
from app.domain.register.entered_text import checked_text
from app.domain.register.events import Event, PersonAdded, PersonLeft, RoleEnded, RoleGiven, TrainingDaySet
from app.domain.register.staff import (
    refusal_of_adding,
    refusal_of_ending,
    refusal_of_giving,
    refusal_of_leaving,
    refusal_of_training_day,
)
from app.services.changing import raise_if_refused

if TYPE_CHECKING:
    from datetime import date

    from app.domain.register.people import NewPerson, Person, Role, RoleHeld
    from app.services.acting import Acting
    from app.services.ports import UnitOfWork

_E = TypeVar("_E", bound=Event)


def read_people(work: UnitOfWork) -> tuple[Person, ...]:
    """Everybody who ever had an account, and who is known only from before."""
    with work.snapshot():
        return work.people.all()


def add_person(acting: Acting, *, person: NewPerson, key: str | None = None) -> PersonAdded:
    """Give somebody an account; `key` is the public half of their signing key, in hex.

    In a training register the key is made here, and lies open in it. Raises `Mendable` where the account is no account
    or taken, or where a name or every role is missing.
    """
    names = person.names
    names = names._replace(ja=checked_text("name_ja", names.ja), en=checked_text("name_en", names.en))
    person = person._replace(account=checked_text("account", person.account), names=names)
    with _change_of_people(acting, PersonAdded) as people:
        raise_if_refused(refusal_of_adding(person, people))
        public = acting.work.people.add(person, key, acting.clock.now(), acting.by)
        return _recorded(acting, PersonAdded(person.account, names.ja, names.en, person.roles, public))


def give_role(acting: Acting, *, account: str, held: RoleHeld) -> RoleGiven:
    """Give somebody a role for some days; `Mendable` where they have left, or hold it then already."""
    with _change_of_people(acting, RoleGiven):
        raise_if_refused(refusal_of_giving(acting.work.people.get(account), held))
        acting.work.people.give_role(account, held, acting.clock.now(), acting.by)
        return _recorded(acting, RoleGiven(account, held.role, held.since, held.until))


def end_role(acting: Acting, *, account: str, role: Role, until: date) -> RoleEnded:
    """Let a role end with a day; `Mendable` where it is not held after it, or is that of the last administrator."""
    with _change_of_people(acting, RoleEnded) as people:
        person, today = acting.work.people.get(account), acting.clock.today()
        raise_if_refused(refusal_of_ending(person, role, until, people, today))
        acting.work.people.end_role(account, role, until, acting.clock.now(), acting.by)
        return _recorded(acting, RoleEnded(account, role, until))


def leave(acting: Acting, *, account: str, note: str = "") -> PersonLeft:
    """Record that somebody has left: they act no more, their keys sign nothing more, and what they did stays.

    Raises `Mendable` for whoever records it, for who has left already, and for the last administrator.
    """
    note = checked_text("note", note)
    with _change_of_people(acting, PersonLeft) as people:
        person = acting.work.people.get(account)
        raise_if_refused(refusal_of_leaving(person, acting.person, people, acting.clock.today()))
        keys = acting.work.people.leave(account, note, acting.clock.now(), acting.by)
        return _recorded(acting, PersonLeft(account, note, keys))


def set_training_day(acting: Acting, *, day: date | None) -> TrainingDaySet:
    """Let it be another day in a training register; None: that of the computer.

    Raises `Mendable` in a live register, and where who sets it has no role on that day.
    """
    with _change_of_people(acting, TrainingDaySet):
        if acting.work.heading().kind != "training":
            raise Mendable("Only a training register has a day of its own.")
        if day is not None:
            raise_if_refused(refusal_of_training_day(acting.person, day))
        acting.work.people.set_training_day(day, acting.clock.now(), acting.by)
        return _recorded(acting, TrainingDaySet(day))


@contextmanager
def _change_of_people(acting: Acting, act: type[Event]) -> Iterator[tuple[Person, ...]]:
    """A unit of work that changes who is who, with the people as they are."""
    acting.ensure_may(act)
    with acting.work:
        yield acting.work.people.all()
        acting.work.commit()


def _recorded(acting: Acting, event: _E) -> _E:
    acting.work.events.add(event, acting.clock.now(), acting.by)
    return event
