"""A sheet of paper on the ground: where content stands, with a scrolling body if it may be long."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from app.views.kit.captions import Said, say
from app.views.kit.drawing import focus_ring, painting, plate
from app.views.kit.layouts import Margins, Part, column
from app.views.kit.theme import hairline, scaled, shade

RADIUS = 10
#: How the keyboard comes to a column that somebody wants to read; a window just opened has it from the start.
_ASKED_FOR = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)


class Card(QFrame):
    """A rounded surface with a hairline, and a column of parts on it."""

    def __init__(self, *parts: Part, spacing: int = 0, margins: Margins = (0, 0, 0, 0)) -> None:
        super().__init__()
        self._shows_ring = False
        self.column = column(*parts, spacing=spacing, margins=margins, of=self)

    def heard_as(self) -> QAccessible.Role:
        """What stands on one sheet belongs together."""
        return QAccessible.Role.Grouping

    def show_ring(self, shown: bool) -> None:
        """Shows that the keyboard is on the sheet itself, or is not."""
        self._shows_ring = shown
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the surface."""
        area, radius = QRectF(self.rect()), scaled(RADIUS)
        with painting(self) as painter:
            plate(painter, area, shade(self, "card"), shade(self, "line"), hairline(self), radius)
            if self._shows_ring:
                focus_ring(painter, self, area, radius)


class ScrollColumn(QScrollArea):
    """A column that scrolls up and down inside its card, and never sideways."""

    def __init__(self, *parts: Part, margins: Margins, spacing: int) -> None:
        """`margins` and `spacing` are the same at every size of the text."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What is inside takes the keyboard, and the column follows it; Tab stops here where nothing inside does.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.column = column(*parts, of=self.inside)
        self.column.setContentsMargins(*margins)
        self.column.setSpacing(spacing)
        self.setWidget(self.inside)

    def heard_as(self) -> QAccessible.Role:
        """What stands in it belongs together; it has a name where it takes the keyboard."""
        return QAccessible.Role.Grouping

    def take_keys(self, name: Said) -> None:
        """Takes the keyboard itself, to be scrolled by it: for a column in which little or nothing else takes it."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        say(self, accessibleName=name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End lead to the ends of the text, as the arrows and the page keys lead through it."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        end = ends.get(Qt.Key(event.key()))
        if end is None or event.modifiers():
            super().keyPressEvent(event)
        else:
            bar.setValue(end)

    def to_top(self) -> None:
        """Shows the beginning, as another content wants it."""
        self.verticalScrollBar().setValue(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The sheet shows where the keyboard is."""
        super().focusInEvent(event)
        # The keyboard may also end up here because what had it is gone: nobody asked for a ring then.
        self._show_ring(event.reason() in _ASKED_FOR)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._show_ring(False)

    def _show_ring(self, shown: bool) -> None:
        sheet = self.parentWidget()
        while sheet is not None and not isinstance(sheet, Card):
            sheet = sheet.parentWidget()
        if sheet is not None:
            sheet.show_ring(shown)


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout, and out of those inside it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
