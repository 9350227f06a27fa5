"""Determinations: recorded once, superseded, never changed."""

from __future__ import annotations

import json
import sqlite3
from datetime import date

from app.domain.canonical import json_in_order
from app.domain.law.outcomes import Outcome
from app.domain.register.cases import CaseId, DecidedLine, DeterminationId, LineId, RecordedDetermination
from app.storage.register.database import Table
from app.storage.register.disk_faults import stored
from app.storage.register.timestamps import moment_of, text_of


class DeterminationTable(Table):
    """The determinations of a register; see `app.services.ports.Determinations`."""

    def add(self, determination: RecordedDetermination) -> DeterminationId:
        """Keep a determination; its id is given here."""
        key = self._register.insert(
            "determinations",
            {
                "line_id": determination.line_id,
                "number": determination.number,
                "assessed_on": determination.on.isoformat(),
                "edition_id": determination.edition_id,
                "edition_sha256": determination.edition_sha256,
                "reference_version": determination.reference_version,
                "outcome": determination.outcome.value,
                "answers": json_in_order(dict(determination.answers)),
                "not_known": json_in_order(determination.not_known),
                "set_aside": json_in_order(determination.set_aside),
                "official_answers": None
                if determination.official_answers is None
                else json_in_order(determination.official_answers),
                "record": determination.record_text,
                "recorded_at": text_of(determination.recorded_at),
                "recorded_by": determination.recorded_by,
                "supersedes": determination.supersedes,
            },
        )
        return DeterminationId(key)

    @stored
    def get(self, determination_id: DeterminationId) -> RecordedDetermination:
        """The determination of this id."""
        row = self._register.one(
            "SELECT * FROM determinations WHERE id = ?", (determination_id,), f"determination {determination_id}"
        )
        return _determination(row)

    @stored
    def of_line(self, line_id: LineId) -> tuple[RecordedDetermination, ...]:
        """All determinations of a line, the earliest first."""
        rows = self._register.rows("SELECT * FROM determinations WHERE line_id = ? ORDER BY number", (line_id,))
        return tuple(_determination(row) for row in rows)

    @stored
    def current_of_case(self, case_id: CaseId) -> dict[LineId, RecordedDetermination]:
        """The last determination of each line of a case that has one."""
        rows = self._register.rows(
            "SELECT determinations.* FROM lines JOIN determinations ON determinations.line_id = lines.id"
            " WHERE lines.case_id = ? AND lines.removed_at IS NULL AND determinations.number ="
            " (SELECT max(number) FROM determinations AS later WHERE later.line_id = lines.id)",
            (case_id,),
        )
        return {LineId(row["line_id"]): _determination(row) for row in rows}

    @stored
    def decided_by(self, edition_id: str, entry_id: str, limit: int) -> tuple[DecidedLine, ...]:
        """The lines that a rule or ground of an edition decided, the latest first."""
        rows = self._register.rows(
            "SELECT cases.id AS case_id, cases.number AS case_number, cases.title, lines.id AS line_id, lines.position,"
            " lines.item, determinations.number, determinations.recorded_at, NOT EXISTS (SELECT 1 FROM determinations"
            " AS later WHERE later.supersedes = determinations.id) AS is_current"
            " FROM determinations JOIN lines ON lines.id = determinations.line_id"
            " JOIN cases ON cases.id = lines.case_id"
            " WHERE determinations.edition_id = ? AND lines.removed_at IS NULL AND EXISTS (SELECT 1"
            " FROM json_each(determinations.record, '$.rules') AS finding WHERE finding.value ->> 'id' = ?"
            " AND finding.value ->> 'decisive') ORDER BY determinations.id DESC LIMIT ?",
            (edition_id, entry_id, limit),
        )
        return tuple(
            DecidedLine(
                case_id=row["case_id"],
                case_number=row["case_number"],
                title=row["title"],
                line_id=row["line_id"],
                position=row["position"],
                item=row["item"],
                number=row["number"],
                recorded_at=moment_of(row["recorded_at"]),
                is_current=bool(row["is_current"]),
            )
            for row in rows
        )


def _determination(row: sqlite3.Row) -> RecordedDetermination:
    return RecordedDetermination(
        id=row["id"],
        line_id=row["line_id"],
        number=row["number"],
        on=date.fromisoformat(row["assessed_on"]),
        edition_id=row["edition_id"],
        edition_sha256=row["edition_sha256"],
        reference_version=row["reference_version"],
        outcome=Outcome(row["outcome"]),
        answers=json.loads(row["answers"]),
        not_known=tuple(json.loads(row["not_known"])),
        set_aside=tuple(json.loads(row["set_aside"])),
        record_text=row["record"],
        recorded_at=moment_of(row["recorded_at"]),
        recorded_by=row["recorded_by"],
        supersedes=row["supersedes"],
        official_answers=None if row["official_answers"] is None else tuple(json.loads(row["official_answers"])),
    )
