"""Keep the documents of a case, and link answers to the pages that show them."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from hashlib import sha256

from app.domain.ids import AnswerId, CaseId, DocumentId, EvidenceId
from app.domain.register.cases import DocumentKind, DocumentParticulars, Line
from app.domain.register.entered_text import checked_text
from app.domain.register.events import (
    DocumentAdded,
    DocumentAmended,
    DocumentFileKept,
    EvidenceAttached,
    EvidenceDetached,
    as_texts,
)
from app.domain.register.kept_files import refusal_of_keeping
from app.domain.register.particulars import checked_document
from app.domain.register.refusals import (
    refusal_of_amending_document,
    refusal_of_attaching,
    refusal_of_detaching,
    refusal_of_document_added,
)
from app.services.acting import Acting
from app.services.changing import (
    CaseChange,
    change_of_case,
    change_of_line,
    derived_fact,
    document_added,
    raise_if_refused,
)
from app.services.ports import UnitOfWork


def add_document(
    acting: Acting, *, case_id: CaseId, particulars: DocumentParticulars, content: bytes | None = None
) -> DocumentAdded:
    """Add a document to a case; the file stays where it is, its SHA-256 tells later whether it is the same file.

    With its `content` the file is kept in the register too. Raises `Mendable` without a title, where the case has a
    document of the same file, and where the file is too large to be kept.
    """
    with change_of_case(acting, DocumentAdded, case_id, refusal_of_document_added) as change:
        added = document_added(acting.work, change, particulars)
        if content is not None:
            _keep(acting, change, added.document_id, particulars.sha256, content)
        return added


def keep_file(acting: Acting, *, document_id: DocumentId, content: bytes) -> DocumentFileKept:
    """Keep the file of a document in the register, of which until now it had only name and SHA-256.

    Raises `Mendable` where the file is too large to be kept.
    """
    document = acting.work.documents.get(document_id)
    with change_of_case(acting, DocumentFileKept, document.case_id, refusal_of_document_added) as change:
        return _keep(acting, change, document_id, document.particulars.sha256, content)


def _keep(acting: Acting, change: CaseChange, document_id: DocumentId, digest: str, content: bytes) -> DocumentFileKept:
    if sha256(content).hexdigest() != digest:
        raise ValueError("the content is that of another file")
    files = acting.work.kept_files
    raise_if_refused(refusal_of_keeping(len(content), files.size()))
    # Of a file that another document has it is on record that it is this one's, too.
    files.keep(digest, content, change.at, change.by)
    return change.record(DocumentFileKept(change.case.id, document_id, digest, len(content)))


def kept_file(work: UnitOfWork, document_id: DocumentId) -> bytes:
    """The file of a document as it was when it was kept in the register; `Damaged` where it is not that any more."""
    with work.snapshot():
        return work.kept_files.content(work.documents.get(document_id).particulars.sha256)


def amend_document(
    acting: Acting,
    *,
    document_id: DocumentId,
    changes: Mapping[str, str | date | DocumentKind | None],
) -> tuple[DocumentAmended, ...]:
    """Change what is known of a document, by the names in `DocumentParticulars`: all of it, or nothing.

    Each field that is another afterwards has its event. The digest and the name of its file can't be changed: another
    file is another document.
    """
    case_id = acting.work.documents.get(document_id).case_id
    refusal = partial(refusal_of_amending_document, document_id=document_id, fields=tuple(changes))
    with change_of_case(acting, DocumentAmended, case_id, refusal) as change:
        before = change.case.document(document_id).particulars
        for field in changes:
            if field not in before._fields or field in ("sha256", "file_name"):
                raise ValueError(f"not to be changed in a document: {field}")
        after = checked_document(DocumentParticulars(**{**before._asdict(), **changes}), acting.clock.today(), before)
        acting.work.documents.amend(document_id, after)
        old, new = as_texts(before), as_texts(after)
        return tuple(
            change.record(DocumentAmended(case_id, document_id, field, old[field], new[field]))
            for field in old
            if old[field] != new[field]
        )


def attach_evidence(
    acting: Acting, *, answer_id: AnswerId, document_id: DocumentId, page: str = ""
) -> EvidenceAttached:
    """Name a document of the same case, and a page of it, as showing the current answer."""
    page = checked_text("page", page)
    with change_of_line(acting, EvidenceAttached, acting.work.answers.line_of(answer_id)) as (change, line):
        raise_if_refused(refusal_of_attaching(answer_id, document_id, page, line))
        change.case.document(document_id)
        evidence_id = acting.work.answers.attach(answer_id, document_id, page, change.at, change.by)
        fact = _fact(line, answer_id)
        return change.record(EvidenceAttached(change.case.id, line.id, fact, answer_id, evidence_id, document_id, page))


def detach_evidence(acting: Acting, *, evidence_id: EvidenceId) -> EvidenceDetached:
    """Take evidence off the current answer; it stays on record.

    Raises `Mendable` for the last evidence of an answer that is taken only with evidence.
    """
    answer_id = acting.work.answers.answer_of(evidence_id)
    with change_of_line(acting, EvidenceDetached, acting.work.answers.line_of(answer_id)) as (change, line):
        fact = _fact(line, answer_id)
        raise_if_refused(refusal_of_detaching(evidence_id, line, derived_fact(acting.shelf, fact)))
        acting.work.answers.detach(evidence_id, change.at, change.by)
        return change.record(EvidenceDetached(change.case.id, line.id, fact, answer_id, evidence_id))


def _fact(line: Line, answer_id: AnswerId) -> str:
    """The fact of a current answer of the line; empty where the answer is not current any more."""
    return next((answer.fact for answer in line.answers if answer.id == answer_id), "")
