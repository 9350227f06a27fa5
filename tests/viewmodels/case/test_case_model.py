"""The opened case: answers, lines, documents, and what is saved of them."""

from datetime import date

import pytest

from app.domain.procedure.case_states import CaseState
from app.domain.register.cases import DocumentKind
from app.domain.register.refusals import refusal_of_change
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.header_model import header_says
from app.viewmodels.case.interview_model import QuestionState
from app.viewmodels.case.lines_model import (
    CLOSE,
    REOPEN,
    closing_form,
    line_removal_form,
    new_line_form,
    reopening_form,
    withdrawal_form,
)
from app.viewmodels.case.place import Stage
from app.viewmodels.questions.documents_model import document_change_form, documents_says, new_document_form
from app.viewmodels.questions.evidence_model import LINK_DOCUMENT, evidence_form, unlinking_form
from app.viewmodels.questions.particulars_model import enter_in_case
from app.viewmodels.questions.question_model import QuestionSays, question_says
from app.viewmodels.questions.sections_model import section_groups
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office, Waiting


def state_of(model: CaseModel, fact: str) -> QuestionState:
    """How a question stands."""
    return model.interview.state_of(model.interview.edition.fact_by_id[fact])


def outcome(model: CaseModel) -> str:
    """What the line shown comes to."""
    return model.interview.determination.outcome.value


def state(model: CaseModel) -> str:
    """Where the case stands."""
    return model.case.state.value


def test_an_answer_counts_at_once_and_is_saved_behind(office: Office) -> None:
    case = office.case()
    waiting = Waiting(office.register.work)
    model = Office(office.register, waiting).open(case)
    model.answer("item_heading", "none")
    assert outcome(model) == "outside_scope"
    assert model.interview.saved_answer("item_heading") is None
    assert office.register.line(case.lines[0].id).known_answers == {}
    waiting.do_all()
    assert office.register.line(case.lines[0].id).known_answers == {"item_heading": "none"}
    assert model.interview.saved_answer("item_heading") is not None


def test_a_later_answer_is_not_undone_by_the_saving_of_an_earlier_one(office: Office) -> None:
    waiting = Waiting(office.register.work)
    model = Office(office.register, waiting).open(office.case({"item_heading": "2"}))
    model.answer("weapon", "yes")
    model.answer("weapon", "no")
    waiting.do_one()
    assert model.interview.given["weapon"] == "no"
    waiting.do_all()
    assert model.interview.given["weapon"] == "no"


def test_changing_an_early_answer_keeps_the_later_ones(office: Office) -> None:
    model = office.open(office.case({**MISSILES, "fighting": "yes", "special_circumstances": "yes"}))
    assert state_of(model, "special_circumstances") is QuestionState.ANSWERED
    model.answer("weapon", "no")
    assert state_of(model, "special_circumstances") is QuestionState.OUT
    assert model.interview.given["special_circumstances"] == "yes"
    model.answer("weapon", "yes")
    assert state_of(model, "special_circumstances") is QuestionState.ANSWERED
    assert outcome(model) == "exceptional"


def test_not_yet_known_is_an_answer_that_is_not_asked_again_and_decides_nothing(office: Office) -> None:
    model = office.open(office.case({key: value for key, value in MISSILES.items() if key != "precedent"}))
    assert model.fact.id == "precedent"
    model.answer("precedent", None)
    assert state_of(model, "precedent") is QuestionState.NOT_KNOWN
    assert "precedent" in model.interview.determination.unknown
    assert not model.interview.determination.settled
    model.next()
    assert model.place.stage is Stage.CHECK


def test_back_returns_to_the_question_seen_before(office: Office) -> None:
    model = office.open(office.case())
    seen = []
    for _time in range(4):
        seen.append(model.fact.id)
        model.answer(model.fact.id, _first(model))
        model.next()
    while model.interview.visited:
        model.back()
        assert model.fact.id == seen.pop()
    model.back()
    assert seen == []


def _first(model: CaseModel) -> str:
    return "PH" if model.fact.is_country else model.fact.values[-1]


