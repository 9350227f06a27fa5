"""The documents of a case: which there are, and which answers they show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from app.domain.errors import Mendable
from app.domain.ids import DocumentId
from app.domain.register.cases import Document, DocumentKind, DocumentParticulars
from app.domain.register.days_meant import KindOfDay
from app.domain.register.events import DocumentAdded, DocumentAmended
from app.domain.register.opening_files import refusal_of_other_file
from app.domain.register.particulars import missing_document_title
from app.domain.register.refusals import refusal_of_mending
from app.services.documenting import add_document, amend_document, keep_file
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.questions.particulars_model import markings
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import ChosenFile, Field, FieldKind, Form
from app.viewmodels.session.session import Reply
from app.wording.evidence_words import document_kinds
from app.wording.language import Words


class DocumentSays(NamedTuple):
    """One document, as it stands in the list.

    `change` is the full name of what changes it, `open` that of what opens its file, `save` that of what saves the file
    that the register keeps, `keep` that of what keeps it; empty where it has none. `file_name` is what a saved file is
    called.
    """

    id: int
    kind: str
    title: str
    details: str
    file: str
    used: str
    change: str
    open: str
    save: str
    keep: str
    file_name: str


class DocumentsSays(NamedTuple):
    """The list of documents."""

    empty: str
    documents: tuple[DocumentSays, ...]
    may_add: bool


def documents_says(model: CaseModel) -> DocumentsSays:
    """The documents of the case, and the answers they show."""
    _ = model.session.words._
    return DocumentsSays(
        empty=_("No document yet. Add the application, the contract, the official judgments: whatever shows an answer.")
        if model.may_add_documents
        else _("No document was added."),
        documents=tuple(_document(model, document) for document in model.case.documents),
        may_add=model.may_add_documents,
    )


def new_document_form(model: CaseModel, path: str = "") -> Form:
    """Adds a document, of the file at a path if that is known already; the reply brings its number on the register."""
    _, case_id = model.session.words._, model.case.id
    given = ChosenFile(path=path)

    def act(reply: Reply | None, kind: str, file: ChosenFile, is_kept: bool, **entered: Any) -> None:
        particulars = DocumentParticulars(DocumentKind(kind), sha256=file.sha256, file_name=file.name, **entered)

        def add(content: bytes | None) -> None:
            act = partial(add_document, case_id=case_id, particulars=particulars, content=content)
            model.change(act, reply, then=added)

        def added(document: DocumentAdded) -> object:
            if file.sha256:
                model.session.files().places.keep(file.sha256, file.path)
            return document.document_id

        if is_kept and file.sha256:
            _read_content(model, file, reply, add)
        else:
            add(None)

    return Form(
        _("Add a document"),
        _explanation(model),
        accept=_("Add the document"),
        act=act,
        fields=_fields(model, DocumentParticulars(DocumentKind.OTHER, PurePath(path).stem), given, may_choose=True),
        width=680,
    )


def keeping_form(model: CaseModel, document_id: int) -> Form:
    """Keeps the file of a document in the register, of which until now it had only name and fingerprint."""
    session, document = model.session, model.case.document(DocumentId(document_id))
    _, last = session.words._, session.files().places.read(document.particulars.sha256)

    def act(reply: Reply, file: ChosenFile) -> None:
        refusal = refusal_of_other_file(document.particulars, file.sha256, file.name)
        if refusal is not None:
            reply.field = "file"
            reply.refused.emit(session.words.error(refusal))
            return

        def keep(content: bytes) -> None:
            model.change(partial(keep_file, document_id=document.id, content=content), reply)

        _read_content(model, file, reply, keep)

    return Form(
        _("Keep the file in the register"),
        _("Then it can be saved from there years later, wherever it lies now."),
        accept=_("Keep the file"),
        act=act,
        about=document.particulars.title,
        fields=(
            Field(
                "file",
                _("File"),
                FieldKind.FILE,
                ChosenFile(path=last or ""),
                missing=_("Choose the file first."),
                read=session.read_file,
            ),
        ),
        note=_not_encrypted(session.words) if session.is_training else "",
    )


def _not_encrypted(words: Words) -> str:
    return words._("A training register is not encrypted: whoever has its file can read what is kept in it.")


def _read_content(model: CaseModel, file: ChosenFile, reply: Reply | None, then: Callable[[bytes], None]) -> None:
    """Reads a file that is to be kept; a mistake is told where the form was handed in."""
    content_of, inner = model.session.files().content_of, Reply()

    def refused(complaint: str) -> None:
        if reply is None:
            model.session.tell_refused(complaint)
        else:
            reply.field = inner.field
            reply.refused.emit(complaint)

    inner.taken.connect(then)
    inner.refused.connect(refused)
    model.session.read_aside(lambda report: content_of(Path(file.path), file.sha256, report), inner)


def forms_of_files(model: CaseModel, paths: Sequence[str]) -> Sequence[Callable[[], Form]]:
    """Makes, one after the other, the forms that add the files at some paths; what is no file is told, and left out."""
    words, ensure = model.session.words, model.session.files().ensure
    files, refused = [], []
    for path in paths:
        try:
            ensure(Path(path))
        except Mendable as mistake:
            refused.append(words.error(mistake))
        else:
            files.append(path)
    forms = [partial(_form_of_file, model, path, at, len(files)) for at, path in enumerate(files, 1)]
    if refused:
        model.session.tell_refused("\n".join(refused))
    return forms


def _form_of_file(model: CaseModel, path: str, at: int, count: int) -> Form:
    form, _ = new_document_form(model, path), model.session.words._
    if count == 1:
        return form
    title = _("Add a document ({n} of {count})", n=at, count=count)
    return form._replace(title=title, cancel=_("Leave out this file"))


def document_change_form(model: CaseModel, document_id: int) -> Form:
    """Changes what is known of a document. Its file is not changed afterwards."""
    _, document = model.session.words._, model.case.document(DocumentId(document_id))

    def act(reply: Reply | None, kind: str, **entered: Any) -> None:
        changes = {field: value for field, value in entered.items() if field != "file"} | {"kind": DocumentKind(kind)}
        model.change(partial(amend_document, document_id=document.id, changes=changes), reply)

    return Form(
        _("Change what is known of a document"),
        _explanation(model),
        accept=_("Save the changes"),
        act=act,
        fields=_fields(model, document.particulars, _file_of(document), may_choose=False),
        width=680,
    )


def _explanation(model: CaseModel) -> str:
    return model.session.words._(
        "Of a chosen file the register keeps the name and the fingerprint, a number by which it can be recognized "
        "later, and the file itself if you choose so. Where the file lies only this computer remembers, to open it "
        "again; it stands in no register, copy or document."
    )


def _file_of(document: Document) -> ChosenFile:
    return ChosenFile(document.particulars.sha256, document.particulars.file_name)


def _fields(model: CaseModel, known: DocumentParticulars, file: ChosenFile, *, may_choose: bool) -> tuple[Field, ...]:
    """The fields of a document, with what is known of it."""
    words, read = model.session.words, model.session.read_file if may_choose else None
    _ = words._
    kinds, handling = document_kinds(words), markings(model)
    days, undated = DayReader(model.session, KindOfDay.DOCUMENT), _("Empty where the document bears no date.")
    return (
        Field("title", _("Title"), value=known.title, missing=words.error(missing_document_title())),
        Field("kind", _("Kind"), FieldKind.CHOICE, known.kind.value, choices=kinds, is_short=True),
        Field("from_whom", _("From whom"), value=known.from_whom, is_short=True),
        Field("dated", _("Dated"), FieldKind.DATE, known.dated, undated, days=days, may_lack=True, is_short=True),
        Field("reference", _("Reference"), value=known.reference, is_short=True),
        Field("file", _("File"), FieldKind.FILE, file, read=read),
        *((_keeping(model),) if may_choose else ()),
        Field("marking", _("Handling marking"), FieldKind.CHOICE, known.marking, choices=handling, is_short=True),
    )


def _keeping(model: CaseModel) -> Field:
    """Whether the file itself is kept: in a live register by default, which is encrypted; in one for training not."""
    _, is_training = model.session.words._, model.session.is_training
    choices = (
        (True, _("Keep it in the register")),
        (False, _("Keep only name and fingerprint")),
    )
    return Field(
        "is_kept",
        _("The file itself"),
        FieldKind.CHOICE,
        not is_training,
        _not_encrypted(model.session.words) if is_training else "",
        choices=choices,
        is_short=True,
    )


def document_choices(model: CaseModel) -> tuple[tuple[int, str], ...]:
    """The documents of the case to choose one from, the latest first."""
    return tuple((document.id, _cited(model, document)) for document in reversed(model.case.documents))


def _document(model: CaseModel, document: Document) -> DocumentSays:
    words, particulars = model.session.words, document.particulars
    marking = dict(markings(model)).get(particulars.marking, particulars.marking) if particulars.marking else ""
    details = (
        particulars.from_whom,
        words.date(particulars.dated) if particulars.dated else words._("undated"),
        particulars.reference,
        marking,
    )
    digest = words._("fingerprint {digest}…", digest=particulars.sha256[:16]) if particulars.sha256 else ""
    kept = words._("kept in the register") if document.is_kept else ""
    file = words.listed([part for part in (particulars.file_name, digest, kept) if part])
    may_change = model.session.may(DocumentAmended) and refusal_of_mending(model.case) is None
    named = words._("{name}: {value}", name=words._("Open the file"), value=particulars.file_name or particulars.title)
    return DocumentSays(
        document.id,
        dict(document_kinds(words))[particulars.kind.value],
        particulars.title,
        words.listed([detail for detail in details if detail]),
        words._("{name}: {value}", name=words._("File"), value=file) if file else "",
        _used(model, document),
        words._("{name}: {value}", name=words._("Change"), value=particulars.title) if may_change else "",
        named if file else "",
        words._("{name}: {value}", name=words._("Save as"), value=particulars.title) if document.is_kept else "",
        words._("{name}: {value}", name=words._("Keep"), value=particulars.title)
        if particulars.sha256 and not document.is_kept and model.may_add_documents
        else "",
        particulars.file_name or particulars.title,
    )


def _used(model: CaseModel, document: Document) -> str:
    words = model.session.words
    facts = [
        model.phrases.fact(answer.fact)
        for line in model.case.lines
        for answer in line.answers
        if answer.fact in model.phrases.edition.fact_by_id
        and any(evidence.document_id == document.id for evidence in answer.evidence)
    ]
    if not facts:
        return words._("Shows no answer yet.")
    return words._("Shows: {facts}", facts=words.listed(list(dict.fromkeys(facts))))


def _cited(model: CaseModel, document: Document) -> str:
    words, particulars = model.session.words, document.particulars
    dated = words.date(particulars.dated) if particulars.dated else ""
    return words.listed([part for part in (particulars.from_whom, particulars.title, dated) if part])
