"""What is known of the documents of a case."""

from __future__ import annotations

from datetime import datetime

from app.domain.ids import CaseId, DocumentId
from app.domain.register.cases import Document, DocumentKind, DocumentParticulars
from app.storage.register import sqlite
from app.storage.register.disk_faults import stored
from app.storage.register.rows import Table, Value
from app.storage.register.timestamps import day_of, moment_of, text_of

#: Of the file itself it is only seen whether it is there.
_DOCUMENTS = (
    "SELECT *, EXISTS (SELECT 1 FROM document_files WHERE document_files.sha256 = documents.sha256) AS is_kept"
    " FROM documents"
)


class DocumentTable(Table):
    """The documents of a register; see `app.services.ports.Documents`."""

    def add(self, case_id: CaseId, particulars: DocumentParticulars, at: datetime, by: str) -> DocumentId:
        """Keep a new document."""
        row = {"case_id": case_id, **_columns(particulars), "added_at": text_of(at), "added_by": by}
        return DocumentId(self._register.insert("documents", row))

    @stored
    def get(self, document_id: DocumentId) -> Document:
        """The document of this id."""
        row = self._register.one(f"{_DOCUMENTS} WHERE id = ?", (document_id,), f"document {document_id}")
        return _document(row)

    @stored
    def of_case(self, case_id: CaseId) -> tuple[Document, ...]:
        """The documents of a case, in the order added."""
        rows = self._register.rows(f"{_DOCUMENTS} WHERE case_id = ? ORDER BY id", (case_id,))
        return tuple(_document(row) for row in rows)

    def amend(self, document_id: DocumentId, particulars: DocumentParticulars) -> None:
        """Put other particulars in place; a trigger refuses to change the digest and name of the file."""
        columns = _columns(particulars)
        del columns["sha256"], columns["file_name"]
        self._register.update("documents", document_id, columns)


def _columns(particulars: DocumentParticulars) -> dict[str, Value]:
    columns = particulars._asdict()
    columns["kind"] = particulars.kind.value
    columns["dated"] = particulars.dated.isoformat() if particulars.dated else None
    return columns


def _document(row: sqlite.Row) -> Document:
    particulars = DocumentParticulars(
        kind=DocumentKind(row["kind"]),
        title=row["title"],
        from_whom=row["from_whom"],
        dated=day_of(row["dated"]),
        reference=row["reference"],
        sha256=row["sha256"],
        marking=row["marking"],
        file_name=row["file_name"],
    )
    return Document(
        row["id"],
        row["case_id"],
        particulars,
        moment_of(row["added_at"]),
        row["added_by"],
        is_kept=bool(row["is_kept"]),
    )
