"""What can be done with the determination, beside what is said of it."""

from unittest.mock import patch

from app.viewmodels.case.place import Stage
from app.viewmodels.questions import check_model
from app.viewmodels.questions.query_model import official_answer_form
from tests.builders import OFFICIAL_ANSWER, PARTS_FOR_XA
from tests.viewmodels.surroundings import MISSILES
from tests.views.conftest import settle
from tests.views.hands import OpenCase


def test_after_an_answer_against_the_query_can_be_made_again_but_no_other_answer_recorded(open_case: OpenCase) -> None:
    view = open_case(PARTS_FOR_XA)
    view.model.go_to_stage(Stage.DETERMINATION)
    settle()
    buttons = view.determination.query_button, view.determination.official_answer_button
    assert [button.isVisible() for button in buttons] == [True, True]
    office = {"body": OFFICIAL_ANSWER.body, "reference": OFFICIAL_ANSWER.reference}
    official_answer_form(view.model).hand_in(None, rule=OFFICIAL_ANSWER.rule, clears="no", **office)
    settle()
    assert [button.isVisible() for button in buttons] == [True, False]


def test_the_answers_are_not_listed_for_the_button_that_records(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    with patch.object(check_model, "_sections", side_effect=AssertionError("the answers were listed")):
        view.model.go_to_stage(Stage.DETERMINATION)
        settle()
    assert view.determination.record_button.isVisible()
