"""A key that is held down only moves or types: by its repetitions nothing is chosen, confirmed, removed or closed."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

_K = Qt.Key
_STEPS = frozenset((_K.Key_Up, _K.Key_Down, _K.Key_Left, _K.Key_Right, _K.Key_PageUp, _K.Key_PageDown))
_MOVING = _STEPS | {_K.Key_Home, _K.Key_End, _K.Key_Tab, _K.Key_Backtab}
_ENDING = frozenset((_K.Key_Return, _K.Key_Enter, _K.Key_Select, _K.Key_Escape))


class HeldKeys(QObject):
    """Keeps the repetitions of a held key from every window of the program, Qt's own dialogs and menus included.

    It watches windows and not widgets: keys come to a window first, and nothing that is made later has to know of it.
    """

    def __init__(self, application: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        application.focusWindowChanged.connect(self.watch)

    def watch(self, window: QWindow | None) -> None:
        """Watches one more window."""
        if window is not None:
            # Qt knows which it has already: the same filter stands there once only.
            window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Swallows what a held key repeats, but for moving and typing."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        press = cast("QKeyEvent", event)
        return press.isAutoRepeat() and not _may_repeat(Qt.Key(press.key()), _under_the_keyboard())


def _under_the_keyboard() -> QWidget | None:
    popup = QApplication.activePopupWidget()
    return QApplication.focusWidget() if popup is None else popup.focusWidget() or popup


def _may_repeat(key: Qt.Key, widget: QWidget | None) -> bool:
    if isinstance(widget, QPlainTextEdit):
        return key is not _K.Key_Escape
    if isinstance(widget, QLineEdit):
        return key not in _ENDING
    # In a closed drop-down list each step is a choice.
    return key in _MOVING and not (isinstance(widget, QComboBox) and key in _STEPS)
