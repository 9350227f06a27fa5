"""The page about the program: what it is made of, and the licence of the part that is chosen."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.ports import ShippedPart
from app.views.window.about_dialog import AboutDialog
from app.views.window.help_dialog import HelpDialog
from app.views.window.main_window import MainWindow
from tests.views.conftest import settle
from tests.views.hands import told

PARTS = (ShippedPart("Alpha", "1.0", "MIT", "Text of alpha"), ShippedPart("Beta", "2.0", "", ""))


def test_from_the_help_to_the_licences(open_window: Callable[[], MainWindow]) -> None:
    window = open_window()
    window.model.parts = lambda: PARTS
    window.model.help_wanted.emit()
    settle()
    (help_page,) = window.findChildren(HelpDialog)
    help_page.about_button.click()
    settle()
    (about,) = window.findChildren(AboutDialog)
    assert about.text.toPlainText() == "Text of alpha"
    QTest.keyClick(about.parts, Qt.Key.Key_Down)
    assert about.text.toPlainText() == "The text of the licence does not come with this part."
    assert "It needs no network and uses none." in told(about)
