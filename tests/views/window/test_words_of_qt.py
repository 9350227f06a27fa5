"""Qt's own dialogs speak the language of the window, and the other one after a switch."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.views.kit.qt_words import speak_qt
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.viewmodels.surroundings import Office


@pytest.fixture(autouse=True)
def _english_afterwards(qapp: QApplication) -> Iterator[None]:
    """What is installed for the application would stay for other tests."""
    yield
    speak_qt(qapp, "en")


def words_of_a_dialog(qtbot: QtBot) -> str:
    """What stands in Qt's dialog of files."""
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_dialog_of_files_speaks_japanese_in_a_japanese_window(
    office: Office, open_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    open_window()
    office.session.language.switch(Language.JA)
    assert "ファイル名" in words_of_a_dialog(qtbot)
    office.session.language.switch(Language.EN)
    assert "File name" in words_of_a_dialog(qtbot).replace("&", "").replace("File &name", "File name")
    assert "ファイル" not in words_of_a_dialog(qtbot)


def test_a_window_that_opens_in_japanese_has_japanese_dialogs(
    office: Office, open_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    office.session.language.switch(Language.JA)
    open_window()
    qtbot.waitUntil(lambda: "ファイル名" in words_of_a_dialog(qtbot), timeout=3000)
