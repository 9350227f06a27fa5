"""A document of a case, checked and added in a change that is under way."""

from typing import Any

from app.domain.errors import Mendable
from app.domain.register.cases import Document, DocumentParticulars
from app.domain.register.entered_text import checked_text
from app.domain.register.events import DocumentAdded, as_texts
from app.services.changing import CaseChange
from app.services.ports import UnitOfWork

_TEXTS = ("title", "from_whom", "reference", "marking")
_DIGEST_LENGTH = 64


def document_added(work: UnitOfWork, change: CaseChange, particulars: DocumentParticulars) -> DocumentAdded:
    """Add a document in a change that is under way; `Mendable` without a title, and where the case has a document
    of the same file."""
    particulars, case_id = checked_document(particulars), change.case.id
    _ensure_new(change.case.documents, particulars)
    document_id = work.documents.add(case_id, particulars, change.at, change.actor)
    return change.record(DocumentAdded(case_id, document_id, as_texts(particulars)))


def checked_document(particulars: DocumentParticulars) -> DocumentParticulars:
    """What is known of a document, without stray spaces; `Mendable` without a title."""
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
