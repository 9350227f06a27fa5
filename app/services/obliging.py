"""Lay down what has to be done by a day, and record that it was done or let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.refusals_of_duties import refusals_of_duty, refusals_of_fulfilment, refusals_of_waiver
from app.domain.procedure.later_events import DutyFulfilled, DutyLaidDown, WaiverEntered
from app.domain.register.entered_text import checked_text
from app.services.following_up import act_of_follow_up

if TYPE_CHECKING:
    from datetime import date

    from app.domain.ids import CaseId, DocumentId
    from app.services.acting import Acting


def lay_down_duty(
    acting: Acting,
    *,
    case_id: CaseId,
    name: str,
    commitment: str,
    line: int,
    owed_by: str,
    trigger: str,
    due: str,
    satisfied_by: str,
    lot: str = "",
    every: str = "",
    until: date | None = None,
    instrument: str | None = None,
    article: str = "",
) -> DutyLaidDown:
    """Lay down a duty that follows from a commitment of a line; without an instrument it is the office's own.

    Raises `Mendable` with what stands against it.
    """
    said = DutyLaidDown(
        case_id,
        0,
        checked_text("name", name),
        commitment,
        line,
        checked_text("owed_by", owed_by),
        trigger,
        due,
        checked_text("satisfied_by", satisfied_by),
        lot,
        every,
        until,
        None if instrument is None else checked_text("instrument", instrument),
        checked_text("article", article),
    )
    with act_of_follow_up(
        acting, DutyLaidDown, case_id, lambda follow_up, state: refusals_of_duty(follow_up, state, said)
    ) as (change, follow_up):
        return change.record(said._replace(entry=follow_up.procedure.next_number))


def fulfil_duty(
    acting: Acting,
    *,
    case_id: CaseId,
    duty: str,
    occurrence: int,
    happened: date | None = None,
    document_id: DocumentId | None = None,
    note: str = "",
) -> DutyFulfilled:
    """Record that an occurrence of a duty was fulfilled; `Mendable` where it can't have been."""
    today, note = acting.clock.today(), checked_text("note", note)
    day = happened or today
    with act_of_follow_up(
        acting,
        DutyFulfilled,
        case_id,
        lambda follow_up, state: refusals_of_fulfilment(follow_up, state, duty, occurrence, day, today),
    ) as (change, follow_up):
        number = follow_up.procedure.next_number
        return change.record(DutyFulfilled(case_id, number, duty, occurrence, day, document_id, note))


def waive_duty(
    acting: Acting,
    *,
    case_id: CaseId,
    duty: str,
    occurrence: int,
    waived_by: str,
    reason: str,
    happened: date | None = None,
) -> WaiverEntered:
    """Enter that somebody let an occurrence go; it counts once another person confirms it."""
    today = acting.clock.today()
    waived_by, reason, day = checked_text("waived_by", waived_by), checked_text("reason", reason), happened or today
    with act_of_follow_up(
        acting,
        WaiverEntered,
        case_id,
        lambda follow_up, state: refusals_of_waiver(
            follow_up,
            state,
            duty,
            occurrence,
            waived_by=waived_by,
            reason=reason,
            happened=day,
            today=today,
        ),
    ) as (change, follow_up):
        number = follow_up.procedure.next_number
        return change.record(WaiverEntered(case_id, number, duty, occurrence, waived_by, reason, day))
