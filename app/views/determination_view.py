"""The determination screen of one line: outcome, rule and reasons at the left, procedure and duties at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.case_model import CaseModel
from app.viewmodels.check_model import check_says
from app.viewmodels.lines_model import endings_says
from app.viewmodels.query_model import official_answers, refer_says
from app.viewmodels.report_model import NearMissSays, ReportHeadings, ReportSays, RuleSays, report_says
from app.views.badge import Badge
from app.views.bullet_list import BulletList
from app.views.button import Button, Rank
from app.views.card import Card, ScrollColumn, clear
from app.views.duties_column import DutiesColumn
from app.views.link_row import LinkRow
from app.views.note_block import NoteBlock
from app.views.prose import Prose
from app.views.rule_line import RuleLine
from app.views.theme import scaled
from app.views.trace_view import TraceView
from app.views.training_stamp import TrainingStamp

_RIGHT = 392


class DeterminationView(QWidget):
    """Everything that can be said of the result, and what can be done with it."""

    fact_wanted = Signal(str)
    record_wanted = Signal()
    query_wanted = Signal()
    official_answer_wanted = Signal()
    answer_withdrawal_wanted = Signal(int)
    close_wanted = Signal()
    rule_wanted = Signal(str, str)

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.record_button = Button(rank=Rank.PRIMARY, sign="seal")
        self.close_button = Button()
        self.query_button = Button(sign="document")
        self.official_answer_button = Button()
        self._shown: tuple[object, ...] | None = None
        self._stamp = TrainingStamp()
        self.right = DutiesColumn()
        self.page = ScrollColumn(margins=(28, 20, 24, 22), spacing=6)
        self._compose()
        self.record_button.clicked.connect(lambda: self.record_wanted.emit())
        self.close_button.clicked.connect(lambda: self.close_wanted.emit())
        self.query_button.clicked.connect(lambda: self.query_wanted.emit())
        self.official_answer_button.clicked.connect(lambda: self.official_answer_wanted.emit())

    def _compose(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        card = Card()
        card.column.addWidget(self.page)
        row.addWidget(card, 1)
        row.addWidget(self.right)
        column = self.page.column
        top = QHBoxLayout()
        top.setSpacing(scaled(18))
        told = QVBoxLayout()
        told.setSpacing(scaled(3))
        self._meta = Prose(size=12, token="muted")
        self._outcome = Prose(size=22, bold=True, heading=True)
        self._outcome_says = Prose()
        for prose in (self._meta, self._outcome, self._outcome_says):
            told.addWidget(prose)
        top.addLayout(told, 1)
        top.addWidget(self._stamp, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addSpacing(scaled(6))
        self._status = NoteBlock()
        self._changed = NoteBlock(token="caution")
        column.addWidget(self._status)
        column.addWidget(self._changed)
        acts = QHBoxLayout()
        acts.setSpacing(scaled(10))
        for button in (self.record_button, self.query_button, self.official_answer_button, self.close_button):
            acts.addWidget(button)
        acts.addStretch(1)
        column.addLayout(acts)
        self._refer_says = Prose(size=12, token="muted")
        column.addWidget(self._refer_says)
        self._cautions = BulletList(token="caution")
        column.addWidget(self._cautions)
        self._body = QVBoxLayout()
        self._body.setSpacing(scaled(6))
        column.addLayout(self._body)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the right column leaves the left its half."""
        self.right.setFixedWidth(min(scaled(_RIGHT), round(self.width() * 0.42)))
        super().resizeEvent(event)

    def show_training(self, is_training: bool) -> None:
        """Stamps the result of a training register."""
        self._stamp.setVisible(is_training)

    def say(self) -> None:
        """Shows the determination as the answers now stand."""
        model = self._model
        says, refer, answers = report_says(model), refer_says(model), official_answers(model)
        check, endings = check_says(model), endings_says(model)
        self._meta.say(says.meta)
        self._outcome.say(says.outcome)
        self._outcome_says.say(says.outcome_says)
        self._status.say("", says.status)
        self._changed.say("", "\n".join(says.notices_of_change))
        self.record_button.say(check.record, check.record_says)
        self.record_button.setVisible(check.may_record)
        self.close_button.say(endings.close)
        self.close_button.setVisible(bool(endings.close))
        may_refer = refer is not None
        self.query_button.setVisible(may_refer)
        self.official_answer_button.setVisible(may_refer and model.may_change)
        if refer is not None:
            self.query_button.say(refer.query)
            self.official_answer_button.say(refer.record_answer)
        self._refer_says.say(refer.explanation if refer else "")
        self._cautions.say(says.cautions)
        self.right.say_line(says)
        shown = (says, answers)
        if shown != self._shown:
            self._shown = shown
            self._fill(says)
            self._fill_answers(says, answers)

    def _fill(self, says: ReportSays) -> None:
        clear(self._body)
        heads = says.headings
        for number, rule in enumerate(says.rules):
            if number == 0:
                self._heading(heads.rule)
            self._add_rule(rule, heads)
        if says.missing:
            self._heading(heads.missing)
            for missing in says.missing:
                link = LinkRow(missing.label)
                link.clicked.connect(lambda _checked=False, fact=missing.fact: self.fact_wanted.emit(fact))
                self._body.addWidget(link)
        if says.near_misses:
            self._heading(heads.why_not)
            self._body.addWidget(Prose(heads.lacks, size=12, token="muted"))
            for miss in says.near_misses:
                self._body.addWidget(_near_miss(miss))
        if says.points:
            self._heading(heads.points)
            for point in says.points:
                self._body.addWidget(Prose(point, size=13))
        if says.records:
            self._heading(heads.records)
            for record in says.records:
                self._body.addWidget(Prose(record.text, size=13, token="ink" if record.is_current else "muted"))
        self._body.addSpacing(scaled(8))
        self._body.addWidget(Prose(says.disclaimer, size=12, token="muted"))

    def _fill_answers(self, says: ReportSays, answers: tuple[object, ...]) -> None:
        del answers
        for number, answer in enumerate(official_answers(self._model)):
            if number == 0:
                self._heading(says.headings.official_answers)
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(Prose(answer.text, size=13), 1)
            if answer.withdraw:
                button = Button(rank=Rank.QUIET)
                button.say(answer.withdraw)
                button.clicked.connect(lambda _checked=False, at=answer.id: self.answer_withdrawal_wanted.emit(at))
                line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._body.addWidget(row)

    def _heading(self, text: str) -> None:
        self._body.addSpacing(scaled(12))
        self._body.addWidget(Prose(text, bold=True, token="accent"))
        self._body.addWidget(RuleLine())

    def _add_rule(self, rule: RuleSays, heads: ReportHeadings) -> None:
        self._body.addWidget(Prose(rule.label, size=16, bold=True))
        self._body.addWidget(Prose(rule.says))
        origin = QWidget()
        line = QHBoxLayout(origin)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scaled(10))
        badge = Badge(rule.confidence, token=rule.confidence_token)
        badge.setToolTip(rule.confidence_says)
        badge.setAccessibleDescription(rule.confidence_says)
        line.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Prose(f"{rule.clause}　{rule.sources}", size=12, token="muted"), 1)
        self._body.addWidget(origin)
        for point in rule.points:
            self._body.addWidget(Prose(point, size=12, token="muted"))
        self._body.addSpacing(scaled(4))
        edition_id = self._model.interview.edition.id
        open_rule = Button(rank=Rank.QUIET, sign="rulebook", size=12)
        open_rule.say(heads.open_rule)
        open_rule.clicked.connect(lambda: self.rule_wanted.emit(edition_id, rule.id))
        self._body.addWidget(open_rule, 0, Qt.AlignmentFlag.AlignLeft)
        self._body.addWidget(Prose(heads.why, size=12, token="muted"))
        tree = TraceView()
        tree.say(rule.reasons)
        self._body.addWidget(tree)
        self._body.addSpacing(scaled(6))


def _near_miss(miss: NearMissSays) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, scaled(6))
    column.setSpacing(scaled(1))
    column.addWidget(Prose(miss.label, bold=True, size=13))
    bullets = BulletList(size=13, hollow=True)
    column.addWidget(bullets)
    bullets.say(miss.lacking)
    return holder
