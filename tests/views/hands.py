"""What every test of a screen does with it: read what is to be seen, press a button, find the card of an answer."""

from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.views.case.case_view import CaseView
from app.views.kit.choice_card import ChoiceCard
from app.views.questions.question_panel import _MOMENT
from tests.views.conftest import settle

_W = TypeVar("_W", bound=QWidget)

#: Opens a case with these answers in a window; the fixture `open_case`.
OpenCase: TypeAlias = Callable[[Mapping[str, str]], CaseView]


def seen(view: QWidget, kind: type[_W]) -> list[_W]:
    """The widgets of a kind that are to be seen."""
    return [widget for widget in view.findChildren(kind) if widget.isVisible()]


def told(view: QWidget) -> str:
    """All that is written on a part of the window."""
    return "\n".join(label.text() for label in seen(view, QLabel))


def double_click(widget: QWidget, at: QPoint | None = None) -> None:
    """Clicks twice, and lets go: Qt's own double click leaves the button held for every test that follows."""
    place = at or widget.rect().center()
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=place)


def press(button: QWidget) -> None:
    """Presses a button by the keyboard."""
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()


def hold(key: Qt.Key, times: int = 60) -> None:
    """Presses a key wherever the keyboard is, and holds it down for that many repetitions: 2.5 seconds of them."""
    QTest.keyPress(_with_keyboard(), key)
    settle()
    repeat(key, times)
    QTest.keyRelease(_with_keyboard(), key)
    settle()


def repeat(key: Qt.Key, times: int = 3) -> None:
    """A key that was pressed before goes on being held: each repetition goes to the window with the keyboard."""
    text = {Qt.Key.Key_Space: " ", Qt.Key.Key_Return: "\r", Qt.Key.Key_Enter: "\r"}.get(key, "")
    text = chr(key) if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else text
    for _time in range(times):
        again = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)
        QApplication.sendEvent(_with_keyboard(), again)
        QApplication.processEvents()


def _with_keyboard() -> QWindow:
    """The window with the keyboard; when a dialog has closed, that is the one behind it."""
    if QApplication.focusWindow() is None:
        next(widget for widget in QApplication.topLevelWidgets() if widget.isVisible()).activateWindow()
        settle()
    window = QApplication.focusWindow()
    assert window is not None
    return window


def click_when_read(widget: QWidget) -> None:
    """Clicks an answer as soon as a person can have read it."""
    QTest.qWait(_MOMENT)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def card(view: CaseView, value: str) -> ChoiceCard:
    """The card of a value."""
    return next(card for card in seen(view.request.question, ChoiceCard) if card.value == value)
