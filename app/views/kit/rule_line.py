"""A hairline between two things."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.kit.theme import hairline, shade


class RuleLine(QWidget):
    """One line across the column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as a line is wide."""
        return QSize(40, hairline(self))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the line."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), shade(self, "line"))
