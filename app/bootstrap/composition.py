"""The parts that every way into the program needs: the clock, the user, the words, the law, the register."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING

from app import paths
from app.bootstrap.keyring import NO_KEYS, Keyring
from app.domain.errors import Mendable
from app.domain.japan_time import day_in_japan
from app.wording.language import Language, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path
    from typing import BinaryIO

    from app.documents.press import Press
    from app.domain.law.reference import Reference
    from app.domain.register.people import NewPerson
    from app.services.ports import Clock, Holder
    from app.storage.law.program_editions import ProgramEditions
    from app.storage.law.register_shelf import RegisterShelf
    from app.storage.register.unit_of_work import RegisterWork


def unheard(_share: float) -> None:
    """Nobody waits to hear how far a job is."""


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day that it is in Japan, whatever the zone of the machine."""
        return day_in_japan(self.now())


def made_data_folder() -> Path:
    """The user's folder for registers, made where it is not there yet; `Mendable` where it can't be."""
    folder = paths.data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Mendable(
            "Your folder for registers, {folder}, can't be made: {reason}. See that you may write there, or name a "
            "register that lies elsewhere.",
            folder=folder,
            reason=error.strerror,
        ) from error
    return folder


def user_name() -> str:
    """Who is at the keyboard, as the system knows them: only to tell others who has a register open."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


@cache
def words_in(language: Language) -> Words:
    """The program's words in a language."""
    return Words(language, paths.CATALOGUES)


@cache
def press() -> Press:
    """What sets documents."""
    from app.documents.press import Press

    return Press(paths.DOCUMENTS, paths.FONTS)


@cache
def program_editions() -> ProgramEditions:
    """The editions and reference tables that come with the program."""
    from app.storage.law.program_editions import ProgramEditions

    def reference() -> Reference:
        from app.storage.law.reference_shelf import read_reference

        return read_reference(paths.REFERENCE)

    return ProgramEditions(paths.EDITIONS, reference, paths.cache_folder() / "rulebooks")


def register_shelf() -> RegisterShelf:
    """The law of the program, ready to learn what an open register has put in force."""
    from app.storage.law.register_shelf import RegisterShelf

    return RegisterShelf(program_editions())


def shelf_of_register(path: Path, keyring: Keyring = NO_KEYS) -> RegisterShelf:
    """What decides in a register; the register is closed again."""
    learner = register_shelf()
    with opened(path, SystemClock(), is_claimed=False, learner=learner, keyring=keyring):
        return learner


@contextmanager
def opened_to_read(path: Path, keyring: Keyring = NO_KEYS) -> Iterator[tuple[RegisterWork, RegisterShelf]]:
    """A register to be read, with the law in force in it."""
    shelf = register_shelf()
    with opened(path, SystemClock(), is_claimed=False, learner=shelf, keyring=keyring) as work:
        name_people(work)
        yield work, shelf


def name_people(work: RegisterWork) -> None:
    """Let the words of every language call the people of a register by their names."""
    names = {person.account: person.names for person in work.people.all()}
    for language in Language:
        words_in(language).people = names


def new_file(path: Path, *, may_replace: bool) -> AbstractContextManager[BinaryIO]:
    """A file that is there whole once the block is left, or not at all."""
    from app.storage.files.new_file import new_file as made

    return made(path, may_replace=may_replace)


def make_training_register(path: Path, language: Language, *, is_empty: bool) -> int:
    """Make a training register, filled with the worked cases unless it shall be empty; how many cases it holds.

    Cases under earlier editions are determined; those under the newest are left to work on.
    """
    from uuid import uuid4

    from app.storage.files.training_people import training_office
    from app.storage.register.making import NewRegister, make_register

    clock = SystemClock()
    new = NewRegister(str(uuid4()), training_office(paths.TRAINING_PEOPLE), training_people())
    make_register(path, paths.MIGRATIONS, new, clock.now())
    if is_empty:
        return 0
    from app.domain.register.cases import DocumentKind, DocumentParticulars
    from app.domain.register.people import person_at_desk
    from app.services.acting import Acting
    from app.services.determining import record_determination
    from app.services.filing import file_worked_cases
    from app.services.reading import read_case
    from app.storage.law.scenario_shelf import worked_cases

    words = words_in(language)
    assumption = DocumentParticulars(DocumentKind.OTHER, words._("The trainer’s assumption: no report gives it"))
    newest = program_editions().timeline.periods[-1].since
    with opened(path, clock) as work:
        acting = Acting(work, clock, person_at_desk(work.people.all(), None), register_shelf())
        filed = file_worked_cases(
            acting,
            worked_cases=worked_cases(paths.WORKED_CASES),
            language=language.value,
            assumption=assumption,
        )
        for event in filed:
            case = read_case(work, event.case_id)
            if case.particulars.assessed_on < newest:
                record_determination(acting, line_id=case.lines[0].id)
    return len(filed)


def training_people() -> tuple[NewPerson, ...]:
    """The invented people of a training register."""
    from app.storage.files.training_people import training_people as read

    return read(paths.TRAINING_PEOPLE)


def dated_beside(register: Path, day: date) -> Path:
    """What a copy of a register is called that is made on a day."""
    return register.with_name(f"{register.stem}.{day.isoformat()}{register.suffix}")


@contextmanager
def opened(
    path: Path,
    clock: Clock,
    *,
    is_claimed: bool = True,
    learner: RegisterShelf | None = None,
    keyring: Keyring = NO_KEYS,
) -> Iterator[RegisterWork]:
    """A register, open for use on this thread until the end of the block; `learner` learns what is in force in it.

    `keyring` opens it where it is a live one. Raises `Mendable` where it can't be opened.
    """
    from app.storage.register.database import open_register
    from app.storage.register.unit_of_work import RegisterWork

    opening = keyring.opening(path)
    register = open_register(
        path,
        paths.MIGRATIONS,
        partial(holder, clock),
        clock.now(),
        is_claimed=is_claimed,
        third_folder=made_data_folder,
        people=training_people,
        signers=None if opening is None else opening.signers,
        file_key=None if opening is None else opening.file_key,
    )
    try:
        work = RegisterWork(register, clock.now, None if learner is None else learner.learn)
        if opening is not None:
            opening.ensure_known(work)
        work.learn_law()
        yield work
    finally:
        register.close()


def holder(clock: Clock) -> Holder:
    """Who writes from here."""
    from socket import gethostname

    from app.services.ports import Holder

    return Holder(user_name(), gethostname(), os.getpid(), clock.now())
