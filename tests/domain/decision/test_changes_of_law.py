"""What changes from one edition to another, told by entries: all of it, and the gravest first."""

from functools import cache
from itertools import pairwise, permutations, product

import pytest

from app.domain.decision.changes_of_law import ChangesOfLaw, changes_of_law, rank_of_change
from app.domain.decision.comparison import Comparison
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.law.conditions import AnyOf
from app.domain.law.outcomes import OPEN_OUTCOMES, PRECEDENCE, Outcome
from app.domain.law.rulebook import Edition
from tests.builders import the_shelf
from tests.domain.decision.changed_editions import changed, with_rule
from tests.domain.decision.test_comparison import compared
from tests.oracles.by_hand import E2023, E2024, E2026, EDITIONS

#: What decides nothing in any case.
NEVER = AnyOf(())


@cache
def changes(a: str, b: str) -> ChangesOfLaw:
    shelf = the_shelf()
    return changes_of_law(compared(a, b).shifts, shelf.edition(a), shelf.edition(b))


def changes_to(edition: Edition, other: Edition) -> ChangesOfLaw:
    a, b = CompiledEdition(edition), CompiledEdition(other)
    return changes_of_law(Comparison(a, b, the_shelf().reference()).shifts, edition, other)


@pytest.mark.parametrize(("a", "b"), [*pairwise(EDITIONS), (E2026, E2024)])
def test_every_shift_is_told_once(a: str, b: str) -> None:
    told = [
        (change.outcome_a, change.outcome_b, *pair)
        for change in changes(a, b).outcomes
        for pair in product(change.before, change.after)
    ]
    steps = {change.step: change for change in changes(a, b).steps}
    for shift in compared(a, b).shifts:
        kind = shift.difference
        if kind.outcome_a is kind.outcome_b:
            assert all(steps[step].is_left_out for step in shift.only_a)
            assert all(steps[step].is_added for step in shift.only_b)
        else:
            assert told.count((kind.outcome_a, kind.outcome_b, shift.decides_a, shift.decides_b)) == 1
    assert len({change[:3] if len(change.before) == 1 else change for change in changes(a, b).outcomes}) <= len(told)


def test_a_change_is_told_by_one_entry() -> None:
    for a, b in permutations((E2023, E2024, E2026), 2):
        assert all(1 in (len(change.before), len(change.after)) for change in changes(a, b).outcomes)


def test_what_was_barred_and_opens_stands_before_every_other_change_and_the_other_way_round() -> None:
    """Gifts of weapons are no longer barred: a small part of what differs, and the gravest."""
    shelf = the_shelf()
    now, before = shelf.edition(E2024), shelf.edition(E2026)
    then = with_rule(before, "gift-weapon", when=NEVER)
    first, *others = changes_to(now, then).outcomes
    assert (first.outcome_a, first.before) == (Outcome.BARRED, ("gift-weapon",))
    assert first.outcome_b in OPEN_OUTCOMES
    assert others, "it is not the only change"
    first, *others = changes_to(then, now).outcomes
    assert (first.outcome_b, first.after) == (Outcome.BARRED, ("gift-weapon",))
    assert first.outcome_a in OPEN_OUTCOMES


def test_opening_and_closing_are_never_told_behind_what_only_has_to_be_asked() -> None:
    pairs = list(permutations(PRECEDENCE, 2))
    ranked = sorted(pairs, key=lambda pair: rank_of_change(*pair))
    assert ranked[0] == (Outcome.BARRED, Outcome.ELIGIBLE)
    assert set(ranked[:2]) == set(product([Outcome.BARRED], OPEN_OUTCOMES))
    assert set(ranked[2:4]) == set(product(OPEN_OUTCOMES, [Outcome.BARRED]))
    last_turn = max(
        at
        for at, (one, other) in enumerate(ranked)
        if Outcome.REFER not in (one, other) and (one in OPEN_OUTCOMES) is not (other in OPEN_OUTCOMES)
    )
    first_asked = min(at for at, pair in enumerate(ranked) if Outcome.REFER in pair)
    assert last_turn < first_asked


def test_a_commitment_that_binds_and_was_recommended_before_is_told_on_both_sides() -> None:
    edition = the_shelf().edition(E2026)
    commitments = tuple(
        each._replace(binding=True) if each.id == "site_verification" else each for each in edition.commitments
    )
    (step,) = changes_to(edition, changed(edition, commitments=commitments)).steps
    assert (step.step, step.is_left_out, step.is_added) == ("site_verification", True, True)
