"""A question of the examination is asked unless its condition fails in every admissible completion of what is known."""

from datetime import date

import pytest

from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.evaluation import known_facts
from app.domain.decision.slots_asked import slots_asked
from app.domain.law.conditions import All, AnyOf, Condition, Is, Not
from app.domain.law.examination import Examination
from app.storage.law.register_shelf import RegisterShelf
from tests.builders import DESTROYERS, the_shelf
from tests.conftest import HowMany
from tests.domain.decision.changed_editions import changed
from tests.oracles.random_cases import Cases

MAY = date(2026, 5, 20)
GRANT, SALE = Is("terms", frozenset({"grant"})), Is("terms", frozenset({"sale"}))
FIGHTING = Is("fighting", frozenset({"yes"}))


def with_question(when: Condition) -> CompiledEdition:
    """The edition of 2026 that says itself what is examined, with one more question."""
    edition = the_shelf().edition("2026-04-21")
    beside: Examination = the_shelf().examination(edition)
    question = beside.slots[0]._replace(id="more", when=when)
    return CompiledEdition(changed(edition, examination=beside._replace(slots=(*beside.slots, question))))


def is_asked(compiled: CompiledEdition, answers: dict[str, str]) -> bool:
    examination, reference = compiled.edition.examination, the_shelf().reference()
    assert examination is not None
    known = known_facts(compiled.edition, reference, MAY, answers)
    return "more" in {slot.id for slot in slots_asked(examination, compiled, reference, MAY, known)}


@pytest.mark.parametrize(
    ("when", "known", "asked"),
    [
        (GRANT, {}, True),
        (GRANT, {"terms": "grant"}, True),
        (GRANT, {"terms": "sale"}, False),
        (All((GRANT, SALE)), {}, False),
        (All((GRANT, Not(AnyOf((GRANT, FIGHTING))))), {}, False),
        (AnyOf((All((GRANT, SALE)), FIGHTING)), {"weapon": "yes"}, True),
        # It does not arise where the item is no weapon, whatever comes to be known.
        (All((FIGHTING, Is("weapon", frozenset({"no"})))), {}, False),
    ],
)
def test_what_can_never_hold_is_not_asked(when: Condition, known: dict[str, str], asked: bool) -> None:
    answers = {fact: value for fact, value in DESTROYERS.items() if fact not in ("terms", "weapon", "fighting")}
    assert is_asked(with_question(when), {**answers, **known}) is asked


def test_no_completion_of_a_case_calls_for_a_question_that_was_not_asked(how_many: HowMany) -> None:
    cases, edition, left_out = Cases(seed=317), "2026-04-21", 0
    conditions = (
        All((GRANT, Not(AnyOf((FIGHTING, SALE))))),
        All((FIGHTING, GRANT)),
        AnyOf((FIGHTING, All((GRANT, SALE)))),
    )
    compiled = [with_question(when) for when in conditions]
    for number in range(how_many(60, long=2_000)):
        partial, one = cases.partial(edition).answers, compiled[number % len(compiled)]
        if not is_asked(one, partial):
            left_out += 1
            whole = [{**cases.complete(edition).answers, **partial} for _ in range(6)]
            assert not any(is_asked(one, answers) for answers in whole)
    assert left_out > 10


def test_what_lies_beside_an_edition_is_asked_by_what_is_known_alone(shelf: RegisterShelf) -> None:
    compiled, reference = shelf.compiled("2026-04-21"), shelf.reference()
    beside = shelf.examination(compiled.edition)
    for weapon, asked in (("yes", True), ("no", False), ("", True)):
        known = {"weapon": weapon} if weapon else {}
        slots = {slot.id for slot in slots_asked(beside, compiled, reference, MAY, known)}
        assert ("fighting" in slots) is asked
