"""One possible answer as a card with its explanation: a radio button that can be read from across a table."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from app.views.drawing import focus_ring, plate, soften
from app.views.theme import hairline, scaled, shade, type_of
from app.views.typesetting import lines_of

_SIDE, _TOP, _MARK, _GAP = 14, 8, 18, 12
_LABEL_LINE, _NOTE_LINE = 22, 18


class ChoiceCard(QRadioButton):
    """A radio button drawn as a card.

    Arrow keys only move; the space bar or the number chooses: otherwise each step of the arrow would be an answer.
    """

    def __init__(self, value: str, label: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.value = value
        self._note = note
        self.setAccessibleDescription(note)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, label: str, note: str) -> None:
        """Changes the words, not the choice."""
        self.setText(label)
        self._note = note
        self.setAccessibleDescription(note)
        self.updateGeometry()
        self.update()

    def _lines(self, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        inner = width - scaled(_SIDE + _MARK + _GAP + _SIDE)
        return lines_of(self.text(), inner, 14, bold=True), lines_of(self._note, inner, 12) if self._note else ()

    def hasHeightForWidth(self) -> bool:
        """The text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for label and note."""
        label, note = self._lines(width)
        return scaled(2 * _TOP) + len(label) * scaled(_LABEL_LINE) + len(note) * scaled(_NOTE_LINE)

    def sizeHint(self) -> QSize:
        """A comfortable width; the layout gives more."""
        return QSize(scaled(320), self.heightForWidth(scaled(320)))

    def minimumSizeHint(self) -> QSize:
        """The height of one line."""
        return QSize(scaled(120), scaled(2 * _TOP + _LABEL_LINE))

    def hitButton(self, pos: object) -> bool:
        """The whole card can be pressed."""
        del pos
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go to the neighbour without choosing it."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_to_neighbour(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _go_to_neighbour(self, by: int) -> None:
        cards = self.group().buttons()
        at = cards.index(self) + by
        if 0 <= at < len(cards):
            cards[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the size of the text changes."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the card, the mark and the words."""
        del event
        painter = QPainter(self)
        soften(painter)
        area = QRectF(self.rect())
        chosen, hovered = self.isChecked(), self.underMouse() and self.isEnabled()
        fill = shade(self, "accent_soft" if chosen or hovered else "card")
        line = shade(self, "accent" if chosen else "line")
        plate(painter, area, fill, line, 2 if chosen else hairline(self), scaled(8))
        if self.hasFocus():
            inset = 3.0 if chosen else 0.0
            focus_ring(painter, self, area.adjusted(inset, inset, -inset, -inset), scaled(8) - inset)
        self._paint_mark(painter, chosen)
        self._paint_words(painter, area.width())
        painter.end()

    def _paint_mark(self, painter: QPainter, chosen: bool) -> None:
        middle = QPointF(scaled(_SIDE) + scaled(_MARK) / 2, scaled(_TOP) + scaled(_LABEL_LINE) / 2)
        radius = scaled(_MARK) / 2 - 1
        painter.setPen(QPen(shade(self, "accent" if chosen else "line_strong"), 1.5 if hairline(self) == 1 else 2))
        painter.setBrush(shade(self, "card"))
        painter.drawEllipse(middle, radius, radius)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade(self, "accent"))
            painter.drawEllipse(middle, radius * 0.55, radius * 0.55)

    def _paint_words(self, painter: QPainter, width: float) -> None:
        label, note = self._lines(int(width))
        left = scaled(_SIDE + _MARK + _GAP)
        top = float(scaled(_TOP))
        for lines, size, bold, token, height in (
            (label, 14, True, "ink" if self.isEnabled() else "muted", _LABEL_LINE),
            (note, 12, False, "muted", _NOTE_LINE),
        ):
            painter.setFont(type_of(size, bold=bold))
            painter.setPen(shade(self, token))
            for line in lines:
                row = QRectF(left, top, width - left, scaled(height))
                painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
                top += scaled(height)
