"""Counts situations by walking through what applies, with nothing of the program: to check its counts against."""

from collections.abc import Iterator, Mapping, Sequence
from graphlib import TopologicalSorter
from typing import TypeAlias

from tests.oracles import by_hand
from tests.oracles.by_hand import Facts, Question

When: TypeAlias = Mapping[str, Sequence[str]]
#: The facts that apply in either edition.
_Both: TypeAlias = tuple[dict[str, str], dict[str, str]]
_DESTINATION, _LICENSOR = "destination", "licensor_state"
_SAME, _AGREEMENT = "destination_is_licensor", "agreement_in_force"


class Counting:
    """The situations of two editions together: a fact is there where either has it and it applies."""

    def __init__(self, a: str, b: str, states: Sequence[str]) -> None:
        self._states = tuple(states)
        self._rows: dict[str, list[tuple[int, Question]]] = {}
        for side, edition in enumerate((a, b)):
            for row in by_hand.QUESTIONS[edition]:
                self._rows.setdefault(row.id, []).append((side, row))
        graph = {fact: {parent for _, row in rows for parent in row.parents} for fact, rows in self._rows.items()}
        self._order = tuple(TopologicalSorter(graph).static_order())
        self._parents = {parent for parents in graph.values() for parent in parents}
        self._agreements = len(by_hand.AGREEMENT_VALUES) if {a, b} & {by_hand.E2024, by_hand.E2026} else 1

    def count(self, when: When) -> int:
        """How many situations there are in which each fact of `when` applies and has one of its values."""
        return sum(self._walk(0, ({}, {}), when))

    def _walk(self, at: int, facts: _Both, when: When) -> Iterator[int]:
        """The number of situations of each branch; only facts on which another depends are told apart."""
        factor = 1
        while at < len(self._order):
            fact = self._order[at]
            at += 1
            sides = [side for side, row in self._rows[fact] if row.applies(facts[side])]
            if not sides:
                if fact in when:
                    return
                continue
            values = self._rows[fact][0][1].values or self._states
            allowed = [value for value in values if value in when.get(fact, values)]
            if fact in (_DESTINATION, _LICENSOR):
                facts = _with(facts, sides, fact, "?")
            elif fact in self._parents:
                for value, ways in _alike(fact, allowed):
                    for number in self._walk(at, _with(facts, sides, fact, value), when):
                        yield factor * ways * number
                return
            else:
                factor *= len(allowed)
        yield factor * self._places(facts[0] | facts[1], when)

    def _places(self, facts: Facts, when: When) -> int:
        """How many choices of states there are, and of what is said of them."""
        if _DESTINATION not in facts:
            return 0 if {_AGREEMENT, _SAME} & set(when) else 1
        agreements = len(when[_AGREEMENT]) if _AGREEMENT in when else self._agreements
        destinations = set(when.get(_DESTINATION, self._states))
        if _LICENSOR not in facts:
            return 0 if _SAME in when else agreements * len(destinations)
        licensors = set(when.get(_LICENSOR, self._states))
        same = len(destinations & licensors)
        other = len(destinations) * len(licensors) - same
        said = when.get(_SAME, by_hand.YES_NO)
        return agreements * (("yes" in said) * same + ("no" in said) * other)


def _with(facts: _Both, sides: Sequence[int], fact: str, value: str) -> _Both:
    a, b = (known | {fact: value} if side in sides else known for side, known in enumerate(facts))
    return a, b


def _alike(fact: str, values: Sequence[str]) -> list[tuple[str, int]]:
    """Values to be told apart, each with how many it stands for: it only matters whether there is a heading."""
    if fact != "item_heading":
        return [(value, 1) for value in values]
    listed = [value for value in values if value != "none"]
    return [("none", 1)] * ("none" in values) + ([(listed[0], len(listed))] if listed else [])
