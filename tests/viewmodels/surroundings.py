"""What view-models and views need around them in a test: a register, a runner, words, a memory for preferences."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

from app import paths
from app.bootstrap import composition, sessions
from app.documents.document import Document
from app.domain.register.cases import Case
from app.domain.register.days_meant import KindOfDay
from app.services.ports import Clock, UnitOfWork
from app.storage.files.document_files import content_of_file, ensure_file, sha256_of_file
from app.storage.law.register_shelf import RegisterShelf
from app.storage.register.unit_of_work import RegisterWork
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.determination.memorandum_model import make_memorandum
from app.viewmodels.session.background import Inline, Runner
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.language_model import LanguageModel
from app.viewmodels.session.outlet import DocumentFiles
from app.viewmodels.session.session import Session, TroubleSays
from app.viewmodels.window.window_model import WindowModel
from app.views.kit.theme import Looks
from app.wording.language import Language
from tests.builders import DESTROYERS, Official, a_register_file, a_shelf, an_official, opened
from tests.fakes import TickingClock

_T = TypeVar("_T")

LOOKS = Looks(paths.STYLE, paths.ICONS, paths.FONTS)

#: Missiles to a state with an agreement, complete under the edition of 2026: within the cases that may be permitted.
MISSILES: Mapping[str, str] = {**DESTROYERS, "item_heading": "2", "careful_consideration": "yes"}


class Memory:
    """Preferences that live as long as the test."""

    def __init__(self, **kept: str) -> None:
        self.kept = dict(kept)

    def read(self, name: str) -> str | None:
        """What was kept."""
        return self.kept.get(name)

    def keep(self, name: str, value: str) -> None:
        """Keeps it."""
        self.kept[name] = value


class Waiting:
    """A runner that does its jobs only when it is told to, so that a test can look at what happens in between."""

    def __init__(self, work: UnitOfWork) -> None:
        self._inline = Inline(work)
        self.jobs: list[tuple[Callable[[UnitOfWork], Any], Callable[[Any], None], Callable[[Exception], None]]] = []

    def run(
        self, job: Callable[[UnitOfWork], _T], then: Callable[[_T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Puts the job aside."""
        self.jobs.append((job, then, failed))

    def run_aside(self, job: Callable[[], _T], then: Callable[[_T], None], failed: Callable[[Exception], None]) -> None:
        """Puts it aside, too."""
        self.run(lambda _work: job(), then, failed)

    def do_one(self) -> None:
        """Does the job that has waited longest."""
        self._inline.run(*self.jobs.pop(0))

    def do_all(self) -> None:
        """Does every job, those that come up meanwhile too."""
        while self.jobs:
            self.do_one()

    def close(self) -> None:
        """Does what is left."""
        self.do_all()


class Office:
    """A training register with a session before it."""

    def __init__(
        self,
        register: Official,
        runner: Runner | None = None,
        language: Language = Language.EN,
        shelf: RegisterShelf | None = None,
    ) -> None:
        self.register = register
        self.troubles: list[TroubleSays] = []
        self.faults: list[Exception] = []
        self.preferences = Memory()
        #: The files that were opened.
        self.opened: list[Path] = []
        self.document_files = DocumentFiles(ensure_file, sha256_of_file, self._open_file, Memory(), content_of_file)
        self.session = Session(
            runner or Inline(register.work),
            register.clock,
            register.by,
            shelf or a_shelf(),
            LanguageModel(composition.words_in, language),
            lambda: self.document_files,
            self.faults.append,
            sessions.outlet,
        )
        self.session.know_people(register.work.people.all())
        self.session.office = register.work.heading().office
        self.session.trouble.connect(self.troubles.append)

    def _open_file(self, path: Path) -> bool:
        self.opened.append(path)
        return True

    def case(self, answers: Mapping[str, str] | None = None, item: str = "", on: date = date(2026, 5, 20)) -> Case:
        """A case on the register, with one line and these answers."""
        return self.register.a_case(answers, item, assessed_on=on)

    def open(self, case: Case) -> CaseModel:
        """The case, opened."""
        return CaseModel(self.session, case)

    def window(self) -> WindowModel:
        """The window's model on this session."""
        return WindowModel(self.session, self.preferences, "0")


def session_on(
    work: RegisterWork, clock: Clock, shelf: RegisterShelf, language: Language = Language.EN, by: str | None = None
) -> Session:
    """A session before a register that is open already; whatever is asked of it is done at once."""
    files = DocumentFiles(ensure_file, sha256_of_file, Path.is_file, Memory(), content_of_file)
    words = LanguageModel(composition.words_in, language)
    session = Session(Inline(work), clock, by, shelf, words, lambda: files, print, sessions.outlet)
    session.know_people(work.people.all())
    session.office = work.heading().office
    return session


@contextmanager
def a_full_disk(register: Official) -> Iterator[None]:
    """No room on the register's disk for anything of some length; afterwards there is room again."""
    database = register.work.register.database
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    yield
    database.execute("PRAGMA max_page_count = 1000000")


def a_day_reader(kind: KindOfDay = KindOfDay.LOOKED_AT, language: Language = Language.EN) -> DayReader:
    """Reads days of a kind without a register; today is 22 November 2026."""
    session = Session(
        cast("Runner", None),
        TickingClock(),
        "Hanako Yamada",
        a_shelf(),
        LanguageModel(composition.words_in, language),
        lambda: DocumentFiles(ensure_file, sha256_of_file, Path.is_file, Memory(), content_of_file),
        print,
        sessions.outlet,
    )
    return DayReader(session, kind)


@contextmanager
def an_office(folder: Path, language: Language = Language.EN) -> Iterator[Office]:
    """An empty training register with a session before it; whatever is asked of it is done at once."""
    clock = TickingClock()
    with opened(a_register_file(folder), clock) as work:
        yield Office(an_official(work, clock), language=language)


def shown_memorandum(model: CaseModel) -> Document:
    """The memorandum of what is shown of a case."""
    made: list[Document] = []
    make_memorandum(model, made.append)
    return made[0]
