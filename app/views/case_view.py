"""One case: its header over the screen of the present step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.viewmodels import documents_model, history_model, lines_model, query_model
from app.viewmodels.case_model import CaseModel, Stage
from app.viewmodels.header_model import header_says
from app.viewmodels.sections_model import LINE, PARTICULARS
from app.views.badge import Badge
from app.views.button import Button, Rank
from app.views.check_view import CheckView
from app.views.determination_view import DeterminationView
from app.views.document_dialog import DocumentDialog
from app.views.evidence_dialog import EvidenceDialog
from app.views.history_dialog import HistoryDialog
from app.views.line_dialog import LineDialog
from app.views.line_tabs import LineTabs
from app.views.note_block import NoteBlock
from app.views.official_answer_dialog import OfficialAnswerDialog
from app.views.prose import Prose
from app.views.reason_dialog import ReasonDialog
from app.views.recorded_view import RecordedView
from app.views.request_view import RequestView
from app.views.step_header import StepHeader
from app.views.text_dialog import TextDialog
from app.views.theme import scaled
from app.views.whole_case_view import WholeCaseView

if TYPE_CHECKING:
    from app.views.editions_view import EditionsView

#: From this width on all steps say their names.
_ROOM_FOR_ALL_STEPS = 1000

#: A reason may be long; the whole of it stands in the tooltip.
_MOST_LINES = 2


class CaseView(QWidget):
    """Header, and the screens of the steps; a screen is made when it is first shown."""

    list_wanted = Signal()

    def __init__(self, model: CaseModel, *, is_training: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._is_training = is_training
        self._back = Button(rank=Rank.QUIET, sign="back")
        self._number = Prose(size=18, token="muted", most_lines=1)
        self._title = Prose(size=18, bold=True, most_lines=1)
        self._state = Badge()
        self._steps = StepHeader(3)
        self._tabs = LineTabs()
        self._edition = Button(rank=Rank.QUIET, size=12)
        self.editions_button = Button(rank=Rank.QUIET, sign="columns", size=12)
        self._more = Button(rank=Rank.QUIET, sign="more")
        self._notice = NoteBlock(token="caution", most_lines=_MOST_LINES)
        self._unsaved = NoteBlock(token="caution")
        self._save_again = Button(rank=Rank.PRIMARY)
        self._screens = QStackedWidget()
        self.request = RequestView(model)
        self._screens.addWidget(self.request)
        self.check: CheckView | None = None
        self.determination: DeterminationView | None = None
        self.recorded: RecordedView | None = None
        self.whole_case: WholeCaseView | None = None
        self.editions: EditionsView | None = None
        self._editions_says = "", ""
        self._compose()
        self._connect()
        self.say()

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(20), scaled(10), scaled(20), scaled(16))
        column.setSpacing(scaled(8))
        top = QHBoxLayout()
        top.setSpacing(scaled(10))
        top.addWidget(self._back)
        top.addWidget(self._number)
        top.addWidget(self._title, 1)
        top.addWidget(self._steps)
        column.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        row.addWidget(self._tabs, 1)
        row.addWidget(self._state)
        row.addWidget(self._edition)
        row.addWidget(self.editions_button)
        row.addWidget(self._more)
        column.addLayout(row)
        column.addWidget(self._notice)
        unsaved = QHBoxLayout()
        unsaved.addWidget(self._unsaved, 1)
        unsaved.addWidget(self._save_again)
        column.addLayout(unsaved)
        column.addWidget(self._screens, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the steps give way to the title."""
        is_narrow = self.width() < scaled(_ROOM_FOR_ALL_STEPS)
        self._steps.shorten(is_short=is_narrow)
        self._fit()
        super().resizeEvent(event)

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self.say)
        self._back.clicked.connect(lambda: self.list_wanted.emit())
        self._steps.chosen.connect(lambda stage: model.go_to_stage(Stage(stage)))
        self._tabs.chosen.connect(self._choose_line)
        self._tabs.adding_wanted.connect(self.ask_for_line)
        self.editions_button.clicked.connect(lambda: model.show_editions())
        self._edition.clicked.connect(lambda: model.go_to_panel(PARTICULARS))
        self._save_again.clicked.connect(lambda: model.save_again())
        self._more.clicked.connect(lambda: self._open_menu())
        self.request.evidence_wanted.connect(self.ask_for_evidence)
        self.request.document_wanted.connect(lambda: self.ask_for_document())
        self.request.history_wanted.connect(self.show_history)
        self.request.document_change_wanted.connect(self.ask_for_document_change)

    # -- screens

    def say(self) -> None:
        """Shows the case as it now stands."""
        says = header_says(self.model)
        self._back.say(says.back)
        self._number.say(says.number)
        self._title.say(says.title)
        self._state.say(says.state, "caution" if says.is_ended else "muted")
        self._steps.say(says.stages)
        self._tabs.say(says.tabs, says.add_line)
        self._edition.say(says.edition, says.edition_tip)
        self._editions_says = says.editions, says.editions_tip
        self._fit()
        self._more.say("", says.more)
        self._more.setAccessibleName(says.more)
        self._notice.say("", says.notice)
        self._unsaved.say("", says.unsaved)
        self._save_again.say(says.save_again)
        self._save_again.setVisible(bool(says.unsaved))
        screen = self._screen()
        screen.say()
        self._screens.setCurrentWidget(screen)

    def _fit(self) -> None:
        """Where there is little room, a sign has to do for the comparison of editions, and the state gives way."""
        is_narrow = self.width() < scaled(_ROOM_FOR_ALL_STEPS)
        name, tip = self._editions_says
        self._state.setVisible(not is_narrow)
        self.editions_button.say("" if is_narrow else name, tip)
        self.editions_button.setAccessibleName(name)

    def _screen(self) -> RequestView | CheckView | DeterminationView | RecordedView | WholeCaseView | EditionsView:
        model = self.model
        if model.shows_editions:
            if self.editions is None:
                self.editions = self._make_editions()
            return self.editions
        if model.stage is Stage.REQUEST:
            return self.request
        if model.stage is Stage.CHECK:
            if self.check is None:
                self.check = CheckView(model)
                self.check.change_wanted.connect(self._change)
                self.check.record_wanted.connect(model.record)
                self.check.history_wanted.connect(self.show_history)
                self._screens.addWidget(self.check)
            return self.check
        if model.shows_whole_case and len(model.case.lines) > 1:
            if self.whole_case is None:
                self.whole_case = WholeCaseView(model)
                self.whole_case.line_wanted.connect(model.choose_line)
                self.whole_case.show_training(self._is_training)
                self._screens.addWidget(self.whole_case)
            return self.whole_case
        if model.record_read is not None:
            if self.recorded is None:
                self.recorded = self._make_recorded()
            return self.recorded
        if self.determination is None:
            self.determination = self._make_determination()
        return self.determination

    def _make_determination(self) -> DeterminationView:
        view = DeterminationView(self.model)
        view.show_training(self._is_training)
        view.fact_wanted.connect(self.model.go_to_fact)
        view.rule_wanted.connect(self.model.rule_wanted)
        view.record_wanted.connect(self.model.record)
        view.query_wanted.connect(self.show_query)
        view.official_answer_wanted.connect(self.ask_for_official_answer)
        view.answer_withdrawal_wanted.connect(self.ask_to_withdraw_answer)
        view.close_wanted.connect(self.ask_to_close)
        view.earlier_wanted.connect(self._read_record)
        self._screens.addWidget(view)
        return view

    def _make_recorded(self) -> RecordedView:
        view = RecordedView(self.model)
        view.show_training(self._is_training)
        view.rule_wanted.connect(self.model.rule_wanted)
        view.back_wanted.connect(lambda: self.model.go_to_stage(Stage.DETERMINATION))
        self._screens.addWidget(view)
        return view

    def _read_record(self, determination_id: int) -> None:
        self.model.read_record(determination_id)
        if self.recorded is not None:
            self.recorded.back_button.setFocus()

    def _make_editions(self) -> EditionsView:
        # Imported late: a request can be shown without it.
        from app.viewmodels.editions_model import EditionsModel, LineSubject
        from app.views.editions_view import EditionsView

        model = self.model
        view = EditionsView(EditionsModel(model.desk, LineSubject(model), model))
        view.fact_wanted.connect(self._answer)
        view.rule_wanted.connect(model.rule_wanted)
        self._screens.addWidget(view)
        return view

    def _answer(self, fact: str) -> None:
        self.model.go_to_fact(fact)
        self.request.question.focus_editor()

    def go_to_step(self, number: int) -> None:
        """Shows the step of this number, from 0."""
        self.model.go_to_stage(tuple(Stage)[number])

    def go_on(self) -> None:
        """The next question, while questions are shown."""
        if self.model.stage is Stage.REQUEST:
            self.request.go_on()

    def go_back(self) -> None:
        """The question before, while questions are shown."""
        if self.model.stage is Stage.REQUEST:
            self.request.go_back()

    def step_section(self, by: int) -> None:
        """The section before or after."""
        self.model.step_section(by)
        self.request.question.focus_editor()

    def _choose_line(self, line_id: int) -> None:
        if line_id == 0:
            self.model.show_whole_case()
        else:
            self.model.choose_line(lines_model.line_id(line_id))

    def _change(self, target: str) -> None:
        """The link "change" leads by the fact's own name, never by its place."""
        if target in (PARTICULARS, LINE):
            self.model.go_to_panel(target)
        else:
            self.model.go_to_fact(target)
            self.request.question.focus_editor()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for label, act in self.endings():
            menu.addAction(label, act)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def endings(self) -> list[tuple[str, Callable[[], None]]]:
        """What can be done with the case as a whole, with its words."""
        says = lines_model.endings_says(self.model)
        acts: tuple[tuple[str, Callable[[], None]], ...] = (
            (says.remove_line, self.ask_to_remove_line),
            (says.close, self.ask_to_close),
            (says.withdraw, self.ask_to_withdraw),
            (says.reopen, self.ask_to_reopen),
        )
        return [(label, act) for label, act in acts if label]

    # -- dialogs

    def ask_for_line(self) -> None:
        """Asks what a new line is about."""
        LineDialog.ask(self, lines_model.line_dialog(self.model), partial(lines_model.add_line_drafted, self.model))

    def ask_for_evidence(self, fact: str, value: str | None) -> None:
        """Asks which document shows an answer."""
        model = self.model

        def add_first(dialog: EvidenceDialog) -> None:
            def offer(document_id: int) -> None:
                dialog.offer(documents_model.document_choices(model))
                dialog.document.choose(document_id)

            self.ask_for_document(offer)

        EvidenceDialog.ask(
            self,
            documents_model.evidence_form(model, fact, value),
            add_first,
            partial(documents_model.link_chosen, model, fact, value),
        )

    def ask_for_document(self, then: Callable[[int], None] | None = None) -> None:
        """Asks for a new document."""
        model = self.model
        DocumentDialog.ask(
            self,
            documents_model.document_form(model, is_new=True),
            documents_model.DocumentDraft(),
            partial(documents_model.take_digest, model),
            lambda draft: documents_model.add_drafted(model, draft, then or (lambda _id: None)),
        )

    def ask_for_document_change(self, document_id: int) -> None:
        """Asks what is known of a document now."""
        model = self.model
        DocumentDialog.ask(
            self,
            documents_model.document_form(model, is_new=False),
            documents_model.draft_of(model, document_id),
            partial(documents_model.take_digest, model),
            partial(documents_model.amend_drafted, model, document_id),
        )

    def show_history(self, fact: str) -> None:
        """Shows every answer that a question had."""

        def show(says: history_model.AnswerHistorySays) -> None:
            HistoryDialog.show_history(self, says)

        history_model.read_history(self.model, fact, show)

    def show_query(self) -> None:
        """Shows the query to the competent office."""

        def show(says: query_model.TextSays) -> None:
            TextDialog.show_text(self, says)

        query_model.write_query(self.model, show)

    def ask_for_official_answer(self) -> None:
        """Asks for the official answer."""
        form = query_model.official_answer_form(self.model, documents_model.document_choices(self.model))
        OfficialAnswerDialog.ask(self, form, partial(query_model.record_drafted, self.model))

    def ask_to_withdraw_answer(self, official_answer_id: int) -> None:
        """Asks why an official answer no longer counts."""
        says = lines_model.withdraw_answer_dialog(self.model)
        ReasonDialog.ask(self, says, partial(self.model.withdraw_official_answer, official_answer_id))

    def ask_to_withdraw(self) -> None:
        """Asks why the case is withdrawn."""
        ReasonDialog.ask(self, lines_model.withdraw_dialog(self.model), self.model.withdraw)

    def ask_to_reopen(self) -> None:
        """Asks why the case is taken up again."""
        ReasonDialog.ask(self, lines_model.reopen_dialog(self.model), self.model.reopen)

    def ask_to_close(self) -> None:
        """Asks whether the case is to be closed."""
        ReasonDialog.ask(self, lines_model.close_dialog(self.model), lambda _reason: self.model.close())

    def ask_to_remove_line(self) -> None:
        """Asks whether the line is to be taken out."""
        ReasonDialog.ask(self, lines_model.remove_line_dialog(self.model), lambda _reason: self.model.remove_line())
