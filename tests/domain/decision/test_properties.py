"""What holds of any answers whatever: properties that Hypothesis tries to break."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.decision.assessment import assess
from app.domain.decision.determination import Determination
from app.domain.law.outcomes import OPEN_OUTCOMES, Outcome, Result
from app.domain.law.reference import Reference
from app.storage.law.register_shelf import RegisterShelf
from tests.oracles import by_hand, completions
from tests.oracles.by_hand import E2014, E2023, E2024, E2026, EDITIONS
from tests.oracles.comparison import differences
from tests.oracles.random_cases import FAR, Cases, RandomCase

Settled = tuple[Outcome, tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _partial(seed: int, edition: str) -> RandomCase:
    return Cases(seed).partial(edition)


def _complete(seed: int, edition: str) -> RandomCase:
    return Cases(seed).complete(edition)


_SEEDS = st.integers(min_value=0, max_value=2**32)
partial_cases = st.builds(_partial, _SEEDS, st.sampled_from(EDITIONS))
complete_cases = st.builds(_complete, _SEEDS, st.sampled_from(EDITIONS))


@pytest.fixture(scope="module")
def determine(shelf: RegisterShelf, reference: Reference) -> "Determine":
    """The program's answer to a case."""
    return Determine(shelf, reference)


class Determine:
    """Asks the program."""

    def __init__(self, shelf: RegisterShelf, reference: Reference) -> None:
        self.shelf = shelf
        self.reference = reference

    def __call__(
        self, case: RandomCase, set_aside: frozenset[str] = frozenset(), passed_over: frozenset[str] = frozenset()
    ) -> Determination:
        compiled = self.shelf.compiled(case.edition)
        return assess(compiled, self.reference, case.on, case.answers, set_aside=set_aside, passed_over=passed_over)


def _settled_part(said: Determination) -> Settled:
    binding = tuple(one.id for one in said.commitments if one.binding)
    return said.outcome, tuple(step.id for step in said.approvals), said.notices, binding


def _values(determine: Determine, edition: str, fact: str) -> tuple[str, ...]:
    values = next(row.values for row in by_hand.QUESTIONS[edition] if row.id == fact)
    return values or tuple(determine.reference.countries)


@given(case=partial_cases, data=st.data())
def test_the_order_of_the_answers_does_not_matter(determine: Determine, case: RandomCase, data: st.DataObject) -> None:
    shuffled = dict(data.draw(st.permutations(list(case.answers.items()))))
    assert determine(case._replace(answers=shuffled)) == determine(case)


@given(case=partial_cases, data=st.data())
def test_what_is_asked_next_stands_in_the_first_section_that_has_anything_to_ask(
    determine: Determine, case: RandomCase, data: st.DataObject
) -> None:
    said, edition = determine(case), determine.shelf.edition(case.edition)
    assume(said.next_question is not None)
    places = {section.id: place for place, section in enumerate(edition.sections)}

    def place(fact: str) -> int:
        return places[edition.fact_by_id[fact].section]

    askable = [fact for fact in said.unknown if said.evaluation.is_applicable(fact) is Result.HOLDS]
    assert place(said.next_question or "") == min(map(place, askable))
    passed = frozenset(data.draw(st.sets(st.sampled_from(said.unknown))))
    then = determine(case, passed_over=passed).next_question
    others = [fact for fact in askable if fact not in passed]
    assert (then in others and place(then or "") == min(map(place, others))) if others else then in said.unknown


@given(case=partial_cases, data=st.data())
def test_one_more_answer_leaves_only_what_was_possible(
    determine: Determine, case: RandomCase, data: st.DataObject
) -> None:
    before = determine(case)
    assume(before.unknown)
    fact = data.draw(st.sampled_from(before.unknown))
    value = data.draw(st.sampled_from(_values(determine, case.edition, fact)))
    after = determine(case._replace(answers=case.answers | {fact: value}))
    assert set(after.possible) <= set(before.possible)
    for finding in before.findings:
        now = after.finding(finding.id)
        assert now is not None
        assert finding.result in (Result.UNKNOWN, now.result)
    if any(outcome in OPEN_OUTCOMES for outcome in after.possible):  # what was required of all still is
        assert {step.id for step in before.approvals} <= {step.id for step in after.approvals}
        assert set(before.notices) <= set(after.notices)


@given(case=partial_cases, data=st.data())
def test_one_more_answer_never_changes_a_settled_result(
    determine: Determine, case: RandomCase, data: st.DataObject
) -> None:
    answers = dict(case.answers)
    while (said := determine(case._replace(answers=answers))).next_question is not None:
        fact = said.next_question
        answers[fact] = data.draw(st.sampled_from(_values(determine, case.edition, fact)))
    missing = [row.id for row in by_hand.QUESTIONS[case.edition] if row.id not in answers]
    assume(missing)
    fact = data.draw(st.sampled_from(missing))
    more = answers | {fact: data.draw(st.sampled_from(_values(determine, case.edition, fact)))}
    after = determine(case._replace(answers=more))
    assert after.settled
    assert _settled_part(after) == _settled_part(said)


@given(case=complete_cases, seed=_SEEDS)
def test_answers_that_are_not_applicable_are_ignored(determine: Determine, case: RandomCase, seed: int) -> None:
    plain, with_junk = determine(case), determine(Cases(seed).with_junk(case))
    if "item_heading" in case.answers and case.answers["item_heading"] != "none":
        assert with_junk.findings == plain.findings
    assert _settled_part(with_junk) == _settled_part(plain)
    assert with_junk.unknown == plain.unknown == ()


