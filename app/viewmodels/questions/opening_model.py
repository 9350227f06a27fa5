"""The file of a document is opened: the register has only its name and digest, so it is found and compared first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Mendable, Quoted
from app.domain.ids import DocumentId
from app.domain.register.opening_files import refusal_of_other_file, refusal_of_running
from app.services.documenting import kept_file
from app.viewmodels.case.panels import DOCUMENTS
from app.viewmodels.case.place import CaseScreen
from app.viewmodels.session.actions import Action, Offer
from app.viewmodels.session.form import NO_FILE, ChosenFile, Field, FieldKind, Form
from app.viewmodels.session.session import Reply
from app.wording.language import N_

if TYPE_CHECKING:
    from app.domain.register.cases import Document
    from app.services.ports import UnitOfWork
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.session.session import Session


def open_document(model: CaseModel, document_id: int) -> None:
    """Opens the file of a document where it was last on this machine; asks for it where it is not there as it was."""
    session, document = model.session, model.case.document(DocumentId(document_id))
    sha256 = document.particulars.sha256
    path = session.files().places.read(sha256)
    if path is None:
        model.ask(_where_is(model, document, session.words._("It has not been opened or added on this computer yet.")))
        return
    place = path

    def compare(found: str) -> None:
        if refusal := refusal_of_other_file(document.particulars, found, Path(place).name):
            model.ask(_where_is(model, document, session.words.error(refusal)))
        elif refusal := _shown(session, Path(place)):
            session.tell(refusal)

    def miss(_complaint: str) -> None:
        last = session.words._("On this computer it was last at {path}, where it can't be read any more.", path=place)
        model.ask(_where_is(model, document, last))

    reply = Reply()
    reply.taken.connect(compare)
    reply.refused.connect(miss)
    model.reading_begun.emit(reply, _name(document))
    session.read_file(place, reply)


def save_document(model: CaseModel, document_id: int, path: str) -> None:
    """Saves the file of a document that the register keeps to a place of the user's choosing, and tells where it is.

    It is not opened from here: for that a second file would lie somewhere, readable, of which nobody knows.
    """
    session, document = model.session, model.case.document(DocumentId(document_id))
    new_file = session.outlet().new_file

    def save(work: UnitOfWork) -> None:
        content = kept_file(work, document.id)
        # The dialog of files has asked before it took the name of another file.
        with new_file(Path(path), may_replace=True) as file:
            file.write(content)

    session.run(save, lambda _: _tell_saved(model, document, path), session.tell)


def _tell_saved(model: CaseModel, document: Document, path: str) -> None:
    session, _ = model.session, model.session.words._
    session.files().places.keep(document.particulars.sha256, path)
    model.ask(
        Form(
            _("The file was saved"),
            _(
                "It is as it was when it was kept, by its fingerprint, and can be opened from here now: {path}",
                path=path,
            ),
            accept="",
            cancel=_("Close"),
            note=""
            if session.is_training
            else _("It is not encrypted there. Delete it when it is not needed any more."),
        )
    )


def _where_is(model: CaseModel, document: Document, why: str) -> Form:
    """Asks for the file of a document, and opens it if it is the one that was recorded."""
    session, _ = model.session, model.session.words._

    def act(reply: Reply, file: ChosenFile) -> None:
        refusal = refusal_of_other_file(document.particulars, file.sha256, file.name)
        if refusal is None:
            session.files().places.keep(file.sha256, file.path)
            refusal = _shown(session, Path(file.path))
        if refusal is None:
            reply.taken.emit(None)
        else:
            reply.refused.emit(session.words.error(refusal))

    return Form(
        _("Where is “{name}”?", name=_name(document)),
        _(
            "The register keeps this file: save it with “Save as” to where you want it. Or choose it where it lies "
            "now, to open it."
        )
        if document.is_kept
        else _(
            "The register keeps the name and fingerprint of this file, not the file itself. Choose it where it lies "
            "now."
        ),
        accept=_("Open the file"),
        act=act,
        about=document.particulars.title,
        consequences=(why,),
        fields=(
            Field(
                "file", _("File"), FieldKind.FILE, NO_FILE, missing=_("Choose the file first."), read=session.read_file
            ),
        ),
    )


def _shown(session: Session, path: Path) -> Mendable | None:
    """Shows a file in the program that the machine has for it; why that was not possible."""
    # By the name of the file itself: what a link is called says nothing of it.
    path = path.resolve()
    if refusal := refusal_of_running(path.name):
        return refusal
    if session.files().open(path):
        return None
    return Mendable(
        "{name} is the file that was recorded, but no program on this computer opens it. It lies in {folder}.",
        name=Quoted(path.name),
        folder=path.parent,
    )


def _name(document: Document) -> str:
    return document.particulars.file_name or document.particulars.title


def _openable(model: CaseModel) -> list[Document]:
    """The documents with a file that are in sight: of the case, or those that show the answer."""
    place, case = model.place, model.case
    if place.screen is not CaseScreen.REQUEST:
        return []
    shown = case.documents
    if place.panel != DOCUMENTS:
        answer = None if place.panel or place.is_on_one_page else model.interview.saved_answer(model.fact.id)
        evidence = answer.evidence if answer else ()
        shown = tuple(case.document(each) for each in dict.fromkeys(each.document_id for each in evidence))
    return [document for document in shown if document.particulars.sha256]


def _open(model: CaseModel) -> None:
    documents = _openable(model)
    if len(documents) == 1:
        open_document(model, documents[0].id)
        return
    _ = model.session.words._

    def act(reply: Reply, document: DocumentId) -> None:
        reply.taken.emit(None)
        open_document(model, document)

    choices = tuple((document.id, document.particulars.title) for document in reversed(documents))
    model.ask(
        Form(
            _("Open the file of a document"),
            "",
            accept=_("Open the file"),
            act=act,
            fields=(Field("document", _("Document"), FieldKind.CHOICE, None, choices=choices),),
        )
    )


OPEN_DOCUMENT: Action[CaseModel] = Action(
    "open_document",
    N_("Open the file of a document"),
    _open,
    ("Ctrl+Shift+O",),
    lambda model: bool(_openable(model)),
    Offer.HERE,
)
