"""What is left of a diagram once some facts are known: the situations still possible, and what still matters."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.diagram.nodes import LEAF_LEVEL, Nodes
from app.domain.diagram.space import Places, Space
from app.domain.facts import Answers
from app.domain.reference import Reference


class Residual:
    """A diagram restricted to what is known, reduced again. Nodes are numbered children first; the root is the last."""

    def __init__(
        self,
        space: Space,
        places: Places,
        levels: list[int],
        kids: list[tuple[int, ...]],
        payloads: dict[int, Any],
    ) -> None:
        self.space = space
        self.places = places
        self.levels = levels
        self.kids = kids
        self.payloads = payloads
        self.nodes_at: dict[int, list[int]] = {}
        for node, level in enumerate(levels):
            self.nodes_at.setdefault(level, []).append(node)

    @property
    def root(self) -> int:
        """The number of the root."""
        return len(self.levels) - 1

    @property
    def leaves(self) -> list[Any]:
        """What the leaves that can still be reached carry."""
        return list(self.payloads.values())

    def matters(self, fact_id: str) -> bool:
        """Whether two situations that differ only in this fact differ in what they come to."""
        nodes = self.nodes_at.get(self.space.level_of[fact_id], ())
        groups = self.places.alternatives.get(fact_id)
        if groups is None or not nodes:
            return bool(nodes)
        return any(len({self.kids[node][number] for number in group}) > 1 for node in nodes for group in groups)


def residual(space: Space, nodes: Nodes, root: int, reference: Reference, on: date, answers: Answers) -> Residual:
    """`root` restricted to the answers, on this date. Answers to facts that the space doesn't know are ignored."""
    places = space.places(reference, on, answers)
    chosen = chosen_classes(space, answers)
    possible = tuple(sorted(places.weights))
    return _restricted(space, nodes, root, chosen, possible, places)


def chosen_classes(space: Space, answers: Answers) -> dict[int, int]:
    """Level → class, for each answered fact that has a variable of its own."""
    chosen = {}
    for level, variable in enumerate(space.variables):
        if variable is not None:
            value = answers.get(variable.fact)
            if value is not None:
                chosen[level] = variable.class_of[value]
    return chosen


def _restricted(
    space: Space, nodes: Nodes, root: int, chosen: Mapping[int, int], possible: tuple[int, ...], places: Places
) -> Residual:
    source_levels, source_kids = nodes.level, nodes.kids
    place_level, first = space.place_level, possible[0]
    levels: list[int] = []
    kids: list[tuple[int, ...]] = []
    payloads: dict[int, Any] = {}
    unique: dict[tuple[int, tuple[int, ...]], int] = {}
    memo: dict[int, int] = {}

    def visit(node: int) -> int:
        found = memo.get(node)
        if found is not None:
            return found
        level = source_levels[node]
        if level == LEAF_LEVEL:
            found = len(levels)
            levels.append(level)
            kids.append(())
            payloads[found] = nodes.payload[node]
        elif level in chosen:
            found = visit(source_kids[node][chosen[level]])
        else:
            below = source_kids[node]
            if level == place_level:
                lowest = visit(below[first])
                inner = [lowest] * len(below)
                for number in possible:
                    inner[number] = visit(below[number])
                new = tuple(inner)
            else:
                new = tuple([visit(kid) for kid in below])
            found = _shared(level, new, levels, kids, unique)
        memo[node] = found
        return found

    visit(root)
    return Residual(space, places, levels, kids, payloads)


def _shared(
    level: int,
    new: tuple[int, ...],
    levels: list[int],
    kids: list[tuple[int, ...]],
    unique: dict[tuple[int, tuple[int, ...]], int],
) -> int:
    first = new[0]
    if new.count(first) == len(new):
        return first
    found = unique.get((level, new))
    if found is None:
        found = unique[level, new] = len(levels)
        levels.append(level)
        kids.append(new)
    return found
