"""Why a delivery, further dates, an inspection, an account or an end of life can't be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.characters import visible
from app.domain.commitments.lots import ACCOUNTS, ENDS, WHOLE
from app.domain.commitments.refusals import (
    CommitmentCode,
    before,
    day_not_before_delivery,
    day_not_to_come,
    day_of_lot,
    line_unknown,
    named_twice,
    serials_unknown,
    unknown_lot,
)
from app.domain.errors import Mendable, Quoted
from app.domain.procedure.permits import permit_of, permit_said
from app.domain.procedure.refusals import refused, texts_missing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from app.domain.commitments.follow_up import FollowUp
    from app.domain.commitments.lots import Lot
    from app.domain.procedure.case_states import CaseState

#: The dates of a lot that may come later, and whether one can't be before it was handed over.
LATER_DATES = {"accepted": True, "title_passed": False, "in_service": True}


def refusals_of_delivery(
    follow_up: FollowUp,
    state: CaseState,
    *,
    permit: int,
    line: int,
    lot: str,
    quantity: int,
    handed_over: date,
    serials: Collection[str],
    dates: Mapping[str, date | None],
    reason: str,
    today: date,
) -> Iterator[Mendable]:
    """A lot is handed over under a permit, and its pieces have a serial number each or none."""
    yield from before(follow_up, state)
    entry = permit_of(follow_up.procedure, permit)
    if entry is None:
        yield refused("unknown_key", "There is no such permit.", field="permit")
        return
    yield from line_unknown(follow_up, line)
    if not entry.stands:
        yield refused("no_permit", "The permit has not been confirmed.", field="permit")
    elif line not in permit_said(entry).quantities:
        yield refused("no_permit", "The permit does not name line {line}.", line=line, field="line")
    yield from named_twice(follow_up.lots, lot, "lot")
    if quantity < 1:
        yield refused("bad_value", "A lot has at least one piece.", field="quantity")
    yield from _serials_unfit(follow_up, line, quantity, serials)
    lacking = follow_up.lacking(line)
    if lacking and not visible(reason):
        yield refused(
            "commitment_missing",
            "Nobody has confirmed that these commitments were taken on: {commitments}. If it was handed over all the "
            "same, give the reason: the lot is then marked.",
            commitments=tuple(map(CommitmentCode, lacking)),
            field="reason",
        )
    yield from texts_missing(lot=lot)
    yield from day_not_to_come(handed_over, today, "handed_over")
    yield from _dates_unfit(handed_over, dates, today)


def _serials_unfit(follow_up: FollowUp, line: int, quantity: int, serials: Collection[str]) -> Iterator[Mendable]:
    if not serials:
        return
    if len(serials) != quantity or len(set(serials)) != quantity:
        yield refused(
            "bad_value",
            "The lot has {quantity} pieces, and {count} different serial numbers are given: one a piece, or none.",
            quantity=quantity,
            count=len(set(serials)),
            field="serials",
        )
    if any(not visible(each) for each in serials):
        yield refused("bad_value", "A serial number is empty.", field="serials")
    elsewhere = {serial: lot.said.lot for lot in follow_up.lots_of(line) for serial in lot.said.serials}
    for serial in serials:
        if serial in elsewhere:
            yield refused(
                "bad_value",
                "Serial number {serial} is in lot {lot} of this line already.",
                serial=Quoted(serial),
                lot=Quoted(elsewhere[serial]),
                field="serials",
            )
            return


def _dates_unfit(handed_over: date, dates: Mapping[str, date | None], today: date) -> Iterator[Mendable]:
    for name, day in dates.items():
        if day is None:
            continue
        if LATER_DATES[name]:
            yield from day_not_before_delivery(day, handed_over, name)
        yield from day_not_to_come(day, today, name)


def refusals_of_dates(
    follow_up: FollowUp, state: CaseState, lot: str, dates: Mapping[str, date | None], today: date
) -> Iterator[Mendable]:
    """Further dates of a lot are given once each."""
    yield from before(follow_up, state)
    found = follow_up.lots.get(lot)
    if found is None:
        yield unknown_lot(lot)
        return
    given = {name: day for name, day in dates.items() if day is not None}
    if not given:
        yield refused("bad_value", "Give at least one date.", field="accepted")
    for name in given:
        if found.day_of(name) is not None:
            yield refused("already_done", "This date of lot {lot} is recorded already.", lot=Quoted(lot), field=name)
    yield from _dates_unfit(found.said.handed_over, given, today)


def refusals_of_inspection(
    follow_up: FollowUp,
    state: CaseState,
    lot: str,
    *,
    inspected_by: str,
    finding: str,
    serials_seen: Collection[str] | None,
    happened: date,
    today: date,
) -> Iterator[Mendable]:
    """Somebody looked at a lot, and says what they found."""
    yield from before(follow_up, state)
    found = follow_up.lots.get(lot)
    if found is None:
        yield unknown_lot(lot)
        return
    yield from serials_unknown(found, serials_seen or ())
    yield from texts_missing(inspected_by=inspected_by, finding=finding)
    yield from day_of_lot(found, happened, today)


def refusals_of_account(
    follow_up: FollowUp, state: CaseState, lot: str, serial: str, as_what: str, happened: date, today: date
) -> Iterator[Mendable]:
    """A piece is accounted for once."""
    yield from before(follow_up, state)
    found = follow_up.lots.get(lot)
    if found is None:
        yield unknown_lot(lot)
        return
    yield from serials_unknown(found, (serial,))
    if as_what not in ACCOUNTS:
        yield refused(
            "bad_value",
            "A piece is accounted for as one of: lost, destroyed, returned, transferred, error.",
            field="as_what",
        )
    if serial in found.accounted:
        yield refused("already_done", "Serial number {serial} is accounted for already.", serial=Quoted(serial))
    yield from day_of_lot(found, happened, today)


def refusals_of_end_of_life(
    follow_up: FollowUp,
    state: CaseState,
    lot: str,
    serials: Collection[str],
    as_what: str,
    happened: date,
    today: date,
) -> Iterator[Mendable]:
    """The life of a piece ends once; without serials that of all that is left of the lot."""
    yield from before(follow_up, state)
    found = follow_up.lots.get(lot)
    if found is None:
        yield unknown_lot(lot)
        return
    yield from serials_unknown(found, serials)
    if as_what not in ENDS:
        yield refused("bad_value", "A life ends as one of: returned, disposed.", field="as_what")
    left = _left(found, serials)
    if not left:
        yield refused("already_done", "The end of life of these pieces is recorded already.", field="serials")
    yield from day_of_lot(found, happened, today)


def _left(lot: Lot, serials: Collection[str]) -> tuple[str, ...]:
    """The pieces whose end is meant, unless it is recorded: of those that are named all have to be left."""
    left = tuple(piece for piece in serials or lot.said.serials or (WHOLE,) if piece not in lot.ended)
    return left if not serials or len(left) == len(serials) else ()
