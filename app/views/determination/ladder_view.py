"""The procedure as a ladder: each step a rung, in order, with who acts and how they sign off."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.viewmodels.determination.determination_model import StepSays
from app.views.kit.card import clear
from app.views.kit.drawing import plate, soften
from app.views.kit.prose import Prose
from app.views.kit.theme import hairline, scaled, shade, type_of
from app.views.kit.typesetting import lines_of

_NODE, _INDENT = 22, 36


class SignOffBoxes(QWidget):
    """One empty box for each member who must sign off, like the boxes on a paper for decision. Always empty here:
    nothing that this program records is a sign-off."""

    _HEAD, _BODY = 22, 30

    def __init__(self, signatories: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signatories = tuple(signatories)
        self.setAccessibleName("、".join(signatories))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

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

    def hasHeightForWidth(self) -> bool:
        """Narrow ladders stand the boxes in two rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The rows of boxes."""
        rows = -(-len(self._signatories) // self._columns(width))
        return int(rows * self._row_height(width)) + scaled(4)

    def sizeHint(self) -> QSize:
        """A row of boxes."""
        return QSize(scaled(260), self.heightForWidth(scaled(260)))

    def minimumSizeHint(self) -> QSize:
        """Two boxes wide."""
        return QSize(scaled(120), scaled(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the boxes."""
        del event
        painter = QPainter(self)
        columns, width = self._columns(self.width()), self._box_width(self.width())
        row_height = self._row_height(self.width())
        head = row_height - scaled(self._BODY)
        painter.setFont(type_of(12))
        for index, name in enumerate(self._signatories):
            left, top = (index % columns) * width, scaled(2) + (index // columns) * row_height
            box = QRectF(left + 0.5, top + 0.5, width, row_height)
            painter.setPen(QPen(shade(self, "line_strong"), hairline(self)))
            painter.setBrush(shade(self, "card"))
            painter.drawRect(box)
            painter.drawLine(QPointF(box.left(), box.top() + head), QPointF(box.right(), box.top() + head))
            painter.setPen(shade(self, "muted"))
            lines = self._wrapped(name, width)
            line_top = box.top() + (head - len(lines) * scaled(17)) / 2
            for line in lines:
                painter.drawText(
                    QRectF(box.left(), line_top, box.width(), scaled(17)), Qt.AlignmentFlag.AlignCenter, line
                )
                line_top += scaled(17)
        painter.end()


class Rung(QWidget):
    """One step: its number on the rail of the ladder, its name, and who acts."""

    def __init__(self, step: StepSays, *, first: bool, last: bool, full: bool) -> None:
        super().__init__()
        self._number = step.number
        self._first, self._last = first, last
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(scaled(_INDENT), 0, 0, scaled(0 if last else 16 if full else 12))
        self.column.setSpacing(scaled(2))
        self._name = Prose(step.label, bold=True)
        self.column.addWidget(self._name)
        if full and step.says:
            self.column.addWidget(Prose(step.says))
        if full and step.because:
            self.column.addWidget(Prose(step.because, size=13))
        details = (step.who, step.sign_off, step.origin) if full else (step.who,)
        for detail in (" · ".join(part for part in details if part), step.lines):
            if detail:
                self.column.addWidget(Prose(detail, size=12, token="muted"))
        if step.signatories:
            self.column.addSpacing(scaled(4))
            self.column.addWidget(SignOffBoxes(step.signatories))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the number and the stretch of the rail beside it."""
        del event
        painter = QPainter(self)
        soften(painter)
        middle = QPointF(scaled(_NODE) / 2 + 1, scaled(11))
        radius = scaled(_NODE) / 2
        painter.setPen(QPen(shade(self, "line_strong"), hairline(self)))
        if not self._first:
            painter.drawLine(QPointF(middle.x(), 0), middle)
        if not self._last:
            painter.drawLine(middle, QPointF(middle.x(), self.height()))
        area = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        plate(painter, area, shade(self, "card"), shade(self, "accent"), 1.5 * hairline(self), radius)
        painter.setPen(shade(self, "accent"))
        painter.setFont(type_of(12, bold=True))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class LadderView(QWidget):
    """The steps from the first examination down to the last decision."""

    def __init__(self, *, full: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = full
        self._steps: tuple[StepSays, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def say(self, steps: tuple[StepSays, ...]) -> None:
        """Shows these steps."""
        if steps == self._steps:
            return
        self._steps = steps
        clear(self._column)
        for index, step in enumerate(steps):
            self._column.addWidget(Rung(step, first=index == 0, last=index == len(steps) - 1, full=self._full))
