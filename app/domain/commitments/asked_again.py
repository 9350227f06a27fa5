"""Whether a case allows an act that is about to be written, or was: of its procedure, and of what follows it.

As `app.domain.procedure.asked_again`, which it asks of the procedure itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.follow_up import FollowUp
from app.domain.commitments.refusals_of_breaches import (
    refusals_about_breach,
    refusals_of_breach_end,
    refusals_of_confirming_breach_end,
    refusals_of_suspicion,
)
from app.domain.commitments.refusals_of_consents import (
    opened_by_hop,
    refusals_of_asking_consent,
    refusals_of_confirming_answer,
    refusals_of_confirming_revocation,
    refusals_of_consent_answer,
    refusals_of_revocation,
    refusals_of_transfer,
)
from app.domain.commitments.refusals_of_duties import (
    refusals_of_confirming_waiver,
    refusals_of_duty,
    refusals_of_fulfilment,
    refusals_of_waiver,
)
from app.domain.commitments.refusals_of_lots import (
    refusals_of_account,
    refusals_of_dates,
    refusals_of_delivery,
    refusals_of_end_of_life,
    refusals_of_inspection,
)
from app.domain.commitments.refusals_of_taking_back import refusals_of_taking_back
from app.domain.commitments.refusals_of_taking_on import refusals_of_taking_on
from app.domain.procedure import asked_again
from app.domain.procedure.case_states import state_of_case
from app.domain.procedure.events import EntryConfirmed
from app.domain.procedure.later_events import (
    BreachAnswered,
    BreachEndEntered,
    BreachSuspected,
    CommitmentEntered,
    ConsentAnswerEntered,
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
    RevocationEntered,
    SerialAccountedFor,
    TransferRecorded,
    WaiverEntered,
)
from app.domain.procedure.refusals import first, refused
from app.domain.procedure.refusals_of_entries import refusals_of_confirming

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.domain.errors import Mendable
    from app.domain.procedure.case_states import CaseState
    from app.domain.procedure.entries import Act
    from app.domain.procedure.procedure import Procedure


def refusal_of_act(procedure: Procedure, act: Act) -> Mendable | None:
    """Why an act can't follow the others of its case; None where it can.

    What the act does not tell, such as which states there are, is not asked.
    """
    said = act.what
    if isinstance(said, EntryConfirmed):
        return first((asked_again.refusal_of_act(procedure, act), *_refusals_in_the_meantime(procedure, said.entry)))
    if not isinstance(said, LaterEntry | LaterHappening):
        return asked_again.refusal_of_act(procedure, act)
    follow_up = FollowUp(procedure)
    refusal = first(_reasons(follow_up, state_of_case(procedure, does_every_line_stand=True), said, act.on))
    if refusal is None and not _goes_on(follow_up, said):
        return refused("bad_value", "What the act says of itself is not what follows from those before it.")
    return refusal


def refusals_of_confirming_entry(
    procedure: Procedure, state: CaseState, number: int, person: str
) -> Iterator[Mendable]:
    """Why an entry, be it of the procedure or of what follows it, can't be confirmed by a person."""
    yield from refusals_of_confirming(procedure, state, number, person)
    yield from _refusals_in_the_meantime(procedure, number)


def _refusals_in_the_meantime(procedure: Procedure, number: int) -> Iterator[Mendable]:
    """Why an entry about commitments or equipment can't be confirmed: its place was taken since it was entered."""
    entry = procedure.entries.get(number)
    if entry is None or not isinstance(entry.said, LaterEntry):
        return
    follow_up = FollowUp(procedure)
    match entry.said:
        case WaiverEntered() as said:
            yield from refusals_of_confirming_waiver(follow_up, said)
        case BreachEndEntered() as said:
            yield from refusals_of_confirming_breach_end(follow_up, said.breach)
        case ConsentAnswerEntered() as said:
            yield from refusals_of_confirming_answer(follow_up, said.request)
        case RevocationEntered() as said:
            yield from refusals_of_confirming_revocation(follow_up, said.consent)
        case _:
            return


def _goes_on(follow_up: FollowUp, said: LaterEntry | LaterHappening) -> bool:
    """Whether an act that is not refused has the number that is next, and says what follows from it."""
    if said.entry != follow_up.procedure.next_number:
        return False
    match said:
        case LotDelivered():
            return said.lacking == follow_up.lacking(said.line)
        case TransferRecorded():
            return said.opens == opened_by_hop(follow_up, said._replace(opens=""))
        case _:
            return True


