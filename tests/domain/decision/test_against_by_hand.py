"""Complete cases: the program decides as a person does who has written the rules down as ifs."""

from collections import Counter

import pytest

from app.domain.decision.assessment import assess
from app.domain.decision.evaluation import known_facts
from app.domain.law.outcomes import Result
from app.domain.law.reference import Reference
from app.storage.law.register_shelf import RegisterShelf
from tests.conftest import HowMany
from tests.oracles import by_hand, completions
from tests.oracles.by_hand import EDITIONS, RULES
from tests.oracles.comparison import differences
from tests.oracles.random_cases import Cases


def test_random_complete_cases_are_decided_alike(shelf: RegisterShelf, reference: Reference, how_many: HowMany) -> None:
    cases = Cases(seed=1, states=(*by_hand.AGREEMENTS, "UA", *reference.countries))
    fired: Counter[tuple[str, str]] = Counter()
    for number in range(how_many(20_000, long=200_000)):
        case = cases.complete(EDITIONS[number % 5])
        if number % 3 == 0:
            case = cases.with_junk(case)
        edition, on, answers = case
        truth = completions.truth(edition, answers, [by_hand.complete(edition, on, answers)])
        said = assess(shelf.compiled(edition), reference, on, answers, changes=False)
        wrong = differences(truth, said, edition, answers)
        assert not wrong, (case, wrong)
        fired.update((edition, entry) for entry in truth.results if truth.results[entry] == "holds")
    every_entry = {(edition, entry) for edition in EDITIONS for entry in (*RULES[edition], *by_hand.GROUNDS[edition])}
    assert every_entry == set(fired)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_fact_is_applicable_where_it_is_written_to_be(
    edition: str, shelf: RegisterShelf, reference: Reference, how_many: HowMany
) -> None:
    cases, compiled = Cases(seed=2), shelf.compiled(edition)
    for _ in range(how_many(1_000, long=10_000)):
        case = cases.complete(edition)
        applicable = set(by_hand.complete(*case)) - {"agreement_in_force"}
        answers = cases.with_junk(case).answers
        evaluation = compiled.plan.evaluate(known_facts(compiled.edition, reference, case.on, answers))
        said = {fact.id for fact in compiled.edition.asked if evaluation.is_applicable(fact.id) is Result.HOLDS}
        assert said == applicable, case
