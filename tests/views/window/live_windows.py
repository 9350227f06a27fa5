"""The window on the file of a register, for tests of its screens: everything at once, on the thread of the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.bootstrap.composition import opened
from app.bootstrap.keyring import Keyring
from app.bootstrap.registers import OpenRegister
from app.bootstrap.window import looks, window_model
from app.viewmodels.session.background import Inline
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.live_office import CLOCK, LiveOffice
from tests.viewmodels.surroundings import Memory
from tests.views.conftest import settle


@contextmanager
def window_on(
    path: Path, keyring: Keyring, account: str | None = None, *, is_claimed: bool = True
) -> Iterator[MainWindow]:
    """The window, as it is once its register was claimed, or before; `account` is who has opened a live one."""
    with opened(path, CLOCK, keyring=keyring) as work:
        files = OpenRegister(path, CLOCK, keyring=keyring)
        model = window_model(Inline(work), CLOCK, Memory(), Language.EN, files=files, account=account)
        model.session.seals = lambda: keyring.open_seals(path)
        model.start()
        window = MainWindow(model, looks())
        window.show()
        if is_claimed:
            model.claim()
            settle()
        yield window
        model.close()
        window.hide()
        window.deleteLater()
        settle()


@contextmanager
def live_window(live: LiveOffice, *, is_claimed: bool = True) -> Iterator[MainWindow]:
    """Sato has opened the register, and its file was looked through."""
    with window_on(live.path, live.keyring, "sato", is_claimed=is_claimed) as window:
        window.model.session.end_check()
        yield window
