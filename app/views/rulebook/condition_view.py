"""A condition as an indented tree in words; a named condition leads to where it is set out."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.viewmodels.rulebook.entry_model import ConditionSays
from app.views.kit.drawing import painting
from app.views.kit.layouts import column, held
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.theme import hairline, scaled, shade

_STEP, _LINE = 18, 21


class _Line(QWidget):
    """One condition, with a dot before it and a line down to its parts."""

    def __init__(self, line: ConditionSays, lead_to: Callable[[str], object]) -> None:
        super().__init__()
        self._has_parts = bool(line.parts)
        self._is_link = bool(line.name)
        words: QWidget
        if line.name:
            words = LinkRow(line.text, size=13, act=partial(lead_to, line.name))
        else:
            words = Prose(line.text, size=13, token="muted" if line.parts else "ink")
        parts = (_Line(part, lead_to) for part in line.parts)
        column(words, *parts, spacing=1, margins=(0 if line.name else _STEP, 0, 0, 0), of=self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the dot and the line."""
        if self._is_link:
            return
        middle = QPointF(scaled(7), scaled(_LINE) / 2)
        with painting(self) as painter:
            painter.setPen(QPen(shade(self, "line_strong"), hairline(self)))
            if self._has_parts:
                top = QPointF(middle.x(), middle.y() + scaled(4))
                painter.drawLine(top, QPointF(middle.x(), self.height() - scaled(5)))
            else:
                painter.setBrush(shade(self, "accent"))
                painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(middle, scaled(2) + 0.5, scaled(2) + 0.5)


def conditions(lines: Iterable[ConditionSays], lead_to: Callable[[str], object]) -> QWidget:
    """The tree of these conditions; a named one that is pressed gives its name to `lead_to`."""
    return held(column(*(_Line(line, lead_to) for line in lines), spacing=1))
