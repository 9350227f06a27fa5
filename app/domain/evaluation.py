"""Evaluate an edition on facts in three values, and keep the value of every condition for the trace.

Each distinct condition has one place in a list of values; a plan, made once an edition, says in which order to fill it.
Nothing is skipped, so the filled list is the whole trace: `app.domain.trace` reads it as a tree.
"""

from collections.abc import Callable, Mapping
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from app.domain.conditions import All, AnyOf, Condition, Holds, Is, Not
from app.domain.facts import NO, YES, Answers, Fact, SameState
from app.domain.outcomes import PRECEDENCE, Outcome, Result
from app.domain.reference import Reference
from app.domain.rulebook import Edition

_FAILS, _UNKNOWN, _HOLDS = (int(result) for result in (Result.FAILS, Result.UNKNOWN, Result.HOLDS))


def known_facts(edition: Edition, reference: Reference, on: date, answers: Answers) -> dict[str, str]:
    """The answers with what follows from them: derived facts whose sources are known, on the case's own date."""
    known = dict(answers)
    for fact in edition.derived:
        derived = fact.derived
        if isinstance(derived, SameState):
            known.pop(fact.id, None)
            left, right = known.get(derived.left), known.get(derived.right)
            if left is not None and right is not None:
                known[fact.id] = YES if left == right else NO
        elif derived is not None and fact.id not in known:
            state = known.get(derived.of)
            if state is not None:
                known[fact.id] = reference.lookup(derived.table, state, on)
    return known


class Evaluation(NamedTuple):
    """The value of every condition of the edition for one set of facts."""

    plan: "EvaluationPlan"
    values: list[int]
    outcome: Outcome

    def result(self, entry_id: str) -> Result:
        """Whether the rule fires, the ground holds, or the step would be required, that has this id."""
        return Result(self.values[self.plan.place_of_entry[entry_id]])

    def is_applicable(self, fact_id: str) -> Result:
        """Whether the fact is applicable."""
        return Result(self.values[self.plan.place_of_applicability[fact_id]])

    def value_of(self, condition: Condition) -> Result:
        """The value of one condition of the edition."""
        return Result(self.values[self.plan.place(condition)])


class _FactStep(NamedTuple):
    """Fill the comparisons of one fact; they lie side by side."""

    fact: str
    applicable_at: int
    span: slice
    if_applicable: Mapping[str, tuple[int, ...]]
    if_perhaps: Mapping[str, tuple[int, ...]]
    unknown: tuple[int, ...]
    inapplicable: tuple[int, ...]


