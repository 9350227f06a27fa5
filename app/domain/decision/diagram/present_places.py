"""As `places.py`, but where a fact that names a country may not apply: what counting needs.

A fact that names a state may not be applicable; then there is no such state, and what is derived from it is not
applicable either.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from app.domain.decision.diagram.signatures import Signature
from app.domain.decision.diagram.space import Space
from app.domain.law.facts import Fact, TableLookup
from app.domain.law.reference import Reference

#: What is said of a state, or of what a table says of it, where the fact is not applicable.
_ABSENT: Signature = ("absent",)


class PresentPlace(NamedTuple):
    """Which states are there, and the signature (of stand-ins where they are not); `ways` is how many choices of states
    come to this."""

    present: tuple[bool, ...]
    signature: int
    ways: int
    says: Mapping[str, Signature]


def present_places(space: Space, reference: Reference) -> Iterator[PresentPlace]:
    """Every class of the place: each choice of the states that are there, with each signature that they can have."""
    signatures = space.signatures
    kinds = list(space.finder.kinds_of_comparison(reference).values())
    for present in product((True, False), repeat=len(signatures.states)):
        is_there = dict(zip(signatures.states, present, strict=True))

        def said(fact: Fact, table: TableLookup, is_there: Mapping[str, bool] = is_there) -> tuple[str, ...]:
            return fact.values if is_there[table.of] else fact.values[:1]

        ways_of: dict[int, int] = {}
        for chosen, ways in _choices(kinds, present):
            for signature in signatures.seen(chosen, said):
                number = signatures.number_of[signature]
                ways_of[number] = ways_of.get(number, 0) + ways
        merged: dict[tuple[tuple[str, Signature], ...], list[int]] = {}
        for number in ways_of:
            merged.setdefault(tuple(_says(space, signatures[number], is_there).items()), []).append(number)
        for says, numbers in merged.items():
            yield PresentPlace(present, numbers[0], sum(ways_of[number] for number in numbers), dict(says))


def _says(space: Space, signature: Signature, is_there: Mapping[str, bool]) -> dict[str, Signature]:
    """Fact → its part of a signature, or `_ABSENT` where a state that it rests on is not there."""
    says = {}
    for fact, said in space.signatures.by_fact(signature).items():
        bases = space.facts[fact].bases or (fact,)
        says[fact] = said if all(is_there[base] for base in bases) else _ABSENT
    return says


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
