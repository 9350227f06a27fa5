"""Why something about commitments and equipment can't be recorded: what every such act is asked.

As with the procedure, `refusals_of_x(…)` yields every reason, and `first` of `app.domain.procedure.refusals` gives the
one to be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Mendable, Quoted
from app.domain.procedure.refusals import refusal_before, refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from app.domain.commitments.follow_up import FollowUp
    from app.domain.commitments.lots import Lot
    from app.domain.procedure.case_states import CaseState


class CommitmentCode(Quoted):
    """A commitment by its id: a screen that knows the case calls it by its name."""


class CountryCode(Quoted):
    """A country by its code: a screen calls it by its name."""


def before(follow_up: FollowUp, state: CaseState) -> Iterator[Mendable]:
    """All of it is possible from the first agreed review on, until the case is withdrawn: closing a case ends its
    procedure, and not the life of the equipment."""
    waits = refusal_before(follow_up.procedure, state)
    if waits is not None:
        yield waits


def unknown_lot(name: str) -> Mendable:
    """The case has no lot of this name."""
    return refused("unknown_lot", "There is no lot {name} in this case.", name=Quoted(name), field="lot")


def serials_unknown(lot: Lot, serials: Collection[str]) -> Iterator[Mendable]:
    """Serials that the lot has not, or that are named twice."""
    strange = tuple(serial for serial in serials if serial not in lot.said.serials)
    if strange:
        yield refused(
            "unknown_serial",
            "Lot {lot} has no serial number {serials}.",
            lot=Quoted(lot.said.lot),
            serials=tuple(map(Quoted, strange)),
            field="serials",
        )
    elif len(set(serials)) != len(serials):
        yield refused("bad_value", "A serial number is named twice.", field="serials")


def line_unknown(follow_up: FollowUp, line: int) -> Iterator[Mendable]:
    """A line that the case has not."""
    if line not in follow_up.procedure.lines:
        yield refused("unknown_key", "The case has no such line.", field="line")


def commitment_unknown(follow_up: FollowUp, line: int, commitment: str) -> Iterator[Mendable]:
    """A commitment that the line has not, or a line that the case has not."""
    if commitment not in {each.id for each in follow_up.commitments_of(line)}:
        yield refused(
            "unknown_key",
            "Line {line} has no commitment {commitment}.",
            line=line,
            commitment=CommitmentCode(commitment),
            field="commitment",
        )


def day_of_lot(lot: Lot, happened: date, today: date, field: str = "happened") -> Iterator[Mendable]:
    """Nothing happens to a lot before it was handed over, nor is it recorded before it happens."""
    yield from day_not_before_delivery(happened, lot.said.handed_over, field)
    yield from day_not_to_come(happened, today, field)


def day_not_before_delivery(day: date, handed_over: date, field: str) -> Iterator[Mendable]:
    """What a delivery comes before does not come first."""
    if day < handed_over:
        yield refused(
            "impossible_date",
            "It is dated {dated}, and the lot was handed over on {earliest} only.",
            dated=day,
            earliest=handed_over,
            field=field,
        )


def day_not_to_come(happened: date, today: date, field: str = "happened") -> Iterator[Mendable]:
    """What is recorded has happened."""
    if happened > today:
        yield refused(
            "impossible_date", "It is dated {dated}, and today is {today}.", dated=happened, today=today, field=field
        )


def named_twice(names: Collection[str], name: str, field: str = "name") -> Iterator[Mendable]:
    """A name that is given already."""
    if name in names:
        yield refused(
            "already_done", "The case has {name} already. Choose another name.", name=Quoted(name), field=field
        )
