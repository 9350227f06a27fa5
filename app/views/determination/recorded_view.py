"""A recorded determination, as it was recorded: to be read, and marked where another has taken its place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.determination.recorded_model import RecordedSays, recorded_says
from app.views.determination.report_body import ReportBody
from app.views.determination.result_frame import ResultFrame
from app.views.kit.badge import Badge
from app.views.kit.bullet_list import BulletList
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.note_block import NoteBlock
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class RecordedView(ResultFrame):
    """Laid out as the determination screen, without anything that could change something."""

    back_wanted = Signal()
    rule_wanted = Signal(str, str)

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent, top=16)
        self._model = model
        self._shown: RecordedSays | None = None
        self.back_button = Button(N_("Back to the determination"), rank=Rank.QUIET, sign="back", size=12)
        self._title = Prose(bold=True)
        self._mark = Badge()
        self._superseded = NoteBlock(token="caution")
        self._latest = NoteBlock()
        self._not_its_own = NoteBlock(token="caution")
        self._cautions = BulletList(token="caution")
        self._body = ReportBody()
        self._compose()
        self.back_button.clicked.connect(lambda: self.back_wanted.emit())
        self._body.rule_wanted.connect(self.rule_wanted)

    def _compose(self) -> None:
        column = self.page.column
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        named = QHBoxLayout()
        named.setSpacing(scaled(12))
        named.addWidget(self._title)
        named.addWidget(self._mark)
        named.addStretch(1)
        self.add_head(named)
        column.addSpacing(scaled(6))
        for widget in (self._superseded, self._latest, self._not_its_own, self._cautions, self._body):
            column.addWidget(widget)
        column.addStretch(1)

    def take_keyboard(self) -> None:
        """The keyboard begins at the way back."""
        self.back_button.setFocus(Qt.FocusReason.TabFocusReason)

    def say(self) -> None:
        """Shows the record that is being read."""
        record = self._model.place.record
        if record is None:
            return
        says = recorded_says(self._model, record)
        if says == self._shown:
            return
        self._shown = says
        report = says.report
        self._title.say(says.title)
        self._mark.say(says.mark, "caution" if says.is_superseded else "accent")
        self._meta.say(report.meta)
        self._outcome.say(report.outcome)
        self._outcome.paint_in("muted" if says.is_superseded else "ink")
        self._outcome_says.say(report.outcome_says)
        told = f"{says.mark_says}\n{report.status}"
        self._superseded.say(says.mark, told if says.is_superseded else "")
        self._latest.say(says.mark, "" if says.is_superseded else told)
        self._not_its_own.say("", "\n".join(report.notices_of_change))
        self._cautions.say(report.cautions)
        self._body.say(report, says.edition_id)
        self._add_answers(says)
        self._body.add_disclaimer()
        self.right.say_line(report)
        self.page.take_keys(says.title)
        self.page.verticalScrollBar().setValue(0)

    def _add_answers(self, says: RecordedSays) -> None:
        self._body.add_heading(N_("Facts it was made from"))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(5))
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 7)
        for at, answer in enumerate(says.answers):
            grid.addWidget(Prose(answer.label, size=13, token="muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            value = f"{answer.value}\n{answer.note}" if answer.note else answer.value
            grid.addWidget(Prose(value, size=13), at, 1, Qt.AlignmentFlag.AlignTop)
        self._body.column.addWidget(holder)
