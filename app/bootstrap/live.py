"""Live registers: made, and opened by who has a passphrase for them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.bootstrap.log import log_wrong_passphrase
from app.domain.errors import Mendable

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.ports import Clock, Holder
    from app.storage.keys.open_seals import OpenSeals
    from app.storage.keys.register_seals import RegisterSeals, Unlocked
    from app.storage.register.file_key import FileKey
    from app.storage.register.signing import OwnKey
    from app.storage.register.unit_of_work import RegisterWork


class Typed(NamedTuple):
    """What somebody types to open a live register."""

    account: str
    passphrase: str


class Opening(NamedTuple):
    """What a live register is opened by."""

    account: str
    seals: RegisterSeals
    file_key: FileKey
    signers: OwnKey

    def ensure_known(self, work: RegisterWork) -> None:
        """Raise `Mendable` where these seals are not of the register that they opened, or it knows other keys."""
        uuid = work.register.heading().uuid
        self.seals.ensure_of(uuid)
        person = self.seals.read().person(self.account)
        if any(each.account == self.account and each.has_left for each in work.people.all()):
            raise Mendable(
                "{account} has left this register, and opens it no more. Who has an account there can open it.",
                account=self.account,
            )
        if person is None or work.people.halves().get(self.account) != person.public:
            raise Mendable(
                "The register knows other keys of {account} than its seals hold: letting somebody in was interrupted, "
                "or the seals are of another time. Nothing was changed. Let an administrator do it again.",
                account=self.account,
            )


class Keyring:
    """The keys of the live registers that this process opens; each is asked for once.

    `ask` is told the register.
    """

    def __init__(self, now: Clock | None = None, ask: Callable[[Path], Typed] | None = None) -> None:
        self._clock = now
        self._ask = ask
        self._held: dict[str, Unlocked] = {}
        self._open: dict[Path, Opening] = {}

    def seals_of(self, path: Path) -> RegisterSeals:
        """The seals beside a register."""
        from app.bootstrap.composition import SystemClock
        from app.storage.keys.register_seals import RegisterSeals

        return RegisterSeals(path, os.urandom, (self._clock or SystemClock()).now, log_wrong_passphrase)

    def opening(self, path: Path) -> Opening | None:
        """What opens a register; None where it is not encrypted. Asks for a passphrase where none was given yet.

        Raises `Mendable` where there are no seals beside it, or the passphrase is wrong.
        """
        from app.storage.register.file_key import may_be_live

        if not may_be_live(path):
            return None
        from app.storage.register.signing import OwnKey, SigningKey

        seals = self.seals_of(path)
        unlocked = self._unlocked(path, seals)
        key = SigningKey(bytes(unlocked.keys.private[:32]))
        opening = Opening(unlocked.account, seals, seals.fitting(unlocked.file_keys), OwnKey(unlocked.account, key))
        self._open[path] = opening
        return opening

    def open_seals(self, path: Path) -> OpenSeals | None:
        """The seals of a register that was opened, for changes of who opens it; None where it is not encrypted.

        The file is not looked into: with its closing the locks of who has it open here would be gone.
        """
        if path not in self._open:
            return None
        from app.storage.keys.open_seals import OpenSeals

        return OpenSeals(self._open[path].seals, self._open[path].file_key)

    def file_key_of(self, path: Path) -> FileKey | None:
        """The file key of a register that was opened; None where it is not encrypted."""
        return self._open[path].file_key if path in self._open else None

    def unlock(self, path: Path, typed: Typed) -> None:
        """Take what was typed for a register; `Mendable` where it is wrong, or the pause is not over."""
        seals = self.seals_of(path)
        register = seals.read().register
        self._held[register] = seals.open(*typed)

    def account_for(self, path: Path) -> str | None:
        """By whose passphrase a live register was opened here; None where it was not."""
        with suppress(Mendable):
            held = self._held.get(self.seals_of(path).read().register)
            return None if held is None else held.account
        return None

    def _unlocked(self, path: Path, seals: RegisterSeals) -> Unlocked:
        register = seals.read().register
        if register in self._held:
            return seals.open_with(self._held[register])
        if self._ask is None:
            raise Mendable("{path} is a live register: it is opened by a passphrase.", path=path)
        self._held[register] = opened = seals.open(*self._ask(path))
        return opened


#: Opens no live register.
NO_KEYS = Keyring()


def make_live_register(path: Path, office: str, account: str, name: str, passphrase: str) -> None:
    """Make a live register with its seals and its first person, an administrator.

    The seals come first: a register without seals could be opened by nobody. Raises `Mendable` where the office is
    none, the account or the passphrase is not taken, there is a file already, or none can be made.
    """
    from uuid import uuid4

    from app.bootstrap.composition import SystemClock
    from app.domain.law.texts import Text
    from app.domain.register.entered_text import checked_text
    from app.domain.register.people import NewPerson, Role
    from app.domain.register.staff import refusal_of_adding
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
    said = checked_text("name", name) or account
    person = NewPerson(account, Text(said, said), (Role.ADMINISTRATOR,), clock.today())
    if refusal := refusal_of_adding(person, ()):
        raise refusal
    if os.path.lexists(path):
        raise Mendable("There is a file at {path} already. Choose another name.", path=path)
    uuid = str(uuid4())
    unlocked = Keyring().seals_of(path).make(uuid, account, person.names._asdict(), passphrase)
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

    An exchange that was interrupted is brought to its end first. Why it could not be done; None where it was, or is not
    due.
    """
    opening = keyring.opening(path)
    if opening is None:
        return None
    from app.bootstrap.composition import SystemClock, opened
    from app.storage.keys.file_key_exchange import exchange_file_key, settle_interrupted
    from app.storage.keys.register_seals import Known

    if len(opening.seals.read().file_keys) > 1:
        settle_interrupted(opening.seals, opening.file_key, me())
    with opened(path, SystemClock(), is_claimed=False, keyring=keyring) as work:
        gone = {person.account for person in work.people.all() if person.has_left}
        halves, sheet = work.people.halves(), work.recovery_sheets.last()
    left = [person for person in opening.seals.read().people if person.account in gone]
    file_key = opening.file_key
    try:
        for person in left:
            known = Known({**halves, **{each.account: each.public for each in left}}, sheet)
            file_key = exchange_file_key(opening.seals, file_key, known, me(), os.urandom, without=person.account)
            left = [each for each in left if each.account != person.account]
    except Mendable as why:
        return why
    return None
