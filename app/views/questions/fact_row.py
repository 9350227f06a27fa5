"""One question in the list of the open section: its short name, and a mark for how it stands."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from app.views.kit.captions import say
from app.views.kit.drawing import focus_ring, icon, painting, plate, write_lines
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.theme import hairline, scaled, shade, type_of
from app.views.kit.typesetting import lines_of, width_of

_LEFT, _RIGHT, _TOP, _LINE = 56, 8, 4, 18


class FactMark(Enum):
    """The sign before the name; the tooltip and readers of the screen get the same in words."""

    DONE = "done"
    NO = "no"
    NOT_KNOWN = "not_known"
    OPEN = "open"
    OUT = "out"


class FactRow(PlaceButton):
    """A row that goes to its question."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__(act=act)
        self._mark = FactMark.OPEN
        self.fill_column()

    def say(self, name: str, state: str, mark: FactMark, *, here: bool) -> None:
        """Shows the question's short name and how it stands."""
        if name != self.text():
            self.setText(name)
            self.updateGeometry()
        self._mark = mark
        self.mark(here=here)
        self.setAccessibleDescription(state)
        say(self, toolTip=state)
        self.update()

    def _lines(self, width: int) -> tuple[str, ...]:
        # Measured in bold, so that the row keeps its height when it becomes the present one.
        return lines_of(self.text(), width - scaled(_LEFT + _RIGHT), 13, bold=True)

    def heightForWidth(self, width: int) -> int:
        """The lines of the name."""
        return 2 * scaled(_TOP) + len(self._lines(width)) * scaled(_LINE)

    def sizeHint(self) -> QSize:
        """One line or two."""
        return QSize(scaled(200), self.heightForWidth(scaled(200)))

    def minimumSizeHint(self) -> QSize:
        """One line of whatever width."""
        return QSize(scaled(100), 2 * scaled(_TOP) + scaled(_LINE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the mark and the name."""
        area, here = QRectF(self.rect()), self.is_here
        colour = shade(self, "accent" if here else "muted" if self._mark is FactMark.OUT else "ink")
        with painting(self) as painter:
            if self.underMouse():
                plate(painter, area, shade(self, "ground"), None, 0, scaled(4))
            if self.hasFocus():
                focus_ring(painter, self, area, scaled(4))
            self._paint_mark(painter)
            text = area.adjusted(scaled(_LEFT), scaled(_TOP), 0, 0)
            write_lines(painter, text, self._lines(self.width()), scaled(_LINE), colour, size=13, bold=here)

    def _paint_mark(self, painter: QPainter) -> None:
        middle = QPointF(scaled(44), scaled(_TOP + _LINE / 2))
        if self._mark in (FactMark.DONE, FactMark.NO):
            half = scaled(12) / 2
            sign, token = ("check", "accent") if self._mark is FactMark.DONE else ("cross", "caution")
            painter.drawPixmap(middle - QPointF(half, half), icon(self, sign, token, 12))
            return
        painter.setPen(QPen(shade(self, "line_strong"), 1.4 * hairline(self)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = scaled(3.5)
        if self._mark is FactMark.OUT:
            painter.drawLine(middle - QPointF(radius, 0), middle + QPointF(radius, 0))
        elif self._mark is FactMark.NOT_KNOWN:
            painter.setPen(shade(self, "caution"))
            painter.setFont(type_of(12, bold=True))
            painter.drawText(middle + QPointF(-width_of("?", 12, bold=True) / 2, scaled(4)), "?")
        else:
            painter.drawEllipse(middle, radius, radius)
