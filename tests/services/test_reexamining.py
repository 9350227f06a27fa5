"""A run over the stored lines goes step by step, and misses nothing."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.decision.assessment import assess
from app.domain.decision.effect import differs_in, effect_of_determination
from app.domain.register.enactment import DraftReport
from app.services.publishing import draft_reexamination, examine_draft
from app.services.receiving import add_line, remove_line
from app.services.reexamining import Reexamination, law_in_force
from app.services.referring import record_official_answer
from app.storage.law.register_shelf import RegisterShelf
from tests.builders import OFFICIAL_ANSWER, PARTS_FOR_XA, Official, a_shelf
from tests.drafts import a_draft_that_opens_parts
from tests.oracles.random_cases import Cases

MAY = date(2026, 5, 1)


@pytest.fixture
def shelf() -> RegisterShelf:
    """What decides in the register."""
    return a_shelf()


@pytest.fixture
def draft(shelf: RegisterShelf, tmp_path: Path) -> DraftReport:
    """A draft in which weapon parts need no agreement."""
    return examine_draft(shelf, str(a_draft_that_opens_parts(tmp_path)))


def test_a_run_goes_step_by_step_and_tells_how_far_it_is(
    official: Official, shelf: RegisterShelf, draft: DraftReport
) -> None:
    for _ in range(5):
        official.a_case(PARTS_FOR_XA)
    run = draft_reexamination(shelf, draft, MAY)
    found, told = [], []
    while not run.is_finished:
        found.append(len(run.step(official.work, 2)))
        told.append((run.done, run.total))
    assert (found, told) == ([2, 2, 1], [(2, 5), (4, 5), (5, 5)])


def test_a_run_that_ends_on_a_full_step_finds_nothing_more(
    official: Official, shelf: RegisterShelf, draft: DraftReport
) -> None:
    official.a_case(PARTS_FOR_XA)
    run = draft_reexamination(shelf, draft, MAY)
    assert [len(run.step(official.work, 1)), run.is_finished, len(run.step(official.work, 1)), run.is_finished] == [
        1,
        False,
        0,
        True,
    ]


def test_the_register_can_be_worked_with_between_two_steps(
    official: Official, shelf: RegisterShelf, draft: DraftReport
) -> None:
    first, second = (official.a_case(PARTS_FOR_XA) for _ in range(2))
    run = draft_reexamination(shelf, draft, MAY)
    assert [found.line.id for found in run.step(official.work, 1)] == [first.lines[0].id]
    official.answer(second.lines[0].id, {"destination": "AU"})
    assert run.step(official.work, 1) == ()


def test_an_empty_register_is_done_at_once(official: Official, shelf: RegisterShelf, draft: DraftReport) -> None:
    run = draft_reexamination(shelf, draft, MAY)
    assert official.reexamined(run) == []
    assert (run.total, run.is_finished) == (0, True)


def test_only_days_on_which_the_draft_decides_are_looked_at(
    official: Official, shelf: RegisterShelf, draft: DraftReport
) -> None:
    for day in (date(2026, 4, 30), MAY, date(2026, 5, 2)):
        official.a_case(PARTS_FOR_XA, assessed_on=day)
    runs = {since: draft_reexamination(shelf, draft, since) for since in (MAY, date(2026, 5, 2), date(2027, 1, 1))}
    assert [len(official.reexamined(run)) for run in runs.values()] == [2, 1, 0]
    assert [run.total for run in runs.values()] == [2, 1, 0]


def test_removed_lines_are_left_out_and_answers_taken_back_do_not_count(
    official: Official, shelf: RegisterShelf, draft: DraftReport
) -> None:
    case = official.a_case(PARTS_FOR_XA)
    second = add_line(official, case_id=case.id, copy_answers_from=case.lines[0].id)
    third = add_line(official, case_id=case.id, copy_answers_from=case.lines[0].id)
    remove_line(official, line_id=second.line_id)
    official.answer(third.line_id, {"destination": "AU"})
    official.answer(third.line_id, {"destination": "XA", "fighting": None})
    found = official.reexamined(draft_reexamination(shelf, draft, MAY))
    assert [(line.line.position, line.before.settled) for line in found] == [(1, True), (3, True)]


def test_official_answers_count(official: Official, shelf: RegisterShelf, draft: DraftReport) -> None:
    case = official.a_case(PARTS_FOR_XA)
    run = draft_reexamination(shelf, draft, MAY)
    record_official_answer(official, case_id=case.id, particulars=OFFICIAL_ANSWER)
    assert official.reexamined(run) == []


def test_what_is_found_is_what_each_line_determined_by_itself_shows(
    official: Official, shelf: RegisterShelf, draft: DraftReport
) -> None:
    assert draft.draft is not None
    cases, expected = Cases(seed=97, states=("AU", "XA"), far=[PARTS_FOR_XA]), set()
    for at in range(120):
        drawn = cases.complete("2026-04-21") if at % 2 else cases.partial("2026-04-21")
        known = official.shelf.edition("2026-04-21").fact_by_id
        given = {fact: value for fact, value in drawn.answers.items() if fact in known and known[fact].is_asked}
        line = official.a_case(given).lines[0]
        effects = [
            effect_of_determination(assess(compiled, shelf.reference(), date(2026, 5, 20), given))
            for compiled in (shelf.compiled("2026-04-21"), draft.draft)
        ]
        if effects[0].settled and at % 4 < 2:
            official.determine(line.id)
        if differs_in(*effects):
            expected.add((line.id, *effects))
    found = {
        (line.line.id, line.before, line.after) for line in official.reexamined(draft_reexamination(shelf, draft, MAY))
    }
    assert found == expected
    assert len(expected) > 10
    same = law_in_force(shelf)
    assert official.reexamined(Reexamination(same, law_in_force(shelf))) == []
