"""The areas of the rail and their screens: one table, from which the rail, the palette and the keys are made."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.viewmodels.window.window_model import CASE, REQUESTS, RULEBOOK
from app.views.window import screens
from app.views.window.main_window import MainWindow
from app.views.window.rail_view import RailButton
from app.wording.language import Language
from tests.viewmodels.surroundings import LOOKS, MISSILES, Office
from tests.views.conftest import settle
from tests.views.window.conftest import worked_cases

OpenWindow = Callable[[], MainWindow]


def marked(window: MainWindow) -> list[str]:
    """The rows of the rail that are marked as the present one."""
    return [button.text() for button in window.rail.findChildren(RailButton) if button.is_here]


def test_every_area_has_a_row_in_the_rail_and_shows_its_own_screen(office: Office, open_window: OpenWindow) -> None:
    window = open_window()
    assert len({area.rail.id for area in screens.AREAS}) == len(screens.AREAS)
    for area in screens.AREAS:
        next(each for each in window.rail.findChildren(RailButton) if each.text() == area.rail.label.message).click()
        settle()
        assert window.model.screen.name == area.rail.id
        assert window.shown.isVisible()
        assert marked(window) == [area.rail.label.message]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_every_row_of_the_rail_shows_something(qapp: QApplication, tmp_path: Path) -> None:
    with worked_cases(tmp_path, Language.EN, "light") as model:
        window = MainWindow(model, LOOKS)
        model.start()
        model.claim()
        window.show()
        settle()
        for row in window.rail.findChildren(RailButton):
            QTest.mouseClick(row, Qt.MouseButton.LeftButton)
            settle()
            asked = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            assert row.is_here or asked is not None, row.text()
            if asked is not None:
                asked.close()
                settle()
        window.hide()
        window.deleteLater()
        settle()


def test_each_officer_of_a_new_training_register_has_requests_of_their_own(qapp: QApplication, tmp_path: Path) -> None:
    with worked_cases(tmp_path, Language.EN, "light") as model:
        model.start()
        model.claim()
        everything, own = model.requests.rowCount(), []
        model.turn_mine()
        for officer in ("examiner-a", "examiner-b"):
            model.choose_person(officer)
            own.append(model.requests.rowCount())
            assert {model.requests.officer_at(row) for row in range(own[-1])} == {officer}
        assert min(own) > 0
        assert sum(own) == everything


def test_a_screen_that_is_no_area_is_gone_when_it_is_left_and_that_of_an_area_is_kept(
    office: Office, open_window: OpenWindow
) -> None:
    case, window = office.case(MISSILES), open_window()
    window.model.show_rulebook()
    rulebook = window.rulebook
    window.model.open_case(case.id)
    settle()
    shown: QWidget = window.shown
    assert marked(window) == ["Requests"]
    window.model.show_rulebook()
    assert window.case is None
    assert not shown.isVisible()
    assert window.rulebook is rulebook
    assert screens.AREA_OF[CASE].rail.id == REQUESTS
    assert window.model.screen.name == RULEBOOK
    window.model.show_requests()
    window.model.show_rulebook()
    settle()
    assert not window.findChildren(type(shown)), "there is no way back to it any more"
