"""Why something can't be done: reasons with their codes, and those that depend on where the case stands.

Asked for an act, `refusals_of_x(…)` yields every reason, and `first` gives the one to be told: the use case raises it,
the screen offers the act where there is none, and the register asks again when it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.characters import visible
from app.domain.errors import Mendable, Quoted
from app.domain.procedure.case_states import CaseState
from app.domain.procedure.procedure import Procedure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date


#: Of several reasons the first in this order is given.
CODES = (
    *("unknown_key", "bad_value", "no_role", "unknown_lot", "unknown_serial", "ended", "refused_earlier", "reopened"),
    *("locked", "not_settled", "not_determined", "not_reviewed", "no_procedure", "not_confirmed", "missing_findings"),
    *("out_of_order", "not_requested", "already_done", "wrong_office", "wrong_code", "code_of_other_content"),
    *("already_signed", "same_person", "missing_reason", "missing_text", "impossible_date", "no_permit"),
    *("commitment_missing", "not_holder"),
)


def refused(code: str, template: str, /, **params: object) -> Mendable:
    """A reason, with its word for files and tests."""
    return Mendable(template, code=code, **params)


def code_of_refusal(refusal: Mendable) -> str:
    """The word of a reason; empty where it has none."""
    return str(refusal.params.get("code", ""))


def first(reasons: Iterable[Mendable | None]) -> Mendable | None:
    """Of several reasons the one that is given; None where there is none."""
    found = [reason for reason in reasons if reason is not None]
    return min(found, key=lambda reason: CODES.index(code_of_refusal(reason)), default=None)


def whatever_is_typed(reasons: Iterable[Mendable | None], *given: str) -> Mendable | None:
    """Of the reasons against an act the one that stands whatever is typed in its form: it is about no field of it, or
    about one that is `given` already. None where there is none: the form can be opened."""
    return first(reason for reason in reasons if reason is not None and reason.params.get("field") in {None, *given})


class Known(NamedTuple):
    """What some edition has, by id: of what none has, nobody can have meant anything."""

    steps: frozenset[str]
    slots: frozenset[str]
    notices: frozenset[str]


def refusal_while(state: CaseState) -> Mendable | None:
    """What belongs to the procedure waits until the case was reviewed, and while it is reopened, refused or closed."""
    match state:
        case CaseState.CLOSED | CaseState.WITHDRAWN:
            return refused("ended", "The case has ended. Reopen it first.")
        case CaseState.REFUSED:
            return refused(
                "refused_earlier", "The case was refused. Nothing further can be done but reopen or close it."
            )
        case CaseState.REOPENED:
            return refused("reopened", "The case was reopened. It has to be recorded and reviewed again first.")
        case CaseState.DRAFT:
            return refused("not_determined", "Not every line has a determination that stands. Record them first.")
        case CaseState.DETERMINED:
            return refused("not_reviewed", "The determinations have not been reviewed by another person yet.")
        case _:
            return None


def refusal_before(procedure: Procedure, state: CaseState) -> Mendable | None:
    """What follows from a permit can be recorded from the first agreed review on, until the case is withdrawn."""
    if state is CaseState.WITHDRAWN:
        return refused("ended", "The case was withdrawn. Reopen it first.")
    return None if procedure.was_reviewed else refusal_while(state)


def refusals_of_review(
    state: CaseState, person: str, preparers: Collection[str], *, agree: bool, note: str
) -> Iterator[Mendable]:
    """A review is of a determined case, by somebody who prepared none of it; who does not agree says why."""
    if state.has_ended:
        yield refused("ended", "The case has ended. Reopen it first.")
    elif state.is_locked:
        yield refused("already_done", "The determinations were reviewed already.")
    elif state is not CaseState.DETERMINED:
        yield refused("not_determined", "Not every line has a determination that stands. Record them first.")
    if person in preparers:
        yield refused(
            "same_person",
            "Who answered, recorded an official answer or recorded the determination can't review it. Let another "
            "person review it.",
        )
    if not agree and not visible(note):
        yield refused("missing_reason", "Say in the note why the determinations go back.", field="note")


def refusals_of_reopening(state: CaseState, reason: str) -> Iterator[Mendable]:
    """Reopened is what was reviewed or has ended, with a reason."""
    if state is CaseState.REOPENED:
        yield refused("already_done", "The case is open already: it was reopened.")
    elif state in (CaseState.DRAFT, CaseState.DETERMINED):
        yield refused("not_reviewed", "The case is open already: it can be changed as it is.")
    yield from reason_missing(reason)


def refusals_of_withdrawing(procedure: Procedure, state: CaseState, reason: str) -> Iterator[Mendable]:
    """A case with a permit is not withdrawn, nor one that was refused."""
    if state is CaseState.REFUSED:
        yield refused("refused_earlier", "The case was refused, and can't be withdrawn any more. Close it.")
    if any(permit.stands for permit in procedure.permits()):
        yield refused(
            "already_done", "A permit is recorded: the case can't be withdrawn any more. End the permit instead."
        )
    yield from reason_missing(reason)


def refusals_of_closing(state: CaseState, reason: str, *, needs_reason: Mendable | None) -> Iterator[Mendable]:
    """A case is closed at rest, not in the middle of its procedure; `needs_reason` is why it takes a reason."""
    if state is CaseState.IN_PROCEDURE:
        yield refused("out_of_order", "The case is in procedure: a step waits. Withdraw it, or go on to the permit.")
    elif state in (CaseState.DRAFT, CaseState.REOPENED):
        yield refused(
            "not_determined", "Not every line has a determination that stands. Record them, or withdraw the case."
        )
    if needs_reason is not None and not visible(reason):
        yield needs_reason


def unknown(name: str) -> Mendable:
    """Nothing of this name is known."""
    return refused("unknown_key", "There is no {name}.", name=Quoted(name))


def no_such_step() -> Mendable:
    """The procedure of the case lacks a step that others have."""
    return refused("no_procedure", "The procedure of this case has no such step.")


def reason_missing(reason: str) -> Iterator[Mendable]:
    """An act that is told with a reason has none."""
    if not visible(reason):
        yield refused("missing_reason", "Give the reason: it stays on record.", field="reason")


def texts_missing(**texts: str) -> Iterator[Mendable]:
    """Of texts that have to be there, those that are empty."""
    for field, text in texts.items():
        if not visible(text):
            yield refused("missing_text", "{field} is empty. Fill it in.", field=field)


def day_between(dated: date, earliest: date, today: date) -> Iterator[Mendable]:
    """A day is not before the earliest on which it can have been, and not to come."""
    if dated < earliest:
        yield refused(
            "impossible_date",
            "It is dated {dated}, before {earliest}, when it became possible.",
            dated=dated,
            earliest=earliest,
            field="dated",
        )
    if dated > today:
        yield refused(
            "impossible_date", "It is dated {dated}, and today is {today}.", dated=dated, today=today, field="dated"
        )
