"""Two editions compared as wholes: complete, exact, counted, with examples that show what they are examples of."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from random import Random
from typing import NamedTuple

import pytest

from app.domain.decision.comparison import Comparison, Group
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import PARTS
from app.domain.law.reference import Reference
from app.storage.law.register_shelf import RegisterShelf
from tests.builders import the_shelf
from tests.conftest import HowMany
from tests.oracles import by_hand
from tests.oracles.by_hand import E2014, E2022, E2023, E2024, E2026, EDITIONS
from tests.oracles.counting import Counting
from tests.oracles.random_cases import Cases

PAIRS = ((E2014, E2022), (E2022, E2023), (E2023, E2024), (E2024, E2026))

AGREEMENT = "agreement_in_force"

#: What an edition says of a situation, each part by itself.
Said = tuple[object, ...]


@cache
def compared(a: str, b: str) -> Comparison:
    shelf = the_shelf()
    return Comparison(shelf.compiled(a), shelf.compiled(b), shelf.reference())


@cache
def groups(a: str, b: str) -> tuple[Group, ...]:
    return tuple(compared(a, b).groups())


def said(edition: str, facts: Mapping[str, str]) -> Said:
    """What complete facts come to under an edition, by hand."""
    explained = by_hand.explain(edition, facts)
    decision = explained.decision
    steps = tuple((step, by_hand.sign_off(step, decision.outcome)) for step in decision.approvals)
    commitments = ({(item, True) for item in decision.binding}, {(item, False) for item in explained.recommended})
    return decision.outcome, steps, decision.notices, commitments


class Sampled(NamedTuple):
    """A situation: its facts under either edition, and what follows from them."""

    a: dict[str, str]
    b: dict[str, str]

    @property
    def whole(self) -> dict[str, str]:
        """All facts that apply in either, with what is derived from them."""
        whole = self.a | self.b
        if "licensor_state" in whole:
            whole["destination_is_licensor"] = "yes" if whole["destination"] == whole["licensor_state"] else "no"
        return whole


def sampled(a: str, b: str, number: int, seed: int) -> Iterator[Sampled]:
    """Random situations of two editions, half of them bent from such as get far."""
    cases, shelf = Cases(seed), the_shelf()
    states = tuple(shelf.reference().countries)
    draw = cases.random
    for _ in range(number):
        case, other = cases.complete(a), cases.complete(b)
        any_value = {fact: draw.choice(values or states) for fact, values in by_hand.VOCABULARY.items()}
        first, second = draw.sample((case.answers, other.answers), 2)
        answers = any_value | first | second
        yield Sampled(by_hand.complete(a, case.on, answers), by_hand.complete(b, case.on, answers))


class Matching:
    """Finds the groups that a situation matches, all at once: a bit for each group."""

    def __init__(self, found: tuple[Group, ...]) -> None:
        self._found = found
        self._every = (1 << len(found)) - 1
        self._asking: dict[str, int] = {}
        self._letting: dict[tuple[str, str], int] = {}
        for number, group in enumerate(found):
            for fact, values in group.when.items():
                self._asking[fact] = self._asking.get(fact, 0) | 1 << number
                for value in values:
                    self._letting[fact, value] = self._letting.get((fact, value), 0) | 1 << number

    def of(self, facts: Mapping[str, str]) -> list[Group]:
        bits = self._every
        for fact, asking in self._asking.items():
            letting = self._letting.get((fact, facts[fact]), 0) if fact in facts else 0
            bits &= letting | ~asking
        return [group for number, group in enumerate(self._found) if bits >> number & 1]


def differences(a: str, b: str, situation: Sampled) -> tuple[str, ...]:
    pairs = zip(PARTS, said(a, situation.a), said(b, situation.b), strict=True)
    return tuple(part for part, one, other in pairs if one != other)


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_does_not_differ_from_itself(edition: str) -> None:
    comparison = compared(edition, edition)
    assert (comparison.kinds, comparison.shifts, list(comparison.groups())) == ((), (), [])


def test_a_copy_of_an_edition_does_not_differ_from_it(shelf: RegisterShelf, reference: Reference) -> None:
    copy = CompiledEdition(shelf.edition(E2024))
    assert not Comparison(shelf.compiled(E2024), copy, reference).kinds


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_a_situation_differs_exactly_when_a_group_matches(a: str, b: str, how_many: HowMany) -> None:
    matching = Matching(groups(a, b))
    differing = 0
    for situation in sampled(a, b, how_many(2_500, long=100_000), seed=1):
        matched = matching.of(situation.whole)
        parts = differences(a, b, situation)
        assert bool(matched) == bool(parts), situation
        for group in matched:
            assert group.difference.differs_in == parts, situation
            assert group.difference.outcome_a.value == by_hand.decide(a, situation.a).outcome
            assert group.difference.outcome_b.value == by_hand.decide(b, situation.b).outcome
        differing += bool(parts)
    assert differing


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_an_example_has_every_fact_and_shows_the_difference(a: str, b: str, shelf: RegisterShelf) -> None:
    day = shelf.edition(b).heading.in_force_from
    for group in groups(a, b):
        situation = Sampled(by_hand.complete(a, day, group.example), by_hand.complete(b, day, group.example))
        applicable = set(situation.a) | set(situation.b)
        if not any(AGREEMENT in shelf.edition(edition).fact_by_id for edition in (a, b)):
            applicable -= {AGREEMENT}
        assert set(group.example) == applicable
        assert all(situation.whole[fact] in values for fact, values in group.when.items())
        assert differences(a, b, situation) == group.difference.differs_in
        assert by_hand.decide(a, situation.a).outcome == group.difference.outcome_a.value
        assert by_hand.decide(b, situation.b).outcome == group.difference.outcome_b.value


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_situations_are_counted_as_by_hand(a: str, b: str, reference: Reference, how_many: HowMany) -> None:
    counting, comparison = Counting(a, b, tuple(reference.countries)), compared(a, b)
    assert comparison.situations == counting.count({})
    found = groups(a, b)
    for group in Random(2).sample(  # noqa: S311 - nothing secret is drawn
        found, min(len(found), how_many(25, long=400))
    ):
        assert group.situations == counting.count(group.when), group.when


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_what_decides_is_told_of_every_situation_that_differs(a: str, b: str) -> None:
    comparison = compared(a, b)
    shifts = comparison.shifts
    told = {kind if kind[0] is kind[1] else kind._replace(differs_in=("outcome",)) for kind in comparison.kinds}
    assert {shift.difference for shift in shifts} == told
    assert all(shift.situations > 0 for shift in shifts)
    assert len({shift[:5] for shift in shifts}) == len(shifts)
    for shift in shifts:
        example = comparison.example_of(shift)
        day = the_shelf().edition(b).heading.in_force_from
        for edition, decides, outcome in (
            (a, shift.decides_a, shift.difference.outcome_a),
            (b, shift.decides_b, shift.difference.outcome_b),
        ):
            explained = by_hand.explain(edition, by_hand.complete(edition, day, example))
            assert explained.decision.outcome == outcome.value
            assert decides in (explained.grounds if outcome.value == "eligible" else explained.rules)


def test_shifts_count_each_situation_once(reference: Reference) -> None:
    """The groups of a kind may overlap; its shifts share its situations out among them."""
    comparison, found = compared(E2014, E2022), groups(E2014, E2022)
    counting = Counting(E2014, E2022, tuple(reference.countries))
    assert sum(shift.situations for shift in comparison.shifts) == union(counting, [group.when for group in found])
    for shift in comparison.shifts:
        own = [group.when for group in comparison.groups_of(shift)]
        assert shift.situations == union(counting, own)


def union(counting: Counting, conjunctions: list[Mapping[str, tuple[str, ...]]]) -> int:
    """How many situations some of these conjunctions match, by inclusion and exclusion."""
    total = 0
    for size in range(1, len(conjunctions) + 1):
        for chosen in combinations(conjunctions, size):
            both = {
                fact: tuple(set.intersection(*(set(when[fact]) for when in chosen if fact in when)))
                for fact in {fact for when in chosen for fact in when}
            }
            if all(both.values()):
                total -= (-1) ** size * counting.count(both)
    return total


@pytest.mark.long
def test_the_first_and_the_last_edition_differ_as_found() -> None:
    matching = Matching(groups(E2014, E2026))
    for situation in sampled(E2014, E2026, 20_000, seed=4):
        assert bool(matching.of(situation.whole)) == bool(differences(E2014, E2026, situation))
