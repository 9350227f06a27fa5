"""A sheet of paper on the ground: where content stands, with a scrolling body if it may be long."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.views.drawing import focus_ring, plate, soften
from app.views.theme import hairline, scaled, shade

RADIUS = 10


class Card(QFrame):
    """A rounded surface with a hairline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the surface."""
        del event
        painter = QPainter(self)
        soften(painter)
        plate(painter, QRectF(self.rect()), shade(self, "card"), shade(self, "line"), hairline(self), scaled(RADIUS))
        if any(isinstance(child, ScrollColumn) and child.shows_focus for child in self.children()):
            focus_ring(painter, self, QRectF(self.rect()), scaled(RADIUS))
        painter.end()


class ScrollColumn(QScrollArea):
    """A column that scrolls up and down inside its card, and never sideways."""

    def __init__(self, margins: tuple[int, int, int, int] = (24, 20, 24, 20), spacing: int = 12) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Only what is inside takes the keyboard; the column follows it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(*margins)
        self.column.setSpacing(spacing)
        self.setWidget(self.inside)
        self.shows_focus = False

    def take_keys(self, name: str) -> None:
        """Takes the keyboard itself, to be scrolled by it: for a column in which little or nothing else takes it."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The sheet shows where the keyboard is."""
        super().focusInEvent(event)
        # The keyboard may also end up here because what had it is gone: nobody asked for a ring then.
        self._show_focus(event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._show_focus(False)

    def _show_focus(self, shown: bool) -> None:
        self.shows_focus = shown
        sheet = self.parentWidget()
        if sheet is not None:
            sheet.update()


def clear(column: QBoxLayout) -> None:
    """Takes everything out of a column."""
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
