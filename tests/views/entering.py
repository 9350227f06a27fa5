"""The ways in which text gets into a field: typed key by key, pasted, committed by an input method, dropped."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

Way = Callable[[QWidget, str], None]


def typed(field: QWidget, text: str) -> None:
    """Key by key; QTest's own knows only the keys of Latin letters."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def pasted(field: QWidget, text: str) -> None:
    """From the clipboard, by the keyboard."""
    QApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def committed(field: QWidget, text: str) -> None:
    """By an input method, whole, after it was shown as not yet committed."""
    QApplication.sendEvent(field, QInputMethodEvent(text, []))
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def committed_piecemeal(field: QWidget, text: str) -> None:
    """By an input method, letter by letter."""
    for letter in text:
        committed(field, letter)


def dropped(field: QWidget, text: str) -> None:
    """By the mouse, from another program, into the field that was emptied."""
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    carried = QMimeData()
    carried.setText(text)
    place, target = QPoint(1, 1), field.viewport() if isinstance(field, QPlainTextEdit) else field
    how = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for event in (QDragEnterEvent(place, *how), QDropEvent(QPointF(place), *how)):
        QApplication.sendEvent(target, event)


WAYS: tuple[Way, ...] = (typed, pasted, committed, committed_piecemeal, dropped)


def begin_anew(field: QWidget) -> None:
    """The keyboard in the field, and all in it selected, as a person does who enters something else."""
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.selectAll()
