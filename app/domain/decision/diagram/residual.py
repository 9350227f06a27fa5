"""What is left of a diagram once some facts are known: the situations still possible, and what still matters."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.domain.decision.diagram.nodes import LEAF_LEVEL, Nodes
from app.domain.decision.diagram.places import Places
from app.domain.decision.diagram.space import Space
from app.domain.law.facts import Answers
from app.domain.law.reference import Reference


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
        """The payloads of the leaves, each once: all can still be reached."""
        return list(self.payloads.values())

    def matters(self, fact_id: str) -> bool:
        """Whether two situations that differ only in this fact differ in what they come to."""
        nodes = self.nodes_at.get(self.space.level_of[fact_id], ())
        groups = self.places.alternatives.get(fact_id)
        if groups is None or not nodes:
            return bool(nodes)
        return any(len({self.kids[node][number] for number in group}) > 1 for node in nodes for group in groups)


class Restriction:
    """What answers and date leave possible: one class at the level of each answered fact, some signatures at the place.

    Answers to facts that the space doesn't know are ignored.
    """

    def __init__(self, space: Space, nodes: Nodes, reference: Reference, on: date, answers: Answers) -> None:
        self._space = space
        self._nodes = nodes
        self._places = space.finder.places(reference, on, answers)
        self._chosen = chosen_classes(space, answers)

    def leaves(self, root: int) -> Iterator[Any]:
        """What the leaves below `root` carry that can still be reached."""
        level, payload = self._nodes.level, self._nodes.payload
        return (payload[node] for node in self._reached(root) if level[node] == LEAF_LEVEL)

    def residual(self, root: int) -> Residual:
        """The diagram from `root` down, restricted to what is possible."""
        nodes, chosen, place_level = self._nodes, self._chosen, self._space.place_level
        possible = sorted(self._places.weights)
        levels: list[int] = []
        kids: list[tuple[int, ...]] = []
        payloads: dict[int, Any] = {}
        unique: dict[tuple[int, tuple[int, ...]], int] = {}
        now: dict[int, int] = {}
        for node in sorted(self._reached(root)):  # a node is made after its children
            level, below = nodes.level[node], nodes.kids[node]
            if level == LEAF_LEVEL:
                payloads[len(levels)] = nodes.payload[node]
                now[node] = _new(level, (), levels, kids)
            elif level in chosen:
                now[node] = now[below[chosen[level]]]
            elif level == place_level:
                inner = [now[below[possible[0]]]] * len(below)
                for number in possible:
                    inner[number] = now[below[number]]
                now[node] = _shared(level, tuple(inner), levels, kids, unique)
            else:
                now[node] = _shared(level, tuple([now[kid] for kid in below]), levels, kids, unique)
        return Residual(self._space, self._places, levels, kids, payloads)

    def _reached(self, root: int) -> Iterator[int]:
        """The nodes on paths from `root` that are still possible."""
        nodes, chosen, place_level, possible = self._nodes, self._chosen, self._space.place_level, self._places.weights
        reached: set[int] = set()
        ahead = [root]
        while ahead:
            node = ahead.pop()
            if node not in reached:
                reached.add(node)
                yield node
                level, below = nodes.level[node], nodes.kids[node]
                if level in chosen:
                    ahead.append(below[chosen[level]])
                elif level == place_level:
                    ahead += [below[number] for number in possible]
                else:
                    ahead += below


def chosen_classes(space: Space, answers: Answers) -> dict[int, int]:
    """Level → class, for each answered fact that has a variable of its own."""
    chosen = {}
    for fact, value in answers.items():
        level = space.level_of.get(fact)
        variable = None if level is None else space.variables[level]
        if level is not None and variable is not None:
            chosen[level] = variable.class_of[value]
    return chosen


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
        found = unique[level, new] = _new(level, new, levels, kids)
    return found


def _new(level: int, new: tuple[int, ...], levels: list[int], kids: list[tuple[int, ...]]) -> int:
    levels.append(level)
    kids.append(new)
    return len(levels) - 1
