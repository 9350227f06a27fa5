"""From an answer given to all that follows from it: truthful interviews under every edition."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from app.domain.decision.assessment import assess
from app.domain.ids import CaseId, LineId
from app.domain.procedure.case_states import CaseState
from app.domain.register.cases import Case, CaseParticulars, Line, LineParticulars
from app.storage.law.register_shelf import RegisterShelf
from app.viewmodels.case.interview_model import Interview
from app.viewmodels.determination.live_model import live_says
from app.viewmodels.questions.question_model import question_says
from app.viewmodels.questions.sections_model import section_groups
from app.viewmodels.session.unsaved_model import Entry
from app.wording.language import Language, Words
from app.wording.phrases import Phrases
from tests.benchmarks.conftest import AnyCase
from tests.benchmarks.report import Report
from tests.benchmarks.taking_turns import percentile, seconds_of
from tests.builders import ROOT
from tests.oracles.by_hand import EDITIONS
from tests.oracles.random_cases import Cases

BOUND, AIM = 16e-3, 5e-3
LINE = LineId(1)


class Given(NamedTuple):
    """An interview as it stands, and the next answer."""

    case: AnyCase
    before: Mapping[str, str]
    fact: str
    value: str


def interview(shelf: RegisterShelf, case: AnyCase) -> Iterator[Given]:
    """The interview of a case: the question that is put is answered truthfully, until nothing is unknown."""
    compiled, answers = shelf.compiled(case.edition), dict[str, str]()
    while True:
        so_far = assess(compiled, shelf.reference(), case.on, answers, findings=False, changes=False)
        fact = so_far.next_question
        if fact is None:
            return
        # A worked case may leave open what does not matter to it.
        value = case.answers.get(fact) or next(iter(compiled.edition.fact_by_id[fact].values), "US")
        yield Given(case, dict(answers), fact, value)
        answers[fact] = value


@pytest.fixture(scope="module")
def given(shelf: RegisterShelf, worked: tuple[AnyCase, ...]) -> list[Given]:
    """Every answer of the interviews of random and worked cases."""
    source = Cases(seed=72)
    days = {edition.id: edition.heading.in_force_from for edition in shelf.editions()}
    drawn = [draw(edition) for draw in (source.even, source.complete) for edition in EDITIONS for _ in range(30)]
    cases = [AnyCase(case.edition, days[case.edition], case.answers) for case in drawn]
    return [step for case in (*cases, *worked) for step in interview(shelf, case)]


def test_answer(benchmark: BenchmarkFixture, report: Report, shelf: RegisterShelf, given: list[Given]) -> None:
    reference, steps = shelf.reference(), iter(given)

    def answered(step: Given) -> object:
        answers = {**step.before, step.fact: step.value}
        return assess(shelf.compiled(step.case.edition), reference, step.case.on, answers, changes=False)

    seconds = seconds_of(benchmark, answered, setup=lambda: ((next(steps),), {}), rounds=len(given))
    report.limit("answer", percentile(seconds, 99), bound=BOUND, aim=AIM)


def test_screen(benchmark: BenchmarkFixture, report: Report, shelf: RegisterShelf, given: list[Given]) -> None:
    words = Words(Language.EN, ROOT / "resources" / "i18n")
    phrases = {edition.id: Phrases(words, edition, shelf.reference()) for edition in shelf.editions()}
    steps, going = iter(given), list[Interview]()

    def next_answer() -> tuple[tuple[Interview, Given], dict[str, object]]:
        step = next(steps)
        if not step.before:
            going[:] = [Interview(shelf, _new_request(step.case), LINE)]
        return (going[0], step), {}

    def answered(interview: Interview, step: Given) -> object:
        of_edition = phrases[interview.edition.id]
        interview.enter(step.fact, Entry(step.value, save=lambda _work: None))
        interview.go(interview.next_fact() or step.fact)
        fact = interview.edition.fact_by_id[interview.fact or step.fact]
        return (
            live_says(interview, of_edition),
            section_groups(interview, of_edition, here=None, documents=0),
            question_says(interview, of_edition, fact, may_change=True),
        )

    seconds = seconds_of(benchmark, answered, setup=next_answer, rounds=len(given))
    report.limit("screen", percentile(seconds, 99), bound=BOUND, aim=AIM)


def _new_request(case: AnyCase) -> Case:
    moment = datetime(case.on.year, case.on.month, case.on.day, tzinfo=UTC)
    particulars = CaseParticulars("2026-0001", "Request", case.on, case.on)
    line = Line(LINE, CaseId(1), 1, LineParticulars())
    return Case(CaseId(1), particulars, CaseState.DRAFT, "", moment, "", moment, (line,))
