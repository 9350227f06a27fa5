"""The window: opened on a register, or drawn to files without a display."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__, paths
from app.bootstrap import registers, unlocking
from app.bootstrap.composition import (
    SystemClock,
    holder,
    make_training_register,
    new_file,
    opened,
    press,
    register_shelf,
    words_in,
)
from app.bootstrap.keyring import Keyring
from app.bootstrap.live import exchange_if_due
from app.bootstrap.log import log_fault, log_fault_of_live
from app.domain.errors import Mendable
from app.wording.language import Language, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from app.services.ports import Clock, ShippedPart
    from app.storage.law.register_shelf import RegisterShelf
    from app.viewmodels.session.background import Runner
    from app.viewmodels.session.outlet import DocumentFiles, Outlet
    from app.viewmodels.session.preferences import Preferences
    from app.viewmodels.window.picture_model import PictureSubjects, Practice
    from app.viewmodels.window.register_model import Carried, RegisterFiles
    from app.viewmodels.window.window_model import WindowModel
    from app.views.kit.theme import Looks

#: The name of the program, and the style of Qt that looks alike on every system; its palette and sheet are our own.
QT_ARGUMENTS = ["Sekisho", "-style", "fusion"]


def has_no_screen() -> bool:
    """Whether no window can be shown: on Linux, where neither a display nor another place to draw is named."""
    if sys.platform != "linux":
        return False
    return not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def open_window(register: str | None, words: Words) -> int:
    """Open the window on a register, by default on the one last worked in; then on each that is chosen."""
    _ensure_libraries()

    from app.storage.files.preferences_file import PreferencesFile

    preferences = PreferencesFile(paths.data_folder() / "preferences.json")
    # A register that can't be opened is refused before there is a window.
    path, stands_in = registers.to_open(register, preferences, words.language)

    from PySide6.QtWidgets import QApplication

    application = QApplication(QT_ARGUMENTS)
    keyring = Keyring()
    files, carried, restored = registers.OpenRegister(path, SystemClock(), stands_in, keyring), None, None
    while True:
        language = _kept_language(preferences) or words.language
        if not unlocking.is_unlocked(application, Path(files.path), keyring, preferences, language, looks()):
            return 0
        due = exchange_if_due(Path(files.path), keyring, partial(holder, SystemClock()))
        status, chosen = _shown(application, files, preferences, language, carried, restored or due, keyring)
        if chosen is None:
            return status
        # The register is closed now.
        restored = files.copies.put_in_place()
        files, carried = registers.OpenRegister(Path(chosen[0]), SystemClock(), None, keyring), chosen[1]


def _shown(
    application: QApplication,
    files: registers.OpenRegister,
    preferences: Preferences,
    language: Language,
    carried: Carried | None,
    restored: str | Mendable | None,
    keyring: Keyring,
) -> tuple[int, tuple[str, Carried] | None]:
    """Show the window on a register until it is closed; the exit status, and the register to be opened instead.

    `restored` is what came of putting a copy in the place of the register.
    """
    from app.viewmodels.session.background import Background
    from app.views.window.main_window import MainWindow

    clock, learner = SystemClock(), register_shelf()
    path = Path(files.path)
    background = Background(lambda: opened(path, clock, is_claimed=False, learner=learner, keyring=keyring))
    account = keyring.account_for(path)
    model = window_model(background, clock, preferences, language, learner, files, account)
    model.session.seals = lambda: keyring.open_seals(path)

    def last_resort(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A fault that nobody caught is logged and told; the window stays."""
        if isinstance(error, Exception):
            model.session.tell(error)
        else:
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = last_resort
    # The register is read on its own thread while the window is made; what was read is shown once both are done.
    model.start()
    window = MainWindow(model, looks())
    if carried is not None:
        model.carry(carried)
    window.show()
    lock = None if account is None else unlocking.idle_lock(application, window, model, path, keyring, account)
    if restored is not None:
        from app.viewmodels.window.copies_model import tell_outcome

        tell_outcome(model.session, restored)
    status = int(application.exec())
    if lock is not None:
        lock.stop()
    return status, window.next_register


def window_model(
    runner: Runner,
    clock: Clock,
    preferences: Preferences,
    language: Language,
    shelf_in_use: RegisterShelf | None = None,
    files: RegisterFiles | None = None,
    account: str | None = None,
) -> WindowModel:
    """The view-model of the window, with everything it works with; `account` is who has opened a live register."""
    from app.viewmodels.session.language_model import LanguageModel
    from app.viewmodels.session.session import Session
    from app.viewmodels.window.window_model import WindowModel

    session = Session(
        runner,
        clock,
        account,
        shelf_in_use or register_shelf(),
        LanguageModel(words_in, language),
        document_files if account is None else document_files_of_live,
        log_fault if account is None else log_fault_of_live,
        outlet,
    )
    session.is_training, session.is_being_checked = account is None, account is not None
    return WindowModel(session, preferences, __version__, _shipped_parts, files)


