"""Where in the list a question stands, and what the interview passed over on the way to it."""

import pytest

from app.domain.law.facts import Fact
from app.domain.law.outcomes import Result
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.interview_model import QuestionState
from app.viewmodels.case.place import Stage
from app.viewmodels.questions.place_model import passed_over_says, place_says
from app.viewmodels.questions.question_model import question_says
from app.wording.language import Language
from tests.builders import DESTROYERS
from tests.viewmodels.surroundings import MISSILES, Office


def answered_until(model: CaseModel, fact: str, answers: dict[str, str]) -> None:
    """Answers what is asked, until this question is put."""
    while model.interview.fact != fact:
        shown = model.fact.id
        model.answer(shown, answers[shown])
        model.next()


def passed_over(model: CaseModel) -> str:
    return passed_over_says(model.interview, model.phrases, model.fact)


def place(model: CaseModel, fact: Fact | None = None) -> str:
    return place_says(model.interview, model.phrases, fact or model.fact)


def test_the_place_is_told_by_section_number_and_what_is_left(office: Office) -> None:
    model = office.open(office.case())
    unknown = len(model.interview.determination.unknown)
    assert place(model) == f"The item · question 1 of at most 3 in this section · at most {unknown} left in all"
    model.answer("item_heading", "2")
    model.next()
    assert place(model).startswith("The item · question 2 of at most 3 in this section")
    model.back()
    assert place(model).startswith("The item · question 1 of at most 3 in this section")
    assert question_says(model.interview, model.phrases, model.fact, may_change=True).place == place(model)


def test_at_most_so_many_are_asked_in_a_section(office: Office) -> None:
    """What is said at the first question of a section holds: no section asks more, and none is numbered twice."""
    model = office.open(office.case())
    most: dict[str, int] = {}
    numbers: dict[str, list[int]] = {}
    while model.place.stage is Stage.REQUEST:
        shown = model.fact
        told = place(model).split(" · ")[1].split()
        numbers.setdefault(shown.section, []).append(int(told[1]))
        most.setdefault(shown.section, int(told[5]))
        assert int(told[5]) <= most[shown.section]
        model.answer(shown.id, MISSILES[shown.id])
        model.next()
    for section, asked in numbers.items():
        assert asked == list(range(1, len(asked) + 1))
        assert len(asked) <= most[section]


def test_what_is_passed_over_is_named_where_the_interview_goes_on(office: Office) -> None:
    model = office.open(office.case())
    answered_until(model, "purpose", {**DESTROYERS, "recipient_kind": "international_body"})
    skipped = [fact for fact in model.interview.edition.asked if fact.section == "origin"]
    assert {model.interview.state_of(fact) for fact in skipped} <= {QuestionState.NEEDLESS, QuestionState.OUT}
    assert passed_over(model).startswith("Passed over, because the result no longer depends on it: ")
    assert "the section “Origin”" in passed_over(model)
    model.go_to_fact("precedent")
    assert passed_over(model) == "", "the user knows why who goes there himself"


def test_nothing_is_explained_where_the_next_question_follows(office: Office) -> None:
    model = office.open(office.case())
    model.answer("item_heading", "2")
    model.next()
    assert passed_over(model) == ""


def test_what_was_left_open_is_come_back_to_after_the_rest(office: Office) -> None:
    """Next on a question left open goes on down the list, and never to and fro between two."""
    model = office.open(office.case())
    model.answer("item_heading", "2")
    evaluation, unknown = model.interview.evaluation, model.interview.determination.unknown
    askable = {fact for fact in unknown if evaluation.is_applicable(fact) is Result.HOLDS}
    seen: list[str] = []
    told: list[str] = []
    for _ in askable:
        model.next()
        seen.append(model.fact.id)
        told.append(passed_over(model))
    assert set(seen) == askable
    assert told.count("Of an earlier section: this question is still open.") == 1


@pytest.mark.parametrize("language", list(Language))
def test_the_place_is_told_in_both_languages(office: Office, language: Language) -> None:
    office.session.language.switch(language)
    model = office.open(office.case())
    assert "1" in place(model)
    assert ("最大" in place(model)) is (language is Language.JA)
