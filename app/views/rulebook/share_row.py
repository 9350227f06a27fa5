"""A row that is counted: what it is, how many, and a bar for its part of the whole; pressed, it opens."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from app.viewmodels.rulebook.comparison_page_model import ShareSays
from app.views.kit.drawing import focus_ring, icon, painting, plate, write_lines
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import lines_of

_LINE, _CAPTION, _BAR, _PAD, _LEFT = 21, 20, 4, 9, 14


class ShareRow(PlaceButton):
    """Lines of text, the second and further after an arrow; a caption and a bar below."""

    def __init__(self, says: ShareSays, *, size: int = 14, act: Callable[[], object]) -> None:
        super().__init__(act=act)
        self._says = says
        self._size = size
        self.mark(here=says.here)
        self.setText("　→　".join(says.lines))
        self.setAccessibleName(f"{self.text()} — {says.caption}")
        self.fill_column()

    def _text_left(self, number: int) -> int:
        return scaled(_LEFT + (22 if number else 0))

    def _set_lines(self, number: int, width: int) -> tuple[str, ...]:
        room = width - self._text_left(number) - scaled(_LEFT)
        return lines_of(self._says.lines[number], room, self._size, bold=number == 0)

    def _caption_lines(self, width: int) -> tuple[str, ...]:
        return lines_of(self._says.caption, width - 2 * scaled(_LEFT), 12)

    def heightForWidth(self, width: int) -> int:
        """Lines, caption and bar."""
        lines = sum(len(self._set_lines(number, width)) for number in range(len(self._says.lines)))
        caption = len(self._caption_lines(width))
        return lines * scaled(_LINE) + caption * scaled(_CAPTION) + scaled(_BAR) + scaled(4) + 2 * scaled(_PAD)

    def sizeHint(self) -> QSize:
        """As wide as the column gives."""
        return QSize(scaled(280), self.heightForWidth(scaled(280)))

    def minimumSizeHint(self) -> QSize:
        """The layout decides the width."""
        return QSize(scaled(120), scaled(_LINE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the plate, the lines, the caption and the bar."""
        area, here = QRectF(self.rect()), self.is_here
        fill = shade(self, "accent_soft") if here else shade(self, "ground") if self.underMouse() else None
        with painting(self) as painter:
            plate(painter, area, fill, shade(self, "accent" if here else "line"), hairline(self), scaled(6))
            if self.hasFocus():
                focus_ring(painter, self, area, scaled(6))
            below = area.adjusted(0, scaled(_PAD), 0, 0)
            for number in range(len(self._says.lines)):
                below = self._paint_line(painter, number, below)
            below.setLeft(scaled(_LEFT))
            lines = self._caption_lines(self.width())
            below = write_lines(painter, below, lines, scaled(_CAPTION), shade(self, "muted"), size=12)
            self._paint_bar(painter, below.top() + scaled(4))

    def _paint_line(self, painter: QPainter, number: int, area: QRectF) -> QRectF:
        if number:
            place = QPointF(scaled(_LEFT + 2), area.top() + scaled(4))
            painter.drawPixmap(place, icon(self, "forward", "accent", 14))
        area.setLeft(self._text_left(number))
        lines = self._set_lines(number, self.width())
        return write_lines(painter, area, lines, scaled(_LINE), shade(self, "ink"), size=self._size, bold=number == 0)

    def _paint_bar(self, painter: QPainter, top: float) -> None:
        bar = QRectF(scaled(_LEFT), top, self.width() - 2 * scaled(_LEFT), scaled(_BAR))
        painter.fillRect(bar, shade(self, "line"))
        bar.setWidth(max(2.0, bar.width() * self._says.share))
        painter.fillRect(bar, shade(self, "accent"))
