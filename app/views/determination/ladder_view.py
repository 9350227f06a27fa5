"""The procedure as a ladder: each step a rung, in order, with who acts and how they sign off.

What a step says is the edition's own sentence (`procedure.toml`); why it is needed comes from the trace (`because_of`).
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.statements.steps import StepSays
from app.views.kit.drawing import painting, plate, write
from app.views.kit.layouts import Part, column, let_height_follow
from app.views.kit.listing import Listing
from app.views.kit.selectable_prose import SelectableProse as Prose
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import lines_of

_NODE, _INDENT = 22, 36


class SignOffBoxes(QWidget):
    """One empty box for each member who must sign off, like the boxes on a paper for decision. Always empty here:
    nothing that this program records is a sign-off."""

    _BODY = 30

    def __init__(self, signatories: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signatories = tuple(signatories)
        self.setAccessibleName("、".join(signatories))
        let_height_follow(self)

    def heard_as(self) -> QAccessible.Role:
        """Words, however they are drawn."""
        return QAccessible.Role.StaticText

    def _columns(self, width: int) -> int:
        return len(self._signatories) if width >= scaled(420) else 2

    def _head_lines(self, width: int) -> int:
        return max(len(self._wrapped(name, self._box_width(width))) for name in self._signatories)

    def _box_width(self, width: int) -> float:
        return min((width - 2) / self._columns(width), scaled(150))

    def _wrapped(self, name: str, width: float) -> tuple[str, ...]:
        return lines_of(name, width - scaled(10), 12)

    def _row_height(self, width: int) -> float:
        return scaled(6) + self._head_lines(width) * scaled(17) + scaled(self._BODY)

    def heightForWidth(self, width: int) -> int:
        """The rows of boxes; narrow ladders stand them in two."""
        rows = -(-len(self._signatories) // self._columns(width))
        return int(rows * self._row_height(width)) + scaled(4)

    def sizeHint(self) -> QSize:
        """A row of boxes."""
        return QSize(scaled(260), self.heightForWidth(scaled(260)))

    def minimumSizeHint(self) -> QSize:
        """Two boxes wide."""
        return QSize(scaled(120), scaled(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the boxes."""
        columns, width = self._columns(self.width()), self._box_width(self.width())
        row_height = self._row_height(self.width())
        head = row_height - scaled(self._BODY)
        with QPainter(self) as painter:
            for index, name in enumerate(self._signatories):
                left, top = (index % columns) * width, scaled(2) + (index // columns) * row_height
                box = QRectF(left + 0.5, top + 0.5, width, row_height)
                painter.setPen(QPen(shade(self, "line_strong"), hairline(self)))
                painter.setBrush(shade(self, "card"))
                painter.drawRect(box)
                painter.drawLine(QPointF(box.left(), box.top() + head), QPointF(box.right(), box.top() + head))
                lines = self._wrapped(name, width)
                line_top = box.top() + (head - len(lines) * scaled(17)) / 2
                for at, line in enumerate(lines):
                    area = QRectF(box.left(), line_top + at * scaled(17), box.width(), scaled(17))
                    write(painter, area, line, shade(self, "muted"), size=12, alignment=Qt.AlignmentFlag.AlignCenter)


class Rung(QWidget):
    """One step: its number on the rail of the ladder, its name, and who acts."""

    def __init__(self, step: StepSays, *, first: bool, last: bool, full: bool) -> None:
        super().__init__()
        self._number = step.number
        self._first, self._last = first, last
        parts: list[Part] = [Prose(step.label, bold=True)]
        if full and step.says:
            parts.append(Prose(step.says))
        if full and step.because:
            parts.append(Prose(step.because, size=13))
        details = (step.who, step.sign_off, step.origin) if full else (step.who,)
        captions = " · ".join(part for part in details if part), step.lines
        parts += [Prose(caption, size=12, token="muted") for caption in captions if caption]
        if step.signatories:
            parts += [4, SignOffBoxes(step.signatories)]
        column(*parts, spacing=2, margins=(_INDENT, 0, 0, 0 if last else 16 if full else 12), of=self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the number and the stretch of the rail beside it."""
        middle = QPointF(scaled(_NODE) / 2 + 1, scaled(11))
        radius = scaled(_NODE) / 2
        area = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        with painting(self) as painter:
            painter.setPen(QPen(shade(self, "line_strong"), hairline(self)))
            if not self._first:
                painter.drawLine(QPointF(middle.x(), 0), middle)
            if not self._last:
                painter.drawLine(middle, QPointF(middle.x(), self.height()))
            plate(painter, area, shade(self, "card"), shade(self, "accent"), 1.5 * hairline(self), radius)
            number, centre = str(self._number), Qt.AlignmentFlag.AlignCenter
            write(painter, area, number, shade(self, "accent"), size=12, bold=True, alignment=centre)


class LadderView(QWidget):
    """The steps from the first examination down to the last decision."""

    def __init__(self, *, full: bool = False) -> None:
        super().__init__()
        self._full = full
        self._rungs = Listing(spacing=0, of=self)

    def say(self, steps: tuple[StepSays, ...]) -> None:
        """Shows these steps."""
        last = len(steps) - 1

        def rung(numbered: tuple[int, StepSays]) -> Rung:
            at, step = numbered
            return Rung(step, first=at == 0, last=at == last, full=self._full)

        self._rungs.say(enumerate(steps), rung)
