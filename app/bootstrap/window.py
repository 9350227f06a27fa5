"""The window: opened on a register, then on each that is chosen in its place."""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__, paths
from app.bootstrap import registers, unlocking
from app.bootstrap.composition import SystemClock, holder, opened, register_shelf, words_in
from app.bootstrap.keyring import Keyring
from app.bootstrap.live import exchange_if_due
from app.bootstrap.qt_libraries import QT_ARGUMENTS, ensure_libraries
from app.bootstrap.sessions import new_session
from app.wording.language import Language, Words

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from app.domain.errors import Mendable
    from app.services.ports import Clock, ShippedPart
    from app.storage.law.register_shelf import RegisterShelf
    from app.viewmodels.session.background import Runner
    from app.viewmodels.session.preferences import Preferences
    from app.viewmodels.window.register_model import Carried, RegisterFiles
    from app.viewmodels.window.window_model import WindowModel
    from app.views.kit.theme import Looks


def open_window(register: str | None, words: Words) -> int:
    """Open the window on a register, by default on the one last worked in; then on each that is chosen."""
    # Next to nothing that is made before the first picture ever goes: nobody need look for it.
    gc.disable()
    ensure_libraries()

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
        ready = unlocking.unlocked(application, files, keyring, preferences, language, looks())
        if ready is None:
            return 0
        if str(ready) != files.path:
            files = registers.OpenRegister(ready, SystemClock(), None, keyring)
        due = exchange_if_due(ready, keyring, partial(holder, SystemClock()))
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
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
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
    from app.viewmodels.window.window_model import WindowModel

    is_live = account is not None
    learner = shelf_in_use or register_shelf()
    session = new_session(runner, clock, LanguageModel(words_in, language), learner, account, is_live=is_live)
    session.is_being_checked = is_live
    return WindowModel(session, preferences, __version__, _shipped_parts, files)


def _shipped_parts() -> tuple[ShippedPart, ...]:
    """The parts of others that come with the program; their metadata are read once they are looked at."""
    from app.storage.files.shipped_parts import shipped_parts

    return shipped_parts(paths.FONTS)


def looks() -> Looks:
    """Where the parts of the window's look are."""
    from app.views.kit.theme import Looks

    return Looks(paths.STYLE, paths.ICONS, paths.FONTS)


def _kept_language(preferences: Preferences) -> Language | None:
    kept = preferences.read("language")
    return Language(kept) if kept in ("ja", "en") else None
