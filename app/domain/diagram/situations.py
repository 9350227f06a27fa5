"""Situations as people would list them: facts that are applicable, with their values, and nothing about the others.

In a decision diagram a fact that is not applicable has a value that nothing looks at. To count situations, and to
describe sets of them by conditions on applicable facts only, each variable gets one more class, "absent", which a
consistent situation takes exactly where the fact is not applicable.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product
from math import prod
from typing import Any, NamedTuple, TypeAlias

from app.domain.diagram.compilation import EditionNodes
from app.domain.diagram.covering import Covering, Cube
from app.domain.diagram.nodes import LEAF_LEVEL, Nodes
from app.domain.diagram.space import Signature, Space
from app.domain.facts import SameState
from app.domain.reference import Reference

#: What is said of a state, or of what a table says of it, where the fact is not applicable.
_ABSENT: Signature = ("absent",)


class _Place(NamedTuple):
    """A class of the place: which states are there, and the signature (of stand-ins where they are not)."""

    present: tuple[bool, ...]
    signature: int
    ways: int
    says: Mapping[str, Signature]


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
        self._places = tuple(self._all_places())
        arities = (
            len(self._places) if variable is None else len(variable.classes) + 1 for variable in self._space.variables
        )
        self._nodes = Nodes(tuple(arities))
        self._covering = Covering(self._nodes)
        self._source_covering = Covering(self._source)
        self._known_reasons: dict[tuple[str, bool], tuple[Cube, ...]] = {}
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
        seen: set[_Piece] = set()
        left = nodes.both(self._consistent, self._carried_over(root))
        for cube in self._source_covering.between(root, root):
            at_place = dict(cube).get(self._space.place_level)
            elsewhere = {level: classes for level, classes in cube if level != self._space.place_level}
            boxes: Iterable[_Box] = ({},) if at_place is None else self._boxes(at_place)
            for box in boxes:
                for asked in self._speaking_of_applicable(_Asked(elsewhere, box), seen):
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
                for at, state in enumerate(space.states):
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

    def _all_places(self) -> Iterator[_Place]:
        space = self._space
        kinds = list(space.kinds_of_comparison(self._reference).values())
        for present in product((True, False), repeat=len(space.states)):
            ways_of: dict[int, int] = {}
            for chosen, ways in _choices(kinds, present):
                for number in space.signatures_of(chosen, present):
                    ways_of[number] = ways_of.get(number, 0) + ways
            merged: dict[tuple[tuple[str, Signature], ...], list[int]] = {}
            for number in ways_of:
                merged.setdefault(tuple(self._says(number, present).items()), []).append(number)
            for says, numbers in merged.items():
                yield _Place(present, numbers[0], sum(ways_of[number] for number in numbers), dict(says))

    def _says(self, number: int, present: tuple[bool, ...]) -> dict[str, Signature]:
        """What a signature says of each fact, those that are not there said to be absent."""
        space = self._space
        is_there = dict(zip(space.states, present, strict=True))
        says = {}
        for fact, said in space.by_fact(space.signatures[number]).items():
            derived = space.facts[fact].derived
            if derived is None:
                there = is_there[fact]
            elif isinstance(derived, SameState):
                there = is_there[derived.left] and is_there[derived.right]
            else:
                there = is_there[derived.of]
            says[fact] = said if there else _ABSENT
        return says

    # Conjunctions that only speak of applicable facts.

    def _speaking_of_applicable(self, asked: "_Asked", seen: "set[_Piece]") -> Iterator["_Asked"]:
        """What is asked, in pieces that ask nothing of a fact which may not be applicable; no piece twice.

        Where it is not applicable nothing looks at the fact, so there the condition on it can be left out.
        """
        piece = frozenset(asked.elsewhere.items()), frozenset(asked.box.items()), asked.left_out
        if piece in seen:
            return
        seen.add(piece)
        fact = self._doubtful_fact(asked)
        if fact is None:
            yield asked
            return
        for reason in self._reasons(fact, applies=True):
            yield from self._narrowed(asked, reason, seen)
        for reason in self._reasons(fact, applies=False):
            for rest in self._without(asked, fact):
                yield from self._narrowed(rest, reason, seen)

    def _without(self, asked: "_Asked", fact: str) -> Iterator["_Asked"]:
        """What is asked of everything but a fact that nothing looks at.

        What signatures say of one fact may follow from what they say of others (a destination is not the licensor, and
        the licensor is the United States): it then has to be asked of those instead.
        """
        if fact not in asked.box:
            level = self._space.level_of[fact]
            elsewhere = {other: classes for other, classes in asked.elsewhere.items() if other != level}
            yield asked._replace(elsewhere=elsewhere)
            return
        left_out = asked.left_out | {fact}
        kept = [other for other in self._every_said if other not in left_out]
        rest = [tuple(says[other] for other in kept) for says in self._said]
        wanted = {rest[number] for number in self._inside(asked.box)}
        for box in self._boxes(frozenset(number for number, says in enumerate(rest) if says in wanted), left_out):
            yield _Asked(asked.elsewhere, box, left_out)

    def _narrowed(self, asked: "_Asked", reason: Cube, seen: "set[_Piece]") -> Iterator["_Asked"]:
        """What is asked and the reason in one, again in pieces; nothing where they exclude each other."""
        elsewhere = dict(asked.elsewhere)
        boxes: Iterable[_Box] = (asked.box,)
        for level, classes in reason:
            if level == self._space.place_level:
                boxes = [box for box in (_both(asked.box, other) for other in self._boxes(classes)) if box is not None]
                continue
            elsewhere[level] = elsewhere.get(level, classes) & classes
            if not elsewhere[level]:
                return
        for box in boxes:
            yield from self._speaking_of_applicable(_Asked(elsewhere, box, asked.left_out), seen)

    def _doubtful_fact(self, asked: "_Asked") -> str | None:
        """The last fact, in order, that is asked about and not plainly applicable by what else is asked."""
        variables = self._space.variables
        facts = {variable.fact for level in asked.elsewhere if (variable := variables[level]) is not None} | set(
            asked.box
        )
        for fact in reversed(self._space.facts):
            if fact in facts and not any(self._follows(reason, asked) for reason in self._reasons(fact, applies=True)):
                return fact
        return None

    def _follows(self, reason: Cube, asked: "_Asked") -> bool:
        """Whether what is asked implies the reason."""
        return all(
            (level in asked.elsewhere and asked.elsewhere[level] <= classes)
            or (level == self._space.place_level and bool(asked.box) and self._inside(asked.box) <= classes)
            for level, classes in reason
        )

    def _reasons(self, fact: str, *, applies: bool) -> tuple[Cube, ...]:
        """Conjunctions under which the fact is applicable, or is not."""
        if (fact, applies) not in self._known_reasons:
            root = self._applies_in_source(fact)
            root = root if applies else self._source.negation(root)
            self._known_reasons[fact, applies] = self._source_covering.between(root, root)
        return self._known_reasons[fact, applies]

    def _applies_in_source(self, fact: str) -> int:
        result = self._source.false
        for conditions in self._conditions:
            if fact in conditions.edition.fact_by_id:
                result = self._source.either(result, conditions.applicable(fact))
        return result

    def _boxes(self, wanted: frozenset[int], left_out: frozenset[str] = frozenset()) -> Iterator["_Box"]:
        """Signatures as conjunctions over facts: each widened, fact by fact, as far as only wanted ones come in.

        Facts that are left out must make no difference to what is wanted.
        """
        left = set(wanted)
        while left:
            says = self._said[min(left)]
            box = {fact: frozenset((said,)) for fact, said in says.items() if fact not in left_out}
            for fact in tuple(box):
                for said in self._every_said[fact]:
                    wider = box | {fact: box[fact] | {said}}
                    if self._inside(wider) <= wanted:
                        box = wider
            left -= self._inside(box)
            yield {fact: said for fact, said in box.items() if said != self._every_said[fact]}

    def _inside(self, box: "_Box") -> frozenset[int]:
        return frozenset(
            number for number, says in enumerate(self._said) if all(says[fact] in said for fact, said in box.items())
        )

    @cached_property
    def _said(self) -> list[dict[str, Signature]]:
        return [self._space.by_fact(signature) for signature in self._space.signatures]

    @cached_property
    def _every_said(self) -> dict[str, frozenset[Signature]]:
        return {fact: frozenset(says[fact] for says in self._said) for fact in (self._said[0] if self._said else ())}

    def _source_cube(self, asked: "_Asked") -> Cube:
        levels = dict(asked.elsewhere)
        if asked.box:
            levels[self._space.place_level] = self._inside(asked.box)
        return tuple(sorted(levels.items()))

    def _cube_of(self, asked: "_Asked") -> Cube:
        """The conjunction in the store that knows "absent": what is asked about is there."""
        levels = dict(asked.elsewhere)
        if asked.box:
            levels[self._space.place_level] = frozenset(
                number
                for number, place in enumerate(self._places)
                if all(place.says[fact] in said for fact, said in asked.box.items())
            )
        return tuple(sorted(levels.items()))

    def _when(self, asked: "_Asked") -> dict[str, tuple[str, ...]]:
        space = self._space
        values: dict[str, tuple[str, ...]] = {}
        for level, classes in asked.elsewhere.items():
            variable = space.variables[level]
            if variable is not None:
                values[variable.fact] = tuple(value for number in sorted(classes) for value in variable.classes[number])
        for fact, said in asked.box.items():
            if fact in space.states:
                kinds = space.kinds_of_comparison(self._reference)
                values[fact] = tuple(
                    state for seen, states in kinds.items() if space.compared_of(fact, seen) in said for state in states
                )
            else:
                values[fact] = tuple(value for (value,) in sorted(said))
        return {fact: values[fact] for fact in space.facts if fact in values}


#: What is asked of states and of what is derived from them: for each fact what a signature may say of it.
_Box: TypeAlias = Mapping[str, frozenset[Signature]]


#: What is asked in a form that can be remembered.
_Piece: TypeAlias = tuple[
    frozenset[tuple[int, frozenset[int]]], frozenset[tuple[str, frozenset[Signature]]], frozenset[str]
]


class _Asked(NamedTuple):
    """A conjunction being taken to pieces: classes by level, and apart from them what is asked of the place.

    `left_out` are facts of the place that are not applicable wherever this is asked.
    """

    elsewhere: Mapping[int, frozenset[int]]
    box: _Box
    left_out: frozenset[str] = frozenset()


class _Leaf(NamedTuple):
    """A leaf of a diagram, in a situation that there is."""

    carries: Hashable


def _leaf_where(is_there: bool, carried: Hashable) -> _Leaf | None:
    return _Leaf(carried) if is_there else None


def _both(one: _Box, other: _Box) -> _Box | None:
    """Both boxes in one; None where they exclude each other."""
    box = {**one, **{fact: said & one.get(fact, said) for fact, said in other.items()}}
    return box if all(box.values()) else None


def _choices(kinds: list[list[str]], present: tuple[bool, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Choices of one state each that look different to conditions, with the number of choices that look the same.

    Within a kind it only matters which of the states are equal: they are named in the order of their first use. A state
    that is not there is stood in for by one that no other choice takes.
    """

    def extend(chosen: tuple[str, ...], ways: int) -> Iterator[tuple[tuple[str, ...], int]]:
        at = len(chosen)
        if at == len(present):
            yield chosen, ways
        elif not present[at]:
            yield from extend((*chosen, kinds[-1][-1]), ways)
        else:
            for kind in kinds:
                taken = (state for state, there in zip(chosen, present, strict=False) if there and state in kind)
                distinct = list(dict.fromkeys(taken))
                for state in distinct:
                    yield from extend((*chosen, state), ways)
                if len(distinct) < len(kind):
                    yield from extend((*chosen, kind[len(distinct)]), ways * (len(kind) - len(distinct)))

    yield from extend((), 1)
