"""Record what was handed over under a permit, and the dates of a lot that become known later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.refusals_of_lots import refusals_of_dates, refusals_of_delivery
from app.domain.procedure.later_events import DatesAdded, LotDelivered
from app.domain.register.entered_text import checked_text
from app.services.following_up import act_of_follow_up

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.ids import CaseId, DocumentId
    from app.services.acting import Acting


def deliver(
    acting: Acting,
    *,
    case_id: CaseId,
    permit: int,
    line: int,
    lot: str,
    quantity: int,
    handed_over: date,
    serials: Sequence[str] = (),
    accepted: date | None = None,
    title_passed: date | None = None,
    in_service: date | None = None,
    document_id: DocumentId | None = None,
    reason: str = "",
) -> LotDelivered:
    """Record a lot of a line, handed over under a permit that is named by its entry.

    Raises `Mendable` with what stands against it; that a binding commitment is missing does not where a reason says
    that it was handed over all the same.
    """
    lot, reason = checked_text("lot", lot), checked_text("reason", reason)
    serials = tuple(checked_text("serials", each) for each in serials)
    dates = {"accepted": accepted, "title_passed": title_passed, "in_service": in_service}
    today = acting.clock.today()
    with act_of_follow_up(
        acting,
        LotDelivered,
        case_id,
        lambda follow_up, state: refusals_of_delivery(
            follow_up,
            state,
            permit=permit,
            line=line,
            lot=lot,
            quantity=quantity,
            handed_over=handed_over,
            serials=serials,
            dates=dates,
            reason=reason,
            today=today,
        ),
    ) as (change, follow_up):
        return change.record(
            LotDelivered(
                case_id,
                follow_up.procedure.next_number,
                permit,
                line,
                lot,
                quantity,
                handed_over,
                serials,
                **dates,
                document_id=document_id,
                reason=reason,
                lacking=follow_up.lacking(line),
            )
        )


def add_dates(
    acting: Acting,
    *,
    case_id: CaseId,
    lot: str,
    accepted: date | None = None,
    title_passed: date | None = None,
    in_service: date | None = None,
    document_id: DocumentId | None = None,
) -> DatesAdded:
    """Record further dates of a lot, each once; `Mendable` where one is there already, or can't be."""
    dates = {"accepted": accepted, "title_passed": title_passed, "in_service": in_service}
    today = acting.clock.today()
    with act_of_follow_up(
        acting, DatesAdded, case_id, lambda follow_up, state: refusals_of_dates(follow_up, state, lot, dates, today)
    ) as (change, follow_up):
        number = follow_up.procedure.next_number
        return change.record(DatesAdded(case_id, number, lot, **dates, document_id=document_id))
