"""Lay two copies of one register side by side: where their ledgers part, and what each has after that."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from app.domain.register.events import RecordedEvent

if TYPE_CHECKING:
    from app.services.ports import Stored, WholeRegister


class Told(NamedTuple):
    """What an entry tells of, and the number of its case."""

    event: RecordedEvent
    case_number: str


class Diverged(NamedTuple):
    """The last entry that two ledgers have in common, and what each has after it. One may only go on from the other."""

    common: Told | None
    ours: tuple[Told, ...]
    theirs: tuple[Told, ...]


def diverged(ours: WholeRegister, theirs: WholeRegister) -> Diverged:
    """Read both from the beginning, as far as they are the same."""
    last: Stored | None = None
    for mine, other in zip(ours.entries(), theirs.entries(), strict=False):
        if mine != other:
            break
        last = mine
    after = 0 if last is None else last.number
    return Diverged(
        None if last is None else _told(ours, last),
        tuple(_told(ours, entry) for entry in ours.entries(after)),
        tuple(_told(theirs, entry) for entry in theirs.entries(after)),
    )


def _told(whole: WholeRegister, stored: Stored) -> Told:
    told = json.loads(stored.entry)
    event = RecordedEvent(
        number=told["number"],
        at=datetime.fromisoformat(told["at"]),
        by=told["person"],
        kind=told["act"],
        case_id=told["case"],
        line_id=told["line"],
        body=told["body"],
    )
    case = None if event.case_id is None else whole.row("cases", str(event.case_id))
    return Told(event, "" if case is None else str(case["number"]))
