"""Where in the list a question stands, and what the interview passed over on the way to it."""

import pytest

from app.domain.law.facts import Fact
from app.domain.law.outcomes import Result
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.interview_model import QuestionState
from app.viewmodels.case.place import Stage
from app.viewmodels.determination.live_model import live_says
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
    first = model.fact
    listed = model.interview.asked_in(first.section)
    left = len(model.interview.left)
    number = listed.index(first) + 1
    told = f"The item · question {number} of {len(listed)} in this section · at most {left} questions remain"
    assert place(model) == told
    model.answer("item_heading", "2")
    assert place(model).startswith(f"The item · question {number} of {len(listed)} in this section")
    assert question_says(model.interview, model.phrases, model.fact, may_change=True).place == place(model)


def test_the_number_of_a_question_is_that_of_its_row_and_never_changes(office: Office) -> None:
    model = office.open(office.case())

    def numbers() -> dict[str, list[str]]:
        edition = model.interview.edition
        return {
            section.id: [place(model, fact).split(" · ")[1] for fact in model.interview.asked_in(section.id)]
            for section in edition.sections
        }

    at_first = numbers()
    for section, told in at_first.items():
        rows = sum(fact.section == section and fact.answerable for fact in model.interview.edition.facts)
        assert told == [f"question {number} of {rows} in this section" for number in range(1, rows + 1)]
    while model.place.stage is Stage.REQUEST:
        model.answer(model.fact.id, MISSILES[model.fact.id])
        assert numbers() == at_first
        model.next()


def test_beside_the_question_and_beside_the_result_as_many_remain(office: Office) -> None:
    """What was answered "not yet known" is not asked again, and counted nowhere."""
    model = office.open(office.case())
    while model.place.stage is Stage.REQUEST:
        here, beside = place(model), live_says(model.interview, model.phrases).badge
        assert here.endswith(beside)
        before, shown = len(model.interview.left), model.fact.id
        model.answer(shown, MISSILES[shown] if shown == "item_heading" else None)
        assert len(model.interview.left) < before
        model.next()
    assert model.interview.left == []
    unknown = len(model.interview.determination.unknown)
    assert live_says(model.interview, model.phrases).badge == f"{unknown} answers are not yet known"


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
