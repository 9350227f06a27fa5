"""Situations as people would list them: facts that are applicable, with their values, and nothing about the others.

In a decision diagram a fact that is not applicable has a value that nothing looks at. To count situations, and to
describe sets of them by conditions on applicable facts only, each variable gets one more class, "absent", which a
consistent situation takes exactly where the fact is not applicable.
"""

from collections.abc import Hashable, Iterator, Mapping
from functools import cached_property
from math import prod
from typing import Any, NamedTuple

from app.domain.decision.diagram.applicable_pieces import ApplicablePieces, Asked
from app.domain.decision.diagram.compilation import EditionNodes
from app.domain.decision.diagram.covering import Covering, Cube
from app.domain.decision.diagram.nodes import LEAF_LEVEL, Nodes
from app.domain.decision.diagram.present_places import present_places
from app.domain.decision.diagram.space import Space
from app.domain.law.reference import Reference


class Conjunction(NamedTuple):
    """Situations in which each of these facts is applicable and has one of these values."""

    when: Mapping[str, tuple[str, ...]]
    cube: Cube


class Situations:
    """The situations of one or more editions; a fact is applicable if it is so in some of them."""

    def __init__(self, conditions: tuple[EditionNodes, ...], reference: Reference) -> None:
        self._conditions = conditions
        self._reference = reference
        self._space: Space = conditions[0].space
        self._source: Nodes = conditions[0].nodes
        self._places = tuple(present_places(self._space, reference))
        arities = (
            len(self._places) if variable is None else len(variable.classes) + 1 for variable in self._space.variables
        )
        self._nodes = Nodes(tuple(arities))
        self._covering = Covering(self._nodes)
        self._pieces = ApplicablePieces(conditions)
        self._carried: dict[int, int] = {}

    def count(self, cube: Cube = ()) -> int:
        """How many situations there are in a conjunction; in all, without one."""
        allowed = dict(cube)
        weights = [self._weights(level, allowed.get(level)) for level in range(len(self._space.variables))]
        sums = [sum(weight for _, weight in at_level) for at_level in weights]
        nodes = self._nodes
        memo: dict[int, int] = {}

        def visit(node: int, level: int) -> int:
            at = min(nodes.level[node], len(sums))
            free = 1
            for skipped in range(level, at):
                free *= sums[skipped]
            if nodes.level[node] == LEAF_LEVEL:
                return free if nodes.payload[node] else 0
            if node not in memo:
                kids = nodes.kids[node]
                memo[node] = sum(
                    weight * visit(kids[number], at + 1)
                    for number, weight in weights[at]
                    if kids[number] != nodes.false
                )
            return free * memo[node]

        return visit(self._consistent, 0)

    def counts(self, root: int) -> dict[Any, int]:
        """How many situations lead to each leaf of a diagram, by what the leaf carries."""
        nodes = self._nodes
        inside = nodes.combined(self._consistent, self._carried_over(root), _leaf_where)
        weights = [self._weights(level, None) for level in range(len(self._space.variables))]
        sums = [sum(weight for _, weight in at_level) for at_level in weights]
        memo: dict[int, dict[Any, int]] = {}

        def visit(node: int, level: int) -> dict[Any, int]:
            at = min(nodes.level[node], len(sums))
            if node not in memo:
                found: dict[Any, int] = {}
                memo[node] = found
                if at == len(sums):
                    found |= {nodes.payload[node].carries: 1} if nodes.payload[node] else {}
                else:
                    for number, weight in weights[at]:
                        for carried, ways in visit(nodes.kids[node][number], at + 1).items():
                            found[carried] = found.get(carried, 0) + weight * ways
            free = prod(sums[level:at])
            return {carried: free * ways for carried, ways in memo[node].items()}

        return visit(inside, 0)

    def conjunctions(self, root: int) -> Iterator[Conjunction]:
        """Conjunctions of which at least one holds exactly in the situations in which `root` is true."""
        nodes = self._nodes
        left = nodes.both(self._consistent, self._carried_over(root))
        for asked in self._pieces.of(root):
            whole = self._cube_of(asked)
            body = self._covering.node_of(whole)
            if nodes.both(left, body) != nodes.false:
                left = nodes.choose(body, nodes.false, left)
                yield Conjunction(self._when(asked), whole)

    def path_in(self, cube: Cube) -> dict[int, int]:
        """A situation of the conjunction as a path of the original diagram: level → class."""
        return self._path(self._covering.node_of(cube))

    def path_where(self, root: int) -> dict[int, int]:
        """The same for a situation in which `root` is true."""
        return self._path(self._carried_over(root))

    def _path(self, root: int) -> dict[int, int]:
        nodes = self._nodes
        path = nodes.path_to(nodes.both(self._consistent, root), bool) or {}
        found = {}
        for level, variable in enumerate(self._space.variables):
            number = path.get(level, 0)
            if variable is None:
                found[level] = self._places[number].signature
            elif number < len(variable.classes):
                found[level] = number
        return found

    # Which situations are consistent.

    @cached_property
    def _consistent(self) -> int:
        """Where "absent" is taken exactly by the facts that are not applicable."""
        nodes, space = self._nodes, self._space
        result = nodes.true
        for level in reversed(range(len(space.variables))):
            variable = space.variables[level]
            if variable is not None:
                present = tuple(range(len(variable.classes)))
                result = nodes.both(result, self._same(self._applies(variable.fact), self._one_of(level, present)))
            else:
                for at, state in enumerate(space.signatures.states):
                    there = tuple(number for number, place in enumerate(self._places) if place.present[at])
                    result = nodes.both(result, self._same(self._applies(state), self._one_of(level, there)))
        return result

    def _one_of(self, level: int, classes: tuple[int, ...]) -> int:
        nodes = self._nodes
        kids = (nodes.true if number in classes else nodes.false for number in range(nodes.arities[level]))
        return nodes.inner(level, tuple(kids))

    def _same(self, left: int, right: int) -> int:
        return self._nodes.choose(left, right, self._nodes.negation(right))

    def _applies(self, fact_id: str) -> int:
        result = self._nodes.false
        for conditions in self._conditions:
            if fact_id in conditions.edition.fact_by_id:
                result = self._nodes.either(result, self._carried_over(conditions.applicable(fact_id)))
        return result

    def _carried_over(self, root: int) -> int:
        """A diagram with the additional classes. Nothing looks at the value of a fact that is not applicable, so where
        "absent" leads makes no difference in a consistent situation."""
        memo = self._carried

        def visit(node: int) -> int:
            found = memo.get(node)
            if found is None:
                level = self._source.level[node]
                if level == LEAF_LEVEL:
                    found = self._nodes.leaf(self._source.payload[node])
                else:
                    kids = [visit(kid) for kid in self._source.kids[node]]
                    if level == self._space.place_level:
                        kids = [kids[place.signature] for place in self._places]
                    else:
                        kids.append(kids[0])
                    found = self._nodes.inner(level, tuple(kids))
                memo[node] = found
            return found

        return visit(root)

    def _weights(self, level: int, allowed: frozenset[int] | None) -> list[tuple[int, int]]:
        variable = self._space.variables[level]
        if variable is None:
            weights = [(number, place.ways) for number, place in enumerate(self._places)]
        else:
            weights = [(number, len(group)) for number, group in enumerate(variable.classes)]
            weights.append((len(variable.classes), 1))
        return [(number, weight) for number, weight in weights if allowed is None or number in allowed]

    def _cube_of(self, asked: Asked) -> Cube:
        """The conjunction in the store that knows "absent": what is asked about is there."""
        levels = dict(asked.elsewhere)
        if asked.box:
            levels[self._space.place_level] = frozenset(
                number
                for number, place in enumerate(self._places)
                if all(place.says[fact] in said for fact, said in asked.box.items())
            )
        return tuple(sorted(levels.items()))

    def _when(self, asked: Asked) -> dict[str, tuple[str, ...]]:
        space = self._space
        values: dict[str, tuple[str, ...]] = {}
        for level, classes in asked.elsewhere.items():
            variable = space.variables[level]
            if variable is not None:
                values[variable.fact] = tuple(value for number in sorted(classes) for value in variable.classes[number])
        for fact, said in asked.box.items():
            if space.facts[fact].is_country:
                kinds = space.finder.kinds_of_comparison(self._reference)
                part = space.signatures.part_of[fact]
                values[fact] = tuple(state for seen, states in kinds.items() if seen[part] in said for state in states)
            else:
                values[fact] = tuple(value for (value,) in sorted(said))
        return {fact: values[fact] for fact in space.facts if fact in values}


class _Leaf(NamedTuple):
    """A leaf of a diagram, in a situation that there is."""

    carries: Hashable


def _leaf_where(is_there: bool, carried: Hashable) -> _Leaf | None:
    return _Leaf(carried) if is_there else None
