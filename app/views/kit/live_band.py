"""The frame that marks a live register on every screen: whose it is, on a ground that no training register has."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views.kit.drawing import AT_THE_RIGHT, painting, write
from app.views.kit.register_band import RegisterBand
from app.views.kit.theme import scaled, shade
from app.views.kit.typesetting import elided, width_of

#: Said in both languages at once, as on the band of a training register.
_WORDS = "実務  LIVE"


class LiveBand(RegisterBand):
    """The words and the office at the left, the state of saving at the right; whole, and without stripes."""

    def __init__(self, office: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office

    def heard(self) -> str:
        """The words, and the office that the register belongs to."""
        return f"{_WORDS} {self.office}"

    def in_dialogs(self) -> RegisterBand:
        """The words, the office and the name of the register."""
        band = LiveBand(self.office)
        band.say("", self._place)
        return band

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the band."""
        with painting(self) as painter:
            self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        colour = shade(self, "on_accent")
        painter.fillRect(self.rect(), shade(self, "accent_strong"))
        inner = QRectF(self.rect()).adjusted(scaled(20), 0, -scaled(20), 0)
        said = "　—　".join(filter(None, (_WORDS, self.office, self._place)))
        # The words are never covered.
        least = width_of(_WORDS, 12, bold=True) + scaled(16)
        status = elided(self._status, inner.width() - least, 12)
        room = inner.width() - width_of(status, 12) - scaled(16)
        write(painter, inner, elided(said, room, 12, bold=True), colour, size=12, bold=True)
        write(painter, inner, status, colour, size=12, alignment=AT_THE_RIGHT)
