"""Events: what has happened, one row each, in order."""

from __future__ import annotations

import json
from datetime import datetime

from app.domain.canonical import canonical_json
from app.domain.register.cases import CaseId
from app.domain.register.events import Event, RecordedEvent, data_of, kind_of
from app.storage.register import sqlite
from app.storage.register.database import Table
from app.storage.register.disk_faults import stored
from app.storage.register.timestamps import moment_of, text_of


class EventTable(Table):
    """The events of a register; see `app.services.ports.Events`."""

    def add(self, event: Event, at: datetime, actor: str) -> int:
        """Keep an event and return its number."""
        body = data_of(event)
        case_id, line_id = body.pop("case_id", None), body.pop("line_id", None)
        return self._register.insert(
            "events",
            {
                "at": text_of(at),
                "actor": actor,
                "kind": kind_of(event),
                "case_id": case_id,
                "line_id": line_id,
                "body": canonical_json(body),
            },
        )

    @stored
    def of_case(self, case_id: CaseId) -> tuple[RecordedEvent, ...]:
        """The events of a case, the earliest first."""
        rows = self._register.rows("SELECT * FROM events WHERE case_id = ? ORDER BY seq", (case_id,))
        return tuple(_recorded(row) for row in rows)

    @stored
    def count(self) -> int:
        """How many there are: the number of the last."""
        row = self._register.row("SELECT seq FROM events ORDER BY seq DESC LIMIT 1")
        return 0 if row is None else int(row["seq"])

    @stored
    def numbered(self, number: int) -> RecordedEvent:
        """The event of this number."""
        return _recorded(self._register.one("SELECT * FROM events WHERE seq = ?", (number,), f"event {number}"))

    @stored
    def cases_after(self, number: int) -> tuple[str, ...]:
        """The numbers of the cases of which the events after one tell."""
        rows = self._register.rows(
            "SELECT number FROM cases WHERE id IN (SELECT case_id FROM events WHERE seq > ?) ORDER BY number_order",
            (number,),
        )
        return tuple(row["number"] for row in rows)


def _recorded(row: sqlite.Row) -> RecordedEvent:
    return RecordedEvent(
        seq=row["seq"],
        at=moment_of(row["at"]),
        actor=row["actor"],
        kind=row["kind"],
        case_id=row["case_id"],
        line_id=row["line_id"],
        body=json.loads(row["body"]),
    )
