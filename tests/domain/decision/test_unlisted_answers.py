"""An answer whose value the edition at hand does not list is no answer: never a "no", never a crash."""

from datetime import date

import pytest

from app.domain.decision.assessment import assess, changes_of, explainer
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.effect import effect_of
from app.domain.law.outcomes import Result
from app.domain.law.reference import Reference
from app.storage.law.register_shelf import RegisterShelf
from tests.builders import PARTS_FOR_XA
from tests.domain.decision.changed_editions import without_value
from tests.oracles.by_hand import EDITIONS
from tests.oracles.random_cases import Cases

NEWEST, ON = "2026-04-21", date(2026, 7, 15)


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_such_an_answer_says_as_much_as_none(edition_id: str, shelf: RegisterShelf, reference: Reference) -> None:
    compiled, cases = shelf.compiled(edition_id), Cases(seed=41)
    edition = compiled.edition
    tried = set()
    for number in range(150):
        on, answers = (cases.partial(edition_id) if number % 2 else cases.complete(edition_id))[1:]
        own = [fact for fact in answers if fact in edition.fact_by_id]
        if not own:
            continue
        fact = cases.random.choice(own)
        tried.add(fact)
        without = {other: value for other, value in answers.items() if other != fact}
        unlisted = {**answers, fact: "no longer a value"}
        said = assess(compiled, reference, on, unlisted)
        assert said == assess(compiled, reference, on, without), fact
        assert effect_of(compiled, reference, on, unlisted) == effect_of(compiled, reference, on, without)
        assert changes_of(compiled, reference, unlisted, said) == said.changes
        rule = edition.rules[0].when
        why = (explainer(compiled, reference, on, given).explain(rule) for given in (unlisted, without))
        assert len(set(why)) == 1
    assert len(tried) > 15


def test_a_fact_of_which_the_choice_was_taken_away_is_asked_again(shelf: RegisterShelf, reference: Reference) -> None:
    compiled = CompiledEdition(without_value(shelf.edition(NEWEST), "form", "part"))
    said = assess(compiled, reference, ON, PARTS_FOR_XA)
    assert not said.settled
    assert (said.unknown, said.not_known, said.next_question) == (("form",), ("form",), "form")
    for rule in ("weapon-agreement", "weapon-agreement-parts"):
        finding = said.finding(rule)
        assert finding is not None
        assert finding.result is Result.UNKNOWN, "not known is not no"


def test_a_state_that_the_reference_tables_lack_is_not_known(shelf: RegisterShelf, reference: Reference) -> None:
    said = assess(shelf.compiled(NEWEST), reference, ON, {**PARTS_FOR_XA, "destination": "ZZ"})
    assert said.unknown == ("destination",)
    assert said.flags == ()


def test_answers_to_facts_of_other_editions_still_say_nothing(shelf: RegisterShelf, reference: Reference) -> None:
    more = {**PARTS_FOR_XA, "cooperation_category": "whatever", "licensor_state": "ZZ"}
    compiled = shelf.compiled(NEWEST)
    assert assess(compiled, reference, ON, more) == assess(compiled, reference, ON, PARTS_FOR_XA)
