"""One case: its header over the screen of the present step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.viewmodels import documents_model, evidence_model, history_model, lines_model, query_model
from app.viewmodels.case_model import CaseModel, Stage
from app.viewmodels.desk_model import Reply
from app.viewmodels.header_model import HeaderSays, header_says
from app.viewmodels.sections_model import LINE, PARTICULARS
from app.views.badge import Badge
from app.views.button import Button, Rank
from app.views.check_view import CheckView
from app.views.determination_view import DeterminationView
from app.views.document_dialog import DocumentDialog
from app.views.evidence_dialog import EvidenceDialog
from app.views.history_dialog import HistoryDialog
from app.views.keyboard import keyboard_kept
from app.views.line_dialog import LineDialog
from app.views.line_tabs import LineTabs
from app.views.note_block import NoteBlock
from app.views.official_answer_dialog import OfficialAnswerDialog
from app.views.prose import Prose
from app.views.reason_dialog import ReasonDialog
from app.views.recorded_view import RecordedView
from app.views.request_view import RequestView
from app.views.result_frame import ResultFrame
from app.views.step_header import StepHeader
from app.views.text_dialog import TextDialog
from app.views.theme import scaled
from app.views.whole_case_view import WholeCaseView

if TYPE_CHECKING:
    from app.views.editions_view import EditionsView

#: From this width on all steps say their names.
_ROOM_FOR_ALL_STEPS = 1000

#: Below this width a sign has to do for the way back to the list.
_ROOM_FOR_BACK = 640

#: A layout in a column that scrolls comes to rest in two rounds: the scroll bar takes of the width.
_ROUNDS = 3

#: What the window leaves it at the least.
_LEAST = 520

#: At the left and the right.
_SIDE = 20

#: A reason may be long; the whole of it stands in the tooltip.
_MOST_LINES = 2

#: Many entries may be refused, each for its own cause; the field says it, too.
_MOST_CAUSES = 4


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
        self.reopen_button = Button()
        self._unsaved = NoteBlock(token="caution", most_lines=_MOST_CAUSES)
        self.save_again_button = Button(rank=Rank.PRIMARY)
        self._screens = QStackedWidget()
        self.request = RequestView(model)
        self._screens.addWidget(self.request)
        self.check: CheckView | None = None
        self.determination: DeterminationView | None = None
        self.recorded: RecordedView | None = None
        self.whole_case: WholeCaseView | None = None
        self.editions: EditionsView | None = None
        self._says = header_says(model)
        self._seen: tuple[object, ...] = ()
        self._compose()
        self._connect()
        self.say()

    def _compose(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(scaled(_SIDE), scaled(10), scaled(_SIDE), scaled(16))
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
        for note, button in ((self._notice, self.reopen_button), (self._unsaved, self.save_again_button)):
            told = QHBoxLayout()
            told.addWidget(note, 1)
            told.addWidget(button)
            column.addLayout(told)
        column.addWidget(self._screens, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the steps give way to the title."""
        self._steps.shorten(is_short=self.width() < scaled(_ROOM_FOR_ALL_STEPS))
        self._fit()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """What is needed at the least: with less room the header says less, and the parts stand closer."""
        return QSize(scaled(_LEAST), self._column.minimumSize().height())

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self.say)
        self._back.clicked.connect(lambda: self.list_wanted.emit())
        self._steps.chosen.connect(lambda stage: model.go_to_stage(Stage(stage)))
        self._tabs.chosen.connect(self._choose_line)
        self._tabs.adding_wanted.connect(self.ask_for_line)
        self.editions_button.clicked.connect(lambda: model.show_editions())
        self._edition.clicked.connect(lambda: model.go_to_panel(PARTICULARS))
        self.reopen_button.clicked.connect(lambda: self.ask_to_reopen())
        self.save_again_button.clicked.connect(lambda: model.save_again())
        self._more.clicked.connect(lambda: self._open_menu())
        self.request.evidence_wanted.connect(self.ask_for_evidence)
        self.request.document_wanted.connect(lambda: self.ask_for_document())
        self.request.history_wanted.connect(self.show_history)
        self.request.document_change_wanted.connect(self.ask_for_document_change)

    # -- screens

    def say(self) -> None:
        """Shows the case as it now stands; the keyboard goes along to another screen."""
        with keyboard_kept(self, self.take_keyboard):
            before = self._screens.currentWidget()
            self._say()
            if self.isVisible():
                self._lay_out()
        if self._screens.currentWidget() is not before and self.isVisible():
            self.take_keyboard()
        self._begin_at_the_top()

    def _lay_out(self) -> None:
        """Finishes the layout of what is new before it is painted, or its lines would be seen cut off at first.

        Heights follow from widths only of what is shown, and Qt shows what is new later, after the first picture.
        """
        for part in self._screen().findChildren(QWidget):
            is_new = part.isHidden() and not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            around = None if part.isWindow() else part.parentWidget()
            if is_new and around is not None and around.isVisible():
                part.show()
        for _round in range(_ROUNDS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _begin_at_the_top(self) -> None:
        """Another line or screen, and what was recorded just now, are read from their beginning."""
        model, screen = self.model, self._screen()
        outcome, is_recorded = model.interview.determination.outcome, self._says.stages[-1].done
        seen = type(screen), model.line_id, model.shows_whole_case, outcome, is_recorded
        if seen != self._seen and isinstance(screen, CheckView | ResultFrame):
            screen.to_top()
        self._seen = seen

    def take_keyboard(self) -> None:
        """Puts the keyboard where the work on this screen goes on."""
        self._screen().take_keyboard()

    def _say(self) -> None:
        says = self._says = header_says(self.model)
        self._number.say(says.number)
        self._title.say(says.title)
        self._state.say(says.state, "caution" if says.is_ended else "muted")
        self._steps.say(says.stages)
        self._tabs.say(says.tabs, says.add_line, says.tabs_before, says.tabs_after)
        self._fit()
        self._more.say("", says.more)
        self._more.setAccessibleName(says.more)
        self._more.setVisible(bool(self.endings()))
        self._notice.say("", says.notice)
        reopen = lines_model.endings_says(self.model).reopen
        self.reopen_button.say(reopen)
        self.reopen_button.setVisible(bool(reopen))
        self._unsaved.say("", says.unsaved)
        self.save_again_button.say(says.save_again)
        self.save_again_button.setVisible(bool(says.unsaved))
        screen = self._screen()
        screen.say()
        self._screens.setCurrentWidget(screen)

    def _fit(self) -> None:
        """Where there is little room, signs have to do for what else there is, so that the lines get theirs."""
        says = self._says
        room = self.width() - scaled(2 * _SIDE)
        self._say_beside_lines(says, is_narrow=False)
        beside = (self._state, self._edition, self.editions_button, self._more)
        needed = self._tabs.sizeHint().width() + sum(each.sizeHint().width() + scaled(8) for each in beside)
        self._say_beside_lines(says, is_narrow=needed > room or self.width() < scaled(_ROOM_FOR_ALL_STEPS))
        self._back.say("" if self.width() < scaled(_ROOM_FOR_BACK) else says.back, says.back)
        self._back.setAccessibleName(says.back)

    def _say_beside_lines(self, says: HeaderSays, *, is_narrow: bool) -> None:
        self._state.setVisible(not is_narrow)
        if is_narrow:
            self._edition.say(says.edition_short, f"{says.edition}\n{says.edition_tip}")
        else:
            self._edition.say(says.edition, says.edition_tip)
        self.editions_button.say("" if is_narrow else says.editions, says.editions_tip)
        self.editions_button.setAccessibleName(says.editions)
        # It stays pressed while the editions are what is shown.
        self.editions_button.setDown(self.model.shows_editions)

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
        view.fact_wanted.connect(self.request.go_to_fact)
        view.rule_wanted.connect(self.model.rule_wanted)
        view.record_wanted.connect(self.model.record)
        view.query_wanted.connect(self.show_query)
        view.official_answer_wanted.connect(self.ask_for_official_answer)
        view.answer_withdrawal_wanted.connect(self.ask_to_withdraw_answer)
        view.close_wanted.connect(self.ask_to_close)
        view.earlier_wanted.connect(self.model.read_record)
        self._screens.addWidget(view)
        return view

    def _make_recorded(self) -> RecordedView:
        view = RecordedView(self.model)
        view.show_training(self._is_training)
        view.rule_wanted.connect(self.model.rule_wanted)
        view.back_wanted.connect(lambda: self.model.go_to_stage(Stage.DETERMINATION))
        self._screens.addWidget(view)
        return view

    def _make_editions(self) -> EditionsView:
        # Imported late: a request can be shown without it.
        from app.viewmodels.editions_model import EditionsModel, LineSubject
        from app.views.editions_view import EditionsView

        model = self.model
        view = EditionsView(EditionsModel(model.desk, LineSubject(model), model))
        view.fact_wanted.connect(self.request.go_to_fact)
        view.rule_wanted.connect(model.rule_wanted)
        self._screens.addWidget(view)
        return view

    def go_to_step(self, number: int) -> None:
        """Shows the step of this number, from 0."""
        self.model.go_to_stage(tuple(Stage)[number])
        self.take_keyboard()

    def record(self) -> None:
        """Records the determination, where there is a button for it."""
        button = self._record_button()
        if button is not None:
            button.click()

    def _record_button(self) -> Button | None:
        screen = self._screen()
        if isinstance(screen, CheckView | DeterminationView):
            button = screen.record_button
            return button if button.isVisible() and button.isEnabled() else None
        return None

    def go_on(self) -> None:
        """The next question, while questions are shown."""
        if self._screen() is self.request:
            self.request.go_on()

    def go_back(self) -> None:
        """The question before, while questions are shown."""
        if self._screen() is self.request:
            self.request.go_back()

    def step_section(self, by: int) -> None:
        """The section before or after."""
        self.model.step_section(by)
        self.take_keyboard()

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
            self.request.go_to_fact(target)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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

    def acts(self) -> list[tuple[str, str, Callable[[], None]]]:
        """What can be done with the case on this screen, with its words and keys."""
        record, add_line = self._record_button(), header_says(self.model).add_line
        acts: list[tuple[str, str, Callable[[], None]]] = []
        if record is not None:
            acts.append((record.text(), "Ctrl+Enter", self.record))
        if add_line:
            acts.append((add_line, "Ctrl+Shift+N", self.ask_for_line))
        return acts + [(label, "", act) for label, act in self.endings()]

    def add_line(self) -> None:
        """Asks for a new line where one can be added."""
        if header_says(self.model).add_line:
            self.ask_for_line()

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
            evidence_model.evidence_form(model, fact, value),
            add_first,
            partial(evidence_model.link_chosen, model, fact, value),
        )

    def ask_for_document(self, then: Callable[[int], None] | None = None) -> None:
        """Asks for a new document."""
        model = self.model

        def add(draft: documents_model.DocumentDraft, reply: Reply) -> None:
            if then is not None:
                reply.taken.connect(then)
            documents_model.add_drafted(model, draft, reply)

        DocumentDialog.ask(
            self,
            documents_model.document_form(model, is_new=True),
            documents_model.DocumentDraft(),
            partial(documents_model.take_digest, model),
            add,
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

        query_model.write_query(self.model, show, is_training=self._is_training)

    def ask_for_official_answer(self) -> None:
        """Asks for the official answer."""
        form = query_model.official_answer_form(self.model, documents_model.document_choices(self.model))
        OfficialAnswerDialog.ask(self, form, partial(query_model.record_drafted, self.model))

    def ask_to_withdraw_answer(self, official_answer_id: int) -> None:
        """Asks why an official answer no longer counts."""
        says = lines_model.withdraw_answer_dialog(self.model)
        ReasonDialog.ask(self, says, partial(query_model.withdraw_answer, self.model, official_answer_id))

    def ask_to_withdraw(self) -> None:
        """Asks why the case is withdrawn."""
        ReasonDialog.ask(self, lines_model.withdraw_dialog(self.model), partial(lines_model.withdraw, self.model))

    def ask_to_reopen(self) -> None:
        """Asks why the case is taken up again."""
        ReasonDialog.ask(self, lines_model.reopen_dialog(self.model), partial(lines_model.reopen, self.model))

    def ask_to_close(self) -> None:
        """Asks whether the case is to be closed."""
        model = self.model
        ReasonDialog.ask(self, lines_model.close_dialog(model), lambda _reason, reply: lines_model.close(model, reply))

    def ask_to_remove_line(self) -> None:
        """Asks whether the line is to be taken out."""
        model = self.model
        ReasonDialog.ask(
            self,
            lines_model.remove_line_dialog(model),
            lambda _reason, reply: lines_model.remove_line_shown(model, reply),
        )
