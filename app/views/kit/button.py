"""Buttons in three ranks, each drawn alike in all themes, with a ring where the keyboard is."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.views.kit.captions import Said, say
from app.views.kit.drawing import focus_ring, icon, painting, plate, write
from app.views.kit.drawn_button import Pressable
from app.views.kit.theme import BODY, hairline, scaled, shade
from app.views.kit.typesetting import width_of


class Rank(Enum):
    """How much a button asks for the eye: one primary a screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"


class Button(Pressable, QPushButton):
    """A button that names its effect; `name` is for readers of the screen, where the text alone says too little."""

    def __init__(
        self,
        text: Said = "",
        description: Said = "",
        *,
        name: Said = "",
        rank: Rank = Rank.SECONDARY,
        sign: str | None = None,
        size: int = BODY,
        act: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, act=act)
        self._rank = rank
        self._sign = sign
        self._size = size
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.say(text, description)
        if name:
            say(self, accessibleName=name)

    def say(self, text: Said, description: Said = "") -> None:
        """Names the effect, with a longer description for the tooltip and for readers of the screen.

        A button that is only a sign has the description for its name.
        """
        say(self, text=text, toolTip=description, accessibleDescription=description)
        if not text:
            say(self, accessibleName=description)

    def ask_for(self, rank: Rank) -> None:
        """Asks more or less for the eye."""
        self._rank = rank
        self.measure_again()

    def show_sign(self, sign: str | None) -> None:
        """Changes the icon beside the text."""
        self._sign = sign
        self.measure_again()

    @property
    def _bold(self) -> bool:
        return self._rank is Rank.PRIMARY

    @property
    def _sign_width(self) -> int:
        """What the icon takes, and its distance from the text."""
        return scaled(16) + (scaled(6) if self.text() else 0) if self._sign else 0

    def sizeHint(self) -> QSize:
        """Room for the text, the icon and a calm margin."""
        margin, height = (8, 28) if self._rank is Rank.QUIET else (18, 36)
        width = width_of(self.text(), self._size, bold=self._bold) + self._sign_width
        return QSize(int(width) + 2 * scaled(margin) + 1, scaled(height))

    def _colours(self) -> tuple[QColor | None, QColor | None, str]:
        """Fill, line and the token of the text."""
        hovered = self.underMouse() and self.isEnabled()
        if self._rank is Rank.PRIMARY:
            if not self.isEnabled():
                return shade(self, "ground"), shade(self, "line"), "muted"
            return shade(self, "accent_strong" if hovered or self.isDown() else "accent"), None, "on_accent"
        fill = shade(self, "accent_soft") if hovered or self.isDown() or self.isChecked() else None
        if self._rank is Rank.QUIET:
            return fill, None, "accent" if self.isEnabled() else "muted"
        return (
            fill or shade(self, "card"),
            shade(self, "accent" if self.isChecked() else "line_strong" if self.isEnabled() else "line"),
            ("ink" if self.isEnabled() else "muted"),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the plate, the icon and the text."""
        fill, line, token = self._colours()
        area, radius, ring = QRectF(self.rect()), scaled(6), self.hasFocus()
        body = area.adjusted(3, 3, -3, -3) if ring and self._rank is Rank.PRIMARY else area
        width = width_of(self.text(), self._size, bold=self._bold)
        left = (area.width() - width - self._sign_width) / 2
        text = QRectF(left + self._sign_width, 0, width + 2, area.height())
        with painting(self) as painter:
            plate(painter, body, fill, line, hairline(self), radius - (2 if body != area else 0))
            if ring:
                focus_ring(painter, self, area, radius)
            if self._sign:
                top = round((area.height() - scaled(16)) / 2)
                painter.drawPixmap(round(left), top, icon(self, self._sign, token))
            write(painter, text, self.text(), shade(self, token), size=self._size, bold=self._bold)
