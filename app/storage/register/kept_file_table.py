"""The files of documents that are kept in the register, each by its SHA-256."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256 as digest_of

from app.storage.register.disk_faults import damaged
from app.storage.register.rows import Table
from app.storage.register.timestamps import text_of


class KeptFileTable(Table):
    """The kept files of a register; see `app.services.ports.KeptFiles`."""

    def size(self) -> int:
        """How many bytes they are together."""
        row = self._register.one("SELECT coalesce(sum(size), 0) AS size FROM document_files", (), "files")
        return int(row["size"])

    def keep(self, sha256: str, content: bytes, at: datetime, by: str) -> bool:
        """Keep a file; false where it is kept already."""
        if self._register.row("SELECT size FROM document_files WHERE sha256 = ?", (sha256,)) is not None:
            return False
        self._register.insert(
            "document_files",
            {"sha256": sha256, "size": len(content), "kept_at": text_of(at), "kept_by": by, "content": content},
        )
        return True

    def content(self, sha256: str) -> bytes:
        """The file of this SHA-256."""
        found = list(self._register.every("SELECT content FROM document_files WHERE sha256 = ?", (sha256,)))
        if not found:
            raise LookupError(f"no file {sha256}")
        content = found[0][0]
        if type(content) is not bytes or digest_of(content).hexdigest() != sha256:
            raise damaged(self.path)
        return content

    def all(self) -> tuple[str, ...]:
        """The SHA-256 of each."""
        return tuple(row["sha256"] for row in self._register.rows("SELECT sha256 FROM document_files ORDER BY sha256"))
