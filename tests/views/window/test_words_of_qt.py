"""Qt's own dialogs speak the language of the window, and the other one after a switch."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.bootstrap.composition import words_in
from app.viewmodels.session.form import Form
from app.viewmodels.session.language_model import LanguageModel
from app.viewmodels.window.unlock_model import UnlockModel
from app.views.kit.qt_words import speak_qt
from app.views.window.main_window import MainWindow
from app.views.window.unlock_window import UnlockWindow
from app.wording.language import Language
from tests.live_office import LiveOffice
from tests.viewmodels.surroundings import Office
from tests.views.hands import press


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


def test_the_page_that_asks_for_a_passphrase_has_japanese_dialogs(live: LiveOffice, qtbot: QtBot) -> None:
    """Before any window has spoken."""
    model = UnlockModel(
        LanguageModel(words_in, Language.JA),
        str(live.path),
        print,
        live.keyring.seals_of(live.path).pause_of,
        making=lambda _path, _done: Form("", "", ""),
    )
    page = UnlockWindow(model, is_locked=False)
    qtbot.addWidget(page)
    page.show()
    press(page.live_button)
    (dialog,) = page.findChildren(QFileDialog)
    assert "ファイル名" in " ".join(label.text() for label in dialog.findChildren(QLabel))