def _reasons(
    follow_up: FollowUp, state: CaseState, said: LaterEntry | LaterHappening, today: date
) -> Iterator[Mendable]:
    yield from _of_commitments(follow_up, state, said, today)
    yield from _of_lots(follow_up, state, said, today)
    yield from _of_breaches_and_consents(follow_up, state, said, today)


def _of_commitments(
    follow_up: FollowUp, state: CaseState, said: LaterEntry | LaterHappening, today: date
) -> Iterator[Mendable]:
    match said:
        case CommitmentEntered():
            yield from refusals_of_taking_on(
                follow_up,
                state,
                lines=said.lines,
                commitments=said.commitments,
                instrument=said.instrument,
                signatory=said.signatory,
                verified=said.verified,
                known_states=said.instrument.states,
                today=today,
            )
        case DutyLaidDown():
            yield from refusals_of_duty(follow_up, state, said)
        case DutyFulfilled():
            yield from refusals_of_fulfilment(follow_up, state, said.duty, said.occurrence, said.happened, today)
        case WaiverEntered():
            yield from refusals_of_waiver(
                follow_up,
                state,
                said.duty,
                said.occurrence,
                waived_by=said.waived_by,
                reason=said.reason,
                happened=said.happened,
                today=today,
            )
        case EventTakenBack():
            yield from refusals_of_taking_back(follow_up, state, said.taken_back, said.reason)
        case _:
            return


def _of_lots(
    follow_up: FollowUp, state: CaseState, said: LaterEntry | LaterHappening, today: date
) -> Iterator[Mendable]:
    match said:
        case LotDelivered():
            yield from refusals_of_delivery(
                follow_up,
                state,
                permit=said.permit,
                line=said.line,
                lot=said.lot,
                quantity=said.quantity,
                handed_over=said.handed_over,
                serials=said.serials,
                dates=dates_of(said),
                reason=said.reason,
                today=today,
            )
        case DatesAdded():
            yield from refusals_of_dates(follow_up, state, said.lot, dates_of(said), today)
        case LotInspected():
            yield from refusals_of_inspection(
                follow_up,
                state,
                said.lot,
                inspected_by=said.inspected_by,
                finding=said.finding,
                serials_seen=said.serials_seen,
                happened=said.happened,
                today=today,
            )
        case SerialAccountedFor():
            yield from refusals_of_account(follow_up, state, said.lot, said.serial, said.as_what, said.happened, today)
        case LifeEnded():
            yield from refusals_of_end_of_life(
                follow_up, state, said.lot, said.serials, said.as_what, said.happened, today
            )
        case _:
            return


def _of_breaches_and_consents(
    follow_up: FollowUp, state: CaseState, said: LaterEntry | LaterHappening, today: date
) -> Iterator[Mendable]:
    match said:
        case BreachSuspected():
            yield from refusals_of_suspicion(
                follow_up,
                state,
                commitment=said.commitment,
                line=said.line,
                lot=said.lot,
                finding=said.finding,
                happened=said.happened,
                today=today,
            )
        case BreachAnswered() | MeasureTaken():
            yield from refusals_about_breach(follow_up, state, said.breach, said.text, said.happened, today)
        case BreachEndEntered():
            yield from refusals_of_breach_end(
                follow_up,
                state,
                said.breach,
                outcome=said.outcome,
                text=said.text,
                happened=said.happened,
                today=today,
            )
        case ConsentAsked():
            yield from refusals_of_asking_consent(follow_up, state, said, (said.holder, said.to), today)
        case ConsentAnswerEntered():
            yield from refusals_of_consent_answer(
                follow_up,
                state,
                request=said.request,
                consent=said.consent,
                body=said.body,
                signatory=said.signatory,
                dated=said.dated,
                reference=said.reference,
                conditions=said.conditions,
                today=today,
            )
        case TransferRecorded():
            yield from refusals_of_transfer(follow_up, state, said, (said.holder, said.to), today)
        case RevocationEntered():
            yield from refusals_of_revocation(
                follow_up, state, said.consent, reason=said.reason, happened=said.happened, today=today
            )
        case _:
            return


def dates_of(said: LotDelivered | DatesAdded) -> dict[str, date | None]:
    """The dates of a lot that may come later, by their names."""
    return {"accepted": said.accepted, "title_passed": said.title_passed, "in_service": said.in_service}
