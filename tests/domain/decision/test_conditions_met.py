"""A condition that was met is one: with another value another rule applies, by the rules as a person reads them."""

from datetime import date

import pytest

from app.domain.canonical import canonical_json
from app.domain.decision.assessment import assess, conditions_met
from app.domain.decision.determination import ConditionMet
from app.domain.decision.record import determination_of_record, lasting_record
from app.domain.law.outcomes import OPEN_OUTCOMES, PRECEDENCE, Outcome
from app.domain.law.reference import Reference
from app.storage.law.register_shelf import RegisterShelf
from tests.conftest import HowMany
from tests.oracles import by_hand, completions
from tests.oracles.by_hand import E2026, EDITIONS
from tests.oracles.random_cases import FAR, Cases, RandomCase
from tests.viewmodels.surroundings import MISSILES

ON = date(2026, 5, 20)


def met(shelf: RegisterShelf, reference: Reference, case: RandomCase) -> tuple[ConditionMet, ...]:
    compiled = shelf.compiled(case.edition)
    said = assess(compiled, reference, case.on, case.answers, findings=False, changes=False)
    return conditions_met(compiled, reference, case.answers, said)


def open_cases(number: int) -> list[RandomCase]:
    """Complete cases with an open outcome, from every edition."""
    cases, found = Cases(seed=61), list[RandomCase]()
    while len(found) < number:
        case = cases.complete()
        facts = by_hand.complete(*case)
        if Outcome(by_hand.decide(case.edition, facts).outcome) in OPEN_OUTCOMES:
            found.append(case)
    return found


def rules_otherwise(case: RandomCase, fact: str, value: str) -> set[str]:
    """The rules that apply in some completion of the case with another value of a fact, by hand."""
    answers = {**by_hand.complete(*case), fact: value}
    if fact != "agreement_in_force":
        answers.pop("agreement_in_force", None)
        answers |= {key: kept for key, kept in case.answers.items() if key == "agreement_in_force"}
    found = completions.completions(case.edition, case.on, answers, at_most=100_000)
    assert found is not None
    return {rule for facts in found for rule in by_hand.explain(case.edition, facts).rules}


def test_a_missile_sale_rests_on_the_agreement_and_on_no_fighting(shelf: RegisterShelf, reference: Reference) -> None:
    found = {each.fact: each for each in met(shelf, reference, RandomCase(E2026, ON, dict(MISSILES)))}
    assert found["agreement_in_force"].value == "yes"
    assert "weapon-agreement" in found["agreement_in_force"].rules
    assert found["fighting"].value == "no"
    assert "fighting" in found["fighting"].rules
    assert {"treaty_breach", "unsc_breach", "conflict_party", "prior_consent_commitment"} <= found.keys()
    assert "purpose" not in found, "what opens the way is told by the ground"


def test_each_condition_that_was_met_keeps_a_rule_away(
    shelf: RegisterShelf, reference: Reference, how_many: HowMany
) -> None:
    checked = 0
    for case in open_cases(how_many(60, long=1_500)):
        facts = by_hand.complete(*case)
        outcome = by_hand.decide(case.edition, facts).outcome
        applying = set(by_hand.explain(case.edition, facts).rules)
        values = {row.id: row.values for row in by_hand.QUESTIONS[case.edition]}
        values["agreement_in_force"] = by_hand.AGREEMENT_VALUES
        for condition in met(shelf, reference, case):
            assert facts[condition.fact] == condition.value
            others = [value for value in values[condition.fact] if value != condition.value]
            otherwise = {rule for value in others for rule in rules_otherwise(case, condition.fact, value)}
            assert set(condition.rules) <= otherwise - applying
            gives = {rule.id: rule.then for rule in shelf.edition(case.edition).rules}
            for rule in condition.rules:
                assert PRECEDENCE.index(gives[rule]) < PRECEDENCE.index(Outcome(outcome))
            checked += 1
    assert checked > 100


@pytest.mark.parametrize("fact", ["treaty_breach", "unsc_breach", "conflict_party"])
def test_that_no_prohibition_applies_is_always_among_them(
    shelf: RegisterShelf, reference: Reference, fact: str
) -> None:
    for case in open_cases(30):
        assert fact in {each.fact for each in met(shelf, reference, case)}


def test_a_closed_outcome_rests_on_its_rule_alone(shelf: RegisterShelf, reference: Reference) -> None:
    barred = RandomCase(E2026, ON, {**MISSILES, "treaty_breach": "yes"})
    assert met(shelf, reference, barred) == ()


@pytest.mark.parametrize("edition", EDITIONS)
def test_they_are_kept_with_the_record(shelf: RegisterShelf, reference: Reference, edition: str) -> None:
    compiled = shelf.compiled(edition)
    for answers in FAR:
        said = assess(compiled, reference, ON, answers)
        record = lasting_record(compiled, reference, answers, said, particulars={"title": ""})
        assert record.basis.met == conditions_met(compiled, reference, answers, said)
        assert determination_of_record(canonical_json(record.data()), "here").basis.met == record.basis.met
