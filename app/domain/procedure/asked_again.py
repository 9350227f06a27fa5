"""Whether the procedure allows an act that is about to be written, or was: the rules are asked again, of the act alone.

The register asks before it takes an act, and verification asks of every act on record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.procedure.case_states import state_of_case
from app.domain.procedure.content import code_of_contents
from app.domain.procedure.entries import Turn
from app.domain.procedure.events import (
    CaseReviewed,
    DecisionEntered,
    EntryConfirmed,
    EntryWithdrawn,
    FindingEntered,
    NoticeGiven,
    PermitEndEntered,
    PermitEntered,
    PermitExtensionEntered,
    PermitRefusalEntered,
    StepRequested,
)
from app.domain.procedure.refusals import (
    Known,
    first,
    refusals_of_closing,
    refusals_of_reopening,
    refusals_of_review,
    refusals_of_withdrawing,
    refused,
    unknown,
)
from app.domain.procedure.refusals_of_entries import (
    refusals_of_confirming,
    refusals_of_decision,
    refusals_of_finding,
    refusals_of_withdrawing_entry,
)
from app.domain.procedure.refusals_of_permits import (
    refusals_of_extension,
    refusals_of_notice,
    refusals_of_permit,
    refusals_of_permit_end,
    refusals_of_permit_refusal,
)
from app.domain.procedure.refusals_of_requests import lines_to_ask_for, refusals_of_request
from app.domain.procedure.sheets import Sheet, sheet_of, sheet_of_correction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.errors import Mendable
    from app.domain.procedure.case_states import CaseState
    from app.domain.procedure.entries import Act
    from app.domain.procedure.procedure import Procedure, StepOfCase

#: Whether a reason was given for a turn of the case stands in the entry, and is not asked here.
_SOME_REASON = "-"


def refusal_of_act(procedure: Procedure, act: Act) -> Mendable | None:
    """Why an act can't follow the others; None where it can, and of what is no act of the procedure.

    What the act does not tell, such as who prepared a case that is reviewed, is not asked.
    """
    refusal = first(_reasons(procedure, act))
    if refusal is None and not _goes_on(procedure, act):
        return refused("bad_value", "What the act says of itself is not what follows from those before it.")
    return refusal


def _goes_on(procedure: Procedure, act: Act) -> bool:
    """Whether an act that is not refused has the number, the lines and the code that the use case gives it."""
    match act.what:
        case CaseReviewed(agree=agree, lines=lines, terms=terms):
            steps = frozenset(step.id for line in lines for step in line.content.decision.steps)
            is_whole = terms is not None and bool(lines) and steps <= frozenset(terms.steps)
            return is_whole if agree else not lines and terms is None
        case StepRequested() as said:
            step = procedure.step(said.step)
            lines_asked = () if step is None else lines_to_ask_for(procedure, step)
            contents = [each for line in lines_asked if (each := procedure.content(said.step, line)) is not None]
            asked = (len(procedure.requests) + 1, lines_asked, code_of_contents(contents))
            return (said.request, said.lines, said.code) == asked
        case FindingEntered() | DecisionEntered() | PermitEntered() | PermitRefusalEntered() as said:
            sheet = _sheet(procedure, said)
            if sheet is None or (said.entry, said.request) != (procedure.next_number, sheet.request.number):
                return False
            return set(said.lines) <= set(sheet.lines) if isinstance(said, PermitEntered) else said.lines == sheet.lines
        case PermitExtensionEntered() | PermitEndEntered() as said:
            return said.entry == procedure.next_number
        case _:
            return True


def _sheet(
    procedure: Procedure, said: FindingEntered | DecisionEntered | PermitEntered | PermitRefusalEntered
) -> Sheet | None:
    corrects = getattr(said, "corrects", None)
    if corrects is not None:
        return sheet_of_correction(procedure, corrects)
    request = procedure.requests[said.request - 1]
    return sheet_of(procedure, request.step, request.code)


def _reasons(procedure: Procedure, act: Act) -> Iterator[Mendable]:
    state, today = state_of_case(procedure, does_every_line_stand=True), act.on
    match act.what:
        case CaseReviewed(agree=agree, note=note):
            yield from refusals_of_review(state, act.by, (), agree=agree, note=note)
        case StepRequested(step=step):
            yield from refusals_of_request(procedure, state, step, _known(step))
        case EntryConfirmed(entry=entry):
            yield from refusals_of_confirming(procedure, state, entry, act.by)
        case EntryWithdrawn(entry=entry, reason=reason):
            yield from refusals_of_withdrawing_entry(procedure, state, entry, reason)
        case NoticeGiven(notice=notice, dated=dated, reference=reference):
            yield from refusals_of_notice(
                procedure, state, notice, _known(notice=notice), dated=dated, reference=reference, today=today
            )
        case PermitExtensionEntered() as said:
            yield from refusals_of_extension(
                procedure,
                state,
                said.permit,
                until=said.valid_until,
                dated=said.dated,
                reference=said.reference,
                today=today,
            )
        case PermitEndEntered() as said:
            yield from refusals_of_permit_end(
                procedure,
                state,
                said.permit,
                dated=said.dated,
                reason=said.reason,
                reference=said.reference,
                today=today,
            )
        case FindingEntered() | DecisionEntered() | PermitEntered() | PermitRefusalEntered():
            yield from _given(procedure, act)
        case Turn() as turn:
            yield from _turned(procedure, state, turn)


def _turned(procedure: Procedure, state: CaseState, turn: Turn) -> Iterator[Mendable]:
    if turn is Turn.RECORDED and state.is_locked:
        yield refused("locked", "What bodies decide on was fixed by the review. Reopen the case first.")
    if turn in (Turn.CLOSED, Turn.WITHDRAWN) and state.has_ended:
        yield refused("ended", "The case has ended. Reopen it first.")
    match turn:
        case Turn.REOPENED:
            yield from refusals_of_reopening(state, _SOME_REASON)
        case Turn.CLOSED:
            yield from refusals_of_closing(state, _SOME_REASON, needs_reason=None)
        case Turn.WITHDRAWN:
            yield from refusals_of_withdrawing(procedure, state, _SOME_REASON)


def _given(procedure: Procedure, act: Act) -> Iterator[Mendable]:
    state, today, said = state_of_case(procedure, does_every_line_stand=True), act.on, act.what
    if not isinstance(said, FindingEntered | DecisionEntered | PermitEntered | PermitRefusalEntered):
        return
    if not 0 < said.request <= len(procedure.requests):
        yield unknown(str(said.request))
        return
    request = procedure.requests[said.request - 1]
    match said:
        case FindingEntered():
            yield from refusals_of_finding(
                procedure,
                state,
                request.step,
                _known(request.step, slots=tuple(view.slot for view in said.views)),
                office=said.office,
                author=said.author,
                dated=said.dated,
                views=said.views,
                code=request.code,
                own_office="",
                today=today,
                corrects=said.corrects,
                reason=said.reason,
            )
        case DecisionEntered():
            yield from refusals_of_decision(
                procedure,
                state,
                request.step,
                _known(request.step),
                office=said.office,
                signatory=said.signatory,
                decision=said.decision,
                conditions=said.conditions,
                reason=said.reason,
                dated=said.dated,
                reference=said.reference,
                code=request.code,
                acting=said.acting,
                today=today,
                corrects=said.corrects,
            )
        case PermitEntered():
            yield from refusals_of_permit(
                procedure,
                state,
                permit_step(procedure),
                number=said.number,
                dated=said.dated,
                quantities=said.quantities,
                until=said.valid_until,
                conditions=said.conditions,
                code=request.code,
                today=today,
                corrects=said.corrects,
                reason=said.reason,
            )
        case PermitRefusalEntered():
            yield from refusals_of_permit_refusal(
                procedure,
                state,
                permit_step(procedure),
                dated=said.dated,
                reason=said.reason,
                reference=said.reference,
                code=request.code,
                today=today,
            )


def permit_step(procedure: Procedure) -> StepOfCase | None:
    """The step of a case in which the permit is given."""
    return next((step for step in procedure.steps if step.kind == "permit"), None)


def _known(step: str = "", notice: str = "", slots: tuple[str, ...] = ()) -> Known:
    return Known(frozenset((step,)), frozenset(slots), frozenset((notice,)))
