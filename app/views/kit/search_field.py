"""The search above a list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.views.kit.line_edit import LineEdit


class SearchField(LineEdit):
    """From the search the arrow that leads down goes into the list."""

    left_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes into the list."""
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)