def _shipped_parts() -> tuple[ShippedPart, ...]:
    """The parts of others that come with the program; their metadata are read once they are looked at."""
    from app.storage.files.shipped_parts import shipped_parts

    return shipped_parts(paths.FONTS)


@cache
def outlet() -> Outlet:
    """How documents leave the window."""
    from app.viewmodels.session.outlet import Outlet

    return Outlet(press(), new_file)


@cache
def document_files() -> DocumentFiles:
    """The files of documents; where they lie is noted for the next time."""
    from app.storage.files.preferences_file import PreferencesFile

    return _document_files(PreferencesFile(paths.data_folder() / "places_of_documents.json"))


@cache
def document_files_of_live() -> DocumentFiles:
    """Those of a live register: what they are called is no one else's business, and is forgotten with the program."""
    from app.viewmodels.session.preferences import Forgetful

    return _document_files(Forgetful())


def _document_files(places: Preferences) -> DocumentFiles:
    """The files of documents, opened by the programs of the machine."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    from app.storage.files.document_files import content_of_file, ensure_file, sha256_of_file
    from app.viewmodels.session.outlet import DocumentFiles

    def open_file(path: Path) -> bool:
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    return DocumentFiles(ensure_file, sha256_of_file, open_file, places, content_of_file)


def looks() -> Looks:
    """Where the parts of the window's look are."""
    from app.views.kit.theme import Looks

    return Looks(paths.STYLE, paths.ICONS, paths.FONTS)


def draw_screens(folder: Path, language: Language, theme: str) -> list[Path]:
    """Draw every screen with the worked cases, without a display; the files drawn."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _ensure_libraries()

    from PySide6.QtCore import qInstallMessageHandler

    from app.views.window.screenshots import draw_screens as draw

    qInstallMessageHandler(_tell_of_qt)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Mendable("{folder} cannot be made: {why}.", folder=str(folder), why=error.strerror) from error
    with on_worked_cases(language, theme) as (model, practice, subjects):
        try:
            return draw(model, looks(), folder, practice, subjects)
        except OSError as error:
            raise Mendable("{file} cannot be written: {why}.", file=error.filename, why=error.strerror) from error


def _tell_of_qt(_kind: object, _context: object, message: str) -> None:
    """What Qt has to say; not that pictures in memory have no window manager, which it says of each window."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(message + "\n")


@contextmanager
def on_worked_cases(language: Language, theme: str) -> Iterator[tuple[WindowModel, Practice, PictureSubjects]]:
    """The view-model of a window on a register of the worked cases, law to practise on, and what to show of both.

    Everything is done at once, on the thread of the caller; the register is gone after the block.
    """
    from tempfile import TemporaryDirectory

    from PySide6.QtWidgets import QApplication

    from app.storage.files.preferences_file import PreferencesFile
    from app.viewmodels.session.background import Inline
    from app.viewmodels.window.picture_model import picture_subjects, practice_law

    application = QApplication.instance() or QApplication(QT_ARGUMENTS)
    clock = SystemClock()
    with TemporaryDirectory() as place:
        path = Path(place) / "training.sekisho"
        make_training_register(path, language, is_empty=False)
        with opened(path, clock) as work:
            preferences = PreferencesFile(Path(place) / "preferences.json")
            preferences.keep("theme", theme)
            files = registers.PictureRegister(clock)
            model = window_model(Inline(work), clock, preferences, language, files=files)
            yield (
                model,
                practice_law(paths.PRACTICE_EDITION, paths.REFERENCE, Path(place)),
                picture_subjects(paths.PICTURES),
            )
            # What the window does in pauses ends with it.
            model.close()
    del application


def _ensure_libraries() -> None:
    """Raise `Mendable` naming the packages where Qt could not be loaded, or would end the process."""
    try:
        import PySide6.QtWidgets  # noqa: F401  only to see whether it can be loaded
    except ImportError as error:
        from app.system_libraries import DRAWING, missing_packages

        raise _lacking(missing_packages(DRAWING)) from error
    _leave_sources_unread()
    if os.environ.get("DISPLAY") and not os.environ.get("QT_QPA_PLATFORM"):
        # Without these Qt does not fail: it ends the process when the first window is made.
        from app.system_libraries import WINDOW, missing_packages

        missing = missing_packages(WINDOW)
        if missing:
            raise _lacking(missing)


def _leave_sources_unread() -> None:
    """Keep Qt's bindings from reading the source of each module that is imported: a seventh of the start.

    They look whether it may ask for other names of Qt's functions (`__feature__`), and none does. There is no setting
    for it; bindings that do it otherwise are left as they are.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = lambda _module: True


def _lacking(packages: list[str]) -> Mendable:
    return Mendable(
        "The window needs libraries that this system lacks. Install these packages (the names are Debian's), then "
        "try again: {packages}",
        packages=" ".join(packages),
    )


def _kept_language(preferences: Preferences) -> Language | None:
    kept = preferences.read("language")
    return Language(kept) if kept in ("ja", "en") else None
