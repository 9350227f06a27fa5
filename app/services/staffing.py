"""Staff a register: who has an account, which roles they hold when, who has left; and which day it is in training."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from app.domain.errors import Mendable
from app.domain.register.entered_text import checked_text
from app.domain.register.events import (
    Event,
    KeyChanged,
    PassphraseChanged,
    PersonAdded,
    PersonLeft,
    RecoverySheetConfirmed,
    RecoverySheetMade,
    RoleEnded,
    RoleGiven,
    TrainingDaySet,
)
from app.domain.register.staff import (
    refusal_of_adding,
    refusal_of_ending,
    refusal_of_giving,
    refusal_of_leaving,
    refusal_of_new_keys,
    refusal_of_roles,
    refusal_of_training_day,
)
from app.domain.register.way_back import refusal_of_code, refusal_of_recovering
from app.services.changing import raise_if_refused

if TYPE_CHECKING:
    from datetime import date

    from app.domain.register.people import NewPerson, Person, Role, RoleHeld
    from app.services.acting import Acting
    from app.services.ports import Seals, UnitOfWork

_E = TypeVar("_E", bound=Event)


def read_people(work: UnitOfWork) -> tuple[Person, ...]:
    """Everybody who ever had an account, and who is known only from before."""
    with work.snapshot():
        return work.people.all()


def add_person(acting: Acting, *, person: NewPerson, seals: Seals | None = None, passphrase: str = "") -> PersonAdded:
    """Give somebody an account.

    In a training register their signing key is made here, and lies open in it. In a live one it is sealed by the
    passphrase that they type; that is done first, so that nobody is in the register whom no seal lets in. Raises
    `Mendable` where the account is no account or taken, where a name or every role is missing, or where the passphrase
    is not taken.
    """
    person = as_entered(person)
    names = person.names
    with _change_of_people(acting, PersonAdded) as people:
        raise_if_refused(refusal_of_adding(person, people, acting.work.case_list.officers()))
        raise_if_refused(refusal_of_roles(person.roles, is_training=_is_training(acting)))
        halves = None
        if (sealed := _seals(acting, seals)) is not None:
            halves = sealed.let_in(person.account, names._asdict(), passphrase)
        public = acting.work.people.add(person, halves, acting.clock.now(), acting.by)
        return _recorded(acting, PersonAdded(person.account, names.ja, names.en, person.roles, public, person.since))


def as_entered(person: NewPerson) -> NewPerson:
    """Account and names without blanks around them; `Mendable` where something can't stand in a register."""
    names = person.names
    names = names._replace(ja=checked_text("name_ja", names.ja), en=checked_text("name_en", names.en))
    return person._replace(account=checked_text("account", person.account), names=names)


def give_new_keys(acting: Acting, seals: Seals, *, account: str, code: str, passphrase: str) -> KeyChanged:
    """Let somebody in again whose passphrase was lost: an administrator, and the code on the recovery sheet.

    They get new keys, sealed by the passphrase that they type now. Raises `Mendable` where the code is mistyped or
    another one's, the passphrase is not taken, they have left, or an administrator would do it for themselves.
    """
    with _change_of_people(acting, KeyChanged):
        person = acting.work.people.get(account)
        raise_if_refused(refusal_of_new_keys(person, acting.person))
        _ensure_known_sheet(acting, seals, code)
        halves = seals.give_new_keys(account, passphrase)
        before = acting.work.people.change_key(account, halves, acting.clock.now(), acting.by)
        return _recorded(acting, KeyChanged(account, halves.signing, before))


def recover(acting: Acting, seals: Seals, *, code: str, passphrase: str) -> KeyChanged:
    """Let an administrator in again by the code on the recovery sheet alone; it is they who act here.

    They get new keys, sealed by the passphrase that they type now, and the key of the sheet signs for it: once. Raises
    `Mendable` where the code is mistyped, another one's or used already, the register takes none of its sheet, the
    passphrase is not taken, or they are no administrator.
    """
    raise_if_refused(refusal_of_recovering(acting.person, acting.clock.today()))
    with _change_of_people(acting, KeyChanged):
        sheet = seals.sheet_of(code)
        raise_if_refused(refusal_of_code(acting.work.recovery_sheets.last(), sheet.sealing, sheet.signing))
        # Before the register: whoever is interrupted between the two does it again, for the code is not used then.
        halves = seals.give_new_keys(acting.by, passphrase)
        before = acting.work.people.change_key(acting.by, halves, acting.clock.now(), acting.by)
        return _recorded(acting, KeyChanged(acting.by, halves.signing, before, sheet.sealing))


def change_passphrase(acting: Acting, seals: Seals, *, old: str, new: str) -> PassphraseChanged:
    """Let the own keys be opened by another passphrase.

    Raises `Mendable` where the old one is wrong, the pause after a wrong one is not over, or the new one is not taken.
    """
    with _change_of_people(acting, PassphraseChanged):
        event = _recorded(acting, PassphraseChanged(acting.by))
        # Last: what was refused here is not recorded.
        seals.change_passphrase(acting.by, old, new)
        return event


def make_recovery_sheet(acting: Acting, seals: Seals) -> str:
    """Make a recovery sheet in the place of any former one; its code, which is kept nowhere."""
    with _change_of_people(acting, RecoverySheetMade):
        code, halves = seals.make_sheet()
        acting.work.recovery_sheets.add(halves, acting.clock.now(), acting.by)
        _recorded(acting, RecoverySheetMade(halves.sealing, halves.signing))
    return code


def confirm_recovery_sheet(acting: Acting, seals: Seals, *, code: str) -> RecoverySheetConfirmed:
    """Record that the code of the last recovery sheet was typed from paper; `Mendable` where it is not that one."""
    with _change_of_people(acting, RecoverySheetConfirmed):
        key = _ensure_known_sheet(acting, seals, code)
        acting.work.recovery_sheets.confirm(acting.clock.now(), acting.by)
        return _recorded(acting, RecoverySheetConfirmed(key))


def _ensure_known_sheet(acting: Acting, seals: Seals, code: str) -> str:
    """The public half that belongs to a code; `Mendable` where the register knows another sheet."""
    key, last = seals.sheet_of(code).sealing, acting.work.recovery_sheets.last()
    if last is None or key != last.key:
        raise Mendable(
            "The recovery sheet in the seals is not the one that the register knows: its making was interrupted, or "
            "somebody put another one there. Make a new recovery sheet."
        )
    return key


def _seals(acting: Acting, seals: Seals | None) -> Seals | None:
    """The seals of a live register; None in a training register, which has none."""
    if _is_training(acting):
        return None
    if seals is None:
        raise ValueError("a person of a live register needs seals")
    return seals


def _is_training(acting: Acting) -> bool:
    return acting.work.heading().kind == "training"


def give_role(acting: Acting, *, account: str, held: RoleHeld) -> RoleGiven:
    """Give somebody a role for some days.

    Raises `Mendable` where they have left, hold it then already, or it is none of this kind of register.
    """
    with _change_of_people(acting, RoleGiven):
        raise_if_refused(refusal_of_giving(acting.work.people.get(account), held))
        raise_if_refused(refusal_of_roles((held.role,), is_training=_is_training(acting)))
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
        if not _is_training(acting):
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
