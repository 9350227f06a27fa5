"""The acts on answers of a case that can be undone, and those that were undone and can be done again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.services.answering import answer_history

if TYPE_CHECKING:
    from app.domain.ids import AnswerId, LineId
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


class AnswerSteps:
    """The acts of this session, the latest at the end: undoing one is an act itself, and undone it is done again."""

    def __init__(self) -> None:
        self.done: list[AnswerStep] = []
        self.undone: list[AnswerStep] = []

    def add(self, step: AnswerStep) -> None:
        """Something else was done: what was undone before is not done again."""
        self.done.append(step)
        self.undone.clear()

    def turn(self, step: AnswerStep, made: AnswerStep | None) -> None:
        """An act was undone, or done again, by the entry `made`; one before it left what that entry says again."""
        taken, put = (self.done, self.undone) if step in self.done else (self.undone, self.done)
        taken.remove(step)
        if made is not None:
            taken[:] = [each._replace(after=made.after) if each.after == step.before else each for each in taken]
            put.append(made)

    def drop(self, step: AnswerStep) -> None:
        """An act that can't be undone or done again must not stand in the way of those before it."""
        for steps in (self.done, self.undone):
            steps[:] = [each for each in steps if each != step]
