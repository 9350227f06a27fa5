"""Which facts can still change the result, and which of them is best asked next."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from math import log2
from typing import Any

from app.domain.conditions import Condition, Holds, facts_named, walk
from app.domain.diagram.compilation import Diagram
from app.domain.diagram.nodes import LEAF_LEVEL
from app.domain.diagram.residual import Residual, residual
from app.domain.evaluation import Evaluation
from app.domain.facts import Answers, SameState
from app.domain.outcomes import Result
from app.domain.rulebook import Edition

_NEGLIGIBLE = 1e-9


class Dependents:
    """For each fact, the asked facts whose applicability depends on it, directly or through other facts."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    @cached_property
    def of(self) -> Mapping[str, tuple[str, ...]]:
        """Fact → the facts whose applicability depends on it."""
        parents = {fact.id: self._parents(fact.applicable) for fact in self.edition.asked}
        found: dict[str, tuple[str, ...]] = {}
        for fact in self.edition.asked:
            reached = {fact.id}
            grew = True
            while grew:
                below = {child for child, needed in parents.items() if needed & reached} - reached
                reached |= below
                grew = bool(below)
            found[fact.id] = tuple(child.id for child in self.edition.asked if child.id in reached - {fact.id})
        return found

    def _parents(self, condition: Condition) -> set[str]:
        """The asked facts that a condition looks at, names followed, derived facts replaced by what they follow from,
        and the applicability of each included."""
        parents: set[str] = set()
        for inner in walk(condition):
            if isinstance(inner, Holds):
                parents |= self._parents(self.edition.named_conditions[inner.name])
        for fact_id in facts_named(condition):
            derived = self.edition.fact_by_id[fact_id].derived
            if derived is None:
                parents.add(fact_id)
            else:
                parents |= {derived.left, derived.right} if isinstance(derived, SameState) else {derived.of}
        return parents


def unknown_facts(
    diagram: Diagram, dependents: Dependents, left: Residual, evaluation: Evaluation, answers: Answers, **when: Any
) -> tuple[str, ...]:
    """The facts not given that can still change the decision.

    A fact counts if the result can vary with it together with the facts whose applicability depends on it. `when` is
    the reference data and the date, as `residual` takes them.
    """
    mattering = {fact.id for fact in diagram.edition.asked if fact.id not in answers and left.matters(fact.id)}
    if not mattering:
        return ()
    found = []
    for fact in diagram.edition.asked:
        if fact.id in answers:
            continue
        if fact.id in mattering:
            found.append(fact.id)
            continue
        below = [child for child in dependents.of[fact.id] if child in mattering]
        if below and _may_apply_with(diagram, fact.id, below, evaluation, answers, when):
            found.append(fact.id)
    return tuple(found)


def _may_apply_with(
    diagram: Diagram,
    fact_id: str,
    below: Iterable[str],
    evaluation: Evaluation,
    answers: Answers,
    when: Mapping[str, Any],
) -> bool:
    """Whether one of `below` still matters in a situation in which the fact is applicable."""
    applicable = evaluation.is_applicable(fact_id)
    if applicable is not Result.UNKNOWN:
        return applicable is Result.HOLDS
    guarded = residual(diagram.space, diagram.nodes, diagram.guarded(fact_id), answers=answers, **when)
    return any(guarded.matters(child) for child in below)


def next_question(
    left: Residual, unknown: tuple[str, ...], evaluation: Evaluation, passed_over: frozenset[str]
) -> str | None:
    """Of the unknown facts, the one whose answer leaves the least to expect: first of the outcome, then of the rest.

    Only facts that are certainly applicable are asked, and those in `passed_over` (said to be not yet known) only when
    there is no other. None exactly when nothing is unknown.
    """
    if not unknown:
        return None
    askable = [fact for fact in unknown if evaluation.is_applicable(fact) is Result.HOLDS] or list(unknown[:1])
    askable = [fact for fact in askable if fact not in passed_over] or askable
    if len(askable) == 1:
        return askable[0]
    spread = _Spread(left)
    best, best_score = askable[0], spread.expected(askable[0])
    for fact_id in askable[1:]:
        score = spread.expected(fact_id)
        if score < (best_score[0] - _NEGLIGIBLE, 0.0) or (
            score[0] < best_score[0] + _NEGLIGIBLE and score[1] < best_score[1] - _NEGLIGIBLE
        ):
            best, best_score = fact_id, score
    return best


class _Spread:
    """How the leaves of a residual are spread if every value of every fact is equally likely.

    Bottom-up the distribution over leaves below each node, top-down the probability of reaching it; then the
    distribution given an answer differs from the whole one only by what happens at the nodes of that fact.
    """

    def __init__(self, left: Residual) -> None:
        self.left = left
        self.payloads = left.leaves
        numbers = {node: number for number, node in enumerate(left.payloads)}
        self.outcomes = sorted({leaf.outcome for leaf in self.payloads})
        self.outcome_of = [self.outcomes.index(leaf.outcome) for leaf in self.payloads]
        self.below: list[list[float]] = []
        for node, level in enumerate(left.levels):
            if level == LEAF_LEVEL:
                spread = [0.0] * len(self.payloads)
                spread[numbers[node]] = 1.0
            else:
                spread = self._mixed(self._shares(level), left.kids[node])
            self.below.append(spread)
        self.reach = [0.0] * len(left.levels)
        self.reach[left.root] = 1.0
        for node in range(left.root, -1, -1):
            level = left.levels[node]
            if level != LEAF_LEVEL and self.reach[node]:
                for number, share in self._shares(level):
                    self.reach[left.kids[node][number]] += self.reach[node] * share

    def expected(self, fact_id: str) -> tuple[float, float]:
        """Expected entropy (bits) of the outcome, and of the leaf, once this fact is answered."""
        left = self.left
        level = left.space.level_of[fact_id]
        nodes = left.nodes_at.get(level, ())
        outcome_bits = leaf_bits = 0.0
        for share, led_to in self._values(fact_id, level):
            spread = list(self.below[left.root])
            for node in nodes:
                reach, here = self.reach[node], self.below[node]
                given = self._mixed(led_to, left.kids[node])
                for number, probability in enumerate(given):
                    spread[number] += reach * (probability - here[number])
            outcomes = [0.0] * len(self.outcomes)
            for number, probability in enumerate(spread):
                outcomes[self.outcome_of[number]] += probability
            outcome_bits += share * _entropy(outcomes)
            leaf_bits += share * _entropy(spread)
        return outcome_bits, leaf_bits

    def _shares(self, level: int) -> Iterable[tuple[int, float]]:
        variable = self.left.space.variables[level]
        if variable is None:
            return self.left.places.weights.items()
        total = len(variable.class_of)
        return [(number, len(group) / total) for number, group in enumerate(variable.classes)]

    def _values(self, fact_id: str, level: int) -> Iterable[tuple[float, tuple[tuple[int, float], ...]]]:
        if self.left.space.variables[level] is None:
            return self.left.places.by_value[fact_id]
        return [(share, ((number, 1.0),)) for number, share in self._shares(level)]

    def _mixed(self, shares: Iterable[tuple[int, float]], kids: tuple[int, ...]) -> list[float]:
        mixed = [0.0] * len(self.payloads)
        for number, share in shares:
            for leaf, probability in enumerate(self.below[kids[number]]):
                if probability:
                    mixed[leaf] += share * probability
        return mixed


def _entropy(spread: Iterable[float]) -> float:
    return -sum(probability * log2(probability) for probability in spread if probability > _NEGLIGIBLE)
