"""The training registers that rehearsals are played on: a fresh one that leaves nothing behind, or a named one."""

from __future__ import annotations

import tomllib
from contextlib import contextmanager
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from app import paths
from app.bootstrap.composition import opened, register_shelf, training_people
from app.bootstrap.keyring import NO_KEYS
from app.domain.errors import Mendable
from app.domain.law.texts import Text
from app.domain.register.people import NewPerson, Person, Role
from app.domain.register.staff import refusal_of_account
from app.rehearsals.reading import rehearsal_of
from app.rehearsals.stage import PlayClock
from app.services.acting import Acting
from app.services.staffing import add_person, end_role, set_training_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from app.rehearsals.rehearsal import Player, Rehearsal
    from app.storage.law.register_shelf import RegisterShelf
    from app.storage.register.signing import NewKey
    from app.storage.register.unit_of_work import RegisterWork

#: The administrator of a fresh register, who is nobody of the file: lets its people in, and sets the day.
_KEEPER = "keeper"


class StageAtHand:
    """An open training register, with the people of a rehearsal."""

    def __init__(self, work: RegisterWork, shelf: RegisterShelf, clock: PlayClock, accounts: Mapping[str, str]) -> None:
        self.work = work
        self.shelf = shelf
        self.clock = clock
        self._accounts = dict(accounts)

    def turn_to(self, day: date) -> None:
        """It is another day in the register, or the same."""
        self.clock.turn_to(day)
        if self.work.people.training_day() != day:
            set_training_day(self._administrator(), day=day)

    @property
    def register(self) -> tuple[RegisterWork, RegisterShelf]:
        """The register, and the law in force in it."""
        return self.work, self.shelf

    def head(self) -> tuple[int, str]:
        """How many entries the ledger has, and the root of its tree in hex."""
        from app.domain.ledger.checkpoint import read_checkpoint, read_note

        with self.work as work:
            work.events.checkpoint(self.clock.now())
            work.commit()
        note = self.work.cosignatures.checkpoint(self.work.events.count())
        if note is None:
            raise LookupError("a ledger without a checkpoint of its end")
        checkpoint = read_checkpoint(read_note(note.encode()))
        return checkpoint.size, checkpoint.root.hex()

    def acting(self, player: str) -> Acting:
        """One of its people, at the register."""
        return self._as(self._accounts[player])

    def account_of(self, name: str) -> str:
        """The account of a person who is named by it or by their name; who is not there yet is added as an officer."""
        if name in self._accounts:
            return self._accounts[name]
        for person in self.work.people.all():
            if name in (person.account, *person.names):
                return person.account
        account = self._free_account("officer")
        self._add(NewPerson(account, Text(name, name), (Role.OFFICER,), self.clock.today()))
        return account

    def let_in(self, player: Player, last: date) -> None:
        """Give somebody of the file an account, unless who has it is called the same and holds the same roles."""
        days = self.clock.today(), last
        for person in self.work.people.all():
            holds_them = all(person.roles_on(day) == set(player.roles) for day in days)
            if person.account == player.key and person.names == player.names and holds_them:
                self._accounts[player.key] = person.account
                return
        account = self._accounts[player.key] = self._free_account(player.key)
        self._add(NewPerson(account, player.names, player.roles, player.since or self.clock.today()))
        self.end_roles(player)

    def end_roles(self, player: Player) -> None:
        """Note until when somebody of the file holds their roles."""
        if player.until is not None:
            for role in player.roles:
                account = self._accounts[player.key]
                end_role(self._administrator(), account=account, role=role, until=player.until)

    def ensure_administrator_on(self, days: Iterable[date]) -> None:
        """Raise `Mendable` where the register has no administrator on one of these days."""
        people = self.work.people.all()
        for day in days:
            if not any(Role.ADMINISTRATOR in person.roles_on(day) for person in people):
                raise Mendable("The register has no administrator on {day}, who would set the day.", day=day)

    def _free_account(self, wanted: str) -> str:
        return _free_account(wanted, self.work.people.all(), self.work.case_list.officers())

    def _add(self, person: NewPerson) -> None:
        add_person(self._administrator(), person=person)

    def _administrator(self) -> Acting:
        today = self.clock.today()
        found = next(p for p in self.work.people.all() if Role.ADMINISTRATOR in p.roles_on(today))
        return self._as(found.account)

    def _as(self, account: str) -> Acting:
        return Acting(self.work, self.clock, self.work.people.get(account), self.shelf)


