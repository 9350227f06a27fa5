"""The documents of a case: what papers there are, and which answers they show."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from app.domain.cases import Document, DocumentId, DocumentKind, DocumentParticulars
from app.viewmodels.case_model import CaseModel
from app.viewmodels.form_model import markings
from app.wording.language import Words


class DocumentSays(NamedTuple):
    """One paper, as it stands in the list."""

    id: int
    kind: str
    title: str
    details: str
    digest: str
    used: str


class DocumentsSays(NamedTuple):
    """The list of papers."""

    title: str
    explanation: str
    empty: str
    add: str
    change: str
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
    no_file: str
    no_date: str
    today: date
    missing: str
    accept: str
    cancel: str


class EvidenceFormSays(NamedTuple):
    """The form that links a document to an answer."""

    title: str
    explanation: str
    answer: str
    empty: str
    document_label: str
    page_label: str
    page_help: str
    documents: tuple[tuple[int, str], ...]
    add: str
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
        (DocumentKind.OFFICIAL_JUDGEMENT.value, _("Official judgement")),
        (DocumentKind.OFFICIAL_ANSWER.value, _("Official answer")),
        (DocumentKind.CORRESPONDENCE.value, _("Correspondence")),
        (DocumentKind.OTHER.value, _("Other paper")),
    )


def documents_says(model: CaseModel) -> DocumentsSays:
    """The papers of the case, and the answers they show."""
    _ = model.desk.words._
    return DocumentsSays(
        title=_("Documents of the case"),
        explanation=_("A document is named once and may show many answers. The file stays where it is."),
        empty=_(
            "No document yet. Add the application, the contract, the official judgements: whatever shows an answer."
        ),
        add=_("Add a document"),
        change=_("Change"),
        documents=tuple(_document(model, document) for document in model.case.documents),
        may_change=model.may_change,
    )


def document_form(model: CaseModel, *, is_new: bool) -> DocumentFormSays:
    """The form of one paper."""
    _ = model.desk.words._
    return DocumentFormSays(
        title=_("Add a document") if is_new else _("Change what is known of a document"),
        explanation=_("Of a chosen file only its SHA-256 is kept, so that it can be recognised later."),
        labels={
            "kind": _("Kind"),
            "title": _("Title"),
            "from_whom": _("From whom"),
            "dated": _("Dated"),
            "reference": _("Reference"),
            "sha256": _("File"),
            "marking": _("Handling marking"),
        },
        kinds=document_kinds(model.desk.words),
        markings=markings(model),
        choose_file=_("Choose the file"),
        no_file=_("no file chosen"),
        no_date=_("undated"),
        today=model.desk.today(),
        missing=_("A document needs a title."),
        accept=_("Add the document") if is_new else _("Save the changes"),
        cancel=_("Cancel"),
    )


def evidence_form(model: CaseModel, fact: str, value: str | None) -> EvidenceFormSays:
    """The form that links a document to the answer `value` of a fact; None is the answer as it stands."""
    _, phrases = model.desk.words._, model.phrases
    given = value if value is not None else model.interview.given.get(fact)
    answer = phrases.fact(fact) if given is None else f"{phrases.fact(fact)} — {phrases.value(fact, given)}"
    return EvidenceFormSays(
        title=_("Link a document"),
        explanation=_("Name the document, and the page of it, that shows this answer:"),
        answer=answer,
        empty=_("The case has no document yet. Add one first."),
        document_label=_("Document"),
        page_label=_("Page"),
        page_help=_("As the document counts its pages; leave it empty for a document of one page."),
        documents=document_choices(model),
        add=_("Add a document"),
        missing=_("Choose the document that shows the answer."),
        accept=_("Link the document"),
        cancel=_("Cancel"),
    )


def link_chosen(model: CaseModel, fact: str, value: str | None, document_id: int, page: str) -> None:
    """Links a document to the answer as it stands, or gives the answer `value` to a derived fact together with it."""
    if value is None:
        model.link(fact, DocumentId(document_id), page)
    else:
        model.set_aside_derived(fact, value, DocumentId(document_id), page)


def document_choices(model: CaseModel) -> tuple[tuple[int, str], ...]:
    """The papers of the case to choose one from, the latest first."""
    return tuple((document.id, _cited(model, document)) for document in reversed(model.case.documents))


def draft_of(model: CaseModel, document_id: int) -> DocumentDraft:
    """What is known of a paper, to be changed."""
    particulars = model.case.document(DocumentId(document_id)).particulars
    return DocumentDraft(particulars.kind.value, *particulars[1:])


def add_drafted(model: CaseModel, draft: DocumentDraft, then: Callable[[int], None]) -> None:
    """Adds the paper that was entered."""
    model.add_document(_particulars(draft), then)


def amend_drafted(model: CaseModel, document_id: int, draft: DocumentDraft) -> None:
    """Changes what is known of a paper to what was entered."""
    model.amend_document(DocumentId(document_id), _particulars(draft))


def take_digest(model: CaseModel, path: str, then: Callable[[str], None]) -> None:
    """Reads a file through, and hands over its SHA-256."""
    digest_of = model.desk.digest_of
    model.desk.read(lambda _work: digest_of(Path(path)), then)


def _particulars(draft: DocumentDraft) -> DocumentParticulars:
    return DocumentParticulars(DocumentKind(draft.kind), *draft[1:])


def _document(model: CaseModel, document: Document) -> DocumentSays:
    words, particulars = model.desk.words, document.particulars
    marking = dict(markings(model)).get(particulars.marking, particulars.marking) if particulars.marking else ""
    details = (
        particulars.from_whom,
        words.date(particulars.dated) if particulars.dated else words._("undated"),
        particulars.reference,
        marking,
    )
    digest = words._("SHA-256 {digest}…", digest=particulars.sha256[:16]) if particulars.sha256 else ""
    return DocumentSays(
        document.id,
        dict(document_kinds(words))[particulars.kind.value],
        particulars.title,
        words.listed([detail for detail in details if detail]),
        digest,
        _used(model, document),
    )


def _used(model: CaseModel, document: Document) -> str:
    words = model.desk.words
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
    words, particulars = model.desk.words, document.particulars
    dated = words.date(particulars.dated) if particulars.dated else ""
    return words.listed([part for part in (particulars.from_whom, particulars.title, dated) if part])
