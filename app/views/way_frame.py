"""The frame of a way in steps: what it is for, the steps, the present one, and back and on at the foot."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.viewmodels.way_model import WaySays
from app.views.button import Button, Rank
from app.views.card import Card, ScrollColumn
from app.views.prose import Prose
from app.views.step_header import StepHeader
from app.views.theme import scaled

#: From this width on all steps say their names.
_ROOM_FOR_ALL_STEPS = 860


class WayFrame(QWidget):
    """Holds one page a step."""

    stage_chosen = Signal(str)
    step_wanted = Signal(int)

    def __init__(self, steps: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explanation = Prose(token="muted")
        self.steps = StepHeader(steps)
        self.pages = QStackedWidget()
        self.back_button = Button(rank=Rank.SECONDARY)
        self.next_button = Button(rank=Rank.PRIMARY)
        self._next_says = Prose(size=12, token="muted")
        self._next_says.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(self._explanation)
        above = QHBoxLayout()
        above.addWidget(self.steps)
        above.addStretch(1)
        column.addLayout(above)
        column.addWidget(self.pages, 1)
        foot = QHBoxLayout()
        foot.setSpacing(scaled(12))
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self._next_says, 8)
        foot.addWidget(self.next_button)
        column.addLayout(foot)
        self.steps.chosen.connect(self.stage_chosen)
        self.back_button.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.next_button.clicked.connect(lambda: self.step_wanted.emit(1))

    def add_page(self) -> ScrollColumn:
        """A page for the next step."""
        card = Card()
        page = ScrollColumn(margins=(28, 20, 24, 22), spacing=8)
        card.column.addWidget(page)
        self.pages.addWidget(card)
        return page

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room only the present step says its name."""
        self.steps.shorten(is_short=self.width() < scaled(_ROOM_FOR_ALL_STEPS))
        super().resizeEvent(event)

    def say_way(self, says: WaySays) -> None:
        """Shows the steps and the page of the present one."""
        self._explanation.say(says.explanation)
        self.steps.say(says.stages)
        self.pages.setCurrentIndex(next(at for at, stage in enumerate(says.stages) if stage.here))
        self.back_button.say(says.back)
        self.back_button.setVisible(bool(says.back))
        self.next_button.say(says.next)
        self.next_button.setVisible(bool(says.next))
        self.next_button.setEnabled(says.may_go_on)
        self._next_says.say(says.next_says)
