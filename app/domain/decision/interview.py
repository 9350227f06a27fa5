"""Which facts can still change the result, and which of them is best asked next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import log2

from app.domain.decision.diagram.compilation import Diagram
from app.domain.decision.diagram.nodes import LEAF_LEVEL
from app.domain.decision.diagram.residual import Residual, Restriction
from app.domain.decision.evaluation import Evaluation
from app.domain.law.conditions import Condition, Holds, facts_named, walk
from app.domain.law.facts import Answers
from app.domain.law.outcomes import Result
from app.domain.law.rulebook import Edition

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
            parents.update(self.edition.fact_by_id[fact_id].bases or (fact_id,))
        return parents


def unknown_facts(
    diagram: Diagram,
    dependents: Dependents,
    left: Residual,
    evaluation: Evaluation,
    answers: Answers,
    restriction: Restriction,
) -> tuple[str, ...]:
    """The facts not given that can still change the decision, of which `left` is left.

    A fact counts if the result can vary with it together with the facts whose applicability depends on it.
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
        if below and _may_apply_with(diagram, fact.id, below, evaluation, restriction):
            found.append(fact.id)
    return tuple(found)


def _may_apply_with(
    diagram: Diagram, fact_id: str, below: Iterable[str], evaluation: Evaluation, restriction: Restriction
) -> bool:
    """Whether one of `below` still matters in a situation in which the fact is applicable."""
    applicable = evaluation.is_applicable(fact_id)
    if applicable is not Result.UNKNOWN:
        return applicable is Result.HOLDS
    guarded = restriction.residual(diagram.guarded(fact_id))
    return any(guarded.matters(child) for child in below)


def next_question(
    left: Residual, unknown: tuple[str, ...], evaluation: Evaluation, passed_over: frozenset[str]
) -> str | None:
    """Of the unknown facts, one of the first section on the screen that still has any to ask.

    Within the section it is the one whose answer leaves the least to expect: first of the outcome, then of the rest.
    Only facts that are certainly applicable are asked, and those in `passed_over` (said to be not yet known) only when
    there is no other. None exactly when nothing is unknown.
    """
    if not unknown:
        return None
    askable = [fact for fact in unknown if evaluation.is_applicable(fact) is Result.HOLDS] or list(unknown[:1])
    askable = [fact for fact in askable if fact not in passed_over] or askable
    askable = _of_the_first_section(evaluation.plan.edition, askable)
    if len(askable) == 1:
        return askable[0]
    spread = _Spread(left)
    return _least({fact_id: spread.expected(fact_id) for fact_id in askable})


def _of_the_first_section(edition: Edition, facts: Sequence[str]) -> list[str]:
    """Those of the facts that stand in the first section that has any of them."""
    places = [edition.place_of_section[edition.fact_by_id[fact_id].section] for fact_id in facts]
    first = min(places)
    return [fact_id for fact_id, place in zip(facts, places, strict=True) if place == first]


def _least(scores: Mapping[str, tuple[float, float]]) -> str:
    """The fact with the least expected of the outcome, then of the leaf; of equal ones the first."""
    best, *others = scores
    for fact_id in others:
        score, least = scores[fact_id], scores[best]
        if score < (least[0] - _NEGLIGIBLE, 0.0) or (
            score[0] < least[0] + _NEGLIGIBLE and score[1] < least[1] - _NEGLIGIBLE
        ):
            best = fact_id
    return best


class _Spread:
    """How the leaves of a residual are spread if every value of every fact is equally likely.

    The probability of reaching each node is found once, from the root down. An answer moves probability only at the
    nodes of its fact, so that only what has moved is followed down from there.
    """

    def __init__(self, left: Residual) -> None:
        self.left = left
        self._shares = {level: self._shares_at(level) for level in left.nodes_at if level != LEAF_LEVEL}
        self._ways = [self._ways_down(node) for node in range(len(left.levels))]
        self._reach = [0.0] * len(left.levels)
        self._reach[left.root] = 1.0
        self._follow(self._reach, left.root)
        self._whole = [self._reach[node] for node in left.payloads]
        outcomes = list(dict.fromkeys(leaf.outcome for leaf in left.leaves))
        self._outcome_of = [outcomes.index(leaf.outcome) for leaf in left.leaves]

    def expected(self, fact_id: str) -> tuple[float, float]:
        """Expected entropy (bits) of the outcome, and of the leaf, once this fact is answered."""
        outcome_bits = leaf_bits = 0.0
        for share, spread in self._spreads(fact_id):
            outcomes = [0.0] * len(spread)
            for outcome, probability in zip(self._outcome_of, spread, strict=True):
                outcomes[outcome] += probability
            outcome_bits += share * _entropy(outcomes)
            leaf_bits += share * _entropy(spread)
        return outcome_bits, leaf_bits

    def _spreads(self, fact_id: str) -> Iterator[tuple[float, list[float]]]:
        """For each value of a fact its share, and how the leaves are spread if it is given."""
        left = self.left
        level = left.space.level_of[fact_id]
        nodes = left.nodes_at.get(level, ())
        *values, (last_share, _) = self._values(fact_id, level)
        rest = self._whole
        for share, led_to in values:
            moved = self._moved(nodes, led_to)
            spread = [whole + moved[node] for whole, node in zip(self._whole, left.payloads, strict=True)]
            rest = [part - share * given for part, given in zip(rest, spread, strict=True)]
            yield share, spread
        # Together, each with its share, the spreads make up the whole: the last value has what the others leave.
        yield last_share, [part / last_share for part in rest]

    def _moved(self, nodes: Sequence[int], led_to: Iterable[tuple[int, float]]) -> list[float]:
        """By how much the probability of reaching each node changes if at `nodes` only these children are taken."""
        moved = [0.0] * len(self._reach)
        for node in nodes:
            reach, kids = self._reach[node], self.left.kids[node]
            for kid, share in self._ways[node]:
                moved[kid] -= reach * share
            for number, share in led_to:
                moved[kids[number]] += reach * share
        self._follow(moved, max(nodes, default=0) - 1)
        return moved

    def _follow(self, probability: list[float], highest: int) -> None:
        """Pass the probability of every node from `highest` down on to its children."""
        ways = self._ways
        for node in range(highest, -1, -1):
            here = probability[node]
            if here:
                for kid, share in ways[node]:
                    probability[kid] += here * share

    def _ways_down(self, node: int) -> list[tuple[int, float]]:
        """The children of a node, each once, with the share of each."""
        kids = self.left.kids[node]
        ways: dict[int, float] = {}
        for number, share in self._shares.get(self.left.levels[node], ()):
            kid = kids[number]
            ways[kid] = ways.get(kid, 0.0) + share
        return list(ways.items())

    def _shares_at(self, level: int) -> list[tuple[int, float]]:
        """The classes of the variable at a level, each with its share."""
        variable = self.left.space.variables[level]
        if variable is None:
            return list(self.left.places.weights.items())
        total = len(variable.class_of)
        return [(number, len(group) / total) for number, group in enumerate(variable.classes)]

    def _values(self, fact_id: str, level: int) -> Iterable[tuple[float, tuple[tuple[int, float], ...]]]:
        if self.left.space.variables[level] is None:
            return self.left.places.by_value[fact_id]
        return [(share, ((number, 1.0),)) for number, share in self._shares_at(level)]


def _entropy(spread: Iterable[float]) -> float:
    return -sum(probability * log2(probability) for probability in spread if probability > _NEGLIGIBLE)
