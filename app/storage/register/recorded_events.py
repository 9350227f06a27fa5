"""What the texts of entries tell."""

import json

from app.domain.register.events import RecordedEvent
from app.storage.register.timestamps import moment_of


def recorded_event(entry: str) -> RecordedEvent:
    """The event that the text of an entry tells of."""
    told = json.loads(entry)
    return RecordedEvent(
        number=told["number"],
        at=moment_of(told["at"]),
        by=told["person"],
        kind=told["act"],
        case_id=told["case"],
        line_id=told["line"],
        body=told["body"],
    )
