"""The request screen: the sections at the left, one question in the middle, the determination so far at the right."""

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.panels import DOCUMENTS, LINE, PARTICULARS
from app.viewmodels.determination.live_model import live_says
from app.viewmodels.questions.documents_model import documents_says
from app.viewmodels.questions.evidence_model import evidence_form
from app.viewmodels.questions.one_page_model import one_page_says
from app.viewmodels.questions.particulars_model import (
    case_form,
    enter_in_case,
    enter_in_line,
    item_beside,
    line_form,
)
from app.viewmodels.questions.question_model import AS_DERIVED, question_says
from app.viewmodels.questions.request_model import request_says
from app.viewmodels.questions.sections_model import section_groups
from app.views.determination.live_panel import LivePanel
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, say
from app.views.kit.card import Card
from app.views.kit.keyboard import focus_first, is_enter
from app.views.kit.layouts import ROOM, row, set_margins, wide
from app.views.kit.page_tabs import PageTabs
from app.views.kit.theme import scaled
from app.views.questions.documents_panel import DocumentsPanel
from app.views.questions.form_panel import FormPanel
from app.views.questions.one_page_panel import OnePagePanel
from app.views.questions.question_panel import QuestionPanel
from app.views.questions.sections_panel import SectionsPanel

_LEFT, _RIGHT = 236, 332

#: Below this width three columns would be slits.
_ROOM_FOR_THREE = 760
_LEAST, _LEAST_HEIGHT = 400, 140
_BACK = N_("Back")
#: Below this height one of the two parts at the side has room, and tabs lead from one to the other.
_ROOM_FOR_BOTH = 300
_SIDES = {"live": N_("Result"), "sections": N_("Sections")}
#: Below this height what switches between one question and all of them stands between the buttons.
_ROOM_ABOVE = 330


