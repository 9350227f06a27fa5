"""Multi-valued decision diagrams: shared, reduced, ordered by level.

A node is a number. An inner node stands at a level (a variable) and has one child for each class of values of that
variable; a leaf carries what it stands for. Equal nodes are one node, and a node whose children are all the same is
left out, so two diagrams say the same exactly when they are the same number.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

from app.domain.errors import Mendable

LEAF_LEVEL = 1_000_000
#: A hundred times what one of the program's editions needs; a diagram beyond it would take the machine's memory.
MOST_NODES = 300_000
#: Two editions laid over each other need far more; this much takes about a gigabyte.
MOST_NODES_OF_TWO = 2_000_000


class Nodes:
    """A store of nodes over variables with `arities[level]` classes each."""

    def __init__(self, arities: tuple[int, ...], most: int = MOST_NODES) -> None:
        """`most` is how many nodes there may be; one more is refused with `Mendable`."""
        self.arities = arities
        self._most = most
        self.level: list[int] = []
        self.kids: list[tuple[int, ...]] = []
        self.payload: dict[int, Any] = {}
        self._inner: dict[tuple[int, tuple[int, ...]], int] = {}
        self._leaves: dict[tuple[type, Hashable], int] = {}
        self._chosen: dict[tuple[int, int, int], int] = {}
        self.false = self.leaf(False)
        self.true = self.leaf(True)

    def __len__(self) -> int:
        return len(self.level)

    def leaf(self, payload: Hashable) -> int:
        """The leaf that carries `payload`."""
        key = (type(payload), payload)
        node = self._leaves.get(key)
        if node is None:
            node = self._leaves[key] = self._new(LEAF_LEVEL, ())
            self.payload[node] = payload
        return node

    def inner(self, level: int, kids: tuple[int, ...]) -> int:
        """The node at `level` with these children; the child itself where they are all the same."""
        first = kids[0]
        if kids.count(first) == len(kids):
            return first
        key = (level, kids)
        node = self._inner.get(key)
        if node is None:
            node = self._inner[key] = self._new(level, kids)
        return node

    def _new(self, level: int, kids: tuple[int, ...]) -> int:
        if len(self.level) >= self._most:
            raise Mendable(
                "The rules branch too far: in all their combinations they make more than {limit} situations to tell "
                "apart. Let conditions look at fewer facts at once.",
                limit=self._most,
            )
        self.level.append(level)
        self.kids.append(kids)
        return len(self.level) - 1

    def at(self, node: int, level: int) -> tuple[int, ...]:
        """The children of `node` seen from `level`, at or above it: the node itself, repeated, if it stands lower."""
        return self.kids[node] if self.level[node] == level else (node,) * self.arities[level]

    def choose(self, condition: int, then: int, otherwise: int) -> int:
        """`then` where the boolean diagram `condition` is true, `otherwise` elsewhere."""
        if condition == self.true or then == otherwise:
            return then
        if condition == self.false:
            return otherwise
        key = (condition, then, otherwise)
        found = self._chosen.get(key)
        if found is None:
            level = min(self.level[condition], self.level[then], self.level[otherwise])
            triples = zip(self.at(condition, level), self.at(then, level), self.at(otherwise, level), strict=True)
            found = self._chosen[key] = self.inner(level, tuple([self.choose(*triple) for triple in triples]))
        return found

    def both(self, left: int, right: int) -> int:
        """Boolean "and"."""
        return self.choose(left, right, self.false)

    def either(self, left: int, right: int) -> int:
        """Boolean "or"."""
        return self.choose(left, self.true, right)

    def negation(self, node: int) -> int:
        """Boolean "not"."""
        return self.choose(node, self.false, self.true)

    def combined(self, left: int, right: int, merge: Callable[[Any, Any], Hashable]) -> int:
        """The diagram whose leaves are `merge` of the leaves of both."""
        memo: dict[tuple[int, int], int] = {}

        def visit(a: int, b: int) -> int:
            key = (a, b)
            found = memo.get(key)
            if found is None:
                level = min(self.level[a], self.level[b])
                if level == LEAF_LEVEL:
                    found = self.leaf(merge(self.payload[a], self.payload[b]))
                else:
                    pairs = zip(self.at(a, level), self.at(b, level), strict=True)
                    found = self.inner(level, tuple([visit(*pair) for pair in pairs]))
                memo[key] = found
            return found

        return visit(left, right)

    def mapped(self, root: int, change: Callable[[Any], Hashable]) -> int:
        """The diagram with every leaf's payload changed."""
        return self._rebuilt(
            root, lambda node, _: self.leaf(change(self.payload[node])) if self.level[node] == LEAF_LEVEL else None
        )

    def reachable(self, root: int) -> list[int]:
        """Every node below `root` and itself, parents before children."""
        seen: dict[int, None] = {}

        def visit(node: int) -> None:
            if node not in seen:
                for kid in self.kids[node]:
                    visit(kid)
                seen[node] = None

        visit(root)
        return list(reversed(seen))

    def leaves(self, root: int) -> list[Any]:
        """What the leaves below `root` carry."""
        return [self.payload[node] for node in self.reachable(root) if self.level[node] == LEAF_LEVEL]

    def path_to(self, root: int, accept: Callable[[Any], bool]) -> dict[int, int] | None:
        """A path from `root` to a leaf that `accept` takes: level → class. None if there is none."""
        dead: set[int] = set()

        def visit(node: int) -> dict[int, int] | None:
            if node in dead:
                return None
            if self.level[node] == LEAF_LEVEL:
                if accept(self.payload[node]):
                    return {}
            else:
                for number, kid in enumerate(self.kids[node]):
                    rest = visit(kid)
                    if rest is not None:
                        return {self.level[node]: number, **rest}
            dead.add(node)
            return None

        return visit(root)

    def paths(self, root: int) -> Iterator[tuple[dict[int, int], Any]]:
        """Every path with the payload at its end."""
        if self.level[root] == LEAF_LEVEL:
            yield {}, self.payload[root]
            return
        for number, kid in enumerate(self.kids[root]):
            for rest, payload in self.paths(kid):
                yield {self.level[root]: number, **rest}, payload

    def restricted(self, root: int, fixed: Mapping[int, int]) -> int:
        """The diagram with the variables at these levels fixed to one class each."""

        def taken(node: int, rebuilt: Callable[[int], int]) -> int | None:
            at = fixed.get(self.level[node])
            return None if at is None else rebuilt(self.kids[node][at])

        return self._rebuilt(root, taken)

    def permuted(self, root: int, level: int, source: tuple[int, ...]) -> int:
        """The diagram in which, at `level`, each class leads where class `source[class]` led."""

        def moved(node: int, _: Callable[[int], int]) -> int | None:
            kids = self.kids[node]
            return self.inner(level, tuple([kids[number] for number in source])) if self.level[node] == level else None

        return self._rebuilt(root, moved)

    def _rebuilt(self, root: int, replaced: Callable[[int, Callable[[int], int]], int | None]) -> int:
        """The diagram with each node for which `replaced` gives another in its place.

        `replaced` may ask what becomes of a node below. Where it gives None, the node is kept, on what its kids become.
        """
        memo: dict[int, int] = {}

        def visit(node: int) -> int:
            found = memo.get(node)
            if found is None:
                found = replaced(node, visit)
                if found is None:
                    kids = tuple([visit(kid) for kid in self.kids[node]])
                    found = self.inner(self.level[node], kids) if kids else node
                memo[node] = found
            return found

        return visit(root)
