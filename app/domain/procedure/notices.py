"""The notices that a case calls for: what each waits for, since when it is due, whether it was given."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from app.domain.procedure.events import NoticeNeeded
    from app.domain.procedure.procedure import Procedure


class NoticeState(str, Enum):
    """Where a notice stands."""

    WAITING = "waiting"
    DUE = "due"
    DONE = "done"


def notices_of(procedure: Procedure) -> tuple[NoticeNeeded, ...]:
    """The notices that the lines in procedure call for, in the order of the edition."""
    if procedure.terms is None:
        return ()
    called = {notice for line in procedure.lines_in_procedure for notice in _called_by(procedure, line)}
    return tuple(notice for notice in procedure.terms.notices if notice.id in called)


def due_since(procedure: Procedure, notice: NoticeNeeded) -> date | None:
    """The day of the last decision, or of the first permit, by which a notice became due; None while it waits."""
    if not notice.after:
        return min((permit.dated for permit in procedure.permits() if permit.stands), default=None)
    days: list[date] = []
    for line in procedure.lines_in_procedure:
        called = notice.id in _called_by(procedure, line)
        for step in procedure.ladder(line):
            if called and step.id in notice.after:
                if not procedure.is_done(step.id, line):
                    return None
                days += [entry.dated for entry in procedure.decisions(step.id, line).values()]
    return max(days, default=None)


def state_of_notice(procedure: Procedure, notice: NoticeNeeded) -> NoticeState:
    """Where a notice stands; one that was given stays so."""
    if notice.id in procedure.notices:
        return NoticeState.DONE
    return NoticeState.WAITING if due_since(procedure, notice) is None else NoticeState.DUE


def _called_by(procedure: Procedure, line: int) -> tuple[str, ...]:
    return procedure.lines[line].content.decision.notices
