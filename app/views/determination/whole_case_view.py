"""The whole case: the gravest outcome of its lines, each line's own, and the steps of all together."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.determination.whole_case_model import whole_case_says
from app.views.determination.result_frame import ResultFrame
from app.views.kit.captions import N_
from app.views.kit.card import clear
from app.views.kit.keyboard import focus_first
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled


class WholeCaseView(ResultFrame):
    """Lines at the left, what they need together at the right."""

    line_wanted = Signal(int)

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._lines = QVBoxLayout()
        self._lines.setSpacing(scaled(10))
        self._compose()

    def _compose(self) -> None:
        self._meta.say(N_("The gravest outcome of the lines"))
        explanation = N_("Each line has its own determination. The steps listed here are those of all lines together.")
        self._outcome_says.say(explanation)
        self._outcome_says.paint_in("muted")
        self.add_head()
        column = self.page.column
        column.addSpacing(scaled(16))
        column.addWidget(Prose(N_("Lines"), bold=True, token="accent"))
        column.addWidget(RuleLine())
        column.addLayout(self._lines)
        column.addStretch(1)

    def take_keyboard(self) -> None:
        """The keyboard begins at the first line."""
        focus_first(self)

    def say(self) -> None:
        """Shows the case as its answers now stand."""
        says = whole_case_says(self._model)
        self._outcome.say(says.outcome)
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
