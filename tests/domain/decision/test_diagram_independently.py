"""The diagram held against others that share no code with it: residuation, a sweep over all situations, witnesses."""

from functools import partial
from operator import eq

import numpy as np
import pytest

from app.domain.decision.assessment import assess
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.witness import Situation, situation_of
from app.domain.law.outcomes import Outcome, Result
from app.domain.law.reference import Reference
from app.storage.law.register_shelf import RegisterShelf
from tests.conftest import HowMany
from tests.oracles import by_hand, completions, sweep
from tests.oracles.by_hand import E2026, EDITIONS
from tests.oracles.random_cases import Cases
from tests.oracles.residuation import Leaf, Residuation
from tests.oracles.walking import DAY, SideBySide, outcomes, situations_by_outcome

#: Far above what any edition needs: a change that lets the diagram grow out of hand should not pass unnoticed.
MOST_NODES = 600


@pytest.mark.parametrize("edition", EDITIONS)
def test_walked_side_by_side_both_diagrams_come_to_the_same_leaves(
    edition: str, shelf: RegisterShelf, reference: Reference
) -> None:
    compiled = shelf.compiled(edition)
    independent = Residuation(compiled.edition)
    side_by_side = SideBySide(compiled.diagram, independent, reference)
    side_by_side.walk()
    assert {ours for ours, said in side_by_side.compared if ours != said} == set()
    assert {ours for ours, _ in side_by_side.compared} == independent.leaves()


@pytest.mark.parametrize("edition", EDITIONS)
def test_both_diagrams_have_as_many_leaves(edition: str, shelf: RegisterShelf) -> None:
    compiled = shelf.compiled(edition)
    binding = {one.id for one in compiled.edition.commitments if one.binding}
    without_advice = {
        leaf._replace(commitments=tuple(one for one in leaf.commitments if one in binding))
        for leaf in Residuation(compiled.edition).leaves()
    }
    diagram = compiled.diagram
    leaves = diagram.nodes.leaves(diagram.root)
    assert {Leaf(leaf.outcome.value, *leaf[1:]) for leaf in leaves} == without_advice
    assert len(leaves) == len(without_advice)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_diagram_stays_small(edition: str, shelf: RegisterShelf) -> None:
    diagram = shelf.compiled(edition).diagram
    assert len(diagram.nodes.reachable(diagram.root)) <= MOST_NODES


@pytest.mark.parametrize("edition", EDITIONS)
def test_residuation_decides_as_written_by_hand(edition: str, shelf: RegisterShelf, how_many: HowMany) -> None:
    independent, cases = Residuation(shelf.edition(edition)), Cases(seed=21)
    for _ in range(how_many(1_000, long=10_000)):
        case = cases.complete(edition)
        facts = by_hand.complete(*case)
        leaf = independent.decide(facts)
        explained = by_hand.explain(edition, facts)
        decision = explained.decision
        assert (leaf.outcome, leaf.approvals, frozenset(leaf.notices)) == decision[:3], case
        assert frozenset(leaf.commitments) == decision.binding | explained.recommended, case


def test_every_situation_of_2026_is_counted_under_the_same_outcome(shelf: RegisterShelf, reference: Reference) -> None:
    states = ("US", "NZ", "CA")
    standings = tuple(by_hand.AGREEMENT_VALUES.index(by_hand.agreement_with(state, DAY)) for state in states)
    assert standings == (0, 1, 2)
    swept = np.zeros(len(sweep.RANKS), dtype=np.int64)
    for cases in sweep.situations(E2026, completions.GROUPS, states, standings):
        swept += np.bincount(sweep.ranks(cases).ravel(), minlength=len(sweep.RANKS))
    counted = situations_by_outcome(shelf.compiled(E2026).diagram, reference, completions.GROUPS, states)
    assert dict(zip(sweep.RANKS, counted, strict=True)) == dict(zip(sweep.RANKS, swept, strict=True))
    assert swept.sum() == 7_451_137


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_sweep_decides_as_written_by_hand(edition: str, how_many: HowMany) -> None:
    cases = Cases(seed=22)
    drawn = [cases.complete(edition) for _ in range(how_many(2_000, long=20_000))]
    complete = [by_hand.complete(*case) for case in drawn]
    states = tuple(sorted({facts[fact] for facts in complete for fact in _STATES if fact in facts}))
    values = {row.id: row.values or states for row in by_hand.QUESTIONS[edition]}
    values["agreement_in_force"] = by_hand.AGREEMENT_VALUES
    codes = {
        fact: np.array([known.index(facts[fact]) if fact in facts else 0 for facts in complete])
        for fact, known in values.items()
    }
    swept = sweep.ranks(sweep.Cases(edition, values, codes))
    assert [sweep.RANKS[rank] for rank in swept] == [by_hand.decide(edition, facts).outcome for facts in complete]


