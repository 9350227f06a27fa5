"""Events: what has happened, one row each, in order."""

from __future__ import annotations

import json
from datetime import datetime

from app.domain.canonical import canonical_json
from app.domain.register.cases import CaseId
from app.domain.register.events import Event, RecordedEvent, data_of, kind_of
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
        return tuple(
            RecordedEvent(
                seq=row["seq"],
                at=moment_of(row["at"]),
                actor=row["actor"],
                kind=row["kind"],
                case_id=row["case_id"],
                line_id=row["line_id"],
                body=json.loads(row["body"]),
            )
            for row in self._register.rows("SELECT * FROM events WHERE case_id = ? ORDER BY seq", (case_id,))
        )
