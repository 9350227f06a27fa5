"""A line of text that leads somewhere: it wraps where it must and has an arrow before it."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views.kit.captions import Said, say
from app.views.kit.drawing import focus_ring, icon, painting, plate, write_lines
from app.views.kit.drawn_button import DrawnButton
from app.views.kit.theme import scaled, shade
from app.views.kit.typesetting import lines_of, width_of

_LEFT, _LINE, _PAD = 20, 21, 3


class LinkRow(DrawnButton):
    """A link as wide as its column."""

    def __init__(
        self,
        text: Said,
        *,
        sign: str = "forward",
        size: int = 14,
        act: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, act=act)
        self._sign = sign
        self._size = size
        say(self, text=text)
        self.fill_column()

    def _lines(self, width: int) -> tuple[str, ...]:
        return lines_of(self.text(), width - scaled(_LEFT + 4), self._size)

    def heightForWidth(self, width: int) -> int:
        """The height of its lines."""
        return len(self._lines(width)) * scaled(_LINE) + 2 * scaled(_PAD)

    def sizeHint(self) -> QSize:
        """As wide as the text, within reason."""
        width = min(int(width_of(self.text(), self._size) + scaled(_LEFT + 8)), scaled(420))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One line; the layout decides the width."""
        return QSize(scaled(60), scaled(_LINE) + 2 * scaled(_PAD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the arrow and the text."""
        area, token = QRectF(self.rect()), "accent" if self.isEnabled() else "muted"
        with painting(self) as painter:
            if self.underMouse() and self.isEnabled():
                plate(painter, area, shade(self, "accent_soft"), None, 0, scaled(4))
            if self.hasFocus():
                focus_ring(painter, self, area, scaled(4))
            painter.drawPixmap(scaled(2), scaled(_PAD + 4), icon(self, self._sign, token, 14))
            text = area.adjusted(scaled(_LEFT), scaled(_PAD), 0, 0)
            write_lines(painter, text, self._lines(self.width()), scaled(_LINE), shade(self, token), size=self._size)
