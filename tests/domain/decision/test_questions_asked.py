"""How many questions it takes: answered truthfully, a case should be settled after about half of its facts."""

from collections.abc import Callable, Mapping
from datetime import date
from statistics import mean
from typing import NamedTuple

import pytest

from app.domain.decision.assessment import assess
from app.domain.decision.compiled_edition import CompiledEdition
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


@pytest.mark.parametrize(("edition", "at_most"), [(E2026, 11.0), (E2024, 12.0)])
def test_random_cases_need_about_half_of_their_facts(
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


def test_worked_cases_never_need_more_than_their_facts(
    shelf: RegisterShelf, reference: Reference, record_property: Reporter
) -> None:
    asked = []
    for case in BROUGHT_ALONG:
        edition = edition_in_force(case["on"])
        answers: Mapping[str, str] = case["answers"]
        if "agreement_in_force" not in answers:
            asked.append(ask(shelf.compiled(edition), reference, RandomCase(edition, case["on"], dict(answers))))
    _report(record_property, "worked cases", asked)
    assert all(one.questions <= one.applicable for one in asked)


def test_a_section_is_gone_on_with_where_that_costs_hardly_more(shelf: RegisterShelf, reference: Reference) -> None:
    compiled = shelf.compiled(E2026)
    section_of = {fact.id: fact.section for fact in compiled.edition.facts}

    def asked_after(answers: Mapping[str, str], on: date) -> str | None:
        return assess(compiled, reference, on, answers, findings=False, changes=False).next_question

    cases, stayed = Cases(seed=33), 0
    for case in (cases.even(E2026) for _ in range(15)):
        known: dict[str, str] = {}
        while (question := asked_after(known, case.on)) is not None and question in case.answers:
            order = list(known)
            for at in range(1, len(order)):
                turned = [*order[at:], *order[:at]]
                other = asked_after({fact: known[fact] for fact in turned}, case.on)
                if other is not None and other != question:
                    stays = section_of[question] == section_of[order[-1]], section_of[other] == section_of[turned[-1]]
                    assert any(stays), "the order of the answers counts for nothing else"
                    stayed += 1
            known[question] = case.answers[question]
    assert stayed
