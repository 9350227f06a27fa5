"""The whole case: the gravest outcome of its lines, each line's own, and the steps of all together."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.case_model import CaseModel
from app.viewmodels.whole_case_model import whole_case_says
from app.views.card import Card, ScrollColumn, clear
from app.views.duties_column import DutiesColumn
from app.views.link_row import LinkRow
from app.views.prose import Prose
from app.views.rule_line import RuleLine
from app.views.theme import scaled
from app.views.training_stamp import TrainingStamp

_RIGHT = 392


class WholeCaseView(QWidget):
    """Lines at the left, what they need together at the right."""

    line_wanted = Signal(int)

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._caption = Prose(size=12, token="muted")
        self._outcome = Prose(size=22, bold=True, heading=True)
        self._explanation = Prose(token="muted")
        self._heading = Prose(bold=True, token="accent")
        self._stamp = TrainingStamp()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(scaled(10))
        self.right = DutiesColumn()
        self._compose()

    def _compose(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        card = Card()
        scroll = ScrollColumn(margins=(28, 20, 24, 22), spacing=6)
        card.column.addWidget(scroll)
        row.addWidget(card, 1)
        row.addWidget(self.right)
        top = QHBoxLayout()
        top.setSpacing(scaled(18))
        told = QVBoxLayout()
        told.setSpacing(scaled(3))
        for prose in (self._caption, self._outcome, self._explanation):
            told.addWidget(prose)
        top.addLayout(told, 1)
        top.addWidget(self._stamp, 0, Qt.AlignmentFlag.AlignTop)
        scroll.column.addLayout(top)
        scroll.column.addSpacing(scaled(16))
        scroll.column.addWidget(self._heading)
        scroll.column.addWidget(RuleLine())
        scroll.column.addLayout(self._lines)
        scroll.column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the right column leaves the left its half."""
        self.right.setFixedWidth(min(scaled(_RIGHT), round(self.width() * 0.42)))
        super().resizeEvent(event)

    def show_training(self, is_training: bool) -> None:
        """Stamps the result of a training register."""
        self._stamp.setVisible(is_training)

    def say(self) -> None:
        """Shows the case as its answers now stand."""
        says = whole_case_says(self._model)
        self._caption.say(says.caption)
        self._outcome.say(says.outcome)
        self._explanation.say(says.explanation)
        self._heading.say(says.lines_heading)
        clear(self._lines)
        for line in says.lines:
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(scaled(1))
            link = LinkRow(line.label)
            link.clicked.connect(lambda _checked=False, at=line.id: self.line_wanted.emit(at))
            column.addWidget(link)
            for prose in (Prose(line.outcome, bold=True), Prose(line.state, size=12, token="muted")):
                prose.setContentsMargins(scaled(20), 0, 0, 0)
                column.addWidget(prose)
            self._lines.addWidget(holder)
        self.right.say_case(says)
