"""What may be done about the people of a register, and what would be missing without somebody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.errors import Mendable, Quoted
from app.domain.register.people import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.register.people import NewPerson, Person, RoleHeld

_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")


def missing_account() -> Mendable:
    """What is said where no account was named."""
    return Mendable("Under which account does the person act? Give a short name in small letters.", field="account")


def missing_name(field: str) -> Mendable:
    """What is said where a person was not named, in the language of the field."""
    return Mendable("What is the person called? Give the name.", field=field)


def refusal_of_account(account: str, people: Sequence[Person], written: Sequence[str] = ()) -> Mendable | None:
    """An account is a short name in small letters that nobody else has, or had.

    `written` are the case officers that requests name, as they stand there: one from before was nobody's account.
    """
    if _ACCOUNT.fullmatch(account) is None:
        return Mendable(
            "{account} can't be an account. Take small letters a to z, digits, dots, hyphens or underscores, at most "
            "32, and a letter or digit first.",
            account=Quoted(account),
            field="account",
        )
    if any(person.account == account for person in people):
        return Mendable(
            "The account {account} is taken. An account is never given to a second person, not even after somebody has "
            "left. Take another one.",
            account=account,
            field="account",
        )
    if account in written:
        return Mendable(
            "{account} is written as the case officer of a request from before the register had people. With this "
            "account the person would become its case officer. Take another one.",
            account=Quoted(account),
            field="account",
        )
    return None


def refusal_of_adding(person: NewPerson, people: Sequence[Person], written: Sequence[str] = ()) -> Mendable | None:
    """Nobody is added without a name, without a role, or under an account that is none or is taken."""
    if refusal := refusal_of_account(person.account, people, written):
        return refusal
    if not person.names.ja or not person.names.en:
        return missing_name("name_en" if person.names.ja else "name_ja")
    if not person.roles:
        return Mendable("What does the person do in this register? Choose at least one role.", field="roles")
    return None


def roles_of(*, is_training: bool) -> tuple[Role, ...]:
    """The roles that somebody can hold in a register: nobody trains in a live one."""
    return tuple(role for role in Role if is_training or role is not Role.TRAINER)


def refusal_of_roles(roles: Sequence[Role], *, is_training: bool) -> Mendable | None:
    """A live register has no trainer. The register refuses it as well."""
    if set(roles) <= set(roles_of(is_training=is_training)):
        return None
    return Mendable("The role {role} is for training registers. Choose another role.", role=Role.TRAINER, field="roles")


def refusal_of_giving(person: Person, held: RoleHeld) -> Mendable | None:
    """A role is given to who is there, for days that follow one another, and not twice."""
    if refusal := _refusal_of_absent(person):
        return refusal
    if held.until is not None and held.until < held.since:
        return Mendable(
            "The role would end on {until}, before it begins on {since}. Correct one of the days.",
            since=held.since,
            until=held.until,
            field="until",
        )
    if any(each.role is held.role and _overlaps(each, held) for each in person.roles):
        return Mendable(
            "{name} holds the role {role} on some of these days already. Choose other days.",
            name=person.names,
            role=held.role,
            field="role",
        )
    return None


def refusal_of_ending(
    person: Person, role: Role, until: date, people: Sequence[Person], today: date
) -> Mendable | None:
    """A role ends for who holds it, and not the last administrator's."""
    if refusal := _refusal_of_absent(person):
        return refusal
    if not any(each.role is role and (each.until is None or each.until > until) for each in person.roles):
        return Mendable(
            "{name} does not hold the role {role} after {until}.", name=person.names, role=role, until=until
        )
    if role is Role.ADMINISTRATOR:
        return _refusal_of_last_administrator(person, people, today)
    return None


def refusal_of_leaving(person: Person, by: Person, people: Sequence[Person], today: date) -> Mendable | None:
    """Somebody else records that a person has left; the last administrator does not leave."""
    if refusal := _refusal_of_absent(person):
        return refusal
    if person.account == by.account:
        return Mendable("Nobody records that they leave themselves. Let another administrator do it.")
    return _refusal_of_last_administrator(person, people, today)


def refusal_of_training_day(by: Person, day: date) -> Mendable | None:
    """On the day of a training register who sets it can act: else nobody might be able to set another one."""
    if by.roles_on(day):
        return None
    return Mendable(
        "On {day} {name} holds no role, and could do nothing any more, not set another day either. Choose another day.",
        day=day,
        name=by.names,
        field="day",
    )


def refusal_of_new_keys(person: Person, by: Person) -> Mendable | None:
    """Somebody else lets a person in again who lost their passphrase: with the new keys nobody could sign for that."""
    if refusal := _refusal_of_absent(person):
        return refusal
    if person.account == by.account:
        return Mendable("Nobody gives themselves new keys. Change your passphrase, or let another administrator do it.")
    return None


def left_alone(person: Person, people: Sequence[Person], on: date) -> tuple[Role, ...]:
    """The roles that at most one person would still hold on a day if somebody left, of those that this one holds.

    Where a second recorder is missing, nothing that the first enters can be confirmed any more.
    """
    remaining = [other for other in people if other.account != person.account]
    return tuple(
        role
        for role in Role
        if person.holds(role, on) and sum(other.holds(role, on) for other in remaining) < _AT_LEAST.get(role, 1)
    )


#: How many have to hold a role so that the work goes on: what one recorder enters another confirms.
_AT_LEAST = {Role.RECORDER: 2}


def _refusal_of_absent(person: Person) -> Mendable | None:
    if person.is_former or person.has_left:
        return Mendable("{name} has no account that could be changed any more.", name=person.names)
    return None


def _refusal_of_last_administrator(person: Person, people: Sequence[Person], today: date) -> Mendable | None:
    others = [other for other in people if other.account != person.account]
    if person.holds(Role.ADMINISTRATOR, today) and not any(other.holds(Role.ADMINISTRATOR, today) for other in others):
        return Mendable(
            "{name} is the only administrator: without one nobody could be added any more. Make somebody else an "
            "administrator first.",
            name=person.names,
        )
    return None


def _overlaps(one: RoleHeld, other: RoleHeld) -> bool:
    return (one.until is None or other.since <= one.until) and (other.until is None or one.since <= other.until)
