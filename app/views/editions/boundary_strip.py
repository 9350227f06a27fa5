"""Where two neighbouring columns part, in one sentence, with the way to the boundary before and after."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.editions.columns_model import BoundarySays
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.prose import Prose
from app.views.kit.theme import hairline, scaled, shade


class BoundaryStrip(QWidget):
    """The chosen boundary. Its arrows lead to the others."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = 0
        self._name = Prose(size=12, bold=True, token="accent", most_lines=1)
        self._change = Prose(size=12, token="muted", most_lines=1)
        self._sentence = Prose(size=15)
        self.back = Button("", N_("The boundary before"), rank=Rank.QUIET, sign="back")
        self.forward = Button("", N_("The boundary after"), rank=Rank.QUIET, sign="forward")
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(16), scaled(8), scaled(8), scaled(8))
        row.setSpacing(scaled(6))
        told = QVBoxLayout()
        told.setSpacing(scaled(1))
        caption = QHBoxLayout()
        caption.setSpacing(scaled(14))
        caption.addWidget(self._name)
        caption.addWidget(self._change, 1)
        told.addLayout(caption)
        told.addWidget(self._sentence)
        row.addLayout(told, 1)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        self.back.clicked.connect(lambda: self.chosen.emit(self._at - 1))
        self.forward.clicked.connect(lambda: self.chosen.emit(self._at + 1))

    def say(self, boundaries: tuple[BoundarySays, ...], whole: str) -> None:
        """Shows the boundary that is chosen, or that none parts anything."""
        shown = next((at for at, boundary in enumerate(boundaries) if boundary.is_chosen), None)
        self._at = shown or 0
        self.back.setEnabled(bool(shown))
        self.forward.setEnabled(shown is not None and shown < len(boundaries) - 1)
        boundary = boundaries[shown] if shown is not None else None
        self._name.say(boundary.name if boundary else whole)
        self._change.say(boundary.change if boundary else "")
        self._sentence.say(boundary.sentence if boundary else N_("Every edition says the same of this line."))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground and the bar."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade(self, "accent_soft"))
        painter.fillRect(QRectF(0, 0, 3 * hairline(self), self.height()), shade(self, "accent"))
        painter.end()
