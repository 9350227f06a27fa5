"""The documents of the case, and the button that adds one."""

from functools import partial

from PySide6.QtWidgets import QFileDialog, QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.questions.documents_model import (
    DocumentSays,
    DocumentsSays,
    document_change_form,
    keeping_form,
    new_document_form,
)
from app.viewmodels.questions.opening_model import open_document, save_document
from app.views.kit.badge import Badge
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, spoken
from app.views.kit.card import ScrollColumn
from app.views.kit.layouts import ROOM, add, column, held, row, wide
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine


class DocumentsPanel(ScrollColumn):
    """Each document with what is known of it and the answers it shows."""

    def __init__(self, model: CaseModel) -> None:
        super().__init__(margins=(26, 20, 22, 20), spacing=4)
        self._model = model
        self._add = Button(N_("Add a document"), sign="plus", act=lambda: model.ask(new_document_form(model)))
        heading = Prose(N_("Documents of the case"), size=20, bold=True, heading=True)
        explanation = N_(
            "A document is named once and may show many answers. Its file stays where it is, and is kept in the "
            "register too, if you choose so; drop files here."
        )
        self._empty = Prose()
        self._list = Listing(spacing=10)
        top = row(wide(heading), self._add)
        add(self.column, top, Prose(explanation, token="muted"), 14, self._empty, self._list, ROOM)

    def say(self, says: DocumentsSays) -> None:
        """Shows the documents."""
        self._add.setVisible(says.may_add)
        self._empty.say("" if says.documents else says.empty)
        self._list.say(enumerate(says.documents), self._document)

    def _document(self, shown: tuple[int, DocumentSays]) -> QWidget:
        at, document = shown
        head = row(Badge(document.kind), wide(Prose(document.title, bold=True)), spacing=10)
        details = filter(None, (document.details, document.used, document.file))
        told = column(head, *(Prose(text, size=12, token="muted") for text in details), spacing=2)
        line = row(wide(told))
        if document.open:
            to_open = Button(N_("Open"), name=document.open, rank=Rank.QUIET, act=partial(self._open, document.id))
            add(line, to_open)
        if document.save:
            to_save = Button(N_("Save as"), name=document.save, rank=Rank.QUIET, act=partial(self._save, document))
            add(line, to_save)
        if document.keep:
            to_keep = Button(N_("Keep"), name=document.keep, rank=Rank.QUIET, act=partial(self._keep, document.id))
            add(line, to_keep)
        if document.change:
            button = Button(N_("Change"), name=document.change, rank=Rank.QUIET, act=partial(self._change, document.id))
            add(line, button)
        return held(column(*((RuleLine(),) if at else ()), line, spacing=10))

    def _open(self, document: int) -> None:
        open_document(self._model, document)

    def _save(self, document: DocumentSays) -> None:
        dialog = QFileDialog(self, spoken(N_("Save the file")), document.file_name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(partial(save_document, self._model, document.id))
        dialog.open()

    def _keep(self, document: int) -> None:
        self._model.ask(keeping_form(self._model, document))

    def _change(self, document: int) -> None:
        self._model.ask(document_change_form(self._model, document))