def read_rehearsal(path: Path, offices: frozenset[str]) -> Rehearsal:
    """The rehearsal in a file; `Mendable` where it can't be read, `RefusedData` naming every mistake."""
    try:
        text = path.read_bytes()
        data = tomllib.loads(text.decode("utf-8"))
    except OSError as error:
        raise Mendable("{path} can't be read: {reason}.", path=path, reason=error.strerror) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Mendable("{path} is no TOML: {reason}.", path=path, reason=str(error)) from error
    return rehearsal_of(data, file=str(path), digest=sha256(text).hexdigest(), offices=offices)


@contextmanager
def fresh_stage(rehearsal: Rehearsal) -> Iterator[StageAtHand]:
    """A fresh training register in a file that is gone afterwards; what it is made of follows from the rehearsal."""
    from app.storage.register.making import NewRegister, make_register

    day = rehearsal.acts[0].on
    clock = PlayClock(day)
    people, accounts = _people(rehearsal, day)
    uuid = UUID(hex=sha256(f"register {rehearsal.digest}".encode()).hexdigest()[:32], version=4)
    new = NewRegister(str(uuid), rehearsal.office, people, make_key=_MakeKey(rehearsal.digest))
    with TemporaryDirectory(prefix="sekisho-rehearsal-") as folder:
        path = Path(folder) / "rehearsal.sekisho"
        make_register(path, paths.MIGRATIONS, new, clock.now())
        with _stage(path, clock, accounts) as stage:
            for player in rehearsal.people:
                stage.end_roles(player)
            yield stage


@contextmanager
def stage_on(path: Path, rehearsal: Rehearsal) -> Iterator[StageAtHand]:
    """A training register that is there; `Mendable` where it is a live one."""
    from app.storage.register.file_key import may_be_live

    if may_be_live(path):
        NO_KEYS.seals_of(path).read()  # what is no register at all says so
        raise _is_live(path)
    clock = PlayClock(rehearsal.acts[0].on)
    with _stage(path, clock) as stage:
        if stage.work.heading().kind != "training":
            raise _is_live(path)
        stage.ensure_administrator_on(act.on for act in rehearsal.acts)
        for player in rehearsal.people:
            stage.let_in(player, rehearsal.acts[-1].on)
        yield stage


def _is_live(path: Path) -> Mendable:
    return Mendable("A rehearsal is played on a training register, and {path} is a live one.", path=path)


@contextmanager
def _stage(path: Path, clock: PlayClock, accounts: Mapping[str, str] = MappingProxyType({})) -> Iterator[StageAtHand]:
    shelf = register_shelf()
    with opened(path, clock, learner=shelf) as work:
        yield StageAtHand(work, shelf, clock, accounts)


def _people(rehearsal: Rehearsal, day: date) -> tuple[tuple[NewPerson, ...], Mapping[str, str]]:
    """The people of a fresh register, with its administrator, and the account of each key of the file."""
    people: list[NewPerson] = []
    accounts: dict[str, str] = {}
    for player in rehearsal.people:
        account = accounts[player.key] = _free_account(player.key, people)
        people.append(NewPerson(account, player.names, player.roles, player.since or day))
    called = {name for player in rehearsal.people for name in (player.key, *player.names)}
    for act in rehearsal.acts:
        name = act.fields.get("case_officer", "")
        if name and name not in called:
            # Named and not described: an officer, so that the keys of the register follow from the file.
            called.add(name)
            people.append(NewPerson(_free_account("officer", people), Text(name, name), (Role.OFFICER,), day))
    names = next(person.names for person in training_people() if Role.ADMINISTRATOR in person.roles)
    people.append(NewPerson(_free_account(_KEEPER, people), names, (Role.ADMINISTRATOR,), day))
    return tuple(people), accounts


def _free_account(wanted: str, people: Iterable[Person | NewPerson], written: Sequence[str] = ()) -> str:
    """An account that is like a key of a file, and nobody's."""
    known = [Person(person.account, person.names) for person in people]
    stem = "person" if refusal_of_account(wanted, ()) is not None else wanted[:24]
    accounts = chain((wanted,), (f"{stem}-{number}" for number in count(2)))
    return next(account for account in accounts if refusal_of_account(account, known, written) is None)


class _MakeKey:
    """Makes keys that follow from a rehearsal: nothing is protected by them."""

    def __init__(self, digest: str) -> None:
        self._digest = digest

    def __call__(self, of: str) -> NewKey:
        from app.storage.register.signing import NewKey, public_of

        seed = sha256(f"{self._digest} {of}".encode()).hexdigest()
        return NewKey(public_of(seed), seed)
