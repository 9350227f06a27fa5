"""Every screen says what counts no longer, and for which facts it was said."""

from collections.abc import Mapping
from datetime import date

import pytest

from app.domain.register.cases import Case
from app.services.determining import record_determination
from app.services.receiving import add_line
from app.statements.steps import cautions
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.determination.live_model import live_says
from app.viewmodels.determination.recorded_model import recorded_says
from app.viewmodels.determination.report_model import report_says
from app.viewmodels.questions.check_model import check_says
from app.viewmodels.questions.history_model import AnswerHistorySays, read_history
from app.viewmodels.questions.query_model import answerable_rules, official_answer_form, official_answers
from app.viewmodels.questions.question_model import AS_DERIVED, question_says
from app.wording.language import Language
from tests.builders import DESTROYERS, PARTS_FOR_XA
from tests.viewmodels.surroundings import Office

ANSWER: Mapping[str, object] = {
    "rule": "weapon-agreement-parts",
    "clears": "yes",
    "body": "METI",
    "dated": date(2026, 5, 30),
    "reference": "2026-貿-12",
    "document_id": 0,
    "note": "",
}
RULE = "Weapon parts, technology or services without an agreement"
AGREEMENT = "agreement_in_force"


@pytest.fixture
def answered(office: Office) -> CaseModel:
    """A case whose point was cleared by the office."""
    model = office.open(office.case(PARTS_FOR_XA))
    official_answer_form(model).hand_in(None, **ANSWER)
    assert not answerable_rules(model)
    return model


def everywhere(model: CaseModel) -> list[tuple[str, ...]]:
    """The cautions of each screen."""
    interview, phrases = model.interview, model.phrases
    return [cautions(interview, phrases), live_says(interview, phrases).cautions, report_says(model).cautions]


def test_an_official_answer_to_other_facts_says_which_on_every_screen(office: Office, answered: CaseModel) -> None:
    answered.answer("destination", "RU")
    said = (
        f"The official answer of 2026-05-30 was given for other facts and does not count for this line as it is now: "
        f"{RULE}. Destination: then Invented country XA (training), now Russia."
    )
    (shown,) = official_answers(answered)
    for texts in (*everywhere(answered), tuple(shown.text.split("\n"))):
        assert [text for text in texts if text.startswith("The official answer")] == [said]
        assert not any(text.startswith("Set aside") for text in texts)
    assert [rule for rule, _ in answerable_rules(answered)] == [ANSWER["rule"]], "the office can be asked again"
    answered.record()
    assert answered.interview.line.determination is not None
    assert said in recorded_says(answered, answered.interview.line.determination).report.cautions[-1]
    office.session.language.switch(Language.JA)
    (shown,) = official_answers(answered)
    assert "現在とは異なる事実についてのものであるため、この明細には効力がありません" in shown.text
    assert "仕向先：回答時は「（訓練用架空国 XA）」、現在は「ロシア」" in shown.text
    office.session.language.switch(Language.EN)


def test_an_official_answer_to_other_lines_says_so_on_the_line_that_waits_for_one(
    office: Office, answered: CaseModel
) -> None:
    first = answered.line_id
    second = add_line(office.register, case_id=answered.case.id, copy_answers_from=first).line_id
    other = add_line(office.register, case_id=answered.case.id).line_id
    answered.take(office.register.case(answered.case.id))
    said = (
        "The official answer of 2026-05-30 was given for other lines of the case and does not count for this one: "
        f"{RULE}."
    )
    for line_id, is_told in ((first, False), (second, True), (other, False)):
        answered.choose_line(line_id)
        assert all((said in texts) is is_told for texts in everywhere(answered))
    answered.choose_line(second)
    assert said in official_answers(answered)[0].text


@pytest.fixture
def in_force(office: Office) -> CaseModel:
    """A case whose table was set aside for its destination."""
    case: Case = office.case({**DESTROYERS, "destination": "XA"})
    office.register.set_aside_agreement(case.lines[0].id, "yes", office.register.a_document(case.id))
    return office.open(office.register.case(case.id))


def test_a_table_that_speaks_again_says_what_was_answered_and_for_what(office: Office, in_force: CaseModel) -> None:
    fact = in_force.interview.edition.fact_by_id[AGREEMENT]
    in_force.answer("destination", "RU")
    said = (
        "Transfer agreement in force: the answer “Yes, in force” counts no longer. It was given for other facts. "
        "Destination: then Invented country XA (training), now Russia. The reference tables say: No agreement in force."
    )
    question = question_says(in_force.interview, in_force.phrases, fact, may_change=True)
    assert (question.matters.split("\n")[0], question.value, question.evidence) == (said, AS_DERIVED, ())
    assert all(said in texts for texts in everywhere(in_force))
    row = next(row for section in check_says(in_force).sections for row in section.rows if row.target == AGREEMENT)
    assert (row.value, row.state, row.mark) == ("No agreement in force", said, "derived")
    histories: list[AnswerHistorySays] = []
    read_history(in_force, AGREEMENT, histories.append)
    assert [entry.state for entry in histories[0].entries] == ["counts no longer"]
    record_determination(office.register, line_id=in_force.line_id)
    recorded = office.register.line(in_force.line_id).determination
    assert recorded is not None
    assert AGREEMENT not in recorded.answers
    in_force.answer("destination", "XA")
    question = question_says(in_force.interview, in_force.phrases, fact, may_change=True)
    assert (question.value, len(question.evidence)) == ("yes", 1)


def test_a_table_can_be_set_aside_once_it_is_known_what_it_is_asked(office: Office) -> None:
    model = office.open(office.case({"item_heading": "8"}))
    fact = model.interview.edition.fact_by_id[AGREEMENT]
    question = question_says(model.interview, model.phrases, fact, may_change=True)
    assert [choice.value for choice in question.choices] == [AS_DERIVED]
    assert question.why.startswith("Transfer agreement in force follows from Destination. Answer that first")
    model.answer("destination", "XA")
    question = question_says(model.interview, model.phrases, fact, may_change=True)
    assert [choice.value for choice in question.choices] == [AS_DERIVED, *fact.values]
