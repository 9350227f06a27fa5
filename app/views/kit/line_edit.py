"""One line that is typed or pasted: nothing of it is cut off."""

from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QLineEdit, QWidget

#: Qt cuts a paste at 32,767 letters without a word; the register says what is too long for it.
_LONGEST = 2**31 - 1


class LineEdit(QLineEdit):
    """A field for one line."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_LONGEST)
        self.setText(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Text can be dropped; a file, of which Qt would write the path, is left to what is behind."""
        event.ignore() if event.mimeData().hasUrls() else super().dragEnterEvent(event)
