"""The whole case: the gravest outcome of its lines, each line's own, and the steps of all together."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.statements.whole_case import LineOutcomeSays
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.determination.memorandum_model import show_memorandum
from app.viewmodels.determination.whole_case_model import case_says
from app.views.determination.result_frame import MEMORANDUM_BUTTON, ResultFrame
from app.views.kit.button import Button
from app.views.kit.captions import N_
from app.views.kit.keyboard import focus_first
from app.views.kit.layouts import ROOM, add, at, column, held
from app.views.kit.link_row import LinkRow
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine


class WholeCaseView(ResultFrame):
    """Lines at the left, what they need together at the right."""

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._lines = Listing(spacing=10)
        self._meta.say(N_("The most serious outcome of the lines"))
        explanation = N_("Each line has its own determination. The steps listed here are those of all lines together.")
        self._outcome_says.say(explanation)
        self._outcome_says.paint_in("muted")
        self.add_head()
        paper_button = Button(MEMORANDUM_BUTTON, sign="print", act=partial(show_memorandum, model))
        add(self.page.column, 4, at(Qt.AlignmentFlag.AlignLeft, paper_button))
        heading = Prose(N_("Lines"), bold=True, token="accent")
        add(self.page.column, 16, heading, RuleLine(), self._lines, ROOM)

    def take_keyboard(self) -> None:
        """The keyboard begins at the first line."""
        focus_first(self)

    def say(self) -> None:
        """Shows the case as its answers now stand."""
        says = case_says(self._model)
        self._outcome.say(says.outcome)
        self._lines.say(says.lines, self._line)
        self.right.say(says)

    def _line(self, line: LineOutcomeSays) -> QWidget:
        link = LinkRow(line.label, act=partial(self._model.choose_line, line.id))
        indent = (20, 0, 0, 0)
        outcome = Prose(line.outcome, bold=True, margins=indent)
        return held(column(link, outcome, Prose(line.state, size=12, token="muted", margins=indent), spacing=1))