class EvaluationPlan:
    """The order in which the conditions of one edition are valued."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.place_of_entry: dict[str, int] = {}
        self.place_of_applicability: dict[str, int] = {}
        self._comparisons: dict[str, list[frozenset[str]]] = _comparisons_by_fact(edition)
        self._places: dict[Condition, int] = {}
        self._steps: list[tuple[int, Any, Any]] = []
        self._size = 0
        for fact in edition.facts:
            self._add_fact(fact.id)
        for entry in edition.rules_and_grounds:
            self.place_of_entry[entry.id] = self._add(entry.when)
        for step in edition.steps:
            self.place_of_entry[step.id] = self._add(step.when)
        self._verdicts = tuple(
            (rule.id, self.place_of_entry[rule.id], outcome)
            for outcome in PRECEDENCE
            for rule in edition.rules
            if rule.then is outcome
        )

    def place(self, condition: Condition) -> int:
        """Where the value of `condition` stands in the list of values."""
        while isinstance(condition, Holds):
            condition = self.edition.named_conditions[condition.name]
        return self._places[condition]

    def evaluate(self, known: Mapping[str, str], set_aside: frozenset[str] = frozenset()) -> Evaluation:
        """Value every condition; `known` comes from `known_facts`.

        The outcome is undetermined where an unknown could alter it, as far as three-valued logic sees: the diagram is
        exact. Rules in `set_aside` are valued, and give no outcome.
        """
        values = [_UNKNOWN] * self._size
        answer = known.get
        for operation, first, second in self._steps:
            if operation == _ALL:
                values[first] = min(second(values))
            elif operation == _ANY:
                values[first] = max(second(values))
            elif operation == _FACT:
                _fill(values, first, answer(first.fact))
            elif operation == _NOT:
                values[first] = 2 - values[second]
            else:
                values[first] = second
        return Evaluation(self, values, self._outcome(values, set_aside))

    def _outcome(self, values: list[int], set_aside: frozenset[str]) -> Outcome:
        """The gravest outcome that a rule gives, unless a rule of a graver one is unknown."""
        perhaps: Outcome | None = None
        for rule_id, place, outcome in self._verdicts:
            value = values[place]
            if value == _FAILS or rule_id in set_aside:
                continue
            if perhaps is not None and outcome is not perhaps:
                return Outcome.UNDETERMINED
            if value == _HOLDS:
                return outcome
            perhaps = outcome
        return Outcome.ELIGIBLE if perhaps is None else Outcome.UNDETERMINED

    def _add_fact(self, fact_id: str) -> None:
        if fact_id in self.place_of_applicability:
            return
        fact = self.edition.fact_by_id[fact_id]
        applicable_at = self._add(fact.applicable)
        self.place_of_applicability[fact_id] = applicable_at
        compared = self._comparisons.get(fact_id, [])
        start = self._size
        for values in compared:
            self._places[Is(fact_id, values)] = self._size
            self._size += 1
        if compared:
            span = slice(start, self._size)
            self._steps.append((_FACT, _fact_step(fact, applicable_at, span, compared), None))

    def _add(self, condition: Condition) -> int:
        if isinstance(condition, Holds):
            return self._add(self.edition.named_conditions[condition.name])
        if condition not in self._places:
            if isinstance(condition, Is):
                self._add_fact(condition.fact)
            elif isinstance(condition, Not):
                inner = self._add(condition.part)
                self._append(condition, _NOT, inner)
            else:
                self._add_compound(condition)
        return self._places[condition]

    def _add_compound(self, condition: All | AnyOf) -> None:
        places = [self._add(part) for part in condition.parts]
        conjunction = isinstance(condition, All)
        if not places:
            self._append(condition, _CONSTANT, _HOLDS if conjunction else _FAILS)
        elif len(places) == 1:
            self._places[condition] = places[0]
        else:
            self._append(condition, _ALL if conjunction else _ANY, itemgetter(*places))

    def _append(self, condition: Condition, operation: int, argument: "int | Callable[[list[int]], Any]") -> None:
        self._places[condition] = self._size
        self._steps.append((operation, self._size, argument))
        self._size += 1


_ALL, _ANY, _FACT, _NOT, _CONSTANT = range(5)


def _fill(values: list[int], step: _FactStep, answer: str | None) -> None:
    applicable = values[step.applicable_at]
    if applicable == _FAILS:
        values[step.span] = step.inapplicable
    elif answer is None:
        values[step.span] = step.unknown
    else:
        table = step.if_applicable if applicable == _HOLDS else step.if_perhaps
        values[step.span] = table.get(answer, step.inapplicable)


def _fact_step(fact: Fact, applicable_at: int, span: slice, compared: list[frozenset[str]]) -> _FactStep:
    """A value that no comparison names fails them all, as an inapplicable fact does: only named values need a row."""
    named = frozenset().union(*compared)
    return _FactStep(
        fact.id,
        applicable_at,
        span,
        {value: tuple(_HOLDS if value in values else _FAILS for values in compared) for value in named},
        {value: tuple(_UNKNOWN if value in values else _FAILS for values in compared) for value in named},
        (_UNKNOWN,) * len(compared),
        (_FAILS,) * len(compared),
    )


def _comparisons_by_fact(edition: Edition) -> dict[str, list[frozenset[str]]]:
    compared: dict[str, list[frozenset[str]]] = {}
    for condition in edition.all_conditions():
        if isinstance(condition, Is) and condition.values not in compared.setdefault(condition.fact, []):
            compared[condition.fact].append(condition.values)
    return compared
