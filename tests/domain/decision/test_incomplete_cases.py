"""Incomplete cases: what the diagram says at a glance is what trying every completion finds."""

import pytest

from app.domain.decision.assessment import assess
from app.domain.decision.determination import Determination
from app.domain.law.outcomes import Outcome
from app.domain.law.reference import Reference
from app.storage.law.register_shelf import RegisterShelf
from tests.conftest import HowMany
from tests.oracles import completions
from tests.oracles.by_hand import EDITIONS
from tests.oracles.comparison import changes_differ, differences
from tests.oracles.random_cases import Cases, RandomCase
from tests.oracles.smallest_changes import smallest_changes

MOST_COMPLETIONS = 20_000
_MENDABLE = (Outcome.BARRED, Outcome.NOT_ELIGIBLE, Outcome.REFER, Outcome.EXCEPTIONAL)


def determine(shelf: RegisterShelf, case: RandomCase) -> Determination:
    """What the program says of a case."""
    return assess(shelf.compiled(case.edition), shelf.reference(), case.on, case.answers)


def what_is_wrong(shelf: RegisterShelf, case: RandomCase) -> list[str] | None:
    """In what the program is wrong about a case; None where there are too many completions to try."""
    tried = completions.completions(*case, MOST_COMPLETIONS)
    if tried is None:
        return None
    truth = completions.truth(case.edition, case.answers, tried)
    said = determine(shelf, case)
    found = differences(truth, said, case.edition, case.answers)
    if not truth.settled:
        return found + (["changes of an unsettled case"] if said.changes else [])
    changes = smallest_changes(*case, truth.outcome)
    return found if changes is None else found + changes_differ(case.edition, changes, said.changes)


def test_every_incomplete_case_is_what_all_its_completions_agree_on(shelf: RegisterShelf, how_many: HowMany) -> None:
    cases, wanted, tried = Cases(seed=11), how_many(500, long=5_000), 0
    while tried < wanted:
        case = cases.partial()
        wrong = what_is_wrong(shelf, case)
        tried += wrong is not None
        assert not wrong, (case, wrong)


def test_the_smallest_changes_are_all_there_are(shelf: RegisterShelf, how_many: HowMany) -> None:
    cases, wanted, tried = Cases(seed=12), how_many(400, long=4_000), 0
    while tried < wanted:
        whole = cases.complete()
        missing = cases.random.sample(sorted(whole.answers), min(tried % 5, len(whole.answers)))
        case = whole._replace(answers={fact: value for fact, value in whole.answers.items() if fact not in missing})
        if cases.random.random() < 0.3:
            junk = cases.with_junk(whole).answers
            case = case._replace(answers={fact: value for fact, value in junk.items() if fact not in missing})
        if determine(shelf, case).outcome in _MENDABLE:
            wrong = what_is_wrong(shelf, case)
            tried += wrong is not None
            assert not wrong, (case, wrong)


@pytest.mark.parametrize("edition", EDITIONS)
def test_with_a_fact_or_two_missing_every_listed_value_is_tried(
    edition: str, shelf: RegisterShelf, reference: Reference, how_many: HowMany
) -> None:
    cases = Cases(seed=13, states=tuple(reference.countries))
    for _ in range(how_many(15, long=150)):
        whole = cases.complete(edition)
        missing = cases.random.sample(sorted(whole.answers), min(2, len(whole.answers)))
        case = whole._replace(answers={fact: value for fact, value in whole.answers.items() if fact not in missing})
        states = tuple(reference.countries)
        tried = completions.completions(*case, MOST_COMPLETIONS, states=states, grouped=False)
        if tried is not None:
            truth = completions.truth(edition, case.answers, tried)
            assert not differences(truth, determine(shelf, case), edition, case.answers), case
