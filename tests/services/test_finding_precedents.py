"""Precedents of a line: earlier lines that turn on the same facts, with how they ended; all of them, and no others."""

from collections.abc import Mapping
from datetime import date

import pytest

from app.bootstrap.rehearsals import fresh_stage, read_rehearsal
from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.cases import Case, LineParticulars
from app.rehearsals.given import Given
from app.rehearsals.playing import play
from app.services.ending import withdraw_case
from app.services.finding_precedents import MOST, Precedent, PrecedentSearch
from app.services.receiving import add_line
from tests.builders import DESTROYERS, ROOT, Official, the_shelf

CONDITIONS = ROOT / "resources" / "rehearsals" / "conditions.toml"


def recorded(official: Official, answers: Mapping[str, str], item: str = "", **particulars: str | date) -> Case:
    """A case whose line was determined."""
    case = official.a_case(answers, item, **particulars)
    official.determine(case.lines[0].id)
    return official.case(case.id)


def precedents(official: Official, case: Case, size: int = 100) -> list[Precedent]:
    """All that are found of the first line of a case."""
    determination = case.lines[0].determination
    assert determination is not None
    search, is_last = PrecedentSearch(official.shelf, determination, case.id), False
    found: list[Precedent] = []
    while not is_last:
        some, is_last = search.step(official.work, size)
        found += some
    return found


def numbers(official: Official, case: Case, size: int = 100) -> list[str]:
    return [each.case_number for each in precedents(official, case, size)]


@pytest.mark.parametrize("size", [1, 2, 100])
def test_those_with_the_same_decisive_facts_are_found_the_latest_first(official: Official, size: int) -> None:
    # Another country with an agreement, another heading, another recipient: nothing on which it turns.
    one = recorded(official, {**DESTROYERS, "destination": "AU", "item_heading": "2", "recipient_kind": "other"})
    recorded(official, {**DESTROYERS, "fighting": "yes", "special_circumstances": "yes"})
    two = recorded(official, DESTROYERS)
    recorded(official, {**DESTROYERS, "treaty_breach": "yes"})
    official.a_case(DESTROYERS)  # never determined
    present = recorded(official, DESTROYERS)
    recorded(official, DESTROYERS)  # later
    expected = [two.particulars.number, one.particulars.number]
    assert numbers(official, present, size) == expected


def test_only_what_stands_is_one_and_no_line_of_the_same_case(official: Official) -> None:
    former = recorded(official, DESTROYERS)
    official.answer(former.lines[0].id, {"treaty_breach": "yes"})
    official.determine(former.lines[0].id)
    present = recorded(official, DESTROYERS)
    official.answer(present.lines[0].id, {"careful_consideration": "yes"})
    official.determine(present.lines[0].id)
    assert numbers(official, official.case(present.id)) == []
    official.answer(former.lines[0].id, {"treaty_breach": "no"})
    official.determine(former.lines[0].id)
    later = recorded(official, DESTROYERS)
    assert numbers(official, later) == [former.particulars.number, present.particulars.number]


def test_another_line_of_the_case_is_none(official: Official) -> None:
    case = official.a_case(DESTROYERS)
    add_line(official, case_id=case.id, particulars=LineParticulars(), copy_answers_from=case.lines[0].id)
    for line in official.case(case.id).lines:
        official.determine(line.id)
    *_, last = official.case(case.id).lines
    assert last.determination is not None
    assert official.case(case.id).lines[0].determination is not None
    search = PrecedentSearch(official.shelf, last.determination, case.id)
    assert search.step(official.work) == ((), True)
    assert search.facts


def test_a_line_of_another_edition_with_the_same_facts_is_one_and_says_what_it_came_to(official: Official) -> None:
    barred = {"item_heading": "3", "treaty_breach": "yes"}
    whole = {**DESTROYERS, **barred}
    before = recorded(official, {**whole, "security_cooperation": "yes"}, assessed_on=date(2024, 5, 1))
    present = recorded(official, whole)
    [found] = precedents(official, present)
    assert (found.case_id, found.edition_id, found.outcome) == (before.id, "2024-03-26", Outcome.BARRED)


def test_how_it_ended_is_told_as_it_stands_now(official: Official) -> None:
    before = recorded(official, DESTROYERS, item="Ships")
    present = recorded(official, DESTROYERS)
    assert [each.state for each in precedents(official, present)] == [CaseState.DETERMINED]
    withdraw_case(official, case_id=before.id, reason="Given up.")
    [found] = precedents(official, present)
    assert (found.state, found.item, found.conditions) == (CaseState.WITHDRAWN, "Ships", 0)


def test_the_conditions_of_a_permitted_one_are_counted() -> None:
    offices = frozenset(the_shelf().reference().bodies)
    rehearsal, given = read_rehearsal(CONDITIONS, offices), Given()
    with fresh_stage(rehearsal) as stage:
        play(rehearsal.acts, stage, given, lambda _played: None)
        official = Official(*stage.acting("mizuno"))
        [case_id] = given.cases.values()
        answers = official.case(case_id).lines[0].known_answers
        [found] = precedents(official, recorded(official, answers))
    assert (found.case_id, found.state, found.conditions) == (case_id, CaseState.PERMIT_RECORDED, 3)


def test_no_more_are_read_than_are_shown(official: Official) -> None:
    all_of_them = [recorded(official, DESTROYERS).particulars.number for _ in range(MOST + 2)]
    present = recorded(official, DESTROYERS)
    assert numbers(official, present) == all_of_them[:1:-1]
