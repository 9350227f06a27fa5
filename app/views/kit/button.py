"""Buttons in three ranks, each drawn alike in all themes, with a ring where the keyboard is."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.views.kit.captions import Said, say
from app.views.kit.drawing import focus_ring, icon, plate, soften
from app.views.kit.drawn_button import Pressable
from app.views.kit.theme import BODY, hairline, scaled, shade, type_of


class Rank(Enum):
    """How much a button asks for the eye: one primary a screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"


class Button(Pressable, QPushButton):
    """A button that names its effect."""

    def __init__(
        self,
        text: Said = "",
        description: Said = "",
        *,
        rank: Rank = Rank.SECONDARY,
        sign: str | None = None,
        size: int = BODY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rank = rank
        self._sign = sign
        self._size = size
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.say(text, description)

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
        self.updateGeometry()
        self.update()

    def show_sign(self, sign: str | None) -> None:
        """Changes the icon beside the text."""
        self._sign = sign
        self.updateGeometry()
        self.update()

    @property
    def _bold(self) -> bool:
        return self._rank is Rank.PRIMARY

    def sizeHint(self) -> QSize:
        """Room for the text, the icon and a calm margin."""
        metrics = QFontMetricsF(type_of(self._size, bold=self._bold))
        width = metrics.horizontalAdvance(self.text())
        if self._sign:
            width += scaled(16) + (scaled(6) if self.text() else 0)
        margin = 8 if self._rank is Rank.QUIET else 18
        height = 28 if self._rank is Rank.QUIET else 36
        return QSize(int(width) + 2 * scaled(margin) + 1, scaled(height))

    def minimumSizeHint(self) -> QSize:
        """A button is never cut off."""
        return self.sizeHint()

    def _colours(self) -> tuple[QColor | None, QColor | None, str]:
        """Fill, line and the token of the text."""
        hovered = self.underMouse() and self.isEnabled()
        if self._rank is Rank.PRIMARY:
            if not self.isEnabled():
                return shade(self, "ground"), shade(self, "line"), "muted"
            return shade(self, "accent_strong" if hovered or self.isDown() else "accent"), None, "on_accent"
        fill = shade(self, "accent_soft") if hovered or self.isDown() else None
        if self._rank is Rank.QUIET:
            return fill, None, "accent" if self.isEnabled() else "muted"
        return (
            fill or shade(self, "card"),
            shade(self, "line_strong" if self.isEnabled() else "line"),
            ("ink" if self.isEnabled() else "muted"),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the plate, the icon and the text."""
        del event
        painter = QPainter(self)
        soften(painter)
        fill, line, token = self._colours()
        area = QRectF(self.rect())
        radius = scaled(6)
        ring = self.hasFocus()
        body = area.adjusted(3, 3, -3, -3) if ring and self._rank is Rank.PRIMARY else area
        plate(painter, body, fill, line, hairline(self), radius - (2 if body != area else 0))
        if ring:
            focus_ring(painter, self, area, radius)
        font = type_of(self._size, bold=self._bold)
        painter.setFont(font)
        painter.setPen(shade(self, token))
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        sign_width = scaled(16) + (scaled(6) if self.text() else 0) if self._sign else 0
        left = (area.width() - width - sign_width) / 2
        if self._sign:
            pixmap = icon(self, self._sign, token)
            painter.drawPixmap(round(left), round((area.height() - scaled(16)) / 2), pixmap)
        text = QRectF(left + sign_width, 0, width + 2, area.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()
