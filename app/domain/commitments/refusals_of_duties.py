"""Why a duty can't be laid down, fulfilled or waived."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.commitments.durations import read_duration
from app.domain.commitments.follow_up import TRIGGERS
from app.domain.commitments.refusals import (
    before,
    commitment_unknown,
    day_not_to_come,
    named_twice,
    unknown_lot,
)
from app.domain.errors import Mendable, Quoted
from app.domain.procedure.later_events import WaiverEntered
from app.domain.procedure.refusals import reason_missing, refused, texts_missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.commitments.follow_up import FollowUp
    from app.domain.procedure.case_states import CaseState
    from app.domain.procedure.later_events import DutyLaidDown


def refusals_of_duty(follow_up: FollowUp, state: CaseState, duty: DutyLaidDown) -> Iterator[Mendable]:
    """A duty follows from a commitment of a line; its rule is a day or a trigger, and durations."""
    yield from before(follow_up, state)
    yield from commitment_unknown(follow_up, duty.line, duty.commitment)
    lot = follow_up.lots.get(duty.lot)
    if duty.lot and (lot is None or lot.said.line != duty.line):
        yield unknown_lot(duty.lot)
    yield from named_twice(follow_up.duties, duty.name)
    if duty.trigger not in TRIGGERS and not _is_day(duty.trigger):
        yield refused(
            "bad_value", "What triggers the duty is a date of a lot, the taking on, or a day.", field="trigger"
        )
    due, every = read_duration(duty.due), read_duration(duty.every) if duty.every else None
    if due is None:
        yield refused("bad_value", "Write a period as P1Y, P6M, P30D or P1Y6M.", field="due")
    if duty.every and not every:
        yield refused("bad_value", "Write a period as P1Y, P6M, P30D or P1Y6M.", field="every")
    if duty.instrument is not None or duty.article:
        yield from texts_missing(instrument=duty.instrument or "", article=duty.article)
    yield from texts_missing(name=duty.name, owed_by=duty.owed_by, satisfied_by=duty.satisfied_by)


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def refusals_of_fulfilment(
    follow_up: FollowUp, state: CaseState, name: str, occurrence: int, happened: date, today: date
) -> Iterator[Mendable]:
    """An occurrence of a duty that has begun is fulfilled once, not before the duty began."""
    yield from before(follow_up, state)
    yield from _occurrence_unfit(follow_up, name, occurrence)
    duty = follow_up.duties.get(name)
    triggered = None if duty is None else follow_up.triggered(duty)
    if triggered is not None and happened < triggered:
        yield refused(
            "impossible_date",
            "It happened on {dated}, and the duty began on {earliest} only.",
            dated=happened,
            earliest=triggered,
            field="happened",
        )
    yield from day_not_to_come(happened, today)


def refusals_of_waiver(
    follow_up: FollowUp,
    state: CaseState,
    name: str,
    occurrence: int,
    *,
    waived_by: str,
    reason: str,
    happened: date,
    today: date,
) -> Iterator[Mendable]:
    """An occurrence is let go once, by somebody who is named, with a reason; it may be early."""
    yield from before(follow_up, state)
    yield from _occurrence_unfit(follow_up, name, occurrence)
    if any(_is_waiver_of(each.said, name, occurrence) for each in follow_up.procedure.waiting()):
        yield refused("already_done", "A waiver of this occurrence waits to be confirmed already.", field="occurrence")
    yield from reason_missing(reason)
    yield from texts_missing(waived_by=waived_by)
    yield from day_not_to_come(happened, today)


def refusals_of_confirming_waiver(follow_up: FollowUp, waiver: WaiverEntered) -> Iterator[Mendable]:
    """What was fulfilled or let go in the meantime is not let go again."""
    yield from _occurrence_unfit(follow_up, waiver.duty, waiver.occurrence)


def _is_waiver_of(said: object, name: str, occurrence: int) -> bool:
    return isinstance(said, WaiverEntered) and (said.duty, said.occurrence) == (name, occurrence)


def _occurrence_unfit(follow_up: FollowUp, name: str, occurrence: int) -> Iterator[Mendable]:
    duty = follow_up.duties.get(name)
    if duty is None:
        yield refused("unknown_key", "There is no duty {name} in this case.", name=Quoted(name), field="duty")
        return
    schedule, settling = follow_up.schedule(duty), follow_up.settling(duty)
    if schedule.triggered is None:
        yield refused("out_of_order", "The duty has not begun: what triggers it is not recorded.", field="duty")
    elif schedule.due_day(occurrence) is None:
        yield refused("unknown_key", "The duty has no such occurrence.", field="occurrence")
    if occurrence in settling.fulfilled or occurrence in settling.waived:
        yield refused("already_done", "This occurrence was fulfilled or waived already.", field="occurrence")