@given(case=complete_cases)
def test_a_fact_that_is_taken_away_never_decides(determine: Determine, case: RandomCase) -> None:
    whole = determine(case)
    for fact in case.answers:
        less = {other: value for other, value in case.answers.items() if other != fact}
        said = determine(case._replace(answers=less))
        if fact == "agreement_in_force":
            assert said.unknown == ()
            continue
        assert whole.outcome in said.possible
        if said.settled:
            assert _settled_part(said) == _settled_part(whole)
        else:
            assert fact in said.unknown
        assert all(fact not in finding.facts for finding in said.findings)


def test_with_nothing_known_nothing_is_decided(determine: Determine) -> None:
    for edition in EDITIONS:
        said = determine(RandomCase(edition, date(2026, 5, 1), {}))
        assert said.outcome is Outcome.UNDETERMINED
        assert not any(finding.decisive for finding in said.findings)
        assert {finding.result for finding in said.findings} == {Result.UNKNOWN}
        assert [step.id for step in said.approvals] == ["interministerial_examination", "meti_permit"]
        assert (said.notices, [one.id for one in said.commitments]) == (("annual_report",), ["appropriate_control"])
        assert said.next_question in said.unknown


@given(case=partial_cases, data=st.data())
def test_a_rule_that_is_set_aside_gives_nothing(determine: Determine, case: RandomCase, data: st.DataObject) -> None:
    refer = [rule for rule in by_hand.RULES[case.edition] if by_hand.GIVES[rule] == "refer"]
    assume(refer)
    set_aside = frozenset(data.draw(st.lists(st.sampled_from(refer), min_size=1)))
    tried = completions.completions(*case, 300)
    assume(tried is not None)
    truth = completions.truth(case.edition, case.answers, tried or [], set_aside)
    said = determine(case, set_aside)
    assert not differences(truth, said, case.edition, case.answers)
    assert set(said.set_aside) == set_aside


def _exceptional() -> RandomCase:
    on = date(2026, 6, 1)
    far = next(case for case in FAR if case["special_circumstances"] == "yes" and case["origin"] == "domestic")
    return RandomCase(E2026, on, by_hand.complete(E2026, on, far))


def test_an_agreement_that_is_answered_holds_for_every_destination(determine: Determine) -> None:
    case = _exceptional()
    unknown_state = {fact: value for fact, value in case.answers.items() if fact != "destination"}
    said = determine(case._replace(answers=unknown_state | {"agreement_in_force": "yes"}))
    assert (said.outcome, said.settled, said.unknown) == (Outcome.EXCEPTIONAL, True, ())
    without = {fact: value for fact, value in unknown_state.items() if fact != "agreement_in_force"}
    said = determine(case._replace(answers=without))
    assert said.unknown == ("destination",)
    assert said.possible == (Outcome.NOT_ELIGIBLE, Outcome.REFER, Outcome.EXCEPTIONAL)


def test_every_member_signs_off_an_exceptional_case_and_only_that(determine: Determine) -> None:
    case = _exceptional()
    for special, fighting, kind in (("yes", "yes", "each"), ("no", "no", "meeting")):
        answers = case.answers | {"fighting": fighting, "special_circumstances": special}
        said = determine(case._replace(answers=answers))
        step = next(step for step in said.approvals if step.id == "nsc_four_ministers")
        assert step.sign_off == kind
        assert step.signatories == (by_hand.FOUR_MINISTERS if kind == "each" else ())


@pytest.mark.parametrize(
    ("edition", "state", "on", "standing"),
    [
        (E2014, "AU", "2014-12-10", "no"),
        (E2014, "AU", "2014-12-11", "yes"),
        (E2014, "IT", "2019-03-31", "no"),
        (E2014, "IT", "2019-04-01", "yes"),
        (E2023, "AE", "2024-01-08", "no"),
        (E2023, "AE", "2024-01-09", "yes"),
        (E2024, "CA", "2026-01-26", "no"),
        (E2024, "CA", "2026-01-27", "unconfirmed"),
        (E2026, "NZ", "2026-05-01", "no"),
    ],
)
def test_an_agreement_is_in_force_from_its_day_on(
    edition: str, state: str, on: str, standing: str, reference: Reference
) -> None:
    assert reference.agreement_on(state, date.fromisoformat(on)) == standing
    assert by_hand.agreement_with(state, date.fromisoformat(on)) == standing


def test_the_agreements_are_those_typed_in_a_second_time(reference: Reference) -> None:
    rows = {
        row.state: (row.signed.isoformat(), row.in_force.isoformat() if row.in_force else None)
        for row in reference.agreements
    }
    assert rows == by_hand.AGREEMENTS
    assert set(reference.embargo_flags) == set(by_hand.EMBARGOED)


def test_the_editions_ask_the_facts_that_are_written_by_hand(shelf: RegisterShelf) -> None:
    kinds = {"identity": "i", "world": "w", "curable": "c"}
    for edition in EDITIONS:
        asked = [(fact.id, fact.values, kinds[fact.kind.value]) for fact in shelf.edition(edition).asked]
        assert asked == [(row.id, row.values, row.kind) for row in by_hand.QUESTIONS[edition]]
