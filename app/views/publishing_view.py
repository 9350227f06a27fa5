"""Put an edition in force: the way in five steps, each of which shows what it finds before the next."""

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.viewmodels.publishing_model import STAGES, PublishingModel, PublishingSays
from app.views.badge import Badge
from app.views.button import Button, Rank
from app.views.card import Card, ScrollColumn, clear
from app.views.checks_panel import ChecksPanel
from app.views.choice_box import ChoiceBox
from app.views.comparison_panel import ComparisonPanel
from app.views.confirm_dialog import ConfirmDialog
from app.views.date_field import DateField
from app.views.findings_list import FindingsList
from app.views.folder_panel import FolderPanel
from app.views.link_row import LinkRow
from app.views.note_block import NoteBlock
from app.views.prose import Prose
from app.views.rule_line import RuleLine
from app.views.run_panel import RunPanel
from app.views.step_header import StepHeader
from app.views.theme import scaled
from app.views.trial_dialog import TrialDialog

#: From this width on all steps say their names.
_ROOM_FOR_ALL_STEPS = 860


class PublishingView(QWidget):
    """The steps above, the present one below, and the way on at the foot."""

    def __init__(self, model: PublishingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._explanation = Prose(token="muted")
        self.steps = StepHeader(len(STAGES))
        self._pages = QStackedWidget()
        self.back_button = Button(rank=Rank.SECONDARY)
        self.next_button = Button(rank=Rank.PRIMARY)
        self._next_says = Prose(size=12, token="muted")
        self._compose()
        self._compose_folder()
        self._compose_certificate()
        self.comparison = ComparisonPanel(model.comparison)
        self._pages.addWidget(self.comparison)
        self._compose_lines()
        self._compose_act()
        self._connect()
        self.say()

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(self._explanation)
        steps = QHBoxLayout()
        steps.addWidget(self.steps)
        steps.addStretch(1)
        column.addLayout(steps)
        column.addWidget(self._pages, 1)
        foot = QHBoxLayout()
        foot.setSpacing(scaled(10))
        self._next_says.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self._next_says, 8)
        foot.addWidget(self.next_button)
        column.addLayout(foot)

    def _page(self) -> ScrollColumn:
        card = Card()
        page = ScrollColumn(margins=(28, 20, 24, 22), spacing=8)
        card.column.addWidget(page)
        self._pages.addWidget(card)
        return page

    def _compose_folder(self) -> None:
        column = self._page().column
        self.folder = FolderPanel()
        self._working = Prose(token="muted")
        self._read_title = Prose(size=16, bold=True)
        self._read_says = Prose()
        self.findings = FindingsList()
        self._known_label = Prose(size=12, token="muted")
        self.known = ChoiceBox()
        self.known_button = Button()
        self._entries_heading = Prose(bold=True, token="accent")
        self._entries = QVBoxLayout()
        self._entries.setSpacing(scaled(4))
        column.addWidget(self.folder)
        for widget in (self._working, self._read_title, self._read_says, self.findings):
            column.addWidget(widget)
        column.addSpacing(scaled(10))
        column.addWidget(self._known_label)
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        row.addWidget(self.known, 1)
        row.addWidget(self.known_button)
        column.addLayout(row)
        column.addSpacing(scaled(10))
        column.addWidget(self._entries_heading)
        column.addWidget(RuleLine())
        column.addLayout(self._entries)
        column.addStretch(1)

    def _compose_certificate(self) -> None:
        column = self._page().column
        self._verdict = Prose(size=20, bold=True, heading=True)
        self._verdict_says = Prose()
        self.certificate = ChecksPanel()
        for widget in (self._verdict, self._verdict_says):
            column.addWidget(widget)
        column.addSpacing(scaled(8))
        column.addWidget(self.certificate)
        column.addStretch(1)

    def _compose_lines(self) -> None:
        column = self._page().column
        self.since = DateField(self.model.since)
        self._since_label = Prose(bold=True)
        self._since_help = Prose(size=12, token="muted")
        self._lines_says = Prose(size=12, token="muted")
        self.look_button = Button(rank=Rank.SECONDARY)
        self.run = RunPanel(self.model.run)
        column.addWidget(self._since_label)
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        row.addWidget(self.since)
        row.addWidget(self.look_button)
        row.addStretch(1)
        column.addLayout(row)
        for widget in (self._since_help, self._lines_says):
            column.addWidget(widget)
        column.addSpacing(scaled(8))
        column.addWidget(RuleLine())
        column.addSpacing(scaled(4))
        column.addWidget(self.run)
        column.addStretch(1)

    def _compose_act(self) -> None:
        column = self._page().column
        self._act = QWidget()
        before = QVBoxLayout(self._act)
        before.setContentsMargins(0, 0, 0, 0)
        before.setSpacing(scaled(6))
        self._act_says = Prose(size=16, bold=True)
        self._person_label, self._note_label = Prose(), Prose()
        self._person_help = Prose(size=12, token="muted")
        self.person, self.note = QLineEdit(), QLineEdit()
        self.act_button = Button(rank=Rank.PRIMARY, sign="seal")
        self._act_missing = Prose(size=12, token="muted")
        before.addWidget(self._act_says)
        before.addSpacing(scaled(8))
        for widget in (self._person_label, self.person, self._person_help, self._note_label, self.note):
            before.addWidget(widget)
        before.addSpacing(scaled(8))
        before.addWidget(self.act_button, 0, Qt.AlignmentFlag.AlignLeft)
        before.addWidget(self._act_missing)
        self._done = QWidget()
        after = QVBoxLayout(self._done)
        after.setContentsMargins(0, 0, 0, 0)
        after.setSpacing(scaled(6))
        self._done_title = Prose(size=20, bold=True, heading=True)
        self._done_says = NoteBlock()
        self._cases_heading = Prose(bold=True, token="accent")
        self._cases = QVBoxLayout()
        self.again_button = Button()
        after.addWidget(self._done_title)
        after.addWidget(self._done_says)
        after.addSpacing(scaled(8))
        after.addWidget(self._cases_heading)
        after.addWidget(RuleLine())
        after.addLayout(self._cases)
        after.addSpacing(scaled(10))
        after.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._act)
        column.addWidget(self._done)
        column.addStretch(1)

    def _connect(self) -> None:
        model = self.model
        self.steps.chosen.connect(model.go_to)
        self.back_button.clicked.connect(lambda: model.step(-1))
        self.next_button.clicked.connect(lambda: model.step(1))
        self.folder.wanted.connect(model.examine)
        self.known_button.clicked.connect(lambda: model.examine_known(str(self.known.code())))
        self.certificate.situation_wanted.connect(self._show_situation)
        self.since.dateChanged.connect(lambda _day: model.choose_day(self.since.day()))
        self.look_button.clicked.connect(lambda: model.look_at_lines())
        self.run.line_wanted.connect(model.rulebook.line_wanted)
        self.person.textChanged.connect(model.name_person)
        self.act_button.clicked.connect(lambda: self.ask_to_confirm())
        self.again_button.clicked.connect(lambda: model.begin_again())
        model.changed.connect(self.say)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room only the present step says its name."""
        self.steps.shorten(is_short=self.width() < scaled(_ROOM_FOR_ALL_STEPS))
        super().resizeEvent(event)

    def ask_to_confirm(self) -> None:
        """Asks for the last time, and puts the edition in force."""
        self.model.note = self.note.text()
        ConfirmDialog.ask(self.window(), self.model.confirm_says(), self.model.put_in_force)

    def _show_situation(self, check: int, defect: int, at: int) -> None:
        says = self.model.situation(check, defect, at)
        TrialDialog.show_trial(self.window(), says, lambda: self.model.file_situation(check, defect, at))

    # -- words

    def focus_search(self) -> None:
        """Puts the keyboard on the folder."""
        self.folder.folder.setFocus()

    def say(self) -> None:
        """Shows everything as it now stands, in the present language."""
        says = self.model.says()
        self._explanation.say(says.explanation)
        self.steps.say(says.stages)
        self._pages.setCurrentIndex(STAGES.index(self.model.stage))
        self.back_button.say(says.back)
        self.back_button.setVisible(bool(says.back))
        self.next_button.say(says.next)
        self.next_button.setVisible(bool(says.next))
        self.next_button.setEnabled(says.may_go_on)
        self._next_says.say(says.next_says)
        self._say_folder(says)
        self._verdict.say(says.verdict)
        self._verdict.paint_in("ink" if says.is_certified else "caution")
        self._verdict_says.say(says.verdict_says)
        self.certificate.say(says.checks)
        self._say_lines(says)
        self._say_act(says)

    def _say_folder(self, says: PublishingSays) -> None:
        self.folder.say(says.folder_label, says.folder_help, says.choose_folder, says.examine)
        self._working.say(says.working)
        self._read_title.say(says.read_title)
        self._read_says.say(says.read_says)
        self.findings.say(says.findings_heading, says.findings)
        self._known_label.say(says.known_label)
        self.known.setAccessibleName(says.known_label)
        self.known.offer(says.known)
        self.known_button.say(says.known_button)
        self._entries_heading.say(says.entries_heading)
        clear(self._entries)
        for entry in says.entries:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(scaled(12))
            line.addWidget(Prose(entry.text, bold=entry.here))
            line.addWidget(Prose(entry.detail, size=13, token="muted"), 1)
            if entry.here:
                line.addWidget(Badge(says.in_force_now, token="accent"))
            self._entries.addWidget(row)

    def _say_lines(self, says: PublishingSays) -> None:
        self._since_label.say(says.since_label)
        self._since_help.say(says.since_help)
        self._lines_says.say(says.lines_says)
        self.look_button.say(says.look)
        self.look_button.setVisible(self.model.run.says().share < 0)
        self.since.setAccessibleName(says.since_label)
        self.since.blockSignals(True)
        if self.model.report is not None and self.model.report.earliest is not None:
            first = self.model.report.earliest
            self.since.setMinimumDate(QDate(first.year, first.month, first.day))
        if self.since.day() != self.model.since:
            self.since.setDay(self.model.since)
        self.since.blockSignals(False)

    def _say_act(self, says: PublishingSays) -> None:
        is_done = bool(says.done_title)
        self._act.setVisible(not is_done)
        self._done.setVisible(is_done)
        self._act_says.say(says.act_says)
        self._person_label.say(says.person_label)
        self._person_help.say(says.person_help)
        self._note_label.say(says.note_label)
        self.person.setAccessibleName(says.person_label)
        self.note.setAccessibleName(says.note_label)
        self.act_button.say(says.act)
        self.act_button.setEnabled(says.may_act)
        self._act_missing.say(says.act_missing)
        self._done_title.say(says.done_title)
        self._done_says.say("", says.done_says)
        self._cases_heading.say(says.cases_heading)
        clear(self._cases)
        for case in says.cases:
            link = LinkRow(case.label)
            link.clicked.connect(
                lambda _checked=False, at=(case.case_id, case.line_id): self.model.rulebook.line_wanted.emit(*at)
            )
            self._cases.addWidget(link)
        if not says.cases:
            self._cases.addWidget(Prose(says.no_cases, token="muted"))
        self.again_button.say(says.again)
