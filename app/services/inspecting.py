"""Record what was seen of a lot, what became of a piece, and the end of its life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.refusals_of_lots import (
    refusals_of_account,
    refusals_of_end_of_life,
    refusals_of_inspection,
)
from app.domain.procedure.later_events import LifeEnded, LotInspected, SerialAccountedFor
from app.domain.register.entered_text import checked_text
from app.services.following_up import act_of_follow_up

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.ids import CaseId, DocumentId
    from app.services.acting import Acting


def inspect_lot(
    acting: Acting,
    *,
    case_id: CaseId,
    lot: str,
    inspected_by: str,
    finding: str,
    serials_seen: Sequence[str] | None = None,
    happened: date | None = None,
    document_id: DocumentId | None = None,
) -> LotInspected:
    """Record that somebody looked at a lot; `serials_seen` None where no serials were noted."""
    today = acting.clock.today()
    inspected_by, finding = checked_text("inspected_by", inspected_by), checked_text("finding", finding)
    seen, day = None if serials_seen is None else tuple(serials_seen), happened or today
    with act_of_follow_up(
        acting,
        LotInspected,
        case_id,
        lambda follow_up, state: refusals_of_inspection(
            follow_up,
            state,
            lot,
            inspected_by=inspected_by,
            finding=finding,
            serials_seen=seen,
            happened=day,
            today=today,
        ),
    ) as (change, follow_up):
        number = follow_up.procedure.next_number
        return change.record(LotInspected(case_id, number, lot, inspected_by, finding, day, seen, document_id))


def account_for(
    acting: Acting,
    *,
    case_id: CaseId,
    lot: str,
    serial: str,
    as_what: str,
    happened: date | None = None,
    document_id: DocumentId | None = None,
    note: str = "",
) -> SerialAccountedFor:
    """Record what became of a piece of a lot, once."""
    today, note = acting.clock.today(), checked_text("note", note)
    day = happened or today
    with act_of_follow_up(
        acting,
        SerialAccountedFor,
        case_id,
        lambda follow_up, state: refusals_of_account(follow_up, state, lot, serial, as_what, day, today),
    ) as (change, follow_up):
        number = follow_up.procedure.next_number
        return change.record(SerialAccountedFor(case_id, number, lot, serial, as_what, day, document_id, note))


def end_life(
    acting: Acting,
    *,
    case_id: CaseId,
    lot: str,
    as_what: str,
    serials: Sequence[str] = (),
    happened: date | None = None,
    document_id: DocumentId | None = None,
) -> LifeEnded:
    """Record that pieces of a lot, or all that is left of it, were returned or disposed of."""
    today, named = acting.clock.today(), tuple(serials)
    day = happened or today
    with act_of_follow_up(
        acting,
        LifeEnded,
        case_id,
        lambda follow_up, state: refusals_of_end_of_life(follow_up, state, lot, named, as_what, day, today),
    ) as (change, follow_up):
        number = follow_up.procedure.next_number
        return change.record(LifeEnded(case_id, number, lot, as_what, day, named, document_id))
