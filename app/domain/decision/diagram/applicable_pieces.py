"""Conjunctions that a person can read: each speaks only of facts that apply in it.

Where a fact is not applicable nothing looks at it, so there the condition on it can be left out; and what signatures
say of the states is put as conditions on single facts ("boxes").
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, TypeAlias

from app.domain.decision.diagram.compilation import EditionNodes
from app.domain.decision.diagram.covering import Covering, Cube
from app.domain.decision.diagram.signatures import Signature

#: What is asked of states and of what is derived from them: for each fact what a signature may say of it.
Box: TypeAlias = Mapping[str, frozenset[Signature]]


#: What is asked in a form that can be remembered.
_Piece: TypeAlias = tuple[
    frozenset[tuple[int, frozenset[int]]], frozenset[tuple[str, frozenset[Signature]]], frozenset[str]
]


class Asked(NamedTuple):
    """A conjunction being taken to pieces: classes by level, and apart from them what is asked of the place.

    `left_out` are facts of the place that are not applicable wherever this is asked.
    """

    elsewhere: Mapping[int, frozenset[int]]
    box: Box
    left_out: frozenset[str] = frozenset()


class ApplicablePieces:
    """Takes the conjunctions of one diagram to pieces; no piece comes twice."""

    def __init__(self, conditions: tuple[EditionNodes, ...]) -> None:
        self._conditions = conditions
        self._space = conditions[0].space
        self._source = conditions[0].nodes
        self._covering = Covering(self._source)
        self._known_reasons: dict[tuple[str, bool], tuple[Cube, ...]] = {}

    def of(self, root: int) -> Iterator[Asked]:
        """Pieces of which at least one holds exactly where `root` is true, in every situation that there is."""
        seen: set[_Piece] = set()
        for cube in self._covering.between(root, root):
            at_place = dict(cube).get(self._space.place_level)
            elsewhere = {level: classes for level, classes in cube if level != self._space.place_level}
            boxes: Iterable[Box] = ({},) if at_place is None else self._boxes(at_place)
            for box in boxes:
                yield from self._speaking_of_applicable(Asked(elsewhere, box), seen)

    def _speaking_of_applicable(self, asked: Asked, seen: set[_Piece]) -> Iterator[Asked]:
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

    def _without(self, asked: Asked, fact: str) -> Iterator[Asked]:
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
            yield Asked(asked.elsewhere, box, left_out)

    def _narrowed(self, asked: Asked, reason: Cube, seen: set[_Piece]) -> Iterator[Asked]:
        """What is asked and the reason in one, again in pieces; nothing where they exclude each other."""
        elsewhere = dict(asked.elsewhere)
        boxes: Iterable[Box] = (asked.box,)
        for level, classes in reason:
            if level == self._space.place_level:
                boxes = [box for box in (_both(asked.box, other) for other in self._boxes(classes)) if box is not None]
                continue
            elsewhere[level] = elsewhere.get(level, classes) & classes
            if not elsewhere[level]:
                return
        for box in boxes:
            yield from self._speaking_of_applicable(Asked(elsewhere, box, asked.left_out), seen)

    def _doubtful_fact(self, asked: Asked) -> str | None:
        """The last fact, in order, that is asked about and not plainly applicable by what else is asked."""
        variables = self._space.variables
        facts = {variable.fact for level in asked.elsewhere if (variable := variables[level]) is not None} | set(
            asked.box
        )
        for fact in reversed(self._space.facts):
            if fact in facts and not any(self._follows(reason, asked) for reason in self._reasons(fact, applies=True)):
                return fact
        return None

    def _follows(self, reason: Cube, asked: Asked) -> bool:
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
            self._known_reasons[fact, applies] = self._covering.between(root, root)
        return self._known_reasons[fact, applies]

    def _applies_in_source(self, fact: str) -> int:
        result = self._source.false
        for conditions in self._conditions:
            if fact in conditions.edition.fact_by_id:
                result = self._source.either(result, conditions.applicable(fact))
        return result

    def _boxes(self, wanted: frozenset[int], left_out: frozenset[str] = frozenset()) -> Iterator[Box]:
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

    def _inside(self, box: Box) -> frozenset[int]:
        return frozenset(
            number for number, says in enumerate(self._said) if all(says[fact] in said for fact, said in box.items())
        )

    @cached_property
    def _said(self) -> list[dict[str, Signature]]:
        return [self._space.signatures.by_fact(signature) for signature in self._space.signatures]

    @cached_property
    def _every_said(self) -> dict[str, frozenset[Signature]]:
        return {fact: frozenset(says[fact] for says in self._said) for fact in (self._said[0] if self._said else ())}


def _both(one: Box, other: Box) -> Box | None:
    """Both boxes in one; None where they exclude each other."""
    box = {**one, **{fact: said & one.get(fact, said) for fact, said in other.items()}}
    return box if all(box.values()) else None
