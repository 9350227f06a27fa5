"""The editions that records name: kept with what they say, so that it can be compared and told later."""

from __future__ import annotations

from app.domain.law.law_on_record import EditionOnRecord
from app.storage.register.disk_faults import stored
from app.storage.register.rows import Table


class RecordedEditionTable(Table):
    """The editions that records name; see `app.services.ports.RecordedEditions`."""

    def keep(self, edition: EditionOnRecord, decision_digest: str) -> None:
        """Keep an edition, unless it is kept already."""
        row = self._register.row(
            "SELECT content IS NULL AS is_open FROM recorded_editions WHERE sha256 = ?", (edition.sha256,)
        )
        values = {"decision_digest": decision_digest, "content": edition.content.decode()}
        if row is None:
            self._register.insert("recorded_editions", {"sha256": edition.sha256, "id": edition.id, **values})
        elif row["is_open"]:
            self._register.update("recorded_editions", edition.sha256, values)

    def lacking(self) -> tuple[tuple[str, str], ...]:
        """The ids and hashes of those whose content is not kept yet."""
        rows = self._register.rows("SELECT id, sha256 FROM recorded_editions WHERE content IS NULL ORDER BY id, sha256")
        return tuple((row["id"], row["sha256"]) for row in rows)

    @stored
    def get(self, sha256: str) -> EditionOnRecord | None:
        """The edition of this content, where it is kept."""
        row = self._register.row("SELECT * FROM recorded_editions WHERE sha256 = ? AND content IS NOT NULL", (sha256,))
        return None if row is None else EditionOnRecord(row["id"], row["sha256"], row["content"].encode())

    def digests(self) -> dict[str, str]:
        """By the hashes of those whose content is kept: the digest of what decides in each, as it was noted."""
        rows = self._register.rows(
            "SELECT sha256, decision_digest FROM recorded_editions WHERE content IS NOT NULL ORDER BY id, sha256"
        )
        return {row["sha256"]: row["decision_digest"] for row in rows}
