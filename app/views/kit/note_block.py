"""A remark set beside the text by a bar of the accent: why a question is asked, what a notice means."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views.kit.captions import Said
from app.views.kit.drawing import draw_remark
from app.views.kit.layouts import column
from app.views.kit.prose import Prose


class NoteBlock(QWidget):
    """A caption and a text on a soft ground."""

    def __init__(self, *, token: str = "accent", most_lines: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self._caption = Prose(size=12, bold=True, is_caption=True, token=token)
        self._text = Prose(size=14, most_lines=most_lines)
        column(self._caption, self._text, spacing=2, margins=(16, 10, 14, 10), of=self)

    def say(self, caption: Said, text: Said) -> None:
        """Shows the remark; without a text it takes no room."""
        self._caption.say(caption)
        self._text.say(text)
        if self.parentWidget() is not None:
            self.setVisible(bool(text))

    def keep_room(self) -> None:
        """Takes the room of two lines also where nothing is said: nothing moves when something is."""
        self._text.keep_room(2)
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def limit(self, most_lines: int) -> None:
        """Changes how many lines there may be; the tooltip then has the whole."""
        self._text.limit(most_lines)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground and the bar."""
        draw_remark(self, self._token)
