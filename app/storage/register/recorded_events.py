"""What the texts of entries tell."""

import json
from functools import lru_cache

from app.domain.procedure.entries import Act
from app.domain.register.events import RecordedEvent
from app.domain.register.procedure_of_case import act_of
from app.storage.register.timestamps import moment_of

#: As many acts are looked at again and again while somebody works on a case.
_ACTS_AT_HAND = 512


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


@lru_cache(maxsize=_ACTS_AT_HAND)
def recorded_act(entry: str) -> Act | None:
    """What the text of an entry does in the procedure of its case; None where it has no part in it.

    With each act on a case the earlier ones are told again, by the same texts. Raises `Unreadable` where the text tells
    of no act.
    """
    told = recorded_event(entry)
    return act_of(told.event, told.at, told.by)
