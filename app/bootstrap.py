"""Puts the program together: the only module that knows every part. What a call doesn't need is not imported."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__, paths
from app.commands.desk import Desk
from app.commands.front import parsed
from app.domain.errors import Mendable, RefusedData
from app.wording.language import Language, Words, language_of_locale

if TYPE_CHECKING:
    from datetime import date

    from app.storage.rulebook_shelf import EditionShelf
    from app.storage.unit_of_work import RegisterWork

#: Exit statuses: done; done, but something answered badly; the call itself was wrong.
DONE, ANSWERED_BADLY, WRONG_CALL = 0, 1, 2


def run(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # both are text files here
    options, command = parsed(arguments, __version__)
    words = words_in(_language_of_user())
    try:
        if command is None:
            raise SystemExit("window")
        return int(command.run(options, _desk()))
    except RefusedData as refused:
        _complain(words.error(refused), *(f"{flaw.place()}: {words.error(flaw)}" for flaw in refused.flaws))
        return WRONG_CALL
    except Mendable as mistake:
        _complain(words.error(mistake))
        return WRONG_CALL
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody to tell, and Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANSWERED_BADLY


@cache
def shelf() -> "EditionShelf":
    """The editions and reference tables shipped with the program."""
    from app.storage.reference_shelf import read_reference
    from app.storage.rulebook_shelf import EditionShelf

    return EditionShelf(paths.EDITIONS, read_reference(paths.REFERENCE), paths.cache_folder() / "rulebooks")


@cache
def words_in(language: Language) -> Words:
    """The program's words in a language."""
    return Words(language, paths.CATALOGUES)


def _desk() -> Desk:
    return Desk(
        shelf, words_in, _language_of_user(), make_training_register, draw_screens, sys.stdin, sys.stdout, sys.stderr
    )


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> "date":
        """The day on the user's calendar."""
        return datetime.now().astimezone().date()


def make_training_register(path: Path, language: Language, *, is_empty: bool) -> int:
    """Make a training register, filled with the worked cases unless it shall be empty; how many cases it holds.

    Cases under earlier editions are determined; those under the newest are left to work on.
    """
    from uuid import uuid4

    from app.storage.database import make_register

    actor, clock = actor_name(), SystemClock()
    make_register(path, paths.MIGRATIONS, uuid=str(uuid4()), kind="training", by=actor, now=clock.now())
    if is_empty:
        return 0
    from app.domain.cases import DocumentKind, DocumentParticulars
    from app.services.determining import record_determination
    from app.services.filing import file_worked_cases
    from app.services.reading import read_case
    from app.storage.scenario_shelf import worked_cases

    words = words_in(language)
    invented = DocumentParticulars(DocumentKind.OTHER, words._("Invented document, for training only"))
    newest = shelf().editions()[-1].heading.in_force_from
    with opened(path, clock) as work:
        filed = file_worked_cases(
            work,
            clock,
            actor,
            shelf(),
            worked_cases=worked_cases(paths.WORKED_CASES),
            language=language.value,
            invented_document=invented,
        )
        for event in filed:
            case = read_case(work, event.case_id)
            if case.particulars.assessed_on < newest:
                record_determination(work, clock, actor, shelf(), line_id=case.lines[0].id)
    return len(filed)


def draw_screens(folder: Path, language: Language, theme: str) -> list[Path]:
    """Draw every screen with the worked cases, without a display."""
    raise NotImplementedError


@contextmanager
def opened(path: Path, clock: SystemClock, *, is_claimed: bool = True) -> "Iterator[RegisterWork]":
    """A register, open for use on this thread until the end of the block."""
    from platform import node

    from app.services.ports import Holder
    from app.storage.database import open_register
    from app.storage.unit_of_work import RegisterWork

    me = Holder(actor_name(), node(), os.getpid(), clock.now())
    register = open_register(path, paths.MIGRATIONS, me, clock.now(), is_claimed=is_claimed)
    try:
        yield RegisterWork(register, clock.now)
    finally:
        register.close()


def actor_name() -> str:
    """Who is at the keyboard, as the system knows them: there are no accounts yet."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _language_of_user() -> Language:
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return language_of_locale(locale)


def _complain(*sentences: str) -> None:
    for sentence in sentences:
        sys.stderr.write(sentence + "\n")
