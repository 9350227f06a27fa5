"""A remark set beside the text by a bar of the accent: why a question is asked, what a notice means."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views.kit.captions import Said
from app.views.kit.layouts import column
from app.views.kit.prose import Prose
from app.views.kit.theme import hairline, shade


class NoteBlock(QWidget):
    """A caption and a text on a soft ground."""

    def __init__(self, *, token: str = "accent", most_lines: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self._caption = Prose(size=12, bold=True, token=token)
        self._text = Prose(size=14, most_lines=most_lines)
        column(self._caption, self._text, spacing=2, margins=(16, 10, 14, 10), of=self)

    def say(self, caption: Said, text: Said) -> None:
        """Shows the remark; without a text it takes no room."""
        self._caption.say(caption)
        self._text.say(text)
        if self.parentWidget() is not None:
            self.setVisible(bool(text))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground and the bar."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), shade(self, f"{self._token}_soft"))
            painter.fillRect(QRectF(0, 0, 3 * hairline(self), self.height()), shade(self, self._token))
