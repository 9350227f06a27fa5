"""Why something recorded can't be taken back: it is none of what can, or another act rests on it.

One act rests on another where it could not have been recorded without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.follow_up import FollowUp
from app.domain.commitments.refusals import before
from app.domain.procedure.later_events import (
    BreachAnswered,
    BreachEndEntered,
    BreachSuspected,
    ConsentAsked,
    DatesAdded,
    DutyFulfilled,
    DutyLaidDown,
    EventTakenBack,
    LaterEntry,
    LaterHappening,
    LifeEnded,
    LotDelivered,
    LotInspected,
    MeasureTaken,
    SerialAccountedFor,
    TransferRecorded,
    WaiverEntered,
)
from app.domain.procedure.refusals import first, reason_missing, refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.domain.errors import Mendable
    from app.domain.procedure.case_states import CaseState
    from app.domain.procedure.entries import Entry, Happening
    from app.domain.procedure.later_events import LaterEvent

#: What can be taken back of what counts at once; of entries, confirmed waivers and ends of a breach.
_HAPPENINGS = (
    *(LotDelivered, DatesAdded, DutyLaidDown, DutyFulfilled, LotInspected, SerialAccountedFor, BreachSuspected),
    *(BreachAnswered, MeasureTaken, LifeEnded, TransferRecorded),
)
_OF_A_LOT = (
    *(DatesAdded, DutyLaidDown, LotInspected, SerialAccountedFor, BreachSuspected, LifeEnded),
    *(ConsentAsked, TransferRecorded),
)


def refusals_of_taking_back(follow_up: FollowUp, state: CaseState, number: int, reason: str) -> Iterator[Mendable]:
    """Something recorded is taken back once, with a reason, while nothing rests on it."""
    yield from before(follow_up, state)
    yield from _of_record(follow_up, number)
    yield from reason_missing(reason)


def _of_record(follow_up: FollowUp, number: int) -> Iterator[Mendable]:
    """What stands against taking back what has this number, whatever the reason."""
    happening = follow_up.procedure.happenings.get(number)
    entry = follow_up.procedure.entries.get(number)
    can_be = (happening is not None and isinstance(happening.said, _HAPPENINGS)) or (
        entry is not None and isinstance(entry.said, WaiverEntered | BreachEndEntered)
    )
    if not can_be:
        yield refused("unknown_key", "There is nothing under this number that can be taken back.", field="entry")
        return
    if entry is not None and not entry.stands:
        yield refused("not_confirmed", "The entry has not been confirmed: withdraw it instead.", field="entry")
    if number in follow_up.taken_back:
        yield refused("already_done", "It was taken back already.", field="entry")
    elif happening is not None and _is_rested_on(follow_up, happening):
        yield refused("out_of_order", "Another act rests on it: take that back first.", field="entry")


def can_be_taken_back(follow_up: FollowUp) -> Iterator[tuple[int, LaterEvent, date]]:
    """What could be taken back now, with its number and the day of its recording, the latest first."""
    procedure = follow_up.procedure
    told: list[tuple[int, object, date]] = [(each.number, each.said, each.on) for each in procedure.happenings.values()]
    told += [(each.number, each.said, each.on) for each in procedure.entries.values()]
    for number, said, on in sorted(told, key=lambda each: -each[0]):
        if isinstance(said, LaterEntry | LaterHappening) and first(_of_record(follow_up, number)) is None:
            yield number, said, on


def _is_rested_on(follow_up: FollowUp, happening: Happening) -> bool:
    said, number = happening.said, happening.number
    if isinstance(said, LotDelivered) and any(_is_of_lot(each, said.lot) for each in _standing(follow_up)):
        return True
    if isinstance(said, DutyLaidDown) and _is_settled(follow_up, said.name):
        return True
    if isinstance(said, LotDelivered | DatesAdded) and _begins_what_is_settled(follow_up, number):
        return True
    if isinstance(said, TransferRecorded) and _carries_others(follow_up, said, number):
        return True
    return _opened_what_was_dealt_with(follow_up, number)


def _standing(follow_up: FollowUp) -> Iterator[Happening]:
    for each in follow_up.procedure.happenings.values():
        if each.number not in follow_up.taken_back and not isinstance(each.said, EventTakenBack):
            yield each


def _entries(follow_up: FollowUp, kind: type) -> Iterator[Entry]:
    """The entries of a kind that count, or wait."""
    for entry in follow_up.procedure.entries.values():
        is_there = (entry.is_waiting or entry.stands) and entry.number not in follow_up.taken_back
        if is_there and isinstance(entry.said, kind):
            yield entry


def _is_of_lot(happening: Happening, lot: str) -> bool:
    return isinstance(happening.said, _OF_A_LOT) and happening.said.lot == lot


def _is_settled(follow_up: FollowUp, duty: str) -> bool:
    """Whether an occurrence of a duty was fulfilled, or a waiver of one entered."""
    fulfilled = any(isinstance(each.said, DutyFulfilled) and each.said.duty == duty for each in _standing(follow_up))
    return fulfilled or any(
        isinstance(each.said, WaiverEntered) and each.said.duty == duty for each in _entries(follow_up, WaiverEntered)
    )


def _begins_what_is_settled(follow_up: FollowUp, number: int) -> bool:
    """Whether a duty of which something was settled would not have begun without what has this number."""
    without = FollowUp(follow_up.procedure, besides=number)
    return any(
        _is_settled(follow_up, name) and _has_begun(follow_up, duty) and not _has_begun(without, duty)
        for name, duty in follow_up.duties.items()
    )


def _has_begun(follow_up: FollowUp, duty: DutyLaidDown) -> bool:
    return follow_up.triggered(duty) is not None


def _carries_others(follow_up: FollowUp, said: TransferRecorded, number: int) -> bool:
    """Whether a later hop, or a request, could not have been recorded without a hop."""
    lot = follow_up.lots[said.lot]
    if not lot.is_chain([hop for hop in lot.hops if hop.number != number]):
        return True
    gone = next(hop for hop in lot.hops if hop.number == number)
    for consent in follow_up.consents.values():
        asked = consent.asked
        if asked.lot != said.lot:
            continue
        for piece in lot.pieces_named(asked.serials):
            held = lot.holder(piece, asked.received_on) == asked.holder
            if held and lot.holder(piece, asked.received_on, besides=gone) != asked.holder:
                return True
    return False


def _opened_what_was_dealt_with(follow_up: FollowUp, number: int) -> bool:
    """Whether something was answered, done, or found about a breach that this opened."""
    if number not in follow_up.breaches:
        return False
    dealt = any(
        isinstance(each.said, BreachAnswered | MeasureTaken) and each.said.breach == number
        for each in _standing(follow_up)
    )
    ends = (each.said for each in _entries(follow_up, BreachEndEntered))
    return dealt or any(isinstance(said, BreachEndEntered) and said.breach == number for said in ends)
