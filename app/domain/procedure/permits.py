"""Permits: how long each runs, what became of it, who stands behind it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from app.domain.procedure.events import PermitEndEntered, PermitEntered, PermitExtensionEntered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.domain.procedure.entries import Entry
    from app.domain.procedure.procedure import Procedure

_OfPermit = TypeVar("_OfPermit", PermitExtensionEntered, PermitEndEntered)

#: So many people stand behind a permit at least (`same_person`): nobody brings a transfer about with one other.
PEOPLE_BEHIND_A_PERMIT = 3
#: So many days before a permit ends it is said, and said again.
WARNED_BEFORE = (60, 14)


class PermitState(str, Enum):
    """What became of a permit, as of a day."""

    ENTERED = "entered"
    VALID = "valid"
    EXPIRED = "expired"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    VOID = "void"
    CORRECTED = "corrected"


def permit_said(entry: Entry) -> PermitEntered:
    """What the entry of a permit says; `TypeError` of another entry."""
    if not isinstance(entry.said, PermitEntered):
        raise TypeError(f"entry {entry.number} is no permit")
    return entry.said


def permit_of(procedure: Procedure, number: int) -> Entry | None:
    """The entry of a permit, or the last one that corrected it; None where there is no such permit."""
    entry = procedure.entries.get(number)
    while entry is not None and entry.corrected_by is not None:
        entry = procedure.entries[entry.corrected_by]
    return entry if entry is not None and isinstance(entry.said, PermitEntered) else None


def extensions_of(procedure: Procedure, permit: Entry) -> tuple[PermitExtensionEntered, ...]:
    """The confirmed extensions of a permit, in the order of their confirmation."""
    return _confirmed(procedure, permit, PermitExtensionEntered)


def end_of(procedure: Procedure, permit: Entry) -> PermitEndEntered | None:
    """The confirmed end of a permit."""
    return next(iter(_confirmed(procedure, permit, PermitEndEntered)), None)


def valid_until(procedure: Procedure, permit: Entry, on: date | None = None) -> date:
    """The last day of a permit, with its extensions; with those dated by a day, where one is given."""
    days = [each.valid_until for each in extensions_of(procedure, permit) if on is None or each.dated <= on]
    return max([permit_said(permit).valid_until, *days])


def state_of_permit(procedure: Procedure, permit: Entry, on: date) -> PermitState:
    """What became of a permit, as of a day; it has ended from the day of its end on."""
    if permit.is_withdrawn:
        return PermitState.WITHDRAWN
    if permit.corrected_by is not None:
        return PermitState.CORRECTED
    if not permit.confirmed_by:
        return PermitState.VOID if permit.has_lapsed else PermitState.ENTERED
    end = end_of(procedure, permit)
    if end is not None and end.dated <= on:
        return PermitState.ENDED
    return PermitState.EXPIRED if on > valid_until(procedure, permit) else PermitState.VALID


def days_left(procedure: Procedure, permit: Entry, on: date) -> int | None:
    """How many days a permit still runs, 0 on its last day; None of one that does not run."""
    if state_of_permit(procedure, permit, on) is not PermitState.VALID:
        return None
    return (valid_until(procedure, permit) - on).days


def warned_at(left: int) -> int | None:
    """Which of the days in `WARNED_BEFORE` was passed last by a permit that runs so many days more; None before them
    all."""
    return min((days for days in WARNED_BEFORE if left <= days), default=None)


def shared_quantity(procedure: Procedure, line: int, besides: int | None = None) -> int:
    """How much of a line the permits share that count or wait, but for the one of this number, and those that ended.

    A correction that waits shares the place of what it corrects: only one of them comes to count.
    """
    taken: dict[int, int] = {}
    for permit in procedure.permits():
        is_there = permit.stands or permit.is_waiting
        if not is_there or line not in permit.contents or procedure.differs(permit, line):
            continue
        number = permit.number if permit.stands or permit.corrects is None else permit.corrects
        if number != besides and end_of(procedure, procedure.entries[number]) is None:
            taken[number] = max(taken.get(number, 0), permit_said(permit).quantities[line])
    return sum(taken.values())


def people_behind(procedure: Procedure, permit: Entry) -> set[str]:
    """Who entered or confirmed a permit, and what counts of the findings and decisions on its lines."""
    return people_behind_content(procedure, permit.contents) | _people(permit)


def people_behind_content(procedure: Procedure, lines: Iterable[int]) -> set[str]:
    """Who entered or confirmed what counts of the findings and decisions on lines."""
    behind: list[Entry] = []
    for line in lines:
        for step in procedure.ladder(line):
            behind += procedure.decisions(step.id, line).values()
            behind += [entry for entry, _ in procedure.views(step.id, line).values()]
    return {person for entry in behind for person in _people(entry)}


def _people(entry: Entry) -> set[str]:
    return {person for person in (entry.by, entry.confirmed_by) if person}


def _confirmed(procedure: Procedure, permit: Entry, kind: type[_OfPermit]) -> tuple[_OfPermit, ...]:
    standing = permit_of(procedure, permit.number)
    found = [
        (each.confirmed_place, each.said)
        for each in procedure.entries.values()
        if isinstance(each.said, kind) and each.stands and permit_of(procedure, each.said.permit) is standing
    ]
    return tuple(said for _, said in sorted(found, key=lambda each: each[0]))
