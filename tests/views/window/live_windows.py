"""The window on a live register, for tests of its screens: everything at once, on the thread of the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.bootstrap.composition import opened
from app.bootstrap.registers import OpenRegister
from app.bootstrap.window import looks, window_model
from app.viewmodels.session.background import Inline
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.live_office import CLOCK, LiveOffice
from tests.viewmodels.surroundings import Memory
from tests.views.conftest import settle


@contextmanager
def live_window(live: LiveOffice) -> Iterator[MainWindow]:
    """Sato has opened the register, and its file was looked through."""
    with opened(live.path, CLOCK, keyring=live.keyring) as work:
        files = OpenRegister(live.path, CLOCK, keyring=live.keyring)
        model = window_model(Inline(work), CLOCK, Memory(), Language.EN, files=files, account="sato")
        model.session.seals = lambda: live.keyring.open_seals(live.path)
        model.start()
        window = MainWindow(model, looks())
        window.show()
        model.claim()
        settle()
        model.session.is_being_checked = False
        yield window
        model.close()
        window.hide()
        window.deleteLater()
        settle()
