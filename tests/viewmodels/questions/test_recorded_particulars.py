"""The particulars of a recorded case: that by a change of them the record stands no longer is said before and after."""

import pytest

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.determination.report_model import report_says
from app.viewmodels.questions.particulars_model import case_form, enter_in_case, enter_in_line, item_beside, line_form
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office


def recorded(office: Office) -> CaseModel:
    model = office.open(office.case(MISSILES))
    assert "recorded" not in case_form(model).caution + line_form(model).caution
    model.record()
    return model


def test_before_the_change_it_is_said_what_it_does(office: Office) -> None:
    model = recorded(office)
    model.go_to_fact("item_heading")
    beside = item_beside(model)
    assert beside is not None
    assert beside.complaint == "Determination no. 1 was recorded with it. After a change, record anew."
    for told in (case_form(model).caution, line_form(model).caution):
        assert "determination no. 1 is recorded with these particulars" in told
        assert "under examination again" in told
    assert "End user" in case_form(model).caution
    assert "Case officer" not in case_form(model).caution, "by that the record does not fall"
    assert "Quantity" in line_form(model).caution
    assert "decide nothing" not in case_form(model).explanation + line_form(model).explanation


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("where", ["end_user", "quantity"])
def test_after_it_the_result_is_told_as_the_same(office: Office, where: str, language: Language) -> None:
    model = recorded(office)
    office.session.language.switch(language)
    outcome = report_says(model).outcome
    enter = enter_in_case if where == "end_user" else enter_in_line
    enter(model, where, "Navy")
    says = report_says(model)
    assert not model.interview.is_as_recorded
    assert says.outcome == outcome
    assert outcome in says.notices_of_change[0]
    assert "Navy" in says.notices_of_change[1]
    if language is Language.EN:
        assert says.notices_of_change[0].startswith("The result is the same as in determination no. 1 of")
        assert "not what comes out now" not in "\n".join(says.notices_of_change)
        assert says.status == "This result is recorded, with other particulars or evidence than now."
    assert says.notices_of_change[0] in case_form(model).caution


def test_another_result_is_not_told_as_the_same(office: Office) -> None:
    model = recorded(office)
    enter_in_case(model, "end_user", "Navy")
    model.answer("precedent", "yes")
    assert "not what comes out now" in report_says(model).notices_of_change[0]
    assert "same" not in case_form(model).caution