class RequestView(QWidget):
    """Three parts. The middle shows a question, all of them, a form or the documents."""

    history_wanted = Signal(str)

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.sections = SectionsPanel()
        self.question = QuestionPanel(model)
        self.one_page = OnePagePanel(model)
        self.case_form = FormPanel(partial(enter_in_case, model), model.session.unsaved.note_typing)
        self.line_form = FormPanel(partial(enter_in_line, model), model.session.unsaved.note_typing)
        self.documents = DocumentsPanel(model)
        self.live = LivePanel()
        self.back_button = Button(_BACK, sign="back", act=self.go_back)
        self.mode_button = Button(rank=Rank.QUIET, sign="list", act=self.change_mode)
        self.next_button = Button(rank=Rank.PRIMARY, act=self.go_on)
        self._side_tabs = PageTabs(_SIDES)
        self._side = "live"
        self._middle = QStackedWidget()
        self._compose()
        self._connect()

    def _compose(self) -> None:
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(scaled(12))
        grid.setColumnStretch(1, 1)
        for panel in (self.question, self.one_page, self.case_form, self.line_form, self.documents):
            self._middle.addWidget(panel)
        self._above = row(ROOM, self.mode_button, margins=(26, 6, 14, 0))
        self._buttons = row(self.back_button, ROOM, self.next_button, spacing=10, margins=(26, 10, 26, 16))
        self._card = Card(self._above, wide(self._middle), self._buttons)
        self._is_low, self._mode = False, ""
        self._arrange(is_narrow=False)
        self._side_tabs.chosen.connect(self._show_side)

    def _arrange(self, *, is_narrow: bool) -> None:
        """Three columns; where they would be slits, the sections stand below the determination, at one side."""
        grid = self._grid
        for part in (self.sections, self._card, self.live, self._side_tabs):
            grid.removeWidget(part)
        if is_narrow:
            grid.addWidget(self._side_tabs, 0, 0)
            grid.addWidget(self.live, 1, 0)
            grid.addWidget(self.sections, 2, 0)
            grid.addWidget(self._card, 0, 1, 3, 1)
        else:
            grid.addWidget(self.sections, 0, 0)
            grid.addWidget(self._card, 0, 1)
            grid.addWidget(self.live, 0, 2)
        grid.setRowStretch(0, 0 if is_narrow else 1)
        for at in (1, 2):
            grid.setRowStretch(at, 1 if is_narrow else 0)
        self._is_narrow = is_narrow

    def _show_side(self, side: str) -> None:
        """Where there is room for one part at the side only, shows it."""
        self._side = side
        is_folded = self._is_narrow and self.height() < scaled(_ROOM_FOR_BOTH)
        self._side_tabs.setVisible(is_folded)
        self._side_tabs.say(side)
        self.live.setVisible(not is_folded or side == "live")
        self.sections.setVisible(not is_folded or side == "sections")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sides leave the middle at least half of the window."""
        width = self.width()
        is_narrow = width < scaled(_ROOM_FOR_THREE)
        if is_narrow != self._is_narrow:
            self._arrange(is_narrow=is_narrow)
        if is_narrow:
            for part in (self.sections, self.live):
                part.setFixedWidth(round(width * 0.41))
            self._side_tabs.setMaximumWidth(round(width * 0.41))
        else:
            self.sections.setFixedWidth(min(scaled(_LEFT), round(width * 0.24)))
            self.live.setFixedWidth(min(scaled(_RIGHT), round(width * 0.31)))
        self._stack(is_low=self.height() < scaled(_ROOM_ABOVE))
        self._show_side(self._side)
        super().resizeEvent(event)

    def _stack(self, *, is_low: bool) -> None:
        """With little height the question has what the row above it took."""
        if is_low == self._is_low:
            return
        self._is_low = is_low
        self._above.removeWidget(self.mode_button)
        self._buttons.removeWidget(self.mode_button)
        if is_low:
            self._buttons.insertWidget(1, self.mode_button)
        else:
            self._above.addWidget(self.mode_button)
        self._buttons.setSpacing(scaled(4 if is_low else 10))
        set_margins(self._above, (0, 0, 0, 0) if is_low else (26, 6, 14, 0))
        set_margins(self._buttons, (8, 4, 8, 6) if is_low else (26, 10, 26, 16))
        self._name_buttons()

    def _name_buttons(self) -> None:
        """Where there is little room, signs have to do."""
        for button, name in ((self.back_button, _BACK), (self.mode_button, self._mode)):
            button.say("" if self._is_low else name, name if self._is_low else "")
            say(button, accessibleName=name)

    def minimumSizeHint(self) -> QSize:
        """What is needed at the least, however wide the parts are at present."""
        return QSize(scaled(_LEAST), scaled(_LEAST_HEIGHT))

    def _connect(self) -> None:
        model = self._model
        self.sections.chosen.connect(self._go_to)
        self.sections.fact_chosen.connect(self.go_to_fact)
        self.live.missing_chosen.connect(self.go_to_fact)
        self.question.answered.connect(self._answer)
        self.question.history_wanted.connect(self.history_wanted)
        model.field_wanted.connect(self._focus_field)

    def _go_to(self, section: str) -> None:
        if section in (PARTICULARS, DOCUMENTS, LINE):
            self._model.go_to_panel(section)
        else:
            self._model.go_to_section(section)
        self.take_keyboard()

    def go_to_fact(self, fact: str) -> None:
        """Shows a question, to be answered at once."""
        self._model.go_to_fact(fact)
        self.take_keyboard()

    def change_mode(self) -> None:
        """All questions on one page, at the row of the one that was shown; or one at a time again."""
        self._model.toggle_one_page()
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Puts the keyboard where the answer is given, or where the form begins."""
        if not self.question.isHidden():
            self.question.focus_editor()
        elif not self.one_page.isHidden() and self._model.fact.id in self.one_page.fields:
            self.one_page.go_to(self._model.fact.id)
        if not self._card.isAncestorOf(self.window().focusWidget()):
            focus_first(self._middle, self._card)

    def _focus_field(self, name: str) -> None:
        (self.case_form if self._model.place.panel == PARTICULARS else self.line_form).focus_field(name)

    def _answer(self, fact: str, value: str | None) -> None:
        """A derived fact is answered only together with a document; the choice counts once that is named."""
        derived = not self._model.interview.edition.fact_by_id[fact].is_asked
        if derived and value == AS_DERIVED:
            self._model.take_back(fact)
        elif derived and value is not None:
            self._model.ask(evidence_form(self._model, fact, value))
            self.say()
        else:
            self._model.answer(fact, value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next question, where nothing else takes it; from the field beside one, to its answer."""
        if is_enter(event) and self.question.is_beside_unanswered():
            self.question.focus_editor()
        elif is_enter(event):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """The next question; from a form, back to the questions. Not while something is typed that answers nothing."""
        if self.question.isVisible() and self.question.untaken():
            self.question.focus_editor()
            return
        self._model.go_on()
        self._stay()

    def go_back(self) -> None:
        """The question before."""
        self._model.back()
        self._stay()

    def _stay(self) -> None:
        """The keyboard is here, unless another step of the work is shown by now."""
        if self.isVisible():
            self.take_keyboard()

    def say(self) -> None:
        """Shows the case as it now stands."""
        model = self._model
        phrases, interview, panel = model.phrases, model.interview, model.place.panel
        says = request_says(model)
        groups = section_groups(interview, phrases, here=panel, documents=len(model.case.documents))
        self.sections.say(groups)
        self.live.say(live_says(interview, phrases))
        if panel == PARTICULARS:
            self.case_form.say(case_form(model))
            self._middle.setCurrentWidget(self.case_form)
        elif panel == LINE:
            self.line_form.say(line_form(model))
            self._middle.setCurrentWidget(self.line_form)
        elif panel == DOCUMENTS:
            self.documents.say(documents_says(model))
            self._middle.setCurrentWidget(self.documents)
        elif model.place.is_on_one_page:
            self.one_page.say(one_page_says(model))
            self._middle.setCurrentWidget(self.one_page)
        else:
            says_of_question = question_says(interview, phrases, model.fact, may_change=model.may_change)
            self.question.say(says_of_question, item_beside(model))
            self._middle.setCurrentWidget(self.question)
        self.back_button.setVisible(says.may_go_back)
        self._mode = says.mode
        self._name_buttons()
        self.mode_button.setVisible(panel is None)
        self.next_button.say(says.next)
