"""A row that is counted: what it is, how many, and a bar for its part of the whole; pressed, it opens."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.rulebook.comparison_page_model import ShareSays
from app.views.kit.drawing import focus_ring, icon, plate, soften
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.theme import hairline, scaled, shade, type_of
from app.views.kit.typesetting import lines_of

_LINE, _CAPTION, _BAR, _PAD, _LEFT = 21, 20, 4, 9, 14


class ShareRow(PlaceButton):
    """Lines of text, the second and further after an arrow; a caption and a bar below."""

    def __init__(self, says: ShareSays, *, size: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._says = says
        self._size = size
        self.setChecked(says.here)
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

    def hasHeightForWidth(self) -> bool:
        """The text wraps."""
        return True

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the plate, the lines, the caption and the bar."""
        del event
        painter = QPainter(self)
        soften(painter)
        area = QRectF(self.rect())
        here = self.isChecked()
        fill = shade(self, "accent_soft") if here else shade(self, "ground") if self.underMouse() else None
        plate(painter, area, fill, shade(self, "accent" if here else "line"), hairline(self), scaled(6))
        if self.hasFocus():
            focus_ring(painter, self, area, scaled(6))
        top = float(scaled(_PAD))
        for number in range(len(self._says.lines)):
            top = self._draw_line(painter, number, top)
        painter.setFont(type_of(12))
        painter.setPen(shade(self, "muted"))
        for line in self._caption_lines(self.width()):
            row = QRectF(scaled(_LEFT), top, self.width(), scaled(_CAPTION))
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, line)
            top += scaled(_CAPTION)
        self._draw_bar(painter, top + scaled(4))
        painter.end()

    def _draw_line(self, painter: QPainter, number: int, top: float) -> float:
        if number:
            painter.drawPixmap(QPointF(scaled(_LEFT + 2), top + scaled(4)), icon(self, "forward", "accent", 14))
        painter.setFont(type_of(self._size, bold=number == 0))
        painter.setPen(shade(self, "ink"))
        for line in self._set_lines(number, self.width()):
            row = QRectF(self._text_left(number), top, self.width(), scaled(_LINE))
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, line)
            top += scaled(_LINE)
        return top

    def _draw_bar(self, painter: QPainter, top: float) -> None:
        width = self.width() - 2 * scaled(_LEFT)
        painter.fillRect(QRectF(scaled(_LEFT), top, width, scaled(_BAR)), shade(self, "line"))
        filled = max(2.0, width * self._says.share)
        painter.fillRect(QRectF(scaled(_LEFT), top, filled, scaled(_BAR)), shade(self, "accent"))
