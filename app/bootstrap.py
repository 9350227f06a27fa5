"""Puts the program together: the only module that knows every part. What a call doesn't need is not imported."""

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__, paths
from app.commands.desk import Desk
from app.commands.front import parsed
from app.domain.errors import Mendable, RefusedData
from app.wording.language import Language, Words, language_of_locale

if TYPE_CHECKING:
    from datetime import date
    from types import TracebackType

    from app.services.ports import Clock
    from app.storage.register_shelf import RegisterShelf
    from app.storage.rulebook_shelf import EditionShelf
    from app.storage.unit_of_work import RegisterWork
    from app.viewmodels.background import Runner
    from app.viewmodels.window_model import Preferences, WindowModel
    from app.views.theme import Looks

#: Exit statuses: done; done, but something answered badly; the call itself was wrong.
DONE, ANSWERED_BADLY, WRONG_CALL = 0, 1, 2


def run(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # both are text files here
    options, command = parsed(arguments, __version__)
    words = words_in(_language_of_user())
    try:
        status = (
            open_window(options.register, words)
            if command is None
            else int(command.run(options, _desk(options.register)))
        )
        sys.stdout.flush()
    except RefusedData as refused:
        _complain(words.error(refused), *(f"{flaw.place()}: {words.error(flaw)}" for flaw in refused.flaws))
        return WRONG_CALL
    except Mendable as mistake:
        _complain(words.error(mistake))
        return WRONG_CALL
    except BrokenPipeError:
        _drop_output()  # whoever read it has gone, and there is nobody to tell
        return ANSWERED_BADLY
    except OSError as fault:
        if fault.errno != errno.ENOSPC:
            raise
        _drop_output()
        _complain(words.error(Mendable("The answer cannot be written: {why}.", why=fault.strerror)))
        return WRONG_CALL
    return status


def _drop_output() -> None:
    """Let Python, which would try to write the rest at exit, write it to nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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


def register_shelf() -> "RegisterShelf":
    """The same, ready to learn what an open register has put in force."""
    from app.storage.register_shelf import RegisterShelf

    return RegisterShelf(shelf())


def shelf_of_register(path: Path) -> "RegisterShelf":
    """What decides in a register; the register is closed again."""
    learner = register_shelf()
    with opened(path, SystemClock(), is_claimed=False, learner=learner):
        return learner


def _desk(register: str | None = None) -> Desk:
    shelf_in_use = shelf if register is None else partial(shelf_of_register, Path(register))
    return Desk(
        shelf_in_use,
        words_in,
        _language_of_user(),
        make_training_register,
        draw_screens,
        sys.stdin,
        sys.stdout,
        sys.stderr,
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


@contextmanager
def opened(
    path: Path, clock: SystemClock, *, is_claimed: bool = True, learner: "RegisterShelf | None" = None
) -> "Iterator[RegisterWork]":
    """A register, open for use on this thread until the end of the block; `learner` learns what is in force in it."""
    from socket import gethostname

    from app.services.ports import Holder
    from app.storage.database import open_register
    from app.storage.unit_of_work import RegisterWork

    me = Holder(actor_name(), gethostname(), os.getpid(), clock.now())
    register = open_register(path, paths.MIGRATIONS, me, clock.now(), is_claimed=is_claimed)
    try:
        work = RegisterWork(register, clock.now)
        if learner is not None:
            learner.learn(work.law.on_record())
        yield work
    finally:
        register.close()


def open_window(register: str | None, words: Words) -> int:
    """Open the window on a register; on the embedded training register if none is named."""
    if _has_no_screen():
        return _offer_interview(words)
    _ensure_libraries()
    clock = SystemClock()
    path = Path(register) if register else paths.data_folder() / "training.sekisho"
    if not path.is_file():
        if register:
            raise Mendable("There is no register at {path}. Choose another file, or make a new register.", path=path)
        path.parent.mkdir(parents=True, exist_ok=True)
        make_training_register(path, words.language, is_empty=False)

    from PySide6.QtWidgets import QApplication

    from app.storage.preferences_file import PreferencesFile
    from app.viewmodels.background import Background
    from app.views.main_window import MainWindow

    application = QApplication([__version__])
    application.setApplicationName("Sekisho")
    preferences = PreferencesFile(paths.data_folder() / "preferences.json")
    language = _kept_language(preferences) or words.language
    learner = register_shelf()
    background = Background(lambda: opened(path, clock, is_claimed=False, learner=learner))
    model = window_model(background, clock, preferences, language, learner)

    def last_resort(kind: type[BaseException], error: BaseException, trace: "TracebackType | None") -> None:
        """A fault that nobody caught is logged and told; the window stays."""
        if isinstance(error, Exception):
            model.desk.tell(error)
        else:
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = last_resort
    # The register is read on its own thread while the window is made; what was read is shown once both are done.
    model.start()
    window = MainWindow(model, looks())
    window.show()
    return int(application.exec())


def window_model(
    runner: "Runner",
    clock: "Clock",
    preferences: "Preferences",
    language: Language,
    shelf_in_use: "RegisterShelf | None" = None,
) -> "WindowModel":
    """The view-model of the window, with everything it works with."""
    from app.storage.document_files import sha256_of
    from app.viewmodels.desk_model import Desk as WindowDesk
    from app.viewmodels.language_model import LanguageModel
    from app.viewmodels.window_model import WindowModel

    desk = WindowDesk(
        runner,
        clock,
        actor_name(),
        shelf_in_use or register_shelf(),
        LanguageModel(words_in, language),
        sha256_of,
        log_fault,
    )
    return WindowModel(desk, preferences, __version__)


def looks() -> "Looks":
    """Where the parts of the window's look are."""
    from app.views.theme import Looks

    return Looks(paths.STYLE, paths.ICONS, paths.FONTS)


def draw_screens(folder: Path, language: Language, theme: str) -> list[Path]:
    """Draw every screen with the worked cases, without a display; the files drawn."""
    from tempfile import TemporaryDirectory

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _ensure_libraries()

    from PySide6.QtWidgets import QApplication

    from app.storage.preferences_file import PreferencesFile
    from app.viewmodels.background import Inline
    from app.viewmodels.picture_model import practice_law
    from app.views.screenshots import draw_screens as draw

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Mendable("{folder} cannot be made: {why}.", folder=str(folder), why=error.strerror) from error
    application = QApplication.instance() or QApplication([__version__])
    clock = SystemClock()
    with TemporaryDirectory() as place:
        path = Path(place) / "training.sekisho"
        make_training_register(path, language, is_empty=False)
        with opened(path, clock) as work:
            preferences = PreferencesFile(Path(place) / "preferences.json")
            preferences.keep("theme", theme)
            model = window_model(Inline(work), clock, preferences, language)
            practice = practice_law(paths.PRACTICE_EDITION, paths.REFERENCE, Path(place))
            drawn = draw(model, looks(), folder, practice)
    del application
    return drawn


def log_fault(error: Exception) -> None:
    """Write a fault of the program, with where it happened, to the log in the user's folder."""
    import logging
    from logging.handlers import RotatingFileHandler

    logger = logging.getLogger("sekisho")
    if not logger.handlers:
        try:
            paths.log_folder().mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = RotatingFileHandler(
                paths.log_folder() / "sekisho.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8"
            )
        except OSError:
            handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
    logger.error("fault of the program", exc_info=error)


def _has_no_screen() -> bool:
    """Whether no window can be shown: on Linux, where neither a display nor another place to draw is named."""
    if sys.platform != "linux":
        return False
    return not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _offer_interview(words: Words) -> int:
    """Say that there is no screen, and offer the same work in the terminal."""
    today = SystemClock().today().isoformat()
    _complain(
        words._("There is no screen here for the window (neither DISPLAY nor WAYLAND_DISPLAY is set)."),
        words._("The same work is done in the terminal: sekisho interview --on {today}", today=today),
    )
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return WRONG_CALL
    sys.stderr.write(words._("Press Enter to begin the interview, or Ctrl+C to leave. "))
    sys.stderr.flush()
    try:
        sys.stdin.readline()
    except KeyboardInterrupt:
        return WRONG_CALL
    return run(["interview", "--on", today])


def _ensure_libraries() -> None:
    """Raise `Mendable` naming the packages where Qt could not be loaded, or would end the process."""
    try:
        import PySide6.QtWidgets  # noqa: F401  only to see whether it can be loaded
    except ImportError as error:
        from app.system_libraries import DRAWING, missing_packages

        raise _lacking(missing_packages(DRAWING)) from error
    if os.environ.get("DISPLAY") and not os.environ.get("QT_QPA_PLATFORM"):
        # Without these Qt does not fail: it ends the process when the first window is made.
        from app.system_libraries import WINDOW, missing_packages

        missing = missing_packages(WINDOW)
        if missing:
            raise _lacking(missing)


def _lacking(packages: list[str]) -> Mendable:
    return Mendable(
        "The window needs libraries that this system lacks. Install these packages (the names are Debian's), then "
        "try again: {packages}",
        packages=" ".join(packages),
    )


def _kept_language(preferences: "Preferences") -> Language | None:
    kept = preferences.read("language")
    return Language(kept) if kept in ("ja", "en") else None


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
