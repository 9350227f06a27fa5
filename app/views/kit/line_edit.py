"""One line that is typed or pasted: nothing of it is cut off."""

from typing import cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

#: Qt cuts a paste at 32,767 letters without a word; the register says what is too long for it.
_LONGEST = 2**31 - 1

_LETTERS = frozenset(map(Qt.Key, range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)))
_KEY = QKeySequence.StandardKey
#: What everybody expects in a field.
_EDITING = (_KEY.Undo, _KEY.Redo, _KEY.Cut, _KEY.Copy, _KEY.Paste, _KEY.SelectAll)


class LineEdit(QLineEdit):
    """A field for one line."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_LONGEST)
        self.setText(text)

    def event(self, event: QEvent) -> bool:
        """The acts of the program come before keys of Qt's own, such as Control and E for the end of the line."""
        if event.type() == QEvent.Type.ShortcutOverride:
            press = cast("QKeyEvent", event)
            is_letter = press.modifiers() == Qt.KeyboardModifier.ControlModifier and Qt.Key(press.key()) in _LETTERS
            if is_letter and not any(press.matches(key) for key in _EDITING):
                event.ignore()
                return True
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Text can be dropped; a file, of which Qt would write the path, is left to what is behind."""
        event.ignore() if event.mimeData().hasUrls() else super().dragEnterEvent(event)
