"""Where two neighbouring columns part, in one sentence, with the way to the boundary before and after."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.editions.columns_model import BoundarySays
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.drawing import draw_remark
from app.views.kit.layouts import column, row, wide
from app.views.kit.prose import Prose


class BoundaryStrip(QWidget):
    """The chosen boundary. Its arrows lead to the others."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = 0
        self._name = Prose(size=12, bold=True, token="accent", most_lines=1)
        self._change = Prose(size=12, token="muted", most_lines=1)
        self._sentence = Prose(size=15)
        before, after = N_("The boundary before"), N_("The boundary after")
        self.back = Button("", before, rank=Rank.QUIET, sign="back", act=lambda: self.chosen.emit(self._at - 1))
        self.forward = Button("", after, rank=Rank.QUIET, sign="forward", act=lambda: self.chosen.emit(self._at + 1))
        told = column(row(self._name, wide(self._change), spacing=14), self._sentence, spacing=1)
        row(wide(told), self.back, self.forward, spacing=6, margins=(16, 8, 8, 8), of=self)

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

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground and the bar."""
        draw_remark(self)
