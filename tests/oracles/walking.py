"""Two diagrams of one edition walked side by side: the program's own, and the one made by residuation.

The walk gives every fact every one of its values, in the edition's order, and follows both. States are chosen by the
names that the edition compares, and two others; the program's diagram sees all that concerns states at one level.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.domain.decision.diagram.compilation import Diagram
from app.domain.law.facts import Fact, SameState
from app.domain.law.reference import Reference
from tests.oracles import by_hand, residuation, sweep
from tests.oracles.residuation import Leaf, Node, Residuation

DAY = date(2026, 5, 1)
STRANGERS = ("XA", "XB")  # no edition names them


class _Standing(NamedTuple):
    """Where the walk is: in the diagram made by residuation, in the program's decision and in its recommendations."""

    independent: residuation.Diagram
    decision: int
    advice: int
    states: tuple[tuple[str, str], ...]  # what was chosen for the states and the agreement, until the place is passed


class SideBySide:
    """The walk over both diagrams of an edition. `compared` are the pairs of leaves met."""

    def __init__(self, diagram: Diagram, independent: Residuation, reference: Reference) -> None:
        self._diagram = diagram
        self._independent = independent
        self._reference = reference
        self._facts = diagram.edition.facts
        of_place = [number for number, fact in enumerate(self._facts) if fact.is_country or not fact.is_asked]
        self._last_of_place = max(of_place)
        self._seen: set[tuple[int, _Standing]] = set()
        self.compared: set[tuple[Leaf, Leaf]] = set()

    def walk(self) -> None:
        """Meet every pair of leaves."""
        waiting = [(0, _Standing(self._independent.root, self._diagram.root, self._diagram.advice, ()))]
        while waiting:
            number, standing = waiting.pop()
            if (number, standing) in self._seen:
                continue
            self._seen.add((number, standing))
            if number == len(self._facts):
                self._compare(standing)
            else:
                waiting.extend((number + 1, after) for after in self._after(number, standing))

    def _after(self, number: int, standing: _Standing) -> Iterator[_Standing]:
        fact = self._facts[number]
        chosen = dict(standing.states)
        if fact.is_country or not fact.is_asked:
            for value in self._choices(fact, chosen):
                states = chosen | {fact.id: value}
                independent = self._branch(standing.independent, fact.id, states)
                moved = standing._replace(independent=independent, states=tuple(states.items()))
                yield self._past_the_place(moved) if number == self._last_of_place else moved
            return
        for value in fact.values:
            yield standing._replace(
                independent=self._branch(standing.independent, fact.id, {fact.id: value}),
                decision=_kid(self._diagram, standing.decision, fact.id, value),
                advice=_kid(self._diagram, standing.advice, fact.id, value),
            )

    def _choices(self, fact: Fact, chosen: Mapping[str, str]) -> tuple[str, ...]:
        if fact.is_country:
            return tuple({*STRANGERS, "US", "UA"})
        if isinstance(fact.derived, SameState):
            return ("yes",) if chosen[fact.derived.left] == chosen[fact.derived.right] else ("no",)
        return fact.values

    def _branch(self, part: residuation.Diagram, fact: str, known: Mapping[str, str]) -> residuation.Diagram:
        return self._independent.branch(part, known) if isinstance(part, Node) and part.fact == fact else part

    def _past_the_place(self, standing: _Standing) -> _Standing:
        space, nodes = self._diagram.space, self._diagram.nodes
        answered = {fact: value for fact, value in standing.states if fact != "destination_is_licensor"}
        (signature,) = space.finder.places(self._reference, DAY, answered).weights
        decision, advice = (
            nodes.kids[node][signature] if nodes.level[node] == space.place_level else node
            for node in (standing.decision, standing.advice)
        )
        return _Standing(standing.independent, decision, advice, ())

    def _compare(self, standing: _Standing) -> None:
        decision = self._diagram.nodes.payload[standing.decision]
        advice = self._diagram.nodes.payload[standing.advice]
        commitments = {*decision.commitments, *advice.commitments}
        ordered = tuple(one.id for one in self._diagram.edition.commitments if one.id in commitments)
        said = Leaf(decision.outcome.value, decision.approvals, decision.notices, ordered)
        assert isinstance(standing.independent, Leaf)
        self.compared.add((standing.independent, said))