_STATES = ("destination", "licensor_state")
_BREACHES = ("treaty_breach", "unsc_breach", "conflict_party")


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_sweep_over_random_situations_comes_to_the_outcomes_of_the_diagram(
    edition: str, shelf: RegisterShelf, reference: Reference, how_many: HowMany
) -> None:
    draw, count = np.random.default_rng(23), how_many(1_000_000, long=5_000_000)
    values = {row.id: row.values or ("US", "UA", "XA") for row in by_hand.QUESTIONS[edition]}
    values["agreement_in_force"] = by_hand.AGREEMENT_VALUES
    codes = {fact: draw.integers(len(known), size=count, dtype=np.int8) for fact, known in values.items()}
    for fact in _BREACHES:
        codes[fact] = np.where(draw.random(count) < 0.02, 0, 1).astype(np.int8)
    swept = sweep.ranks(sweep.Cases(edition, values, codes))
    said = outcomes(shelf.compiled(edition).diagram, reference, values, codes)
    wrong = np.flatnonzero(swept != said)[:3]
    assert [{fact: values[fact][codes[fact][place]] for fact in values} for place in wrong] == []


def _witness(compiled: CompiledEdition, reference: Reference, where: int) -> Situation:
    diagram = compiled.diagram
    path = diagram.nodes.path_to(where, lambda held: held is True)
    assert path is not None
    return situation_of(diagram.space, compiled.plan, reference, path)


def _where_decisive(compiled: CompiledEdition, holds: int, outcome: Outcome) -> int:
    diagram = compiled.diagram
    comes_to_it = diagram.nodes.mapped(diagram.outcome, lambda leaf: leaf is outcome)
    return diagram.nodes.both(holds, comes_to_it)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_rule_has_a_witness_in_which_it_decides(edition: str, shelf: RegisterShelf, reference: Reference) -> None:
    compiled = shelf.compiled(edition)
    assert {rule.id for rule in compiled.edition.rules} == set(by_hand.RULES[edition])
    for rule in compiled.edition.rules:
        where = _where_decisive(compiled, compiled.diagram.conditions.condition(rule.when), rule.then)
        on, answers = _witness(compiled, reference, where)
        explained = by_hand.explain(edition, by_hand.complete(edition, on, answers))
        assert rule.id in explained.rules
        assert explained.decision.outcome == rule.then.value == by_hand.GIVES[rule.id]
        finding = assess(compiled, reference, on, answers).finding(rule.id)
        assert finding is not None
        assert (finding.result, finding.decisive) == (Result.HOLDS, True)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_ground_has_a_witness_in_which_it_decides(
    edition: str, shelf: RegisterShelf, reference: Reference
) -> None:
    compiled = shelf.compiled(edition)
    assert {ground.id for ground in compiled.edition.grounds} == set(by_hand.GROUNDS[edition])
    for ground in compiled.edition.grounds:
        where = _where_decisive(compiled, compiled.diagram.conditions.condition(ground.when), Outcome.ELIGIBLE)
        on, answers = _witness(compiled, reference, where)
        explained = by_hand.explain(edition, by_hand.complete(edition, on, answers))
        assert ground.id in explained.grounds
        assert explained.decision.outcome == "eligible"
        finding = assess(compiled, reference, on, answers).finding(ground.id)
        assert finding is not None
        assert (finding.result, finding.decisive) == (Result.HOLDS, True)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_leaf_has_a_witness_that_comes_to_it(edition: str, shelf: RegisterShelf, reference: Reference) -> None:
    compiled = shelf.compiled(edition)
    diagram = compiled.diagram
    for leaf in diagram.nodes.leaves(diagram.root):
        where = diagram.nodes.mapped(diagram.root, partial(eq, leaf))
        on, answers = _witness(compiled, reference, where)
        decision = by_hand.decide(edition, by_hand.complete(edition, on, answers))
        assert decision == (leaf.outcome.value, leaf.approvals, frozenset(leaf.notices), frozenset(leaf.commitments))
