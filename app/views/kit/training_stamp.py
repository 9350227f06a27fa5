"""A stamp on a result of practice, so that no cutting of a picture takes the word away from it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.kit.drawing import IN_THE_MIDDLE, painting, write
from app.views.kit.theme import scaled, shade
from app.views.kit.typesetting import width_of


class TrainingStamp(QWidget):
    """A double frame with the word in both languages, like an office's rubber stamp."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("訓練 TRAINING")

    def heard_as(self) -> QAccessible.Role:
        """Words, however they are drawn."""
        return QAccessible.Role.StaticText

    def sizeHint(self) -> QSize:
        """The words and two frames."""
        width = max(width_of("訓　練", 15, bold=True), width_of("TRAINING", 12, bold=True))
        return QSize(int(width) + scaled(22), scaled(48))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the stamp."""
        colour = shade(self, "caution")
        outer = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        above = QRectF(0, scaled(4), self.width(), scaled(22))
        below = QRectF(0, scaled(25), self.width(), scaled(17))
        with painting(self) as painter:
            painter.setPen(QPen(colour, 1.6))
            painter.drawRoundedRect(outer, 3, 3)
            painter.setPen(QPen(colour, 0.8))
            painter.drawRoundedRect(outer.adjusted(3, 3, -3, -3), 2, 2)
            write(painter, above, "訓　練", colour, size=15, bold=True, alignment=IN_THE_MIDDLE)
            write(painter, below, "TRAINING", colour, size=12, bold=True, alignment=IN_THE_MIDDLE)
