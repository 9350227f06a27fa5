"""All questions of a line on one page, for those who know the form."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.viewmodels.questions.one_page_model import UNANSWERED, OnePageRowSays, OnePageSays
from app.views.kit.captions import N_
from app.views.kit.card import ScrollColumn, clear
from app.views.kit.picker_field import PickerField
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class OnePagePanel(ScrollColumn):
    """A row a question, a field a row. It keeps its rows while the questions stay the same."""

    answered = Signal(str, object)
    taken_back = Signal(str)
    fact_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(margins=(26, 18, 22, 20), spacing=4)
        self._title = Prose(size=20, bold=True, heading=True)
        explanation = N_("Each answer is saved when it is chosen. What does not apply is greyed; its answer is kept.")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(scaled(2))
        self.column.addWidget(self._title)
        self.column.addWidget(Prose(explanation, token="muted"))
        self.column.addLayout(self._rows)
        self.column.addStretch(1)
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
            heading = Prose(section.label, size=12, bold=True, token="accent")
            heading.setContentsMargins(0, scaled(14), 0, scaled(2))
            self._rows.addWidget(heading)
            holder = QWidget()
            grid = QGridLayout(holder)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(scaled(14))
            grid.setVerticalSpacing(scaled(4))
            grid.setColumnStretch(0, 5)
            grid.setColumnStretch(1, 6)
            for at, row in enumerate(section.rows):
                self._add_row(grid, at, row)
            self._rows.addWidget(holder)

    def _add_row(self, grid: QGridLayout, at: int, row: OnePageRowSays) -> None:
        label, state = Prose(row.label), Prose(size=12, token="muted")
        label.setToolTip(row.question)
        field = PickerField(lambda: row.picks, row.question)
        field.setAccessibleName(row.question)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(label)
        told.addWidget(state)
        grid.addLayout(told, at, 0)
        grid.addWidget(field, at, 1)
        field.picked.connect(lambda value, fact=row.fact: self._answer(fact, value))
        self.fields[row.fact], self._labels[row.fact], self._states[row.fact] = field, label, state

    def _answer(self, fact: str, value: str) -> None:
        if value == UNANSWERED:
            self.taken_back.emit(fact)
        else:
            self.answered.emit(fact, value or None)
