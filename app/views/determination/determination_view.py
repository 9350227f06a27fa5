"""The determination screen of one line: outcome, rule and reasons at the left, procedure and duties at the right."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.lines_model import CLOSE
from app.viewmodels.determination.memorandum_model import show_memorandum
from app.viewmodels.determination.report_model import report_says
from app.viewmodels.questions.check_model import recording_says
from app.viewmodels.questions.letter_model import may_ask
from app.viewmodels.questions.query_model import (
    OfficialAnswerSays,
    answer_withdrawal_form,
    answerable_rules,
    official_answer_form,
    official_answers,
    refer_rules,
)
from app.views.determination.report_body import ReportBody
from app.views.determination.result_frame import MEMORANDUM_BUTTON, ResultFrame
from app.views.kit.bullet_list import BulletList
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.layouts import ROOM, add, at, held, row, turn, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.note_block import NoteBlock
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled

_RECORD = N_("Record this determination")


class DeterminationView(ResultFrame):
    """Everything that can be said of the result, and what can be done with it."""

    fact_wanted = Signal(str)
    query_wanted = Signal()

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.record_button = Button(_RECORD, rank=Rank.PRIMARY, sign="seal", act=model.show_recording)
        self.close_button = Button(act=partial(CLOSE.do, model))
        self.query_button = Button(N_("Write the query"), sign="document", act=self.query_wanted.emit)
        self.official_answer_button = Button(
            N_("Record the official answer"), act=lambda: model.ask(official_answer_form(model))
        )
        self.paper_button = Button(MEMORANDUM_BUTTON, sign="print", act=partial(show_memorandum, model))
        self._buttons = (
            self.record_button,
            self.query_button,
            self.official_answer_button,
            self.close_button,
            self.paper_button,
        )
        self._acts = row(*self._buttons, ROOM, spacing=10)
        self._status, self._changed = NoteBlock(), NoteBlock(token="caution")
        self._refer_says = Prose(
            N_(
                "An official answer that takes the point out of the way sets the rule aside, for the lines on which it "
                "holds now."
            ),
            size=12,
            token="muted",
        )
        self._cautions = BulletList(token="caution")
        self._body = ReportBody()
        self._shown: tuple[object, ...] | None = None
        self.add_head()
        below = (self._status, self._changed, self._acts, self._refer_says, self._cautions, self._body)
        add(self.page.column, 6, *below, ROOM)
        self._body.fact_wanted.connect(self.fact_wanted)
        self._body.rule_wanted.connect(model.rule_wanted)
        self._body.record_wanted.connect(model.read_record)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons have to fit, too."""
        super().resizeEvent(event)
        self._fit_acts()

    def _fit_acts(self) -> None:
        """With large text the buttons stand below each other, so that none pushes the page beyond its edge."""
        shown = [button for button in self._buttons if not button.isHidden()]
        needed = sum(button.sizeHint().width() + self._acts.spacing() for button in shown)
        margins = self.page.column.contentsMargins()
        room = self.width() - self.right.width() - scaled(24) - margins.left() - margins.right()
        turn(self._acts, is_row=needed <= room)

    def take_keyboard(self) -> None:
        """The keyboard is where the determination is recorded, or else where it is read."""
        (self.record_button if self.record_button.isVisible() else self.page).setFocus(Qt.FocusReason.TabFocusReason)

    def say(self) -> None:
        """Shows the determination as the answers now stand."""
        model = self._model
        says, may_refer, answers = report_says(model), bool(refer_rules(model)), official_answers(model)
        recording, close = recording_says(model), CLOSE.offered(model, model.session.words)
        self._meta.say(says.meta)
        self._outcome.say(says.outcome)
        self.page.setAccessibleName(says.outcome)
        self._outcome_says.say(says.outcome_says)
        self._status.say("", says.status)
        self._changed.say("", "\n".join(says.notices_of_change))
        self.record_button.say(_RECORD, recording.says)
        self.record_button.setVisible(recording.may_record)
        self.close_button.say(close)
        self.close_button.setVisible(bool(close))
        self.query_button.setVisible(may_ask(model))
        self.official_answer_button.setVisible(bool(answerable_rules(model)))
        self._refer_says.setVisible(may_refer)
        self._fit_acts()
        self._cautions.say(says.cautions)
        self.right.say(says)
        shown = (says, answers)
        if shown != self._shown:
            self._shown = shown
            self._body.say(says, model.interview.edition.id)
            self._add_answers(answers)
            self._body.add_disclaimer()

    def _ask_to_withdraw(self, official_answer_id: int) -> None:
        self._model.ask(answer_withdrawal_form(self._model, official_answer_id))

    def _add_answers(self, answers: tuple[OfficialAnswerSays, ...]) -> None:
        parts: list[QWidget] = []
        for answer in answers:
            told = row(wide(Prose(answer.text, size=13)))
            if answer.withdraw:
                withdraw = partial(self._ask_to_withdraw, answer.id)
                add(told, at(Qt.AlignmentFlag.AlignTop, Button(answer.withdraw, rank=Rank.QUIET, act=withdraw)))
            parts.append(held(told))
            parts += [
                LinkRow(change.label, size=13, act=partial(self.fact_wanted.emit, change.fact))
                for change in answer.changes
            ]
        self._body.add_part(N_("Official answers"), *parts)
