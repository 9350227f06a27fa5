"""Why a rule holds, as a tree in words: each condition with a mark, and what it rests on below it."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.statements.reasons import ReasonSays
from app.views.kit.drawing import icon, painting
from app.views.kit.layouts import column, held
from app.views.kit.selectable_prose import SelectableProse as Prose
from app.views.kit.theme import hairline, scaled, shade

_STEP, _MARK, _LINE = 22, 14, 22
_SIGNS = {"holds": ("check", "accent"), "fails": ("cross", "caution"), "unknown": ("unknown", "muted")}


class _Reason(QWidget):
    """One condition, with a mark before it and a line down to its parts."""

    def __init__(self, reason: ReasonSays) -> None:
        super().__init__()
        self._sign, self._token = _SIGNS[reason.mark]
        self._has_parts = bool(reason.parts)
        text = Prose(reason.text, size=13)
        # The mark is drawn; readers of the screen get its word.
        text.setAccessibleName(f"{reason.text} — {reason.result}")
        column(text, *map(_Reason, reason.parts), spacing=2, margins=(_STEP, 0, 0, 0), of=self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the mark and the line."""
        with painting(self) as painter:
            painter.drawPixmap(scaled(1), scaled(4), icon(self, self._sign, self._token, _MARK))
            if self._has_parts:
                painter.setPen(QPen(shade(self, "line"), hairline(self), Qt.PenStyle.SolidLine))
                left = scaled(1) + scaled(_MARK) / 2
                painter.drawLine(QPointF(left, scaled(_LINE)), QPointF(left, self.height() - scaled(4)))


def trace(reasons: Iterable[ReasonSays]) -> QWidget:
    """The tree of these reasons."""
    return held(column(*map(_Reason, reasons), spacing=2))
