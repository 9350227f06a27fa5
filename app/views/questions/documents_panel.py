"""The documents of the case, and the button that adds one."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.questions.documents_model import (
    DocumentSays,
    DocumentsSays,
    document_change_form,
    new_document_form,
)
from app.views.kit.badge import Badge
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.card import ScrollColumn, clear
from app.views.kit.layouts import ROOM, add, column, held, row, wide
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine


class DocumentsPanel(ScrollColumn):
    """Each paper with what is known of it and the answers it shows."""

    def __init__(self, model: CaseModel) -> None:
        super().__init__(margins=(26, 20, 22, 20), spacing=4)
        self._model = model
        self._add = Button(N_("Add a document"), sign="plus", act=lambda: model.ask(new_document_form(model)))
        heading = Prose(N_("Documents of the case"), size=20, bold=True, heading=True)
        explanation = N_("A document is named once and may show many answers. The file stays where it is.")
        self._empty = Prose()
        self._list = column(spacing=10)
        top = row(wide(heading), self._add)
        add(self.column, top, Prose(explanation, token="muted"), 14, self._empty, self._list, ROOM)
        self._shown: tuple[object, ...] | None = None

    def say(self, says: DocumentsSays) -> None:
        """Shows the papers."""
        self._add.setVisible(says.may_change)
        self._empty.say("" if says.documents else says.empty)
        shown = (says.documents, says.may_change)
        if shown != self._shown:
            self._shown = shown
            clear(self._list)
            for at, document in enumerate(says.documents):
                if at:
                    add(self._list, RuleLine())
                add(self._list, self._paper(document, may_change=says.may_change))

    def _paper(self, document: DocumentSays, *, may_change: bool) -> QWidget:
        head = row(Badge(document.kind), wide(Prose(document.title, bold=True)), spacing=10)
        details = filter(None, (document.details, document.used, document.digest))
        told = column(head, *(Prose(text, size=12, token="muted") for text in details), spacing=2)
        paper = row(wide(told))
        if may_change:
            button = Button(N_("Change"), name=document.change, rank=Rank.QUIET, act=partial(self._change, document.id))
            add(paper, button)
        return held(paper)

    def _change(self, document: int) -> None:
        self._model.ask(document_change_form(self._model, document))
