"""Turn a path of a diagram into an ordinary case: answers and a date."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.domain.decision.diagram.space import Space
from app.domain.decision.evaluation import EvaluationPlan, known_facts
from app.domain.law.outcomes import Result
from app.domain.law.reference import Reference


class Situation(NamedTuple):
    """A complete set of facts on a date, which can be assessed as a case."""

    on: date
    answers: dict[str, str]


def situation_of(
    space: Space, plan: EvaluationPlan, reference: Reference, path: Mapping[int, int], on: date | None = None
) -> Situation:
    """A path (level → class) → a situation on it, with the first value where the path leaves one open.

    Only applicable facts are in it.

    States are chosen that the reference tables really describe so, where there are any on that date; otherwise the
    table's say is answered, as an official with evidence could.
    """
    edition = plan.edition
    day = edition.heading.in_force_from if on is None else on
    chosen: dict[str, str] = {}
    for level, variable in enumerate(space.variables):
        number = path.get(level, 0)
        if variable is not None:
            chosen[variable.fact] = variable.classes[number][0]
        elif level in path:
            chosen |= _states(space, reference, day, number)
        else:
            chosen |= _any_states(space, reference, day)
    given = {fact.id: chosen[fact.id] for fact in edition.facts if fact.answerable and fact.id in chosen}
    evaluation = plan.evaluate(known_facts(edition, reference, day, given))
    applicable = {fact: value for fact, value in given.items() if evaluation.is_applicable(fact) is Result.HOLDS}
    return Situation(day, applicable)


def _states(space: Space, reference: Reference, on: date, number: int) -> dict[str, str]:
    real = space.finder.states_for(number, reference, on)
    if real is not None:
        return real
    derived = space.signatures.derived_values(number)
    answered = {fact.id: derived[fact.id] for fact in space.signatures.derived if fact.answerable}
    return space.finder.example_states(number, reference) | answered


def _any_states(space: Space, reference: Reference, on: date) -> dict[str, str]:
    for number in range(len(space.signatures)):
        real = space.finder.states_for(number, reference, on)
        if real is not None:
            return real
    raise LookupError("no states")
