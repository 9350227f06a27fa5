"""Check your answers: every answer, its evidence, and the way to change it; then the act of recording."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.determination.live_model import live_says
from app.viewmodels.questions.check_model import CheckAnswersSays, CheckedSays, CheckedSectionSays, check_says
from app.views.determination.live_panel import LivePanel
from app.views.kit.badge import Badge
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, say
from app.views.kit.card import Card, ScrollColumn, clear
from app.views.kit.keyboard import focus_first
from app.views.kit.layouts import ROOM, add, at, column, grid, held, row, turn, wide
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled

_TITLE = N_("Check the answers")
_EXPLANATION = N_("Read every answer, and change what is not right. Nothing is recorded until you record it.")
_HISTORY = N_("History")
_CHANGE = N_("Change")
_RECORD = N_("Record this determination")
_RIGHT, _ACT_SIDE = 332, 18
#: Below this width of the list, values stand below their questions.
_ROOM_BESIDE = 360
#: Below this height the reason why nothing can be recorded leaves room for the outcome.
_LOW = 330
_LEAST, _LEAST_HEIGHT = 400, 150
_LEFT, _TOP = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop
#: The colour of the word for the evidence of an answer; the word says the same.
_TOKENS = {"asserted": "caution", "open": "caution"}


class CheckView(QWidget):
    """The answers at the left, the determination and the button that records it at the right."""

    #: The fact, or the form and its field, that is to be changed.
    change_wanted = Signal(str, str)
    history_wanted = Signal(str)

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._summary = row(spacing=8)
        self._sections = column(spacing=2)
        self.live = LivePanel()
        self.record_button = Button(_RECORD, rank=Rank.PRIMARY, sign="seal", act=model.show_recording)
        self._record_says = Prose(size=12, token="muted")
        self._shown: CheckAnswersSays | None = None
        self._badges: list[Badge] = []
        self._is_narrow = False
        self._room = 0
        self._compose()
        self.live.missing_chosen.connect(lambda fact: self.change_wanted.emit(fact, ""))

    def _compose(self) -> None:
        self.page = ScrollColumn(
            Prose(_TITLE, size=20, bold=True, heading=True),
            Prose(_EXPLANATION, token="muted"),
            6,
            self._summary,
            self._sections,
            ROOM,
            margins=(28, 20, 24, 22),
            spacing=4,
        )
        say(self.page, accessibleName=_TITLE)
        sides = (_ACT_SIDE, 14, _ACT_SIDE, 14)
        act = Card(at(_LEFT, self.record_button), self._record_says, spacing=8, margins=sides)
        self._right = held(column(wide(self.live), act, spacing=12))
        row(wide(Card(self.page)), self._right, spacing=12, of=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the right column leaves the answers most of the room."""
        width = self.width()
        act = self.record_button.sizeHint().width() + scaled(2 * _ACT_SIDE)
        right = max(min(scaled(_RIGHT), round(width * 0.36)), min(act, round(width * 0.66)))
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
        turn(self._summary, is_row=needed <= self._room)

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
        self.record_button.say(_RECORD, says.recording.says)
        self.record_button.setEnabled(says.recording.may_record)
        self._record_says.say(says.recording.says)
        if says == self._shown:
            return
        self._shown = says
        self._show_sections()

    def _show_sections(self) -> None:
        says = self._shown
        if says is None:
            return
        clear(self._summary)
        self._badges = [Badge(text, token="caution" if at else "muted") for at, text in enumerate(says.summary)]
        add(self._summary, *self._badges, ROOM)
        self._fit_summary()
        clear(self._sections)
        add(self._sections, *(self._section(section, says) for section in says.sections))

    def _section(self, section: CheckedSectionSays, says: CheckAnswersSays) -> QWidget:
        table = grid(spacing=(16, 4), shares=(1,) if self._is_narrow else (5, 7))
        if any(checked.has_history for each in says.sections for checked in each.rows):
            # The values of all sections stand below each other, whether one has a history or not.
            table.setColumnMinimumWidth(2, Button(_HISTORY, rank=Rank.QUIET).sizeHint().width())
        for number, checked in enumerate(section.rows):
            self._add_row(table, 2 * number, checked)
        heading = Prose(section.label, bold=True, token="accent")
        return held(column(heading, RuleLine(), 2, table, spacing=5, margins=(0, 14, 0, 0)))

    def _add_row(self, table: QGridLayout, place: int, says: CheckedSays) -> None:
        told = [Prose(says.value, token="muted" if says.mark in ("out", "open") else "ink")]
        told += [Prose(document, size=12, token="muted") for document in says.evidence]
        if says.state:
            told.append(Prose(says.state, size=12, token=_TOKENS.get(says.mark, "muted")))
        table.addWidget(Prose(says.label, token="muted", margins=(0, 3, 0, 3)), place, 0, _TOP)
        value = held(column(*told, spacing=0, margins=(0, 3, 0, 3)))
        table.addWidget(value, *((place + 1, 0, 1, 4) if self._is_narrow else (place, 1, 1, 1)))
        if says.has_history:
            act = partial(self.history_wanted.emit, says.target)
            table.addWidget(Button(_HISTORY, name=says.history, rank=Rank.QUIET, act=act), place, 2, _TOP)
        if self._model.may_change:
            act = partial(self.change_wanted.emit, says.target, says.field)
            table.addWidget(Button(_CHANGE, name=says.change, rank=Rank.QUIET, act=act), place, 3, _TOP)
