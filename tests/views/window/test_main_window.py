"""The window: the rail, the band, the shortcuts, and what never leaks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.viewmodels.questions.particulars_model import enter_in_case
from app.views.kit.form_dialog import FormDialog
from app.views.window.help_dialog import HelpDialog
from app.views.window.main_window import MainWindow
from app.views.window.palette_dialog import PaletteDialog
from app.views.window.rail_view import RailButton
from app.views.window.trouble_dialog import TroubleDialog
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle

OpenWindow = Callable[[], MainWindow]


@pytest.mark.parametrize("language", Language)
def test_the_labels_of_the_rail_fit(office: Office, open_window: OpenWindow, language: Language) -> None:
    window = open_window()
    office.session.language.switch(language)
    settle()
    buttons = window.rail.findChildren(RailButton)
    assert len(buttons) >= 4
    for button in buttons:
        assert button.text()
        assert button.shown_text() == button.text()


def test_the_band_says_training_in_both_languages_on_every_screen(office: Office, open_window: OpenWindow) -> None:
    case = office.case(MISSILES)
    window = open_window()
    assert window.band.isVisible()
    assert "訓練  TRAINING" in window.band.accessibleName()
    window.model.open_case(case.id)
    settle()
    assert window.band.isVisible()


def test_a_new_request_is_made_from_the_keyboard(open_window: OpenWindow) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChildren(FormDialog)[0]
    QTest.keyClick(dialog.fields["number"], Qt.Key.Key_Return)
    assert dialog.isVisible(), "without a title it stays and says so"
    QTest.keyClicks(dialog.fields["title"], "Radars")
    QTest.keyClick(dialog.fields["title"], Qt.Key.Key_Return)
    settle()
    assert window.case is not None
    assert window.windowTitle().startswith("2026-0001　Radars")


def test_the_palette_opens_a_case(office: Office, open_window: OpenWindow) -> None:
    office.register.a_case(title="Radars to nowhere")
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChildren(PaletteDialog)[0]
    QTest.keyClicks(dialog.picker.search, "nowhere")
    QTest.keyClick(dialog.picker.search, Qt.Key.Key_Return)
    settle()
    assert window.case is not None


def test_shortcuts_change_theme_size_and_language(office: Office, open_window: OpenWindow) -> None:
    window = open_window()
    for key in (Qt.Key.Key_T, Qt.Key.Key_Plus, Qt.Key.Key_L):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert (window.model.looks.theme, window.model.looks.scale) == ("dark", 1.1)
    assert office.session.language.language is Language.JA
    assert window.windowTitle() == "関所"
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.model.looks.scale == 1.0


def test_help_says_what_is_not_claimed(open_window: OpenWindow) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChildren(HelpDialog)[0]
    texts = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "never says that an overseas transfer is permitted" in texts
    assert "Ctrl+K" in texts


def test_a_mistake_is_told_in_a_dialog(office: Office, open_window: OpenWindow) -> None:
    window = open_window()
    office.session.tell(ValueError("broken"))
    dialog = window.findChildren(TroubleDialog)[0]
    assert "ValueError: broken" in "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_window_asks_before_it_closes_over_answers_that_are_nowhere_else(
    office: Office, open_window: OpenWindow
) -> None:
    window = open_window()
    model = office.open(office.case())
    enter_in_case(model, "title", "")
    assert not window.close()
    dialog = window.findChildren(FormDialog)[0]
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_the_list_is_searched_and_opened_with_the_keyboard(office: Office, open_window: OpenWindow) -> None:
    office.register.a_case(title="Radars")
    office.register.a_case(title="Frigates")
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.requests.search, "frig")
    QTest.keyClick(window.requests.search, Qt.Key.Key_Return)
    assert window.model.requests.size == 1
    window.requests.focus_list()
    QTest.keyClick(window.requests.table, Qt.Key.Key_Return)
    assert window.model.case is not None
    assert window.model.case.case.particulars.title == "Frigates"


def test_the_title_of_the_window_follows_the_title_of_the_case(office: Office, open_window: OpenWindow) -> None:
    window = open_window()
    case = office.case(MISSILES)
    window.model.open_case(case.id)
    settle()
    assert window.model.case is not None
    enter_in_case(window.model.case, "title", "Another title")
    settle()
    assert "Another title" in window.windowTitle()
