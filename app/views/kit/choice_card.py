"""One possible answer as a card with its explanation: a radio button that can be read from across a table."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton

from app.views.kit.drawing import AT_THE_RIGHT, focus_ring, painting, plate, write, write_lines
from app.views.kit.keyboard import is_enter
from app.views.kit.layouts import let_height_follow
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import lines_of

_SIDE, _TOP, _MARK, _GAP, _RING = 14, 8, 18, 12, 4
_LABEL_LINE, _NOTE_LINE = 22, 18
#: Room for the key that chooses the card.
_DIGIT = 14


class ChoiceCard(FollowsTextSize, QRadioButton):
    """A radio button drawn as a card.

    Arrow keys only move; the space bar or the number chooses: otherwise each step of the arrow would be an answer.
    Enter goes on from what is chosen, and chooses nothing itself.
    """

    #: Enter was pressed on it while it is not chosen.
    pointed = Signal()

    def __init__(self, value: str, label: str, note: str = "", *, digit: str = "", act: Callable[[], object]) -> None:
        """`act` is done when it is chosen."""
        super().__init__(label)
        self.clicked.connect(lambda: act())
        self.value = value
        #: The key that chooses the card, if there is one.
        self.digit = digit
        self._note = note
        self.setAccessibleDescription(note)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        let_height_follow(self)

    def _lines(self, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        inner = width - scaled(_SIDE + _MARK + _GAP + _SIDE + (_DIGIT if self.digit else 0))
        return lines_of(self.text(), inner, 14, bold=True), lines_of(self._note, inner, 12) if self._note else ()

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

    def hitButton(self, _pos: object) -> bool:
        """The whole card can be pressed."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go to the neighbour without choosing it."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_to_neighbour(1 if event.key() == Qt.Key.Key_Down else -1)
        elif is_enter(event) and self.isChecked():
            event.ignore()
        elif is_enter(event):
            self.pointed.emit()
        else:
            super().keyPressEvent(event)

    def _go_to_neighbour(self, by: int) -> None:
        cards = self.group().buttons()
        at = cards.index(self) + by
        if 0 <= at < len(cards):
            cards[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the card, the mark and the words."""
        area = QRectF(self.rect())
        chosen, hovered = self.isChecked(), self.underMouse() and self.isEnabled()
        fill = shade(self, "accent_soft" if chosen or hovered else "card")
        line = shade(self, "accent" if chosen else "line")
        # The ring stands apart from the card: a card that only has the keyboard must not look chosen.
        inset = scaled(_RING) if self.hasFocus() else 0
        sheet = area.adjusted(inset, inset, -inset, -inset)
        with painting(self) as painter:
            plate(painter, sheet, fill, line, hairline(self), scaled(8) - inset)
            if self.hasFocus():
                focus_ring(painter, self, area, scaled(8))
            self._paint_mark(painter, chosen)
            self._paint_words(painter)

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

    def _paint_words(self, painter: QPainter) -> None:
        label, note = self._lines(self.width())
        muted, ink = shade(self, "muted"), shade(self, "ink" if self.isEnabled() else "muted")
        room = QRectF(self.rect()).adjusted(scaled(_SIDE + _MARK + _GAP), scaled(_TOP), 0, 0)
        below = write_lines(painter, room, label, scaled(_LABEL_LINE), ink, size=14, bold=True)
        write_lines(painter, below, note, scaled(_NOTE_LINE), muted, size=12)
        corner = QRectF(0, 0, self.width() - scaled(_SIDE), scaled(2 * _TOP + _LABEL_LINE))
        write(painter, corner, self.digit, muted, size=12, alignment=AT_THE_RIGHT)
