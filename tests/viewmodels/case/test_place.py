"""Where each move in a case leads, and what is kept for when one comes back."""

from typing import Any

from app.domain.ids import LineId
from app.viewmodels.case.panels import DOCUMENTS
from app.viewmodels.case.place import CaseScreen, Place, Stage

FIRST, SECOND = LineId(1), LineId(2)
START = Place(FIRST)
#: Any value will do: only whether there is one counts here.
RECORD: Any = object()


def test_one_begins_at_the_questions_of_a_line_one_at_a_time() -> None:
    assert (START.screen, START.panel, START.is_on_one_page) == (CaseScreen.REQUEST, None, False)


def test_a_step_that_is_come_back_to_shows_the_same_form() -> None:
    away = START.at_panel(DOCUMENTS).at_stage(Stage.CHECK)
    assert away.screen is CaseScreen.CHECK
    assert away.at_stage(Stage.REQUEST) == START.at_panel(DOCUMENTS)


def test_a_step_that_is_come_back_to_shows_the_whole_case_again_until_a_line_is_chosen() -> None:
    back = START.at_whole_case().at_stage(Stage.CHECK).at_stage(Stage.DETERMINATION)
    assert back.screen is CaseScreen.WHOLE_CASE
    assert back.on_line(SECOND).screen is CaseScreen.DETERMINATION


def test_a_record_is_left_by_every_move() -> None:
    reading = START.at_record(RECORD)
    assert reading.screen is CaseScreen.RECORD
    moves = (
        reading.on_line(FIRST),
        reading.at_stage(Stage.DETERMINATION),
        reading.at_panel(None),
        reading.at_whole_case(),
        reading.under_editions(),
    )
    assert all(place.record is None for place in moves)
    assert moves[1].screen is CaseScreen.DETERMINATION


def test_the_editions_stand_over_the_step_of_the_work_until_one_goes_to_a_step() -> None:
    over = START.at_stage(Stage.CHECK).under_editions()
    assert over.on_line(SECOND).screen is CaseScreen.EDITIONS
    assert over.at_stage(over.stage).screen is CaseScreen.CHECK
    assert over.at_whole_case().screen is CaseScreen.WHOLE_CASE


def test_all_questions_stay_on_one_page_until_that_is_undone() -> None:
    page = START.at_panel(DOCUMENTS).on_other_page()
    assert (page.screen, page.panel, page.is_on_one_page) == (CaseScreen.REQUEST, None, True)
    assert page.at_stage(Stage.CHECK).at_panel(DOCUMENTS).is_on_one_page
    assert page.on_other_page() == START


def test_where_a_line_is_gone_the_first_one_is_shown_and_one_line_is_no_whole_case() -> None:
    whole = START.on_line(SECOND).at_whole_case()
    assert whole.among((FIRST, LineId(3))) == START.at_whole_case()
    assert whole.among((FIRST,)).screen is CaseScreen.DETERMINATION
    assert whole.among((FIRST, SECOND)) == whole
