"""A section in the list at the left: its name, a word for its state, and how far it has got."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from app.views.kit.drawing import AT_THE_RIGHT, focus_ring, icon, painting, plate, write, write_lines
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import lines_of, width_of

_LEFT, _RIGHT, _TOP, _NAME_LINE, _STATE_LINE = 36, 10, 6, 20, 17


class SectionMark(Enum):
    """The sign before the name; the word below it says the same."""

    DONE = "done"
    PARTLY = "partly"
    OPEN = "open"
    OUT = "out"
    NONE = "none"


class SectionRow(PlaceButton):
    """A row that goes to its section."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__(act=act)
        self._count = ""
        self._state = ""
        self._mark = SectionMark.OPEN
        self._share = 0.0
        self.fill_column()

    def say(self, name: str, state: str, count: str, mark: SectionMark, share: float = 0.0) -> None:
        """Name, state in words, "2 / 3", and the mark with the share that is done."""
        if (name, state, count, mark, share) == (self.text(), self._state, self._count, self._mark, self._share):
            return
        if (name, state, count) != (self.text(), self._state, self._count):
            self.updateGeometry()
        self.setText(name)
        self._state, self._count, self._mark, self._share = state, count, mark, share
        self.setAccessibleName(name)
        self.setAccessibleDescription(" ".join(filter(None, (state, count))))
        self.update()

    def _name_lines(self, width: int) -> tuple[str, ...]:
        # Measured in bold, so that the row keeps its height when it becomes the present one.
        return lines_of(self.text(), width - scaled(_LEFT + _RIGHT), 14, bold=True)

    def _state_lines(self, width: int) -> tuple[str, ...]:
        """Beside the count."""
        beside = width_of(self._count, 12) + scaled(8) if self._count else 0
        return lines_of(self._state, width - scaled(_LEFT + _RIGHT) - beside, 12)

    def heightForWidth(self, width: int) -> int:
        """The name, and below it the state in as many lines as it needs."""
        below = max(1, len(self._state_lines(width))) * scaled(_STATE_LINE)
        return scaled(2 * _TOP) + len(self._name_lines(width)) * scaled(_NAME_LINE) + below

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(scaled(200), self.heightForWidth(scaled(200)))

    def minimumSizeHint(self) -> QSize:
        """Two lines of whatever width."""
        return QSize(scaled(100), scaled(2 * _TOP + _STATE_LINE + _NAME_LINE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws mark, name, state and count."""
        area, here = QRectF(self.rect()), self.is_here
        with painting(self) as painter:
            if here or self.underMouse():
                plate(painter, area, shade(self, "accent_soft" if here else "ground"), None, 0, scaled(6))
            if here and hairline(self) > 1:
                plate(painter, area, None, shade(self, "accent"), 1, scaled(6))
            if self.hasFocus():
                focus_ring(painter, self, area, scaled(6))
            self._paint_mark(painter, here)
            self._paint_words(painter, here)

    def _paint_words(self, painter: QPainter, here: bool) -> None:
        room = QRectF(self.rect()).adjusted(scaled(_LEFT), scaled(_TOP), -scaled(_RIGHT), 0)
        colour = shade(self, "accent" if here else "muted" if self._mark is SectionMark.OUT else "ink")
        lines = self._name_lines(self.width())
        below = write_lines(painter, room, lines, scaled(_NAME_LINE), colour, size=14, bold=here)
        colour = shade(self, "accent" if here else "muted")
        write_lines(painter, below, self._state_lines(self.width()), scaled(_STATE_LINE), colour, size=12)
        below.setHeight(scaled(_STATE_LINE))
        write(painter, below, self._count, colour, size=12, alignment=AT_THE_RIGHT)

    def _paint_mark(self, painter: QPainter, here: bool) -> None:
        middle = QPointF(scaled(19), scaled(_TOP + _NAME_LINE / 2))
        radius = scaled(7)
        stroke = 1.5 * hairline(self)
        if self._mark is SectionMark.NONE:
            return
        if self._mark is SectionMark.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade(self, "accent"))
            painter.drawEllipse(middle, radius + 0.5, radius + 0.5)
            half = scaled(12) / 2
            painter.drawPixmap(middle - QPointF(half, half), icon(self, "check", "on_accent", 12))
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(shade(self, "line_strong"), stroke))
        if self._mark is SectionMark.OUT:
            painter.drawLine(middle - QPointF(radius * 0.6, 0), middle + QPointF(radius * 0.6, 0))
            return
        painter.drawEllipse(middle, radius, radius)
        if self._share > 0 or here:
            ring = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
            painter.setPen(QPen(shade(self, "accent"), stroke + 1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawArc(ring, 90 * 16, -round(max(self._share, 0.04) * 360 * 16))