def test_taking_back_an_answer_asks_again(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    model.take_back("fighting")
    assert state_of(model, "fighting") is QuestionState.OPEN
    assert model.case.lines[0].answer("fighting") is None


def test_a_document_shows_an_answer_and_the_answer_shows_the_document(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    kind = DocumentKind.OFFICIAL_JUDGEMENT.value
    new_document_form(model).hand_in(kind=kind, title="Situation", from_whom="MOFA", dated=date(2026, 5, 1))
    added = model.case.documents[0].id
    evidence_form(model, "fighting", None).hand_in(document_id=added, page="3")
    assert documents_says(model).documents[0].used == "Shows: Fighting in the destination"
    answer = model.interview.saved_answer("fighting")
    assert answer is not None
    assert [(evidence.document_id, evidence.page) for evidence in answer.evidence] == [(added, "3")]
    document_change_form(model, added).hand_in(title="Situation of May")
    assert model.case.documents[0].particulars.title == "Situation of May"
    unlinking_form(model, answer.evidence[0].id).hand_in()
    assert documents_says(model).documents[0].used == "Shows no answer yet."


@pytest.mark.parametrize("value", ["yes", None])
def test_a_document_is_linked_to_what_is_known_by_its_button_and_by_its_key_alike(
    office: Office, value: str | None
) -> None:
    model = office.open(office.case(MISSILES))
    model.go_to_fact("weapon")
    model.answer("weapon", value)
    assert _question(model).may_link is LINK_DOCUMENT.is_possible(model) is (value is not None)
    office.session.is_read_only = True
    assert not _question(model).may_link
    assert not LINK_DOCUMENT.is_possible(model)


def _question(model: CaseModel) -> QuestionSays:
    return question_says(model.interview, model.phrases, model.fact, may_change=model.may_change)


def _may_take_off(model: CaseModel) -> list[bool]:
    return [bool(evidence.remove) for evidence in _question(model).evidence]


def test_what_a_table_says_is_set_aside_only_with_a_document_and_the_screens_say_so(office: Office) -> None:
    model = office.open(office.case({**MISSILES, "destination": "NZ"}))
    assert outcome(model) == "not_eligible"
    new_document_form(model).hand_in(title="Exchange of notes")
    evidence_form(model, "agreement_in_force", "yes").hand_in(document_id=model.case.documents[0].id, page="1")
    assert outcome(model) == "eligible"
    model.go_to_fact("agreement_in_force")
    assert _may_take_off(model) == [False], "it is answered with evidence only"
    evidence_form(model, "agreement_in_force", None).hand_in(document_id=model.case.documents[0].id, page="2")
    assert _may_take_off(model) == [True, True]
    withdrawal_form(model).hand_in(reason="The contract was cancelled.")
    assert _may_take_off(model) == [False, False]
    reopening_form(model).hand_in(reason="It was renewed.")
    model.take_back("agreement_in_force")
    assert outcome(model) == "not_eligible"


def test_a_line_may_start_with_the_answers_of_another(office: Office) -> None:
    model = office.open(office.case(MISSILES, item="Missiles"))
    new_line_form(model).hand_in(item="Training", copy_from=model.case.lines[0].id)
    assert model.interview.line.particulars.item == "Training"
    assert model.interview.known == dict(MISSILES)
    tabs = header_says(model).tabs
    assert [(tab.label, tab.here) for tab in tabs] == [("Line 1　Missiles", False), ("Line 2　Training", True)]
    line_removal_form(model).hand_in()
    assert len(model.case.lines) == 1


def test_a_form_is_handed_in_for_the_line_on_which_it_was_opened(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    new_document_form(model).hand_in(title="Situation")
    first, document_id = model.line_id, model.case.documents[0].id
    link, remove = evidence_form(model, "fighting", None), line_removal_form(model)
    new_line_form(model).hand_in(item="Training", copy_from=first)
    link.hand_in(document_id=document_id, page="3")
    pages = [[shown.page for answer in line.answers for shown in answer.evidence] for line in model.case.lines]
    assert pages == [["3"], []]
    remove.hand_in()
    assert [line.particulars.item for line in model.case.lines] == ["Training"]


def test_only_a_settled_result_is_recorded(office: Office) -> None:
    model = office.open(office.case({key: value for key, value in MISSILES.items() if key != "terms"}))
    model.record()
    assert model.case.lines[0].determination is None
    assert "Still missing" in office.troubles[0].what
    model.answer("terms", "sale")
    model.record()
    assert model.place.stage is Stage.DETERMINATION
    assert state(model) == "determined"
    assert [record.number for record in model.earlier] == [1]


def test_a_case_is_withdrawn_reopened_and_closed(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    assert CLOSE.offered(model, model.session.words) == ""
    withdrawal_form(model).hand_in(reason="The contract was cancelled.")
    assert state(model) == "withdrawn"
    assert not model.may_change
    assert "The contract was cancelled." in header_says(model).notice
    model.answer("weapon", "no")
    assert model.interview.given["weapon"] == "yes"
    reopening_form(model).hand_in(reason="It was renewed.")
    model.record()
    assert CLOSE.offered(model, model.session.words) == "Close the case"
    closing_form(model).hand_in(reason="Given up.")
    assert state(model) == "closed"
    assert REOPEN.offered(model, model.session.words) == "Reopen the case"


@pytest.mark.parametrize("state", CaseState)
def test_what_the_domain_refuses_to_change_cannot_be_changed_on_the_screen(office: Office, state: CaseState) -> None:
    model = office.open(office.case(MISSILES)._replace(state=state))
    assert model.may_change is (refusal_of_change(model.case) is None) is (not state.has_ended and not state.is_locked)
    office.session.is_read_only = True
    assert not model.may_change


def test_another_date_brings_another_edition(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    model.go_to_fact("un_charter_commitment")
    enter_in_case(model, "assessed_on", date(2020, 1, 1))
    assert model.interview.edition.id == "2014-04-01"
    assert model.fact.id in model.interview.edition.fact_by_id
    enter_in_case(model, "assessed_on", date(2013, 1, 1))
    assert model.interview.edition.id == "2014-04-01"


def test_the_sections_say_how_far_they_have_got(office: Office) -> None:
    model = office.open(office.case({"item_heading": "2", "form": "finished", "weapon": "yes", "purpose": "none"}))
    model.go_to_fact("destination")
    groups = section_groups(model.interview, model.phrases, here=None, documents=0)
    sections = {section.id: section for section in groups[1].sections}
    assert (sections["item"].mark, sections["item"].progress) == ("done", "3 / 3")
    assert sections["destination"].here
    assert sections["destination"].facts[0].fact == "destination"
    assert all(section.state for section in sections.values())


@pytest.mark.parametrize(
    ("destination", "mark", "state"),
    [
        (None, "open", "not known"),
        ("AU", "done", "Yes, in force"),
        ("NZ", "no", "No agreement in force"),
        ("CA", "not_known", "Signed, entry into force not confirmed"),
    ],
)
def test_only_an_agreement_in_force_is_ticked(office: Office, destination: str | None, mark: str, state: str) -> None:
    answers = {"item_heading": "2"} | ({"destination": destination} if destination else {})
    model = office.open(office.case(answers))
    model.go_to_fact("destination")
    groups = section_groups(model.interview, model.phrases, here=None, documents=0)
    section = next(section for section in groups[1].sections if section.id == "destination")
    shown = next(fact for fact in section.facts if fact.fact == "agreement_in_force")
    assert (shown.mark, shown.state) == (mark, state)
    assert shown.label == f"Transfer agreement in force: {state}"


def test_an_empty_form_does_not_read_as_filled_in(office: Office) -> None:
    model = office.open(office.case())
    states = [
        section.state
        for group in section_groups(model.interview, model.phrases, here=None, documents=0)
        for section in group.sections
        if section.id in ("case.particulars", "line.particulars")
    ]
    assert states == ["partly filled in", "not filled in"]


def test_switching_the_language_keeps_everything(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    model.go_to_fact("fighting")
    model.go_to_stage(Stage.CHECK)
    office.session.language.switch(Language.JA)
    assert (model.place.stage, model.fact.id) == (Stage.CHECK, "fighting")
    assert header_says(model).stages[1].label == "回答の確認"
