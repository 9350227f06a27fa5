"""Record that a breach of a commitment is suspected, what was answered and done about it, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.refusals_of_breaches import (
    refusals_about_breach,
    refusals_of_breach_end,
    refusals_of_suspicion,
)
from app.domain.procedure.later_events import BreachAnswered, BreachEndEntered, BreachSuspected, MeasureTaken
from app.domain.register.entered_text import checked_text
from app.services.following_up import act_of_follow_up

if TYPE_CHECKING:
    from datetime import date

    from app.domain.ids import CaseId
    from app.services.acting import Acting


def suspect_breach(
    acting: Acting,
    *,
    case_id: CaseId,
    commitment: str,
    line: int,
    finding: str,
    lot: str = "",
    happened: date | None = None,
) -> BreachSuspected:
    """Record that a commitment of a line may have been broken, and why; it is named by its number."""
    today, finding = acting.clock.today(), checked_text("finding", finding)
    day = happened or today
    with act_of_follow_up(
        acting,
        BreachSuspected,
        case_id,
        lambda follow_up, state: refusals_of_suspicion(
            follow_up,
            state,
            commitment=commitment,
            line=line,
            lot=lot,
            finding=finding,
            happened=day,
            today=today,
        ),
    ) as (change, follow_up):
        number = follow_up.procedure.next_number
        return change.record(BreachSuspected(case_id, number, commitment, line, finding, day, lot))


def answer_breach(
    acting: Acting, *, case_id: CaseId, breach: int, text: str, happened: date | None = None
) -> BreachAnswered:
    """Record what the recipient answered about a suspected breach, named by the number of what opened it."""
    today, text = acting.clock.today(), checked_text("text", text)
    day = happened or today
    with act_of_follow_up(
        acting,
        BreachAnswered,
        case_id,
        lambda follow_up, state: refusals_about_breach(follow_up, state, breach, text, day, today),
    ) as (change, follow_up):
        return change.record(BreachAnswered(case_id, follow_up.procedure.next_number, breach, text, day))


def take_measure(
    acting: Acting, *, case_id: CaseId, breach: int, text: str, happened: date | None = None
) -> MeasureTaken:
    """Record what was done about a suspected breach."""
    today, text = acting.clock.today(), checked_text("text", text)
    day = happened or today
    with act_of_follow_up(
        acting,
        MeasureTaken,
        case_id,
        lambda follow_up, state: refusals_about_breach(follow_up, state, breach, text, day, today),
    ) as (change, follow_up):
        return change.record(MeasureTaken(case_id, follow_up.procedure.next_number, breach, text, day))


def end_breach(
    acting: Acting, *, case_id: CaseId, breach: int, outcome: str, text: str, happened: date | None = None
) -> BreachEndEntered:
    """Enter what came of a suspected breach; it counts once another person confirms it."""
    today, text = acting.clock.today(), checked_text("text", text)
    day = happened or today
    with act_of_follow_up(
        acting,
        BreachEndEntered,
        case_id,
        lambda follow_up, state: refusals_of_breach_end(
            follow_up, state, breach, outcome=outcome, text=text, happened=day, today=today
        ),
    ) as (change, follow_up):
        return change.record(BreachEndEntered(case_id, follow_up.procedure.next_number, breach, outcome, text, day))
