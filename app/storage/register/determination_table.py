"""Determinations: recorded once, superseded, never changed; each is compared with its hash when it is read."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from app.domain.canonical import canonical_json, json_in_order
from app.domain.errors import Damaged
from app.domain.ids import CaseId, DeterminationId, LineId
from app.domain.law.outcomes import Outcome
from app.domain.register.cases import DecidedLine, RecordedDetermination
from app.storage.register import sqlite
from app.storage.register.disk_faults import damaged, stored
from app.storage.register.rows import Table
from app.storage.register.timestamps import moment_of, text_of

# The list of requests shows no determination: how one is read is imported when it is read.
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from app.domain.decision.record import EvidenceOnRecord, WhatIsRecorded

#: What a determination is read with: what is known of its edition, and the hash that the event of its recording holds,
#: if that says the same as the columns.
_READ = """
SELECT determinations.*, lines.position AS line_position, cases.number AS case_number,
    recorded_editions.decision_digest AS digest_of_edition,
    (
        SELECT entry ->> '$.body.record_sha256' FROM entries
        WHERE entries.line_id = determinations.line_id AND entries.act = 'determination_recorded'
            AND entry ->> '$.body.determination_id' = determinations.id
            AND entry ->> '$.body.number' = determinations.number
            AND entry ->> '$.body.supersedes' IS determinations.supersedes
            AND (entries.at, entries.person) = (determinations.recorded_at, determinations.recorded_by)
    ) AS record_sha256
FROM determinations
JOIN lines ON lines.id = determinations.line_id
JOIN cases ON cases.id = lines.case_id
LEFT JOIN recorded_editions ON recorded_editions.sha256 = determinations.edition_sha256
"""
_CURRENT_OF_CASE = """
WHERE lines.case_id = ? AND lines.removed_at IS NULL
    AND determinations.number = (SELECT max(number) FROM determinations AS later WHERE later.line_id = lines.id)
"""
#: As many records as are looked at again and again while somebody works on cases.
_RECORDS_AT_HAND = 64


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
                "rests_on": None
                if determination.particulars is None
                else _rests_on(determination.derived, determination.particulars, determination.evidence),
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
            f"{_READ} WHERE determinations.id = ?", (determination_id,), f"determination {determination_id}"
        )
        return self._read(row)

    @stored
    def of_line(self, line_id: LineId) -> tuple[RecordedDetermination, ...]:
        """All determinations of a line, the earliest first."""
        rows = self._register.rows(f"{_READ} WHERE line_id = ? ORDER BY determinations.number", (line_id,))
        return tuple(map(self._read, rows))

    @stored
    def current_of_case(self, case_id: CaseId) -> dict[LineId, RecordedDetermination]:
        """The last determination of each line of a case that has one."""
        rows = self._register.rows(_READ + _CURRENT_OF_CASE, (case_id,))
        return {LineId(row["line_id"]): self._read(row) for row in rows}

    @stored
    def ever_recorded(self, case_id: CaseId) -> tuple[DeterminationId, ...]:
        """All determinations of a case, of removed lines too, and those whose recording is an event but are gone."""
        rows = self._register.rows(
            "SELECT determinations.id FROM determinations JOIN lines ON lines.id = determinations.line_id"
            " WHERE lines.case_id = ? UNION SELECT entry ->> '$.body.determination_id' FROM entries"
            " WHERE case_id = ? AND act = 'determination_recorded' ORDER BY 1",
            (case_id, case_id),
        )
        return tuple(DeterminationId(row["id"]) for row in rows)

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

    @stored
    def with_facts(
        self, facts: Mapping[str, Collection[str]], after: DeterminationId, before: DeterminationId
    ) -> tuple[tuple[DeterminationId, LineId, CaseId], ...]:
        """The standing determinations between two that rest on facts with one of these values each, the latest first.

        Each with its line and case. A fact that is derived counts as it was derived then.
        """
        compared = " AND coalesce(answers ->> ?, (rests_on -> 'derived') ->> ?) IN (SELECT value FROM json_each(?))"
        values = [part for fact, allowed in facts.items() for part in (fact, fact, json_in_order(tuple(allowed)))]
        rows = self._register.rows(  # what is repeated is a text of our own
            "SELECT determinations.id, line_id, case_id FROM determinations JOIN lines ON lines.id = line_id"  # noqa: S608
            " WHERE determinations.id > ? AND determinations.id < ? AND removed_at IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM determinations AS later WHERE later.supersedes = determinations.id)"
            f"{compared * len(facts)} ORDER BY determinations.id DESC",
            (after, before, *values),
        )
        return tuple((DeterminationId(row["id"]), LineId(row["line_id"]), CaseId(row["case_id"])) for row in rows)

    def _read(self, row: sqlite.Row) -> RecordedDetermination:
        """The determination of a row; `Damaged` where it is not what the entry of its recording says."""
        is_as_entered = sha256(row["record"].encode()).hexdigest() == row["record_sha256"]
        if not is_as_entered and self._register.is_entered("determinations", row["id"]):
            raise _not_as_recorded(row, self.path)
        return _determination(row, self.path)


def _determination(row: sqlite.Row, path: Path) -> RecordedDetermination:
    """The determination of a row. Raises `Damaged` where what stands beside the record is not what it says."""
    text = row["record"]
    said = _what_is_recorded(text, f"determination {row['id']}")
    recorded = RecordedDetermination(
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
        record_text=text,
        recorded_at=moment_of(row["recorded_at"]),
        recorded_by=row["recorded_by"],
        supersedes=row["supersedes"],
        official_answers=None if row["official_answers"] is None else tuple(json.loads(row["official_answers"])),
        derived=said.derived,
        particulars=said.particulars,
        evidence=said.evidence,
        decision_digest=said.decision_digest or row["digest_of_edition"],
    )
    beside = (
        *(recorded.on, recorded.edition_id, recorded.edition_sha256, recorded.outcome, recorded.answers),
        *(recorded.not_known, recorded.set_aside, recorded.reference_version),
    )
    rests_on = None if said.particulars is None else _rests_on(said.derived, said.particulars, said.evidence)
    if beside != said[: len(beside)] or row["rests_on"] != rests_on:
        raise _not_as_recorded(row, path)
    return recorded


@lru_cache(maxsize=_RECORDS_AT_HAND)
def _what_is_recorded(text: str, where: str) -> WhatIsRecorded:
    from app.domain.decision.record import what_is_recorded

    return what_is_recorded(text, where)


def _rests_on(
    derived: Mapping[str, str], particulars: Mapping[str, str], evidence: Sequence[EvidenceOnRecord] | None
) -> str:
    """In short what a determination rests on beside its answers."""
    from app.domain.plain_data import plain

    return canonical_json(
        {
            "derived": dict(derived),
            "particulars": dict(particulars),
            "evidence": [plain(each) for each in evidence or ()],
        }
    )


def _not_as_recorded(row: sqlite.Row, path: Path) -> Damaged:
    return Damaged(
        "Determination no. {number} of line {position} of case {case} is not what was recorded. {damaged}",
        number=row["number"],
        position=row["line_position"],
        case=row["case_number"],
        damaged=damaged(path),
    )
