"""Why a suspected breach can't be recorded, answered, acted on or ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.refusals import (
    before,
    commitment_unknown,
    day_not_to_come,
    day_of_lot,
    unknown_lot,
)
from app.domain.procedure.later_events import BreachEndEntered
from app.domain.procedure.refusals import refused, texts_missing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.domain.commitments.follow_up import FollowUp
    from app.domain.errors import Mendable
    from app.domain.procedure.case_states import CaseState

#: What can come of a suspected breach.
OUTCOMES = ("confirmed", "unfounded", "remedied")


def refusals_of_suspicion(
    follow_up: FollowUp,
    state: CaseState,
    *,
    commitment: str,
    line: int,
    lot: str,
    finding: str,
    happened: date,
    today: date,
) -> Iterator[Mendable]:
    """A breach is suspected of a commitment of a line, for a reason."""
    yield from before(follow_up, state)
    yield from commitment_unknown(follow_up, line, commitment)
    found = follow_up.lots.get(lot)
    if lot and (found is None or found.said.line != line):
        yield unknown_lot(lot)
    yield from texts_missing(finding=finding)
    if found is not None:
        yield from day_of_lot(found, happened, today)
    else:
        yield from day_not_to_come(happened, today)


def refusals_about_breach(
    follow_up: FollowUp, state: CaseState, breach: int, text: str, happened: date, today: date
) -> Iterator[Mendable]:
    """What is answered, or done, about a breach follows its suspicion."""
    yield from before(follow_up, state)
    found = follow_up.breaches.get(breach)
    if found is None:
        yield no_such_breach()
        return
    yield from texts_missing(text=text)
    if happened < found.since:
        yield refused(
            "impossible_date",
            "It happened on {dated}, and the breach was suspected on {earliest} only.",
            dated=happened,
            earliest=found.since,
            field="happened",
        )
    yield from day_not_to_come(happened, today)


def refusals_of_breach_end(
    follow_up: FollowUp, state: CaseState, breach: int, *, outcome: str, text: str, happened: date, today: date
) -> Iterator[Mendable]:
    """A breach ends once, as confirmed, unfounded or remedied."""
    yield from refusals_about_breach(follow_up, state, breach, text, happened, today)
    if outcome not in OUTCOMES:
        yield refused("bad_value", "A breach ends as one of: confirmed, unfounded, remedied.", field="outcome")
    waits = any(
        isinstance(each.said, BreachEndEntered) and each.said.breach == breach for each in follow_up.procedure.waiting()
    )
    if waits:
        yield already_ended()
    yield from refusals_of_confirming_breach_end(follow_up, breach)


def refusals_of_confirming_breach_end(follow_up: FollowUp, breach: int) -> Iterator[Mendable]:
    """What has ended does not end again."""
    found = follow_up.breaches.get(breach)
    if found is not None and found.end is not None:
        yield already_ended()


def already_ended() -> Mendable:
    """The end of a breach is there."""
    return refused("already_done", "The end of this breach is entered already.", field="breach")


def no_such_breach() -> Mendable:
    """Nothing of this number opened a breach."""
    return refused("unknown_key", "There is no such breach in this case.", field="breach")
