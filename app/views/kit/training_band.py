"""The band that marks a training register on every screen, in words that a photograph keeps."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.views.kit.captions import Said, spoken
from app.views.kit.drawing import AT_THE_RIGHT, IN_THE_MIDDLE, painting, write
from app.views.kit.register_band import RegisterBand
from app.views.kit.theme import scaled, shade
from app.views.kit.typesetting import elided, width_of

#: Said in both languages at once, whatever the window speaks: a picture of the screen travels further than its reader.
_WORDS = "訓練  TRAINING"
_EDGE = 4


class TrainingBand(RegisterBand):
    """The words in the middle, over a striped edge as wide as the window: a part of it still shows where it is from.

    The state of saving stands at the right, the name of the register at the left, the remark beside the words.
    """

    def __init__(self, remark: Said = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remark = remark

    def heard(self) -> str:
        """The words, and the remark in the present language."""
        return f"{_WORDS} {spoken(self._remark)}"

    def in_dialogs(self) -> RegisterBand:
        """The words alone: a dialog is read for what it asks."""
        band = TrainingBand()
        band.say("")
        return band

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the band."""
        colour = shade(self, "caution")
        remark = f"{_WORDS}　—　{spoken(self._remark)}" if self._remark else _WORDS
        with painting(self) as painter:
            painter.fillRect(self.rect(), shade(self, "caution_soft"))
            self._hatch(painter)
            area = QRectF(self.rect()).adjusted(0, 0, 0, -scaled(_EDGE))
            inner = area.adjusted(scaled(20), 0, -scaled(20), 0)
            # The words are never covered: with little room they leave the middle, and then the remark goes.
            least = width_of(_WORDS, 12, bold=True) + scaled(16)
            status = elided(self._status, inner.width() - least, 12)
            room = inner.width() - width_of(status, 12) - scaled(16)
            if width_of(remark, 12, bold=True) <= 2 * room - inner.width():
                write(painter, area, remark, colour, size=12, bold=True, alignment=IN_THE_MIDDLE)
                beside = (inner.width() - width_of(remark, 12, bold=True)) / 2 - scaled(16)
                write(painter, inner, elided(self._place, beside, 12), colour, size=12)
            else:
                fits = width_of(remark, 12, bold=True) <= room
                write(painter, inner, remark if fits else _WORDS, colour, size=12, bold=True)
            write(painter, inner, status, colour, size=12, alignment=AT_THE_RIGHT)

    def _hatch(self, painter: QPainter) -> None:
        """The striped edge, as on the tape around a place of practice."""
        edge = scaled(_EDGE)
        painter.save()
        painter.setClipRect(0, self.height() - edge, self.width(), edge)
        painter.setPen(QPen(shade(self, "caution"), scaled(3)))
        for at in range(-edge, self.width() + edge, scaled(8)):
            painter.drawLine(QPointF(at, self.height() + 1), QPointF(at + edge + 2, self.height() - edge - 1))
        painter.restore()
