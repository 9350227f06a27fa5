"""A short word in a frame: a state, a confidence, a count. It does not look like something to press."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.views.kit.captions import Said, say
from app.views.kit.drawing import IN_THE_MIDDLE, painting, plate, write
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import width_of


class Badge(FollowsTextSize, QLabel):
    """A framed word in a token's colour; `filled` gives it the token's soft ground."""

    def __init__(
        self, text: Said = "", *, token: str = "muted", filled: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        say(self, text=text)
        self._token = token
        self._filled = filled
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, token: str | None = None, explanation: str = "") -> None:
        """Shows another word; an empty one takes no room."""
        say(self, text=text, toolTip=explanation, accessibleDescription=explanation)
        self._token = token or self._token
        if self.parentWidget() is not None:
            self.setVisible(bool(text))
        self.measure_again()

    def sizeHint(self) -> QSize:
        """The word and a small margin."""
        return QSize(int(width_of(self.text(), 12)) + scaled(18), scaled(21))

    def minimumSizeHint(self) -> QSize:
        """A badge is never cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the frame and the word."""
        area, colour = QRectF(self.rect()), shade(self, self._token)
        soft = {"accent": "accent_soft", "caution": "caution_soft"}.get(self._token, "ground")
        with painting(self) as painter:
            plate(painter, area, shade(self, soft) if self._filled else None, colour, hairline(self), scaled(4))
            write(painter, area, self.text(), colour, size=12, alignment=IN_THE_MIDDLE)
