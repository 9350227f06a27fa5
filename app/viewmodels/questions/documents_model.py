"""The documents of a case: what papers there are, and which answers they show."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from app.domain.register.cases import Document, DocumentId, DocumentKind, DocumentParticulars
from app.services.documenting import add_document, amend_document
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.questions.form_model import markings
from app.viewmodels.session.session import Reply
from app.wording.language import Words


class DocumentSays(NamedTuple):
    """One paper, as it stands in the list. `change` is the full name of what changes it."""

    id: int
    kind: str
    title: str
    details: str
    digest: str
    used: str
    change: str


class DocumentsSays(NamedTuple):
    """The list of papers."""

    empty: str
    documents: tuple[DocumentSays, ...]
    may_change: bool


class DocumentDraft(NamedTuple):
    """What a person enters of a paper."""

    kind: str = DocumentKind.OTHER.value
    title: str = ""
    from_whom: str = ""
    dated: date | None = None
    reference: str = ""
    sha256: str = ""
    marking: str = ""


class DocumentFormSays(NamedTuple):
    """The labels of the form, and what may be chosen in it."""

    title: str
    explanation: str
    labels: dict[str, str]
    kinds: tuple[tuple[str, str], ...]
    markings: tuple[tuple[str, str], ...]
    choose_file: str
    may_choose_file: bool
    no_file: str
    reading: str
    still_reading: str
    no_date: str
    today: date
    missing: str
    accept: str
    cancel: str


def document_kinds(words: Words) -> tuple[tuple[str, str], ...]:
    """The kinds of papers, by code."""
    _ = words._
    return (
        (DocumentKind.APPLICATION.value, _("Application")),
        (DocumentKind.CONTRACT.value, _("Contract")),
        (DocumentKind.SPECIFICATION.value, _("Specification")),
        (DocumentKind.END_USE_PLEDGE.value, _("End-use pledge")),
        (DocumentKind.AGREEMENT.value, _("Agreement")),
        (DocumentKind.OFFICIAL_JUDGEMENT.value, _("Official judgment")),
        (DocumentKind.OFFICIAL_ANSWER.value, _("Official answer")),
        (DocumentKind.CORRESPONDENCE.value, _("Correspondence")),
        (DocumentKind.OTHER.value, _("Other paper")),
    )


def documents_says(model: CaseModel) -> DocumentsSays:
    """The papers of the case, and the answers they show."""
    _ = model.session.words._
    return DocumentsSays(
        empty=_("No document yet. Add the application, the contract, the official judgments: whatever shows an answer.")
        if model.may_change
        else _("No document was added."),
        documents=tuple(_document(model, document) for document in model.case.documents),
        may_change=model.may_change,
    )


def document_form(model: CaseModel, *, is_new: bool) -> DocumentFormSays:
    """The form of one paper."""
    _ = model.session.words._
    return DocumentFormSays(
        title=_("Add a document") if is_new else _("Change what is known of a document"),
        explanation=_("Of a chosen file only its fingerprint is kept, a number by which it can be recognized later."),
        labels={
            "kind": _("Kind"),
            "title": _("Title"),
            "from_whom": _("From whom"),
            "dated": _("Dated"),
            "reference": _("Reference"),
            "sha256": _("File"),
            "marking": _("Handling marking"),
        },
        kinds=document_kinds(model.session.words),
        markings=markings(model),
        choose_file=_("Choose the file"),
        may_choose_file=is_new,
        no_file=_("no file chosen"),
        reading=_("being read…"),
        still_reading=_("The file is still being read. Wait until its fingerprint stands beside it."),
        no_date=_("undated"),
        today=model.session.today(),
        missing=_("A document needs a title."),
        accept=_("Add the document") if is_new else _("Save the changes"),
        cancel=_("Cancel"),
    )


def document_choices(model: CaseModel) -> tuple[tuple[int, str], ...]:
    """The papers of the case to choose one from, the latest first."""
    return tuple((document.id, _cited(model, document)) for document in reversed(model.case.documents))


def draft_of(model: CaseModel, document_id: int) -> DocumentDraft:
    """What is known of a paper, to be changed."""
    particulars = model.case.document(DocumentId(document_id)).particulars
    return DocumentDraft(particulars.kind.value, *particulars[1:])


def add_drafted(model: CaseModel, draft: DocumentDraft, reply: Reply | None = None) -> None:
    """Adds the paper that was entered; the reply brings its number on the register."""
    case_id, particulars = model.case.id, _particulars(draft)
    model.change(
        lambda acting: add_document(acting, case_id=case_id, particulars=particulars),
        reply,
        then=lambda added: added.document_id,
    )


def amend_drafted(model: CaseModel, document_id: int, draft: DocumentDraft, reply: Reply | None = None) -> None:
    """Changes what is known of a paper to what was entered."""
    wanted = DocumentId(document_id)
    changes = {field: value for field, value in _particulars(draft)._asdict().items() if field != "sha256"}
    model.change(lambda acting: amend_document(acting, document_id=wanted, changes=changes), reply)


def take_digest(model: CaseModel, path: str, reply: Reply) -> None:
    """Reads a file through; the reply brings its SHA-256."""
    digest_of = model.session.digest_of
    model.session.read(lambda _work: digest_of(Path(path)), reply.taken.emit, reply)


def _particulars(draft: DocumentDraft) -> DocumentParticulars:
    return DocumentParticulars(DocumentKind(draft.kind), *draft[1:])


def _document(model: CaseModel, document: Document) -> DocumentSays:
    words, particulars = model.session.words, document.particulars
    marking = dict(markings(model)).get(particulars.marking, particulars.marking) if particulars.marking else ""
    details = (
        particulars.from_whom,
        words.date(particulars.dated) if particulars.dated else words._("undated"),
        particulars.reference,
        marking,
    )
    digest = words._("File fingerprint {digest}…", digest=particulars.sha256[:16]) if particulars.sha256 else ""
    return DocumentSays(
        document.id,
        dict(document_kinds(words))[particulars.kind.value],
        particulars.title,
        words.listed([detail for detail in details if detail]),
        digest,
        _used(model, document),
        words._("{name}: {value}", name=words._("Change"), value=particulars.title),
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
