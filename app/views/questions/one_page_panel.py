"""All questions of a line on one page, for those who know the form."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.questions.one_page_model import UNANSWERED, OnePageRowSays, OnePageSays
from app.views.kit.captions import N_, say
from app.views.kit.card import ScrollColumn, clear
from app.views.kit.keyboard import give_keyboard
from app.views.kit.layouts import ROOM, add, column, grid, held
from app.views.kit.picker_field import PickerField
from app.views.kit.prose import Prose


class OnePagePanel(ScrollColumn):
    """A row a question, a field a row. It keeps its rows while the questions stay the same."""

    def __init__(self, model: CaseModel) -> None:
        super().__init__(margins=(26, 18, 22, 20), spacing=4)
        self._model = model
        self._title = Prose(size=20, bold=True, heading=True)
        explanation = N_("Each answer is saved when it is chosen. What does not apply is greyed; its answer is kept.")
        self._rows = column(spacing=2)
        add(self.column, self._title, Prose(explanation, token="muted"), self._rows, ROOM)
        self._shape: tuple[object, ...] = ()
        self.fields: dict[str, PickerField] = {}
        self._labels: dict[str, Prose] = {}
        self._states: dict[str, Prose] = {}

    def say(self, says: OnePageSays) -> None:
        """Shows the questions with their answers."""
        self._title.say(says.title)
        shape = tuple((section.label, tuple(row[:4] for row in section.rows)) for section in says.sections)
        if shape != self._shape:
            self._shape = shape
            self._make(says)
        for section in says.sections:
            for row in section.rows:
                field = self.fields[row.fact]
                field.choose(row.value, row.shown)
                field.setEnabled(says.may_change and row.applies)
                self._labels[row.fact].paint_in("ink" if row.applies else "muted")
                self._states[row.fact].say(row.state)

    def _make(self, says: OnePageSays) -> None:
        clear(self._rows)
        self.fields, self._labels, self._states = {}, {}, {}
        for section in says.sections:
            heading = Prose(section.label, size=12, bold=True, token="accent", margins=(0, 14, 0, 2))
            rows = grid(*map(self._row, section.rows), spacing=(14, 4), shares=(5, 6))
            add(self._rows, heading, held(rows))

    def _row(self, says: OnePageRowSays) -> tuple[QWidget, QWidget]:
        label, state = Prose(says.label), Prose(size=12, token="muted")
        say(label, toolTip=says.question)
        field = PickerField(lambda: says.picks, says.question)
        field.setAccessibleName(says.question)
        field.picked.connect(partial(self._answer, says.fact))
        self.fields[says.fact], self._labels[says.fact], self._states[says.fact] = field, label, state
        return held(column(label, state, ROOM, spacing=0)), held(column(field, ROOM, spacing=0))

    def go_to(self, fact: str) -> None:
        """Puts the keyboard on the answer to a question, and brings its row into sight."""
        field = self.fields[fact]
        if field.isEnabled():
            give_keyboard(field)
        # Its place is known when what was made just now is laid out.
        self.column.activate()
        self.ensureWidgetVisible(field, 0, self.viewport().height() // 3)

    def _answer(self, fact: str, value: str) -> None:
        self._model.interview.go(fact)
        if value == UNANSWERED:
            self._model.take_back(fact)
        else:
            self._model.answer(fact, value or None)
