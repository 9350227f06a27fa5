"""One case: its header over the screen of the present step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QProgressDialog, QStackedWidget, QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.header_model import header_says
from app.viewmodels.case.panels import LINE, PARTICULARS
from app.viewmodels.case.place import CaseScreen
from app.viewmodels.questions.documents_model import forms_of_files
from app.viewmodels.questions.history_model import AnswerHistorySays, put_back, read_history
from app.viewmodels.questions.letter_model import ask_for_letter
from app.viewmodels.session.actions import Action, Offer, PaletteEntry, palette_entries
from app.viewmodels.session.form import Form
from app.viewmodels.session.paper_model import Paper
from app.viewmodels.session.session import Reply
from app.viewmodels.window.case_actions import CASE_ACTIONS
from app.views.case.case_header import CaseHeader
from app.views.determination.determination_view import DeterminationView
from app.views.determination.recorded_view import RecordedView
from app.views.determination.result_frame import ResultFrame
from app.views.determination.whole_case_view import WholeCaseView
from app.views.kit.captions import N_, spoken
from app.views.kit.form_dialog import FormDialog
from app.views.kit.keyboard import keyboard_kept
from app.views.kit.layouts import column, wide
from app.views.kit.paper_dialog import PaperDialog
from app.views.kit.prose import Prose
from app.views.kit.screen_view import ScreenView
from app.views.kit.shortcuts import add_shortcuts
from app.views.kit.theme import scaled
from app.views.questions.check_view import CheckView
from app.views.questions.history_dialog import HistoryDialog
from app.views.questions.recording_view import RecordingView
from app.views.questions.request_view import RequestView

if TYPE_CHECKING:
    from app.views.editions.editions_view import EditionsView
    from app.views.procedure.procedure_pages import ProcedurePages

    Screen = (
        RequestView
        | CheckView
        | RecordingView
        | DeterminationView
        | RecordedView
        | WholeCaseView
        | ProcedurePages
        | EditionsView
    )

_IN_MENU = [action for action in CASE_ACTIONS if action.offer is Offer.IN_MENU]

#: A layout in a column that scrolls comes to rest in two rounds: the scroll bar takes of the width.
_ROUNDS = 3

#: What is over sooner shows no progress, in milliseconds.
_MOMENT = 500

#: What the window leaves it at the least.
_LEAST = 430
#: Below this height notices are short.
_LOW = 400


class CaseView(ScreenView):
    """Header, and one screen below it; a screen is made when it is first shown."""

    list_wanted = Signal()

    def __init__(self, model: CaseModel, *, is_training: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._is_training = is_training
        self._says = header_says(model)
        self.header = CaseHeader(model, self._says)
        self._screens = QStackedWidget()
        self.request = RequestView(model)
        self._seen: tuple[object, ...] = ()
        self.setAcceptDrops(True)
        self._column = column(self.header, wide(self._screens), spacing=8, margins=(20, 10, 20, 16), of=self)
        self._connect()
        self.say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The notices leave what is worked on its room."""
        self.header.leave_room(is_low=self.height() < scaled(_LOW))
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """What is needed at the least: with less room the header says less, and the parts stand closer."""
        return QSize(scaled(_LEAST), self._column.minimumSize().height())

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self.say)
        model.told_now.connect(self.header.speak)
        model.form_wanted.connect(self._ask)
        model.history_read.connect(self._open_history)
        model.paper_made.connect(self._open_paper)
        model.reading_begun.connect(self._show_reading)
        self.header.list_wanted.connect(self.list_wanted)
        self.header.more_wanted.connect(self._open_menu)
        self.request.history_wanted.connect(self.show_history)
        add_shortcuts(self, CASE_ACTIONS, model, self._do)

    # Bound methods, which go with the view: the model may outlive it, and so may what the register is asked.
    def _ask(self, form: Form) -> None:
        FormDialog.ask(self, form)

    def _open_history(self, says: AnswerHistorySays) -> None:
        HistoryDialog(self, says, partial(put_back, self.model, says)).open()

    def _open_paper(self, paper: Paper) -> None:
        PaperDialog(self, paper).open()

    def _show_reading(self, reply: Reply, name: str) -> None:
        """How far a file is read that takes more than a moment, and the way to stop."""
        said = spoken(N_("“{name}” is compared with the fingerprint on record.")).format(name=name)
        dialog = QProgressDialog("", spoken(N_("Stop reading")), 0, 100, self)
        dialog.setWindowTitle(spoken(N_("Open the file")))
        dialog.setLabel(Prose(said))
        dialog.setMinimumDuration(_MOMENT)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.canceled.connect(reply.stop)
        reply.progressed.connect(dialog.setValue)
        for is_done in (reply.taken, reply.refused, dialog.canceled):
            is_done.connect(dialog.deleteLater)

    # -- files that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of this machine can be dropped anywhere on an open case, unless something else is asked just now."""
        is_asked = QApplication.activeModalWidget() is not None
        if self.model.may_add_documents and not is_asked and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Each file has the form that adds it as a document, one after the other."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        self._ask_each(forms_of_files(self.model, paths))

    def _ask_each(self, forms: Sequence[Callable[[], Form]]) -> None:
        if forms:
            FormDialog.ask(self, forms[0]()).finished.connect(lambda _result: self._ask_each(forms[1:]))

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
        outcome, is_recorded = model.interview.determination.outcome, model.interview.is_as_recorded
        seen = model.place.screen, model.line_id, outcome, is_recorded
        if seen != self._seen and isinstance(screen, CheckView | RecordingView | ResultFrame):
            screen.to_top()
        self._seen = seen

    def take_keyboard(self) -> None:
        """Puts the keyboard where the work on this screen goes on."""
        self._screen().take_keyboard()

    def take_key(self, event: QKeyEvent) -> bool:
        """Override: a digit answers the question on the screen."""
        return self.request.question.take_digit(event)

    def panes(self) -> Sequence[QWidget]:
        """Override: the header stands before the parts of its screen."""
        return self.header, *super().panes()

    def _say(self) -> None:
        self._says = header_says(self.model)
        self.header.say(self._says, has_more=bool(self._menu()))
        screen = self._screen()
        if self._screens.indexOf(screen) < 0:
            # Before it says anything: it is laid out at the width that it will have.
            self._screens.addWidget(screen)
        screen.say()
        self._screens.setCurrentWidget(screen)

    def _screen(self) -> Screen:
        return _SCREENS[self.model.place.screen](self)

    @cached_property
    def check(self) -> CheckView:
        """The answers, to be checked."""
        view = CheckView(self.model)
        view.change_wanted.connect(self._change)
        view.history_wanted.connect(self.show_history)
        return view

    @cached_property
    def recording(self) -> RecordingView:
        """What is read before the determination is recorded."""
        view = RecordingView(self.model)
        view.change_wanted.connect(self._change)
        return view

    @cached_property
    def determination(self) -> DeterminationView:
        """What the answers of the line now give."""
        model = self.model
        view = DeterminationView(model)
        view.show_training(self._is_training)
        view.fact_wanted.connect(self.request.go_to_fact)
        view.query_wanted.connect(self.show_query)
        return view

    @cached_property
    def whole_case(self) -> WholeCaseView:
        """The determinations of all lines together."""
        view = WholeCaseView(self.model)
        view.show_training(self._is_training)
        return view

    @cached_property
    def recorded(self) -> RecordedView:
        """A recorded determination of the line."""
        view = RecordedView(self.model)
        view.show_training(self._is_training)
        return view

    @cached_property
    def procedure(self) -> ProcedurePages:
        """What follows the determinations."""
        # A request is shown without it.
        from app.views.procedure.procedure_pages import ProcedurePages  # noqa: PLC0415

        return ProcedurePages(self.model)

    @cached_property
    def editions(self) -> EditionsView:
        """The line under every edition."""
        # A request is shown without it.
        from app.viewmodels.editions.editions_model import editions_of_case  # noqa: PLC0415
        from app.views.editions.editions_view import EditionsView  # noqa: PLC0415

        model = self.model
        view = EditionsView(model.page_model(editions_of_case))
        view.fact_wanted.connect(self.request.go_to_fact)
        view.rule_wanted.connect(model.rule_wanted)
        return view

    def _do(self, action: Action[CaseModel]) -> None:
        action.do(self.model)
        if action.leads:
            self.take_keyboard()

    def _change(self, target: str, field: str = "") -> None:
        """A link leads by the fact's own name, or by that of a form and of a field in it; never by its place."""
        if target in (PARTICULARS, LINE):
            self.model.go_to_field(target, field)
        else:
            self.request.go_to_fact(target)

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in self._menu():
            menu.addAction(entry.label, entry.do)
        menu.popup(place)

    def _menu(self) -> list[PaletteEntry]:
        return palette_entries(_IN_MENU, self.model, self.model.session.words, self._do)

    def entries(self) -> list[PaletteEntry]:
        """Override: what can be done with the case now."""
        return palette_entries(CASE_ACTIONS, self.model, self.model.session.words, self._do)

    def show_history(self, fact: str) -> None:
        """Shows every answer that a question had."""
        read_history(self.model, fact, self.model.history_read.emit)

    def show_query(self) -> None:
        """Asks what the letter to the competent office needs, and then shows it."""
        ask_for_letter(self.model)


#: The screen of each place.
_SCREENS: dict[CaseScreen, Callable[[CaseView], Screen]] = {
    CaseScreen.REQUEST: lambda view: view.request,
    CaseScreen.CHECK: lambda view: view.check,
    CaseScreen.RECORDING: lambda view: view.recording,
    CaseScreen.DETERMINATION: lambda view: view.determination,
    CaseScreen.WHOLE_CASE: lambda view: view.whole_case,
    CaseScreen.RECORD: lambda view: view.recorded,
    CaseScreen.PROCEDURE: lambda view: view.procedure,
    CaseScreen.EDITIONS: lambda view: view.editions,
}
