"""How many questions it takes, and in what order: section by section, fewer than there are facts."""

from collections.abc import Callable, Iterator
from statistics import mean
from typing import NamedTuple

import pytest

from app.domain.decision.assessment import assess
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.law.outcomes import Result
from app.domain.law.reference import Reference
from app.storage.law.register_shelf import RegisterShelf
from tests.conftest import HowMany
from tests.domain.decision.test_worked_cases import BROUGHT_ALONG
from tests.oracles import by_hand
from tests.oracles.by_hand import E2024, E2026
from tests.oracles.random_cases import Cases, RandomCase, edition_in_force


class Asked(NamedTuple):
    """The questions asked of a case until it was settled, of so many facts that are applicable."""

    questions: int
    applicable: int


def ask(compiled: CompiledEdition, reference: Reference, case: RandomCase) -> Asked:
    """Ask, and answer truthfully, until the result is settled; it has to be the true one."""
    facts = by_hand.complete(*case)
    known: dict[str, str] = {}
    while True:
        said = assess(compiled, reference, case.on, known, findings=False, changes=False)
        if said.next_question is None:
            break
        assert said.next_question not in known
        known[said.next_question] = facts[said.next_question]  # what is asked is applicable
    assert said.outcome.value == by_hand.decide(case.edition, facts).outcome
    return Asked(len(known), len(facts) - ("agreement_in_force" in facts))


Reporter = Callable[[str, object], None]


def _report(record_property: Reporter, what: str, asked: list[Asked]) -> float:
    questions = mean(one.questions for one in asked)
    figure = f"{questions:.2f} of {mean(one.applicable for one in asked):.2f} applicable facts"
    record_property(what, figure)
    print(f"questions asked, {what}: {figure}")  # noqa: T201 - shown with -s
    return questions


@pytest.mark.parametrize(("edition", "at_most"), [(E2026, 12.0), (E2024, 13.25)])
def test_random_cases_need_about_two_thirds_of_their_facts(
    edition: str,
    at_most: float,
    shelf: RegisterShelf,
    reference: Reference,
    how_many: HowMany,
    record_property: Reporter,
) -> None:
    cases = Cases(seed=31)
    even = [cases.even(edition) for _ in range(how_many(250, long=4_000))]
    asked = [ask(shelf.compiled(edition), reference, case) for case in even]
    assert _report(record_property, f"random cases of {edition}", asked) <= at_most


def test_cases_bent_towards_the_far_rules_need_more_but_never_all(
    shelf: RegisterShelf, reference: Reference, how_many: HowMany, record_property: Reporter
) -> None:
    cases = Cases(seed=32)
    far = [cases.complete(E2026) for _ in range(how_many(150, long=2_000))]
    asked = [ask(shelf.compiled(E2026), reference, case) for case in far if "agreement_in_force" not in case.answers]
    applicable = mean(one.applicable for one in asked)
    assert _report(record_property, f"far cases of {E2026}", asked) <= 0.8 * applicable


def _worked() -> Iterator[RandomCase]:
    """The worked cases whose every answer is one to a question."""
    for case in BROUGHT_ALONG:
        if "agreement_in_force" not in case["answers"]:
            yield RandomCase(edition_in_force(case["on"]), case["on"], dict(case["answers"]))


def test_worked_cases_need_fifteen_of_their_nineteen_facts(
    shelf: RegisterShelf, reference: Reference, record_property: Reporter
) -> None:
    asked = [ask(shelf.compiled(case.edition), reference, case) for case in _worked()]
    assert _report(record_property, "worked cases", asked) <= 15.0


def test_a_section_is_come_back_to_only_for_what_applies_since(shelf: RegisterShelf, reference: Reference) -> None:
    """Sections follow one another as on the screen; a question of an earlier one did not apply when it was passed."""
    for case in _worked():
        compiled, facts = shelf.compiled(case.edition), by_hand.complete(*case)
        places = {section.id: place for place, section in enumerate(compiled.edition.sections)}
        known: dict[str, str] = {}
        at, applied = 0, set[str]()
        while (said := assess(compiled, reference, case.on, known, findings=False, changes=False)).next_question:
            question = said.next_question
            place = places[compiled.edition.fact_by_id[question].section]
            assert place >= at or question not in applied
            at = max(at, place)
            applied |= {fact for fact in said.unknown if said.evaluation.is_applicable(fact) is Result.HOLDS}
            known[question] = facts[question]


def test_a_new_request_is_asked_for_the_item_then_for_the_recipient(shelf: RegisterShelf, reference: Reference) -> None:
    """The order that an official expects: what, to whom, on what terms, of what origin, for what purpose; and only then
    whether it is prohibited."""
    missiles = next(case for case in _worked() if case.edition == E2026)
    compiled, facts = shelf.compiled(E2026), by_hand.complete(*missiles)
    known: dict[str, str] = {}
    sections: list[str] = []
    while (question := assess(compiled, reference, missiles.on, known, findings=False).next_question) is not None:
        sections.append(compiled.edition.fact_by_id[question].section)
        known[question] = facts[question]
    told = ["item", "destination", "terms", "origin", "purpose", "prohibitions"]
    assert [section for section in dict.fromkeys(sections) if section in told] == told
