"""A condition as an indented tree in words; a named condition leads to where it is set out."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.viewmodels.rulebook.entry_model import ConditionSays
from app.views.kit.drawing import soften
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.theme import hairline, scaled, shade

_STEP, _LINE = 18, 21


class _Line(QWidget):
    """One condition, with a dot before it and a line down to its parts."""

    def __init__(self, line: ConditionSays, view: "ConditionView") -> None:
        super().__init__()
        self._has_parts = bool(line.parts)
        self._is_link = bool(line.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(_STEP), 0, 0, 0)
        column.setSpacing(scaled(1))
        if line.name:
            link = LinkRow(line.text, size=13)
            link.clicked.connect(lambda: view.name_wanted.emit(line.name))
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(link)
        else:
            column.addWidget(Prose(line.text, size=13, token="muted" if line.parts else "ink"))
        for part in line.parts:
            column.addWidget(_Line(part, view))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the dot and the line."""
        del event
        if self._is_link:
            return
        painter = QPainter(self)
        soften(painter)
        middle = QPointF(scaled(7), scaled(_LINE) / 2)
        painter.setPen(QPen(shade(self, "line_strong"), hairline(self)))
        if self._has_parts:
            painter.drawLine(
                QPointF(middle.x(), middle.y() + scaled(4)), QPointF(middle.x(), self.height() - scaled(5))
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setBrush(shade(self, "accent"))
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(middle, scaled(2) + 0.5, scaled(2) + 0.5)
        painter.end()


class ConditionView(QWidget):
    """The tree."""

    name_wanted = Signal(str)

    def __init__(self, lines: tuple[ConditionSays, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(1))
        for line in lines:
            column.addWidget(_Line(line, self))
