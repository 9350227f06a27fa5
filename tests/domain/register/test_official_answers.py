"""What an official answer sets aside follows from what a rule says, not from what it is called."""

from datetime import date

import pytest

from app.domain.decision.assessment import assess
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.effect import effect_of, effect_of_determination
from app.domain.decision.evaluation import known_facts
from app.domain.ids import LineId, OfficialAnswerId
from app.domain.law.conditions import All, Holds, Is, Not
from app.domain.law.origin import Origin
from app.domain.law.outcomes import Outcome
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.domain.register.cases import AnsweredRule, GivenFor
from app.domain.register.counting import is_asked
from app.domain.register.official_answers import given_for_line
from app.storage.law.register_shelf import RegisterShelf
from tests.domain.decision.changed_editions import changed, with_definition, with_rule
from tests.oracles.by_hand import EDITIONS
from tests.oracles.random_cases import Cases

RULE, NEWEST = "weapon-agreement-parts", "2026-04-21"


@pytest.fixture
def edition(shelf: RegisterShelf) -> Edition:
    """The edition of 2026."""
    return shelf.edition(NEWEST)


@pytest.fixture
def answered(edition: Edition) -> AnsweredRule:
    """Its rule on weapon parts, as an official answered it."""
    return AnsweredRule(RULE, edition.referred[RULE])


def test_other_words_and_another_order_leave_the_substance_as_it_is(edition: Edition, answered: AnsweredRule) -> None:
    rule = next(rule for rule in edition.rules if rule.id == RULE)
    assert isinstance(rule.when, All)
    assert len(rule.when.parts) > 1
    turned_round = rule._replace(
        when=All(tuple(reversed(rule.when.parts))), says=rule.label, origin=Origin(confidence="R")
    )
    rules = tuple(turned_round if each.id == RULE else each for each in edition.rules)
    assert is_asked(answered, changed(edition, rules=rules))


def test_a_name_and_what_it_stands_for_are_the_same_substance(edition: Edition, answered: AnsweredRule) -> None:
    rule = next(rule for rule in edition.rules if rule.id == RULE)
    assert isinstance(rule.when, All)
    named = edition.named_conditions
    spelled = All(tuple(named[part.name] if isinstance(part, Holds) else part for part in rule.when.parts))
    assert spelled != rule.when
    assert is_asked(answered, with_rule(edition, RULE, when=spelled))


def test_another_condition_is_another_rule_even_where_only_a_name_in_it_stands_for_something_else(
    edition: Edition, answered: AnsweredRule
) -> None:
    rule = next(rule for rule in edition.rules if rule.id == RULE)
    narrower = All((rule.when, Not(Is("terms", frozenset({"temporary"})))))
    assert not is_asked(answered, with_rule(edition, RULE, when=narrower))
    name = "weapon_without_agreement"
    wider = with_definition(edition, name, Is("weapon", frozenset({"yes"})))
    assert not is_asked(answered, wider)


@pytest.mark.parametrize("then", [outcome for outcome in Outcome if outcome is not Outcome.REFER])
def test_a_rule_that_needs_no_official_answer_is_never_set_aside(
    then: Outcome, edition: Edition, answered: AnsweredRule
) -> None:
    other = with_rule(edition, RULE, then=then)
    assert not is_asked(answered, other)
    assert not is_asked(AnsweredRule(RULE, ""), other), "nor by an answer of an earlier version"


def test_an_answer_that_does_not_tell_what_it_answered_counts_where_the_rule_of_that_name_still_refers(
    edition: Edition, shelf: RegisterShelf
) -> None:
    unknown = AnsweredRule(RULE, "")
    assert is_asked(unknown, edition)
    assert not is_asked(unknown, shelf.edition("2014-04-01"))


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_only_rules_that_refer_can_be_set_aside_however_they_are_asked_for(
    edition_id: str, shelf: RegisterShelf, reference: Reference
) -> None:
    compiled, cases = shelf.compiled(edition_id), Cases(seed=31)
    every = frozenset(rule.id for rule in compiled.edition.rules)
    refers = frozenset(compiled.edition.referred)
    assert refers == {rule.id for rule in compiled.edition.rules if rule.then is Outcome.REFER}
    for number in range(60):
        on, answers = (cases.partial(edition_id) if number % 2 else cases.complete(edition_id))[1:]
        said = assess(compiled, reference, on, answers, set_aside=every)
        assert said == assess(compiled, reference, on, answers, set_aside=refers)
        assert set(said.set_aside) == refers
        assert effect_of(compiled, reference, on, answers, every) == effect_of_determination(said)
        known = known_facts(compiled.edition, reference, on, answers)
        assert compiled.plan.evaluate(known, every) == compiled.plan.evaluate(known, refers)


def test_a_prohibition_of_the_same_name_prohibits(edition: Edition, reference: Reference) -> None:
    prohibits = CompiledEdition(with_rule(edition, RULE, then=Outcome.NOT_ELIGIBLE))
    for case in (Cases(seed=32, states=("NZ",)).complete(NEWEST) for _ in range(50)):
        said = assess(prohibits, reference, case.on, case.answers, set_aside=frozenset({RULE}))
        assert said == assess(prohibits, reference, case.on, case.answers)


def test_a_determination_rests_on_the_official_answers_that_were_given_for_its_line(answered: AnsweredRule) -> None:
    line, other_line = LineId(7), LineId(8)
    on_the_case = {OfficialAnswerId(1): answered._replace(given_for={line: GivenFor(date(2026, 5, 20), {})})}
    assert given_for_line(on_the_case, line) == (OfficialAnswerId(1),)
    assert given_for_line(on_the_case, other_line) == ()