class _Counting(NamedTuple):
    """A group of situations on their way down: the node, the state chosen, and the facts still to be looked at."""

    node: int
    state: str
    facts: tuple[tuple[str, str], ...]


def situations_by_outcome(
    diagram: Diagram, reference: Reference, grouped: Mapping[str, tuple[str, ...]], states: tuple[str, ...]
) -> NDArray[np.int64]:
    """How many admissible situations come to each outcome, in the order of `sweep.RANKS`, counted in the diagram.

    Only for an edition with one state, the destination: what the diagram sees of it is known once it is chosen.
    """
    rows = by_hand.QUESTIONS[diagram.edition.id]
    counts = Counter({_Counting(diagram.root, "", ()): 1})
    for number, row in enumerate(rows):
        still_needed = {parent for other in rows[number + 1 :] for parent in other.parents}
        after: Counter[_Counting] = Counter()
        for group, count in counts.items():
            facts = dict(group.facts)
            values = (grouped.get(row.id, row.values) or states) if row.applies(facts) else ()
            for value in values:
                known = tuple((fact, it) for fact, it in {**facts, row.id: value}.items() if fact in still_needed)
                state = group.state if row.values else value
                after[_Counting(_kid(diagram, group.node, row.id, value), state, known)] += count
            if not values:
                after[group] += count
        counts = Counter()
        for group, count in after.items():
            counts[group._replace(node=_past_the_place(diagram, reference, group.node, group.state))] += count
    total = np.zeros(len(sweep.RANKS), dtype=np.int64)
    for group, count in counts.items():
        total[sweep.RANKS.index(diagram.nodes.payload[group.node].outcome.value)] += count
    return total


def _kid(diagram: Diagram, node: int, fact: str, value: str) -> int:
    level = diagram.space.level_of[fact]
    variable = diagram.space.variables[level]
    if variable is None or diagram.nodes.level[node] != level:
        return node
    return diagram.nodes.kids[node][variable.class_of[value]]


def _past_the_place(diagram: Diagram, reference: Reference, node: int, state: str) -> int:
    if not state or diagram.nodes.level[node] != diagram.space.place_level:
        return node
    (signature,) = diagram.space.finder.places(reference, DAY, {"destination": state}).weights
    return diagram.nodes.kids[node][signature]


def outcomes(
    diagram: Diagram, reference: Reference, values: Mapping[str, tuple[str, ...]], codes: Mapping[str, sweep.Codes]
) -> NDArray[np.int8]:
    """The outcomes of many situations at once, as the program's diagram has them, as positions in `sweep.RANKS`."""
    nodes, space = diagram.nodes, diagram.space
    at = np.full(len(codes["item_heading"]), diagram.outcome)
    level_of = np.array(nodes.level)
    for level, variable in enumerate(space.variables):
        here = np.flatnonzero(level_of[at] == level)
        kids = np.zeros((len(nodes), space.arities[level]), dtype=np.int64)
        for node in nodes.reachable(diagram.outcome):
            if nodes.level[node] == level:
                kids[node] = nodes.kids[node]
        if variable is None:
            classes = _signatures(diagram, reference, values, codes)[here]
        else:
            class_of = np.array([variable.class_of[value] for value in values[variable.fact]])
            classes = class_of[codes[variable.fact][here]]
        at[here] = kids[at[here], classes]
    ranks = np.zeros(len(nodes), dtype=np.int8)
    for node in nodes.reachable(diagram.outcome):
        if not nodes.kids[node]:
            ranks[node] = sweep.RANKS.index(nodes.payload[node].value)
    found: NDArray[np.int8] = ranks[at]
    return found


def _signatures(
    diagram: Diagram, reference: Reference, values: Mapping[str, tuple[str, ...]], codes: Mapping[str, sweep.Codes]
) -> NDArray[np.int64]:
    facts = [fact for fact in ("destination", "licensor_state", "agreement_in_force") if fact in codes]
    number = np.zeros([len(values[fact]) for fact in facts], dtype=np.int64)
    for cell in np.ndindex(*number.shape):
        answers = {fact: values[fact][code] for fact, code in zip(facts, cell, strict=True)}
        (number[cell],) = diagram.space.finder.places(reference, DAY, answers).weights
    return number[tuple(codes[fact] for fact in facts)]
