"""The request screen: the sections at the left, one question in the middle, the determination so far at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.viewmodels.case_model import CaseModel
from app.viewmodels.determination_model import live_says
from app.viewmodels.documents_model import documents_says
from app.viewmodels.form_model import case_form, line_form
from app.viewmodels.one_page_model import one_page_says
from app.viewmodels.question_model import AS_DERIVED, question_headings, question_says
from app.viewmodels.request_model import request_says
from app.viewmodels.sections_model import DOCUMENTS, LINE, PARTICULARS, section_groups
from app.views.button import Button, Rank
from app.views.card import Card
from app.views.documents_panel import DocumentsPanel
from app.views.form_panel import FormPanel
from app.views.live_panel import LivePanel
from app.views.one_page_panel import OnePagePanel
from app.views.question_panel import QuestionPanel
from app.views.sections_panel import SectionsPanel
from app.views.theme import scaled

_LEFT, _RIGHT = 236, 332


class RequestView(QWidget):
    """Three parts. The middle shows a question, all of them, a form or the documents."""

    evidence_wanted = Signal(str, object)
    document_wanted = Signal()
    document_change_wanted = Signal(int)
    history_wanted = Signal(str)

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.sections = SectionsPanel()
        self.question = QuestionPanel()
        self.one_page = OnePagePanel()
        self.case_form, self.line_form = FormPanel(), FormPanel()
        self.documents = DocumentsPanel()
        self.live = LivePanel()
        self.back_button = Button(sign="back")
        self.next_button = Button(rank=Rank.PRIMARY)
        self._middle = QStackedWidget()
        self._compose()
        self._connect()

    def _compose(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        card = Card()
        for panel in (self.question, self.one_page, self.case_form, self.line_form, self.documents):
            self._middle.addWidget(panel)
        card.column.addWidget(self._middle, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(scaled(10))
        buttons.setContentsMargins(scaled(26), scaled(10), scaled(26), scaled(16))
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.next_button)
        card.column.addLayout(buttons)
        row.addWidget(self.sections)
        row.addWidget(card, 1)
        row.addWidget(self.live)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the sides leave the middle at least half of the window."""
        self.sections.setFixedWidth(min(scaled(_LEFT), round(self.width() * 0.24)))
        self.live.setFixedWidth(min(scaled(_RIGHT), round(self.width() * 0.31)))
        super().resizeEvent(event)

    def _connect(self) -> None:
        model = self._model
        self.sections.chosen.connect(self._go_to)
        self.sections.fact_chosen.connect(model.go_to_fact)
        self.sections.mode_wanted.connect(model.toggle_one_page)
        self.live.missing_chosen.connect(model.go_to_fact)
        self.question.answered.connect(self._answer)
        self.question.evidence_wanted.connect(lambda fact: self.evidence_wanted.emit(fact, None))
        self.question.evidence_removal_wanted.connect(lambda _fact, at: model.unlink(at))
        self.question.history_wanted.connect(self.history_wanted)
        self.one_page.answered.connect(model.answer)
        self.one_page.taken_back.connect(model.take_back)
        self.case_form.changed.connect(lambda field, value: model.amend(field, value, lambda _error: self.say()))
        self.line_form.changed.connect(lambda field, value: model.amend_line(field, value, lambda _error: self.say()))
        self.documents.adding_wanted.connect(self.document_wanted)
        self.documents.change_wanted.connect(self.document_change_wanted)
        self.back_button.clicked.connect(lambda: self.go_back())
        self.next_button.clicked.connect(lambda: self.go_on())

    def _go_to(self, section: str) -> None:
        if section in (PARTICULARS, DOCUMENTS, LINE):
            self._model.go_to_panel(section)
        else:
            self._model.go_to_section(section)

    def _answer(self, fact: str, value: str | None) -> None:
        """A derived fact is answered only together with a document; the choice counts once that is named."""
        derived = not self._model.interview.edition.fact_by_id[fact].is_asked
        if derived and value == AS_DERIVED:
            self._model.take_back(fact)
        elif derived and value is not None:
            self.evidence_wanted.emit(fact, value)
            self.say()
        else:
            self._model.answer(fact, value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next question, wherever nothing else takes it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """The next question; from a form, back to the questions."""
        if self._model.panel is not None:
            self._model.go_to_panel(None)
        else:
            self._model.next()
        self.question.focus_editor()

    def go_back(self) -> None:
        """The question before."""
        self._model.back()
        self.question.focus_editor()

    def link_document(self) -> None:
        """Links a document to the answer shown, where there is one to link to."""
        if self._model.panel is None and self._model.interview.saved_answer(self._model.fact.id) is not None:
            self.evidence_wanted.emit(self._model.fact.id, None)

    def say(self) -> None:
        """Shows the case as it now stands."""
        model = self._model
        phrases, interview = model.phrases, model.interview
        says = request_says(model)
        groups = section_groups(interview, phrases, here=model.panel, documents=len(model.case.documents))
        self.sections.say(groups, says.mode)
        self.live.say(live_says(interview, phrases))
        if model.panel == PARTICULARS:
            self.case_form.say(case_form(model))
            self._middle.setCurrentWidget(self.case_form)
        elif model.panel == LINE:
            self.line_form.say(line_form(model))
            self._middle.setCurrentWidget(self.line_form)
        elif model.panel == DOCUMENTS:
            self.documents.say(documents_says(model))
            self._middle.setCurrentWidget(self.documents)
        elif model.is_on_one_page:
            self.one_page.say(one_page_says(model))
            self._middle.setCurrentWidget(self.one_page)
        else:
            asked = question_says(interview, phrases, model.fact, may_change=model.may_change)
            self.question.say(asked, question_headings(model.desk.words))
            self._middle.setCurrentWidget(self.question)
        self.back_button.say(says.back)
        self.back_button.setVisible(says.may_go_back)
        self.next_button.say(says.next)
