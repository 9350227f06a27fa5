"""Why a rule holds, as a tree in words: each condition with a mark, and what it rests on below it."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.viewmodels.determination.trace_model import ReasonSays
from app.views.kit.card import clear
from app.views.kit.drawing import icon, soften
from app.views.kit.prose import Prose
from app.views.kit.theme import hairline, scaled, shade

_STEP, _MARK, _LINE = 22, 14, 22
_SIGNS = {"holds": ("check", "accent"), "fails": ("cross", "caution"), "unknown": ("unknown", "muted")}


class _Reason(QWidget):
    """One condition, with a mark before it and a line down to its parts."""

    def __init__(self, reason: ReasonSays) -> None:
        super().__init__()
        self._sign, self._token = _SIGNS[reason.mark]
        self._has_parts = bool(reason.parts)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(_STEP), 0, 0, 0)
        column.setSpacing(scaled(2))
        text = Prose(reason.text, size=13)
        # The mark is drawn; readers of the screen get its word.
        text.setAccessibleName(f"{reason.text} — {reason.result}")
        column.addWidget(text)
        for part in reason.parts:
            column.addWidget(_Reason(part))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the mark and the line."""
        del event
        painter = QPainter(self)
        soften(painter)
        painter.drawPixmap(scaled(1), scaled(4), icon(self, self._sign, self._token, _MARK))
        if self._has_parts:
            painter.setPen(QPen(shade(self, "line"), hairline(self), Qt.PenStyle.SolidLine))
            left = scaled(1) + scaled(_MARK) / 2
            painter.drawLine(QPointF(left, scaled(_LINE)), QPointF(left, self.height() - scaled(4)))
        painter.end()


class TraceView(QWidget):
    """The tree."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(scaled(2))

    def say(self, reasons: tuple[ReasonSays, ...]) -> None:
        """Shows these reasons."""
        clear(self._column)
        for reason in reasons:
            self._column.addWidget(_Reason(reason))
