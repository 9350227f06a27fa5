"""Cover a boolean diagram with conjunctions: few, short, together exactly the whole."""

from typing import TypeAlias

from app.domain.decision.diagram.nodes import Nodes

#: A conjunction: for each level that it restricts, the classes that it lets through; levels in order.
Cube: TypeAlias = tuple[tuple[int, frozenset[int]], ...]


class Covering:
    """Covers of diagrams in one store, with what was found kept."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._found: dict[tuple[int, int], tuple[tuple[Cube, ...], int]] = {}

    def between(self, lower: int, upper: int) -> tuple[Cube, ...]:
        """Conjunctions that together cover all of `lower` and nothing outside `upper`."""
        return self._between(lower, upper)[0]

    def node_of(self, cube: Cube) -> int:
        """The boolean diagram of a conjunction."""
        nodes = self._nodes
        result = nodes.true
        for level, classes in reversed(cube):
            kids = (result if number in classes else nodes.false for number in range(nodes.arities[level]))
            result = nodes.inner(level, tuple(kids))
        return result

    def _between(self, lower: int, upper: int) -> tuple[tuple[Cube, ...], int]:
        """Cubes that cover all of `lower` and nothing outside `upper`, and what they cover together.

        First the cubes that need not look at the uppermost variable, then, class by class, what they left over; each
        of those is widened to every class in which all of it is allowed.
        """
        nodes = self._nodes
        if lower == nodes.false:
            return (), nodes.false
        if upper == nodes.true:
            return ((),), nodes.true
        key = (lower, upper)
        if key not in self._found:
            self._found[key] = self._split(lower, upper, min(nodes.level[lower], nodes.level[upper]))
        return self._found[key]

    def _split(self, lower: int, upper: int, level: int) -> tuple[tuple[Cube, ...], int]:
        nodes = self._nodes
        wanted, allowed = list(nodes.at(lower, level)), nodes.at(upper, level)
        everywhere = nodes.true
        for kid in dict.fromkeys(allowed):
            everywhere = nodes.both(everywhere, kid)
        anywhere = nodes.false
        for kid in dict.fromkeys(wanted):
            anywhere = nodes.either(anywhere, nodes.both(kid, everywhere))
        cubes, covered = self._between(anywhere, everywhere)
        found = list(cubes)
        wanted = [self._minus(kid, covered) for kid in wanted]
        for number in range(len(wanted)):
            for cube in self._between(wanted[number], allowed[number])[0]:
                body = self.node_of(cube)
                if nodes.both(body, wanted[number]) == nodes.false:
                    continue
                classes = frozenset(other for other, kid in enumerate(allowed) if self._minus(body, kid) == nodes.false)
                wider = ((level, classes), *cube)
                found.append(wider)
                covered = nodes.either(covered, self.node_of(wider))
                for other in classes:
                    wanted[other] = self._minus(wanted[other], body)
        return tuple(found), covered

    def _minus(self, left: int, right: int) -> int:
        return self._nodes.choose(right, self._nodes.false, left)
