"""A line of text that leads somewhere: it wraps where it must and has an arrow before it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views.kit.captions import Said, say
from app.views.kit.drawing import focus_ring, icon, plate, soften
from app.views.kit.drawn_button import DrawnButton
from app.views.kit.theme import scaled, shade, type_of
from app.views.kit.typesetting import lines_of

_LEFT, _LINE, _PAD = 20, 21, 3


class LinkRow(DrawnButton):
    """A link as wide as its column."""

    def __init__(self, text: Said, *, sign: str = "forward", size: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self._size = size
        say(self, text=text)
        self.fill_column()

    def _lines(self, width: int) -> tuple[str, ...]:
        return lines_of(self.text(), width - scaled(_LEFT + 4), self._size)

    def hasHeightForWidth(self) -> bool:
        """The text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of its lines."""
        return len(self._lines(width)) * scaled(_LINE) + 2 * scaled(_PAD)

    def sizeHint(self) -> QSize:
        """As wide as the text, within reason."""
        width = QFontMetricsF(type_of(self._size)).horizontalAdvance(self.text()) + scaled(_LEFT + 8)
        width = min(int(width), scaled(420))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One line; the layout decides the width."""
        return QSize(scaled(60), scaled(_LINE) + 2 * scaled(_PAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the arrow and the text."""
        del event
        painter = QPainter(self)
        soften(painter)
        if self.underMouse() and self.isEnabled():
            plate(painter, QRectF(self.rect()), shade(self, "accent_soft"), None, 0, scaled(4))
        if self.hasFocus():
            focus_ring(painter, self, QRectF(self.rect()), scaled(4))
        token = "accent" if self.isEnabled() else "muted"
        painter.drawPixmap(scaled(2), scaled(_PAD + 4), icon(self, self._sign, token, 14))
        painter.setFont(type_of(self._size))
        painter.setPen(shade(self, token))
        top = float(scaled(_PAD))
        for line in self._lines(self.width()):
            row = QRectF(scaled(_LEFT), top, self.width() - scaled(_LEFT), scaled(_LINE))
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, line)
            top += scaled(_LINE)
        painter.end()
