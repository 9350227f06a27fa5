"""One case: its header over the screen of the present step."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.header_model import header_says
from app.viewmodels.case.lines_model import endings_says, line_id
from app.viewmodels.case.panels import LINE, PARTICULARS
from app.viewmodels.case.place import CaseScreen, Stage
from app.views.case.case_dialogs import CaseDialogs
from app.views.case.case_header import CaseHeader
from app.views.determination.determination_view import DeterminationView
from app.views.determination.recorded_view import RecordedView
from app.views.determination.result_frame import ResultFrame
from app.views.determination.whole_case_view import WholeCaseView
from app.views.kit.button import Button
from app.views.kit.keyboard import keyboard_kept
from app.views.kit.theme import scaled
from app.views.questions.check_view import CheckView
from app.views.questions.request_view import RequestView

if TYPE_CHECKING:
    from app.views.editions.editions_view import EditionsView

    Screen = RequestView | CheckView | DeterminationView | RecordedView | WholeCaseView | EditionsView

#: A layout in a column that scrolls comes to rest in two rounds: the scroll bar takes of the width.
_ROUNDS = 3

#: What the window leaves it at the least.
_LEAST = 520


class CaseView(QWidget):
    """Header, and one screen below it; a screen is made when it is first shown."""

    list_wanted = Signal()

    def __init__(self, model: CaseModel, *, is_training: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._is_training = is_training
        self._says = header_says(model)
        self.header = CaseHeader(self._says)
        self.dialogs = CaseDialogs(self, model, is_training=is_training)
        self._screens = QStackedWidget()
        self.request = RequestView(model)
        self._seen: tuple[object, ...] = ()
        self._compose()
        self._connect()
        self.say()

    def _compose(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(scaled(20), scaled(10), scaled(20), scaled(16))
        column.setSpacing(scaled(8))
        column.addWidget(self.header)
        column.addWidget(self._screens, 1)

    def minimumSizeHint(self) -> QSize:
        """What is needed at the least: with less room the header says less, and the parts stand closer."""
        return QSize(scaled(_LEAST), self._column.minimumSize().height())

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self.say)
        header, dialogs = self.header, self.dialogs
        header.list_wanted.connect(self.list_wanted)
        header.stage_chosen.connect(lambda stage: model.go_to_stage(Stage(stage)))
        header.line_chosen.connect(self._choose_line)
        header.adding_wanted.connect(dialogs.ask_for_line)
        header.edition_wanted.connect(lambda: model.go_to_panel(PARTICULARS))
        header.editions_wanted.connect(model.show_editions)
        header.reopening_wanted.connect(dialogs.ask_to_reopen)
        header.saving_wanted.connect(model.save_again)
        header.more_wanted.connect(self._open_menu)
        self.request.evidence_wanted.connect(dialogs.ask_for_evidence)
        self.request.document_wanted.connect(lambda: dialogs.ask_for_document())
        self.request.history_wanted.connect(dialogs.show_history)
        self.request.document_change_wanted.connect(dialogs.ask_for_document_change)

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
        seen = model.place.screen, model.line_id, outcome, is_recorded
        if seen != self._seen and isinstance(screen, CheckView | ResultFrame):
            screen.to_top()
        self._seen = seen

    def take_keyboard(self) -> None:
        """Puts the keyboard where the work on this screen goes on."""
        self._screen().take_keyboard()

    def _say(self) -> None:
        self._says = header_says(self.model)
        self.header.say(self._says)
        screen = self._screen()
        screen.say()
        if self._screens.indexOf(screen) < 0:
            self._screens.addWidget(screen)
        self._screens.setCurrentWidget(screen)

    def _screen(self) -> Screen:
        return _SCREENS[self.model.place.screen](self)

    @cached_property
    def check(self) -> CheckView:
        """The answers, to be checked."""
        view = CheckView(self.model)
        view.change_wanted.connect(self._change)
        view.record_wanted.connect(self.model.record)
        view.history_wanted.connect(self.dialogs.show_history)
        return view

    @cached_property
    def determination(self) -> DeterminationView:
        """What the answers of the line now give."""
        view = DeterminationView(self.model)
        view.show_training(self._is_training)
        view.fact_wanted.connect(self.request.go_to_fact)
        view.rule_wanted.connect(self.model.rule_wanted)
        view.record_wanted.connect(self.model.record)
        view.query_wanted.connect(self.dialogs.show_query)
        view.official_answer_wanted.connect(self.dialogs.ask_for_official_answer)
        view.answer_withdrawal_wanted.connect(self.dialogs.ask_to_withdraw_answer)
        view.close_wanted.connect(self.dialogs.ask_to_close)
        view.earlier_wanted.connect(self.model.read_record)
        return view

    @cached_property
    def whole_case(self) -> WholeCaseView:
        """The determinations of all lines together."""
        view = WholeCaseView(self.model)
        view.line_wanted.connect(self.model.choose_line)
        view.show_training(self._is_training)
        return view

    @cached_property
    def recorded(self) -> RecordedView:
        """A recorded determination of the line."""
        view = RecordedView(self.model)
        view.show_training(self._is_training)
        view.rule_wanted.connect(self.model.rule_wanted)
        view.back_wanted.connect(lambda: self.model.go_to_stage(Stage.DETERMINATION))
        return view

    @cached_property
    def editions(self) -> EditionsView:
        """The line under every edition."""
        # Imported late: a request can be shown without it.
        from app.viewmodels.editions.editions_model import EditionsModel, LineSubject
        from app.views.editions.editions_view import EditionsView

        model = self.model
        view = EditionsView(EditionsModel(model.session, LineSubject(model), model))
        view.fact_wanted.connect(self.request.go_to_fact)
        view.rule_wanted.connect(model.rule_wanted)
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

    def _choose_line(self, line: int) -> None:
        if line == 0:
            self.model.show_whole_case()
        else:
            self.model.choose_line(line_id(line))

    def _change(self, target: str) -> None:
        """The link "change" leads by the fact's own name, never by its place."""
        if target in (PARTICULARS, LINE):
            self.model.go_to_panel(target)
        else:
            self.request.go_to_fact(target)

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for label, act in self.endings():
            menu.addAction(label, act)
        menu.popup(place)

    def endings(self) -> list[tuple[str, Callable[[], None]]]:
        """What can be done with the case as a whole, with its words."""
        says = endings_says(self.model)
        acts: tuple[tuple[str, Callable[[], None]], ...] = (
            (says.remove_line, self.dialogs.ask_to_remove_line),
            (says.close, self.dialogs.ask_to_close),
            (says.withdraw, self.dialogs.ask_to_withdraw),
            (says.reopen, self.dialogs.ask_to_reopen),
        )
        return [(label, act) for label, act in acts if label]

    def acts(self) -> list[tuple[str, str, Callable[[], None]]]:
        """What can be done with the case on this screen, with its words and keys."""
        record, add_line = self._record_button(), header_says(self.model).add_line
        acts: list[tuple[str, str, Callable[[], None]]] = []
        if record is not None:
            acts.append((record.text(), "Ctrl+Enter", self.record))
        if add_line:
            acts.append((add_line, "Ctrl+Shift+N", self.dialogs.ask_for_line))
        return acts + [(label, "", act) for label, act in self.endings()]

    def add_line(self) -> None:
        """Asks for a new line where one can be added."""
        if header_says(self.model).add_line:
            self.dialogs.ask_for_line()


#: The screen of each place.
_SCREENS: dict[CaseScreen, Callable[[CaseView], Screen]] = {
    CaseScreen.REQUEST: lambda view: view.request,
    CaseScreen.CHECK: lambda view: view.check,
    CaseScreen.DETERMINATION: lambda view: view.determination,
    CaseScreen.WHOLE_CASE: lambda view: view.whole_case,
    CaseScreen.RECORD: lambda view: view.recorded,
    CaseScreen.EDITIONS: lambda view: view.editions,
}
