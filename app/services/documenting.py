"""Keep the documents of a case, and link answers to the pages that show them."""

from datetime import date
from typing import Any

from app.domain.cases import AnswerId, CaseId, Document, DocumentId, DocumentKind, DocumentParticulars, EvidenceId
from app.domain.entered_text import checked_text
from app.domain.errors import Mendable
from app.services.changing import change_of_case, change_of_line
from app.services.events import DocumentAdded, DocumentAmended, EvidenceAttached, EvidenceDetached, as_texts
from app.services.ports import Clock, RulebookShelf, UnitOfWork

_TEXTS = ("title", "from_whom", "reference", "marking")
_DIGEST_LENGTH = 64


def add_document(
    work: UnitOfWork, clock: Clock, actor: str, *, case_id: CaseId, particulars: DocumentParticulars
) -> DocumentAdded:
    """Add a document to a case; the file stays where it is, its SHA-256 tells later whether it is the same file.

    Raises `Mendable` without a title, and where the case has a document of the same file.
    """
    particulars = _checked(particulars)
    with change_of_case(work, clock, actor, case_id) as change:
        _ensure_new(change.case.documents, particulars)
        document_id = work.documents.add(case_id, particulars, change.at, change.actor)
        return change.record(DocumentAdded(case_id, document_id, as_texts(particulars)))


def amend_document(
    work: UnitOfWork,
    clock: Clock,
    actor: str,
    *,
    document_id: DocumentId,
    field: str,
    value: str | date | DocumentKind | None,
) -> DocumentAmended | None:
    """Change what is known of a document, named as in `DocumentParticulars`; None where nothing changes.

    The digest of its file can't be changed: another file is another document.
    """
    case_id = work.documents.get(document_id).case_id
    with change_of_case(work, clock, actor, case_id) as change:
        before = change.case.document(document_id).particulars
        if field not in before._fields or field == "sha256":
            raise ValueError(f"not to be changed in a document: {field}")
        after = _checked(DocumentParticulars(**{**before._asdict(), field: value}))
        if after == before:
            return None
        work.documents.amend(document_id, after)
        texts = as_texts(before)[field], as_texts(after)[field]
        return change.record(DocumentAmended(case_id, document_id, field, *texts))


def attach_evidence(
    work: UnitOfWork, clock: Clock, actor: str, *, answer_id: AnswerId, document_id: DocumentId, page: str = ""
) -> EvidenceAttached:
    """Name a document of the same case, and a page of it, as showing the current answer."""
    page = checked_text("page", page)
    with change_of_line(work, clock, actor, work.answers.line_of(answer_id)) as (change, line):
        answer = next((answer for answer in line.answers if answer.id == answer_id), None)
        if answer is None:
            raise Mendable("This answer has been changed since. Attach the document to the answer that stands now.")
        change.case.document(document_id)
        if any(shown.document_id == document_id and shown.page == page for shown in answer.evidence):
            raise Mendable("This page is attached to this answer already.")
        evidence_id = work.answers.attach(answer_id, document_id, page, change.at, change.actor)
        return change.record(
            EvidenceAttached(change.case.id, line.id, answer.fact, answer_id, evidence_id, document_id, page)
        )


def detach_evidence(
    work: UnitOfWork, clock: Clock, actor: str, shelf: RulebookShelf, *, evidence_id: EvidenceId
) -> EvidenceDetached:
    """Take evidence off the current answer; it stays on record.

    Raises `Mendable` for the last evidence of an answer that is taken only with evidence.
    """
    answer_id = work.answers.answer_of(evidence_id)
    with change_of_line(work, clock, actor, work.answers.line_of(answer_id)) as (change, line):
        answer = next((answer for answer in line.answers if answer.id == answer_id), None)
        if answer is None or all(shown.id != evidence_id for shown in answer.evidence):
            raise Mendable("This evidence counts no longer; there is nothing to take off.")
        fact = shelf.edition_on(change.case.particulars.assessed_on).fact_by_id.get(answer.fact)
        if len(answer.evidence) == 1 and fact is not None and not fact.is_asked:
            raise Mendable(
                "{fact} is answered only with evidence, and this is the last. Attach another document first, or take "
                "the answer back.",
                fact=answer.fact,
            )
        work.answers.detach(evidence_id, change.at, change.actor)
        return change.record(EvidenceDetached(change.case.id, line.id, answer.fact, answer_id, evidence_id))


def _checked(particulars: DocumentParticulars) -> DocumentParticulars:
    values = particulars._asdict()
    texts: dict[str, Any] = {field: checked_text(field, values[field]) for field in _TEXTS}
    cleaned = particulars._replace(**texts)
    if not cleaned.title:
        raise Mendable("A document needs a title.")
    digest = cleaned.sha256
    if digest and (len(digest) != _DIGEST_LENGTH or digest.strip("0123456789abcdef")):
        raise ValueError(f"no SHA-256: {digest}")
    return cleaned


def _ensure_new(documents: tuple[Document, ...], particulars: DocumentParticulars) -> None:
    for document in documents:
        if particulars.sha256 and document.particulars.sha256 == particulars.sha256:
            raise Mendable(
                "This file is on the case already, as “{title}”. Use that document.", title=document.particulars.title
            )
