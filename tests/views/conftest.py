"""A window before a training register, for tests of what a person does and sees."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.views.case.case_view import CaseView
from app.views.kit.captions import follow
from app.views.kit.theme import dress, load_resources
from app.views.window.main_window import MainWindow
from tests.viewmodels.surroundings import LOOKS, Office, an_office


@pytest.fixture
def office(qapp: object, tmp_path: Path) -> Iterator[Office]:
    """An empty training register with a session before it, in English."""
    with an_office(tmp_path) as office:
        follow(office.session.language)
        yield office


@pytest.fixture(autouse=True)
def _clear_screen(qapp: QApplication) -> Iterator[None]:
    """Windows that an earlier test has left would all be laid out and dressed anew with each change of this one's.

    A button of the mouse that stays held would change what later windows do.
    """
    for widget in qapp.topLevelWidgets():
        widget.deleteLater()
    settle()
    yield
    assert qapp.mouseButtons() is Qt.MouseButton.NoButton, "the mouse was left with a button held"


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in the light theme, with the program's fonts."""
    qapp.setStyle("Fusion")
    load_resources(LOOKS)
    dress(qapp, LOOKS, "light", 1.0)
    return qapp


@pytest.fixture
def open_window(office: Office, qtbot: QtBot) -> Callable[[], MainWindow]:
    """Opens the window on the list of requests."""

    def open_it() -> MainWindow:
        window = MainWindow(office.window(), LOOKS)
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.model.start()
        window.model.claim()
        window.show()
        settle()
        return window

    return open_it


@pytest.fixture
def open_case(office: Office, open_window: Callable[[], MainWindow]) -> Callable[[Mapping[str, str]], CaseView]:
    """Opens a case with these answers in a window."""

    def open_it(answers: Mapping[str, str]) -> CaseView:
        case = office.case(answers)
        window = open_window()
        window.model.open_case(case.id)
        settle()
        assert window.case is not None
        return window.case

    return open_it


def settle() -> None:
    """Lets layouts come to rest, and what was taken off the screen be gone."""
    for _round in range(8):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
