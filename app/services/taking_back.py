"""Take back what was recorded of equipment and commitments, and was not so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.refusals_of_taking_back import refusals_of_taking_back
from app.domain.procedure.later_events import EventTakenBack
from app.domain.register.entered_text import checked_text
from app.services.following_up import act_of_follow_up

if TYPE_CHECKING:
    from app.domain.ids import CaseId
    from app.services.acting import Acting


def take_back(acting: Acting, *, case_id: CaseId, number: int, reason: str) -> EventTakenBack:
    """Record that something, named by its number in the case, was not so; `Mendable` while another act rests on it."""
    reason = checked_text("reason", reason)
    with act_of_follow_up(
        acting,
        EventTakenBack,
        case_id,
        lambda follow_up, state: refusals_of_taking_back(follow_up, state, number, reason),
    ) as (change, follow_up):
        return change.record(EventTakenBack(case_id, follow_up.procedure.next_number, number, reason))
