"""Live registers: made, and brought to another file key where somebody has left."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from app import paths
from app.bootstrap.composition import SystemClock, opened
from app.bootstrap.keyring import Keyring
from app.domain.errors import Mendable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.domain.register.people import NewPerson
    from app.services.ports import Holder


def make_live_register(path: Path, office: str, account: str, name: str, passphrase: str) -> None:
    """Make a live register whose first person has one name in both languages, by default the account."""
    from app.domain.law.texts import Text
    from app.domain.register.people import NewPerson, Role

    said = name.strip() or account
    person = NewPerson(account, Text(said, said), (Role.ADMINISTRATOR,), SystemClock().today())
    begin_live_register(path, office, person, passphrase)


def begin_live_register(path: Path, office: str, person: NewPerson, passphrase: str) -> None:
    """Make a live register with its seals and its first person, an administrator from today on.

    The seals come first: a register without seals could be opened by nobody. Raises `Mendable` where the office is
    none, the person or the passphrase is not taken, there is a file already, or none can be made.
    """
    from uuid import uuid4

    from app.domain.register.staff import refusal_of_adding, refusal_of_roles
    from app.services.staffing import as_entered
    from app.storage.register.file_key import seals_beside
    from app.storage.register.making import NewRegister, make_register
    from app.storage.register.signing import SigningKey

    offices = offices_that_are()
    if office not in offices:
        raise Mendable(
            "{office} is no office that a register can belong to. Choose one of these: {offices}",
            office=office,
            offices=tuple(offices),
        )
    clock = SystemClock()
    person = as_entered(person)._replace(since=clock.today())
    if refusal := refusal_of_adding(person, ()) or refusal_of_roles(person.roles, is_training=False):
        raise refusal
    if os.path.lexists(path):
        raise Mendable("There is a file at {path} already. Choose another name.", path=path)
    uuid = str(uuid4())
    unlocked = Keyring().seals_of(path).make(uuid, person.account, person.names._asdict(), passphrase)
    try:
        key = SigningKey(bytes(unlocked.keys.private[:32]))
        new = NewRegister(uuid, office, (person,), key, unlocked.keys.public.sealing)
        make_register(path, paths.MIGRATIONS, new, clock.now(), unlocked.file_keys[0])
    except BaseException:
        seals_beside(path).unlink(missing_ok=True)
        raise
    finally:
        unlocked.wipe()


def offices_that_are() -> dict[str, str]:
    """The bodies that a register can belong to: their ids, with their names in Japanese."""
    from app.domain.law.reference import OFFICE
    from app.storage.law.reference_shelf import read_reference

    bodies = read_reference(paths.REFERENCE).bodies
    return {body: row.name.ja for body, row in bodies.items() if row.kind == OFFICE}


def exchange_if_due(path: Path, keyring: Keyring, me: Callable[[], Holder]) -> Mendable | None:
    """Exchange the file key of a register that nobody has open, where somebody has left since it was exchanged last.

    So it is where the code of the recovery sheet was used, which opens nothing from then on. An exchange that was
    interrupted is brought to its end first; of a letting in that was, the seals go as those of who left.

    Why it could not be done; None where it was, or is not due.
    """
    opening = keyring.opening(path)
    if opening is None:
        return None
    from app.storage.keys.file_key_exchange import exchange_file_key, settle_interrupted
    from app.storage.keys.register_seals import Known

    if len(opening.seals.read().file_keys) > 1:
        settle_interrupted(opening.seals, opening.file_key, me())
    with opened(path, SystemClock(), is_claimed=False, keyring=keyring) as work:
        # Whoever lets somebody in seals their keys before the register knows them. While nobody else can write, who is
        # in the seals only is left from what was interrupted.
        is_alone = work.claim()
        gone = {person.account for person in work.people.all() if person.has_left}
        halves, last = work.people.halves(), work.recovery_sheets.last()
        left = [
            person
            for person in opening.seals.read().people
            if person.account in gone or (is_alone and person.account not in halves)
        ]
        is_used = last is not None and last.is_used
    file_key, sheet = opening.file_key, opening.seals.read().sheet
    leaving: list[str | None] = [person.account for person in left]
    if not leaving and is_used and sheet is not None:
        leaving = [None]
    try:
        for account in leaving:
            known = Known(
                {**halves, **{each.account: each.public for each in left}},
                None if last is None or (is_used and sheet is None) else last.key,
            )
            file_key = exchange_file_key(
                opening.seals, file_key, known, me(), os.urandom, without=account, for_sheet=not is_used
            )
            left = [each for each in left if each.account != account]
            sheet = opening.seals.read().sheet
    except Mendable as why:
        return why
    return None
