"""Check your answers: every answer, its evidence, and the way to change it; then the act of recording."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.case_model import CaseModel
from app.viewmodels.check_model import CheckedSays, CheckedSectionSays, CheckSays, check_says
from app.viewmodels.determination_model import live_says
from app.views.badge import Badge
from app.views.button import Button, Rank
from app.views.card import Card, ScrollColumn, clear
from app.views.live_panel import LivePanel
from app.views.prose import Prose
from app.views.rule_line import RuleLine
from app.views.theme import scaled

_RIGHT = 332
#: The colour of the word for the evidence of an answer; the word says the same.
_TOKENS = {"asserted": "caution", "open": "caution"}


class CheckView(QWidget):
    """The answers at the left, the determination and the button that records it at the right."""

    change_wanted = Signal(str)
    history_wanted = Signal(str)
    record_wanted = Signal()

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._title = Prose(size=20, bold=True, heading=True)
        self._explanation = Prose(token="muted")
        self._summary = QHBoxLayout()
        self._summary.setSpacing(scaled(8))
        self._sections = QVBoxLayout()
        self._sections.setSpacing(scaled(2))
        self.live = LivePanel()
        self.record_button = Button(rank=Rank.PRIMARY, sign="seal")
        self._record_says = Prose(size=12, token="muted")
        self._shown: CheckSays | None = None
        self._compose()
        self.record_button.clicked.connect(lambda: self.record_wanted.emit())
        self.live.missing_chosen.connect(lambda fact: self.change_wanted.emit(fact))

    def _compose(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        card = Card()
        self.page = ScrollColumn(margins=(28, 20, 24, 22), spacing=4)
        card.column.addWidget(self.page)
        self.page.column.addWidget(self._title)
        self.page.column.addWidget(self._explanation)
        self.page.column.addSpacing(scaled(6))
        self.page.column.addLayout(self._summary)
        self.page.column.addLayout(self._sections)
        self.page.column.addStretch(1)
        row.addWidget(card, 1)
        right = QVBoxLayout()
        right.setSpacing(scaled(12))
        right.addWidget(self.live, 1)
        act = Card()
        act.column.setContentsMargins(scaled(18), scaled(14), scaled(18), scaled(14))
        act.column.setSpacing(scaled(8))
        act.column.addWidget(self.record_button, 0, Qt.AlignmentFlag.AlignLeft)
        act.column.addWidget(self._record_says)
        right.addWidget(act)
        self._right = QWidget()
        right.setContentsMargins(0, 0, 0, 0)
        self._right.setLayout(right)
        row.addWidget(self._right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the right column leaves the answers most of the room."""
        self._right.setFixedWidth(min(scaled(_RIGHT), round(self.width() * 0.36)))
        super().resizeEvent(event)

    def say(self) -> None:
        """Shows every answer as it now stands."""
        says = check_says(self._model)
        self.live.say(live_says(self._model.interview, self._model.phrases))
        self._title.say(says.title)
        self._explanation.say(says.explanation)
        self.record_button.say(says.record)
        self.record_button.setEnabled(says.may_record)
        self._record_says.say(says.record_says)
        if says == self._shown:
            return
        self._shown = says
        clear(self._summary)
        for number, text in enumerate(says.summary):
            self._summary.addWidget(Badge(text, token="caution" if number else "muted"))
        self._summary.addStretch(1)
        clear(self._sections)
        for section in says.sections:
            self._sections.addWidget(self._section(section, says))

    def _section(self, section: CheckedSectionSays, says: CheckSays) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, scaled(14), 0, 0)
        column.setSpacing(scaled(5))
        column.addWidget(Prose(section.label, bold=True, token="accent"))
        column.addWidget(RuleLine())
        grid = QGridLayout()
        grid.setContentsMargins(0, scaled(2), 0, 0)
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(4))
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 7)
        column.addLayout(grid)
        for at, row in enumerate(section.rows):
            self._add_row(grid, at, row, says)
        return holder

    def _add_row(self, grid: QGridLayout, at: int, row: CheckedSays, says: CheckSays) -> None:
        label = Prose(row.label, token="muted")
        label.setContentsMargins(0, scaled(3), 0, scaled(3))
        grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        told = QVBoxLayout(holder)
        told.setContentsMargins(0, scaled(3), 0, scaled(3))
        told.setSpacing(0)
        token = _TOKENS.get(row.mark, "muted")
        told.addWidget(Prose(row.value, token="muted" if row.mark in ("out", "open") else "ink"))
        for paper in row.evidence:
            told.addWidget(Prose(paper, size=12, token="muted"))
        if row.state:
            told.addWidget(Prose(row.state, size=12, token=token))
        grid.addWidget(holder, at, 1)
        if row.has_history:
            history = _row_button(says.history, row)
            history.clicked.connect(lambda _checked=False, target=row.target: self.history_wanted.emit(target))
            grid.addWidget(history, at, 2, Qt.AlignmentFlag.AlignTop)
        button = _row_button(says.change, row)
        button.setVisible(self._model.may_change)
        button.clicked.connect(lambda _checked=False, target=row.target: self.change_wanted.emit(target))
        grid.addWidget(button, at, 3, Qt.AlignmentFlag.AlignTop)


def _row_button(text: str, row: CheckedSays) -> Button:
    button = Button(rank=Rank.QUIET)
    button.say(text)
    button.setAccessibleName(f"{text}: {row.label}")
    return button
