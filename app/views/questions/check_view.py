"""Check your answers: every answer, its evidence, and the way to change it; then the act of recording."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.determination.determination_model import live_says
from app.viewmodels.questions.check_model import CheckAnswersSays, CheckedSays, CheckedSectionSays, check_says
from app.views.determination.live_panel import LivePanel
from app.views.kit.badge import Badge
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, Said, say
from app.views.kit.card import Card, ScrollColumn, clear
from app.views.kit.keyboard import focus_first
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled

_TITLE = N_("Check the answers")
_EXPLANATION = N_("Read every answer, and change what is not right. Nothing is recorded until you record it.")
_HISTORY = N_("History")
_RECORD = N_("Record this determination")
_RIGHT, _ACT_SIDE = 332, 18
#: Below this width of the list, values stand below their questions.
_ROOM_BESIDE = 360
#: Below this height the reason why nothing can be recorded leaves room for the outcome.
_LOW = 330
_LEAST, _LEAST_HEIGHT = 480, 220
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
        self._summary = QHBoxLayout()
        self._summary.setSpacing(scaled(8))
        self._sections = QVBoxLayout()
        self._sections.setSpacing(scaled(2))
        self.live = LivePanel()
        self.record_button = Button(_RECORD, rank=Rank.PRIMARY, sign="seal")
        self._record_says = Prose(size=12, token="muted")
        self._shown: CheckAnswersSays | None = None
        self._badges: list[Badge] = []
        self._is_narrow = False
        self._room = 0
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
        say(self.page, accessibleName=_TITLE)
        self.page.column.addWidget(Prose(_TITLE, size=20, bold=True, heading=True))
        self.page.column.addWidget(Prose(_EXPLANATION, token="muted"))
        self.page.column.addSpacing(scaled(6))
        self.page.column.addLayout(self._summary)
        self.page.column.addLayout(self._sections)
        self.page.column.addStretch(1)
        row.addWidget(card, 1)
        right = QVBoxLayout()
        right.setSpacing(scaled(12))
        right.addWidget(self.live, 1)
        act = Card()
        act.column.setContentsMargins(scaled(_ACT_SIDE), scaled(14), scaled(_ACT_SIDE), scaled(14))
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
        width = self.width()
        act = self.record_button.sizeHint().width() + scaled(2 * _ACT_SIDE)
        right = max(min(scaled(_RIGHT), round(width * 0.36)), min(act, round(width * 0.55)))
        self._right.setFixedWidth(right)
        # The reason stands in the tooltip of the button, too.
        self._record_says.limit(2 if self.height() < scaled(_LOW) else 0)
        margins = self.page.column.contentsMargins()
        self._fit(width - right - scaled(12) - margins.left() - margins.right())
        super().resizeEvent(event)

    def _fit(self, room: int) -> None:
        """Where there is little room, the value of an answer stands below its question."""
        self._room = room
        is_narrow = room < scaled(_ROOM_BESIDE)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show_sections()
        self._fit_summary()

    def _fit_summary(self) -> None:
        needed = sum(badge.sizeHint().width() + self._summary.spacing() for badge in self._badges)
        one_row, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._summary.setDirection(one_row if needed <= self._room else below)

    def minimumSizeHint(self) -> QSize:
        """What is needed at the least, however wide the parts are at present."""
        return QSize(scaled(_LEAST), scaled(_LEAST_HEIGHT))

    def to_top(self) -> None:
        """Begins at the first answer."""
        self.page.to_top()

    def take_keyboard(self) -> None:
        """The keyboard begins where the first answer can be changed."""
        focus_first(self.page, self)

    def say(self) -> None:
        """Shows every answer as it now stands."""
        says = check_says(self._model)
        self.live.say(live_says(self._model.interview, self._model.phrases))
        self.record_button.say(_RECORD, says.record_says)
        self.record_button.setEnabled(says.may_record)
        self._record_says.say(says.record_says)
        if says == self._shown:
            return
        self._shown = says
        self._show_sections()

    def _show_sections(self) -> None:
        says = self._shown
        if says is None:
            return
        clear(self._summary)
        self._badges = []
        for number, text in enumerate(says.summary):
            self._badges.append(Badge(text, token="caution" if number else "muted"))
            self._summary.addWidget(self._badges[-1])
        self._summary.addStretch(1)
        self._fit_summary()
        clear(self._sections)
        for section in says.sections:
            self._sections.addWidget(self._section(section, says))

    def _section(self, section: CheckedSectionSays, says: CheckAnswersSays) -> QWidget:
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
        if self._is_narrow:
            grid.setColumnStretch(0, 1)
        else:
            grid.setColumnStretch(0, 5)
            grid.setColumnStretch(1, 7)
        if any(row.has_history for each in says.sections for row in each.rows):
            # The values of all sections stand below each other, whether one has a history or not.
            grid.setColumnMinimumWidth(2, Button(_HISTORY, rank=Rank.QUIET).sizeHint().width())
        column.addLayout(grid)
        for at, row in enumerate(section.rows):
            self._add_row(grid, at, row)
        return holder

    def _add_row(self, grid: QGridLayout, at: int, row: CheckedSays) -> None:
        label = Prose(row.label, token="muted")
        label.setContentsMargins(0, scaled(3), 0, scaled(3))
        grid.addWidget(label, 2 * at, 0, Qt.AlignmentFlag.AlignTop)
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
        grid.addWidget(holder, *((2 * at + 1, 0, 1, 4) if self._is_narrow else (2 * at, 1, 1, 1)))
        if row.has_history:
            history = _row_button(_HISTORY, row.history)
            history.clicked.connect(lambda _checked=False, target=row.target: self.history_wanted.emit(target))
            grid.addWidget(history, 2 * at, 2, Qt.AlignmentFlag.AlignTop)
        button = _row_button(N_("Change"), row.change)
        button.setVisible(self._model.may_change)
        button.clicked.connect(lambda _checked=False, target=row.target: self.change_wanted.emit(target))
        grid.addWidget(button, 2 * at, 3, Qt.AlignmentFlag.AlignTop)


def _row_button(text: Said, name: str) -> Button:
    button = Button(text, rank=Rank.QUIET)
    button.setAccessibleName(name)
    return button
