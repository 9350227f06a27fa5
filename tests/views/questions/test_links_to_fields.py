"""Every link that leads to a field leads to that very field, with the keyboard in it."""

import pytest
from PySide6.QtWidgets import QWidget

from app.viewmodels.case.panels import LINE, PARTICULARS
from app.viewmodels.case.place import Stage
from app.viewmodels.questions.check_model import check_says
from app.viewmodels.questions.particulars_model import case_fields, line_fields
from app.views.kit.button import Button
from app.views.questions.beside_field import BesideField
from tests.viewmodels.surroundings import MISSILES
from tests.views.conftest import settle
from tests.views.hands import OpenCase, press, seen, told


def test_change_beside_each_particular_leads_into_its_field(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    model = view.model
    rows = [row for section in check_says(model).sections for row in section.rows if row.field]
    assert {row.field for row in rows} == {field.name for field in (*case_fields(model), *line_fields(model))}
    for row in rows:
        model.go_to_stage(Stage.CHECK)
        settle()
        buttons = [each for each in seen(view.check, Button) if each.accessibleName() == row.change]
        press(next(each for each in buttons))
        form = {PARTICULARS: view.request.case_form, LINE: view.request.line_form}[row.target]
        assert form.isVisible()
        assert _field_with_keyboard(form.fields, view.window().focusWidget()) == row.field, row.label


def test_the_day_in_the_header_leads_to_the_field_of_that_day(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    press(view.header._edition)
    fields = view.request.case_form.fields
    assert _field_with_keyboard(fields, view.window().focusWidget()) == "assessed_on"


def _field_with_keyboard(fields: dict[str, QWidget], focused: QWidget | None) -> str | None:
    if focused is None:
        return None
    return next((name for name, field in fields.items() if field is focused or field.isAncestorOf(focused)), None)


def test_the_item_stands_beside_the_first_question_and_is_saved_there(open_case: OpenCase) -> None:
    view = open_case({})
    model = view.model
    model.go_to_fact(model.interview.edition.asked[0].id)
    settle()
    beside = seen(view.request.question, BesideField)
    assert len(beside) == 1
    editor = beside[0].editor
    assert editor is not None
    assert editor.widget.accessibleName() == "Item"
    editor.widget.setFocus()
    editor.widget.setText("Type 88 missile")  # type: ignore[attr-defined]
    model.go_to_fact("weapon")
    view.request.question.focus_editor()
    settle()
    assert model.interview.line.particulars.item == "Type 88 missile"
    assert not seen(view.request.question, BesideField)


@pytest.mark.parametrize(
    ("title", "destination", "warned"),
    [("Missiles for New Zealand", "PH", True), ("フィリピン向け誘導弾", "NZ", True), ("Missiles", "PH", False)],
)
def test_a_title_that_names_another_state_is_told_where_it_can_be_seen(
    open_case: OpenCase, title: str, destination: str, warned: bool
) -> None:
    from app.viewmodels.questions.particulars_model import enter_in_case

    view = open_case({**MISSILES, "destination": destination})
    enter_in_case(view.model, "title", title)
    view.model.go_to_fact("destination")
    settle()
    assert ("Check which is meant" in told(view.request.question)) is warned
    view.model.go_to_panel(PARTICULARS)
    settle()
    assert ("Check which is meant" in told(view.request.case_form)) is warned
    view.model.show_recording()
    settle()
    assert ("Title and destination disagree" in told(view.recording)) is warned
