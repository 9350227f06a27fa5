"""A recorded determination, as it was recorded: to be read, and marked where another has taken its place."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.statements.recorded_report import RecordedAnswerSays, RecordedSays
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.place import Stage
from app.viewmodels.determination.memorandum_model import show_memorandum
from app.viewmodels.determination.recorded_model import recorded_says
from app.views.determination.report_body import ReportBody
from app.views.determination.result_frame import MEMORANDUM_BUTTON, ResultFrame
from app.views.kit.badge import Badge
from app.views.kit.bullet_list import BulletList
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.layouts import ROOM, add, grid, held, row
from app.views.kit.note_block import NoteBlock
from app.views.kit.selectable_prose import SelectableProse as Prose


class RecordedView(ResultFrame):
    """Laid out as the determination screen, without anything that could change something."""

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent, top=16)
        self._model = model
        self._shown: RecordedSays | None = None
        self.back_button = Button(
            N_("Back to the determination"),
            rank=Rank.QUIET,
            sign="back",
            size=12,
            act=lambda: model.go_to_stage(Stage.DETERMINATION),
        )
        self._title = Prose(bold=True)
        self._mark = Badge()
        self._superseded = NoteBlock(token="caution")
        self._latest = NoteBlock()
        self._not_its_own = NoteBlock(token="caution")
        self._cautions = BulletList(token="caution")
        self._body = ReportBody()
        paper_button = Button(MEMORANDUM_BUTTON, sign="print", act=partial(show_memorandum, model))
        add(self.page.column, row(self.back_button, ROOM, paper_button))
        self.add_head(row(self._title, self._mark, ROOM, spacing=12))
        below = (self._superseded, self._latest, self._not_its_own, self._cautions, self._body)
        add(self.page.column, 6, *below, ROOM)
        self._body.rule_wanted.connect(model.rule_wanted)

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
        if says.particulars:
            self._body.add_part(N_("Particulars, as they were"), held(_table(says.particulars)))
        self._body.add_part(N_("Facts it was made from"), held(_table(says.answers)))
        self._body.add_disclaimer()
        self.right.say(report)
        self.page.take_keys(says.title)
        self.page.to_top()


def _table(rows: tuple[RecordedAnswerSays, ...]) -> QGridLayout:
    """Names and what was noted of them."""
    return grid(*map(_cells, rows), spacing=(16, 5), shares=(5, 7), alignment=Qt.AlignmentFlag.AlignTop)


def _cells(answer: RecordedAnswerSays) -> tuple[Prose, Prose]:
    """A fact and its answer, side by side."""
    value = f"{answer.value}\n{answer.note}" if answer.note else answer.value
    return Prose(answer.label, size=13, token="muted"), Prose(value, size=13)
