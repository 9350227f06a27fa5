"""A live register waits for its passphrase: before its window is made, and whenever it is locked."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.composition import SystemClock, opened, register_shelf, words_in
from app.bootstrap.keyring import Keyring, Typed
from app.bootstrap.recovering import Recovery
from app.bootstrap.sessions import new_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from app.bootstrap.registers import OpenRegister
    from app.viewmodels.session.form import Form
    from app.viewmodels.session.preferences import Preferences
    from app.viewmodels.window.window_model import WindowModel
    from app.views.kit.theme import Looks
    from app.views.window.idle_lock import IdleLock
    from app.views.window.main_window import MainWindow
    from app.wording.language import Language


def unlocked(
    application: QApplication,
    files: OpenRegister,
    keyring: Keyring,
    preferences: Preferences,
    language: Language,
    looks: Looks,
) -> Path | None:
    """The register that can be opened now; None where nobody gave the passphrase of a live one.

    It is asked for in the place of the window. Whoever has none there can make another live register, which is opened
    in its place.
    """
    from app.storage.register.file_key import may_be_live

    path = Path(files.path)
    if not may_be_live(path) or keyring.account_for(path) is not None:
        return path
    from app.viewmodels.session.background import Background
    from app.viewmodels.session.language_model import LanguageModel
    from app.viewmodels.window.looks_model import kept_looks
    from app.viewmodels.window.making_model import making_form
    from app.viewmodels.window.unlock_model import UnlockModel
    from app.views.kit.theme import dress, load_resources
    from app.views.window.unlock_window import UnlockWindow

    def unlock(account: str, passphrase: str) -> None:
        keyring.unlock(path, Typed(account, passphrase))
        try:
            # Only what can be opened is unlocked: the register may know other keys.
            with opened(path, SystemClock(), is_claimed=False, keyring=keyring):
                pass
        except BaseException:
            keyring.forget(path)
            raise

    load_resources(looks)
    dress(application, looks, *kept_looks(preferences))
    spoken, clock = LanguageModel(words_in, language), SystemClock()
    # For what is made beside this register, of which nothing is asked.
    runner = Background(partial(opened, path, clock, is_claimed=False))
    session = new_session(runner, clock, spoken, register_shelf(), None, is_live=True)

    def making(new: str, done: Callable[[], object]) -> Form:
        return making_form(session, new, files.make_live, done)

    pause_of = keyring.seals_of(path).pause_of
    model = UnlockModel(spoken, files.path, unlock, pause_of, making=making, recovery=Recovery(path))
    page = UnlockWindow(model, is_locked=False)
    page.show()
    application.exec()
    session.close()
    if model.made:
        return Path(model.made)
    return path if keyring.account_for(path) is not None else None


def idle_lock(
    application: QApplication, window: MainWindow, model: WindowModel, path: Path, keyring: Keyring, account: str
) -> IdleLock:
    """The lock of a live register that is open in a window; only who has opened it opens the lock."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QKeySequence, QShortcut

    from app.viewmodels.window.unlock_model import UnlockModel
    from app.views.window.idle_lock import IdleLock
    from app.views.window.unlock_window import UnlockWindow

    seals = keyring.seals_of(path)

    def unlock(typed: str, passphrase: str) -> None:
        seals.open(typed, passphrase).wipe()

    def page() -> UnlockWindow:
        return UnlockWindow(
            UnlockModel(model.session.language, path.name, unlock, seals.pause_of, account), is_locked=True
        )

    lock = IdleLock(application, SystemClock().now, page, window)
    QShortcut(QKeySequence("Ctrl+Shift+L"), window, lock.lock, context=Qt.ShortcutContext.ApplicationShortcut)
    return lock
