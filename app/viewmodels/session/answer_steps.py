"""The acts on answers that can be undone: the last of this session, the latest at the end of the list of its case."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.services.answering import answer_history

if TYPE_CHECKING:
    from app.domain.register.cases import AnswerId, LineId
    from app.services.ports import UnitOfWork


class AnswerStep(NamedTuple):
    """An answer that was given, changed or taken back: the latest entry of its history then, and the one before."""

    line_id: LineId
    fact: str
    before: AnswerId | None
    after: AnswerId


def step_made(work: UnitOfWork, line_id: LineId, fact: str) -> AnswerStep:
    """The act that was done on an answer just now."""
    entries = answer_history(work, line_id=line_id, fact=fact)
    return AnswerStep(line_id, fact, entries[-2].id if len(entries) > 1 else None, entries[-1].id)


def undone(steps: list[AnswerStep], step: AnswerStep, made: AnswerStep | None) -> None:
    """Takes an act off the list that was undone by the entry `made`; one before it left what that entry says again."""
    steps.remove(step)
    if made is not None:
        steps[:] = [each._replace(after=made.after) if each.after == step.before else each for each in steps]
