"""A stamp on a result of practice, so that no cutting of a picture takes the word away from it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.kit.drawing import soften
from app.views.kit.theme import scaled, shade, type_of


class TrainingStamp(QWidget):
    """A double frame with the word in both languages, like an office's rubber stamp."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("訓練 TRAINING")

    def sizeHint(self) -> QSize:
        """The words and two frames."""
        width = max(
            QFontMetricsF(type_of(15, bold=True)).horizontalAdvance("訓　練"),
            QFontMetricsF(type_of(10, bold=True)).horizontalAdvance("TRAINING"),
        )
        return QSize(int(width) + scaled(22), scaled(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the stamp."""
        del event
        painter = QPainter(self)
        soften(painter)
        colour = shade(self, "caution")
        painter.setPen(QPen(colour, 1.6))
        outer = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(outer, 3, 3)
        painter.setPen(QPen(colour, 0.8))
        painter.drawRoundedRect(outer.adjusted(3, 3, -3, -3), 2, 2)
        painter.setPen(colour)
        painter.setFont(type_of(15, bold=True))
        painter.drawText(QRectF(0, scaled(5), self.width(), scaled(22)), Qt.AlignmentFlag.AlignCenter, "訓　練")
        painter.setFont(type_of(10, bold=True))
        painter.drawText(QRectF(0, scaled(26), self.width(), scaled(15)), Qt.AlignmentFlag.AlignCenter, "TRAINING")
        painter.end()
