"""Which questions of the examination are asked of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.decision.diagram.residual import Restriction
from app.domain.law.conditions import All, AnyOf, Condition, Holds, Is, Not
from app.domain.law.outcomes import Result

if TYPE_CHECKING:
    from datetime import date

    from app.domain.decision.compiled_edition import CompiledEdition
    from app.domain.decision.evaluation import Evaluation
    from app.domain.law.examination import Examination, Slot
    from app.domain.law.facts import Answers
    from app.domain.law.reference import Reference


def slots_asked(
    examination: Examination, compiled: CompiledEdition, reference: Reference, on: date, known: Answers
) -> tuple[Slot, ...]:
    """The questions that are asked where these facts are known, derived ones included.

    Each is asked unless its condition fails, whatever else comes to be known. Where three-valued logic leaves it open,
    the diagram tells; it knows the conditions of the edition's own examination, not of one that is laid beside it.
    """
    evaluation = compiled.plan.evaluate(known)
    is_own = examination is compiled.edition.examination

    def is_asked(slot: Slot) -> bool:
        value = _value(slot.when, compiled, evaluation, known)
        if value is Result.UNKNOWN and is_own:
            diagram = compiled.diagram
            restriction = Restriction(diagram.space, diagram.nodes, reference, on, known)
            return any(restriction.leaves(diagram.conditions.condition(slot.when)))
        return value is not Result.FAILS

    return tuple(filter(is_asked, examination.slots))


def _value(condition: Condition, compiled: CompiledEdition, evaluation: Evaluation, known: Answers) -> Result:
    match condition:
        case Is(fact=fact, values=values):
            if fact not in compiled.edition.fact_by_id or evaluation.is_applicable(fact) is Result.FAILS:
                return Result.FAILS
            if fact not in known:
                return Result.UNKNOWN
            return Result.HOLDS if known[fact] in values else Result.FAILS
        case Not(part=part):
            return Result(Result.HOLDS - _value(part, compiled, evaluation, known))
        case All(parts=parts):
            return min((_value(part, compiled, evaluation, known) for part in parts), default=Result.HOLDS)
        case AnyOf(parts=parts):
            return max((_value(part, compiled, evaluation, known) for part in parts), default=Result.FAILS)
        case Holds(name=name):
            return _value(compiled.edition.named_conditions[name], compiled, evaluation, known)
