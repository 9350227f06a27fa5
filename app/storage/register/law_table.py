"""The law of a register: editions and their entries into force, packs of reference tables and their use."""

from __future__ import annotations

import json
from datetime import date, datetime

from app.domain.canonical import canonical_json
from app.domain.law.law_on_record import EditionOnRecord, LawOnRecord, PackOnRecord, ReferenceUse, UseAct
from app.domain.law.timeline import EntryIntoForce
from app.storage.register import sqlite
from app.storage.register.disk_faults import stored
from app.storage.register.rows import Table
from app.storage.register.timestamps import moment_of, text_of


class LawTable(Table):
    """The law of a register; see `app.services.ports.Law`."""

    @stored
    def on_record(self) -> LawOnRecord:
        """The editions, entries into force, packs and uses of packs. Whoever uses a content compares its hash."""
        rows = self._register.rows
        return LawOnRecord(
            tuple(
                EditionOnRecord(row["id"], row["sha256"], row["content"].encode())
                for row in rows("SELECT * FROM editions ORDER BY rowid")
            ),
            tuple(_entry(row) for row in rows("SELECT * FROM entries_into_force ORDER BY id")),
            tuple(
                PackOnRecord(row["version"], row["sha256"], json.loads(row["files"]))
                for row in rows("SELECT * FROM reference_packs ORDER BY rowid")
            ),
            tuple(_use(row) for row in rows("SELECT * FROM reference_uses ORDER BY id")),
        )

    def last_acts(self) -> tuple[int | None, int | None]:
        """The last entry into force and the last use of a pack: every change of the law is one of these."""
        row = self._register.row(
            "SELECT (SELECT max(id) FROM entries_into_force) AS in_force,"
            " (SELECT max(id) FROM reference_uses) AS in_use"
        )
        return (None, None) if row is None else (row["in_force"], row["in_use"])

    def keep_edition(self, edition: EditionOnRecord, at: datetime, by: str) -> None:
        """Keep the content of an edition."""
        row = {"id": edition.id, "sha256": edition.sha256, "content": edition.content.decode()}
        self._register.insert("editions", {**row, "kept_at": text_of(at), "kept_by": by})

    def put_in_force(self, entry: EntryIntoForce, at: datetime, by: str) -> None:
        """Keep that an edition is in force from a day on."""
        self._register.insert(
            "entries_into_force",
            {
                "edition_id": entry.edition_id,
                "edition_sha256": entry.sha256,
                "since": entry.since.isoformat(),
                "put_in_force_by": entry.put_in_force_by,
                "note": entry.note,
                "recorded_at": text_of(at),
                "recorded_by": by,
            },
        )

    def keep_pack(self, pack: PackOnRecord, at: datetime, by: str) -> None:
        """Keep the files of a pack."""
        row = {"sha256": pack.sha256, "version": pack.version, "files": canonical_json(pack.files)}
        self._register.insert("reference_packs", {**row, "kept_at": text_of(at), "kept_by": by})

    def use_pack(self, use: ReferenceUse) -> None:
        """Keep which reference tables are in force from now on."""
        row = {**use._asdict(), "act": use.act.value, "recorded_at": text_of(use.recorded_at)}
        self._register.insert("reference_uses", row)


def _entry(row: sqlite.Row) -> EntryIntoForce:
    return EntryIntoForce(
        edition_id=row["edition_id"],
        sha256=row["edition_sha256"],
        since=date.fromisoformat(row["since"]),
        put_in_force_by=row["put_in_force_by"],
        note=row["note"],
        recorded_at=moment_of(row["recorded_at"]),
        recorded_by=row["recorded_by"],
    )


def _use(row: sqlite.Row) -> ReferenceUse:
    return ReferenceUse(
        act=UseAct(row["act"]),
        sha256=row["sha256"],
        version=row["version"],
        named_person=row["named_person"],
        note=row["note"],
        recorded_at=moment_of(row["recorded_at"]),
        recorded_by=row["recorded_by"],
    )
