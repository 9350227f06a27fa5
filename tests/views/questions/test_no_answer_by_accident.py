"""Neither a click nor a key that was meant for something else answers a question, or leaves it without an answer."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.viewmodels.questions.one_page_model import UNANSWERED, one_page_says
from app.viewmodels.session.form import Form
from app.viewmodels.session.picker_model import DETAIL_ROLE
from app.views.kit.picker_list import PickerList
from app.views.questions.question_panel import _MOMENT
from tests.viewmodels.surroundings import MISSILES
from tests.views.conftest import settle
from tests.views.hands import OpenCase, card, seen

LEFT = Qt.MouseButton.LeftButton


def test_a_click_on_an_answer_that_came_just_now_chooses_nothing(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.model.go_to_fact("treaty_breach")
    settle()
    QTest.mouseClick(card(view, "yes"), LEFT)
    assert "treaty_breach" not in view.model.interview.given
    QTest.qWait(_MOMENT)
    QTest.mouseClick(card(view, "yes"), LEFT)
    assert view.model.interview.given["treaty_breach"] == "yes"


def test_a_click_on_a_row_that_came_just_now_chooses_nothing(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    view.model.go_to_fact("treaty_breach")
    view.request.go_to_fact("destination")
    settle()
    (picker,) = seen(view.request.question, PickerList)
    before = view.model.interview.given["destination"]
    other = next(row for row in range(9) if picker.model.value_at(row) != before)
    picker.list.scrollToTop()
    settle()
    place = picker.list.visualRect(picker.model.index(other)).center()
    QTest.mouseClick(picker.list.viewport(), LEFT, pos=place)
    assert view.model.interview.given["destination"] == before
    QTest.qWait(_MOMENT)
    QTest.mouseClick(picker.list.viewport(), LEFT, pos=place)
    assert view.model.interview.given["destination"] == picker.model.value_at(other)


def test_enter_in_the_field_beside_goes_to_the_answer_and_not_past_it(open_case: OpenCase) -> None:
    view = open_case({})
    view.request.go_to_fact("item_heading")
    settle()
    editor = view.request.question.item.editor
    assert editor is not None
    editor.widget.setFocus()
    QTest.keyClicks(editor.widget, "Hull sonar")
    QTest.keyClick(editor.widget, Qt.Key.Key_Return)
    settle()
    assert view.model.fact.id == "item_heading"
    assert view.model.interview.line.particulars.item == "Hull sonar"
    (picker,) = seen(view.request.question, PickerList)
    assert picker.search.hasFocus()
    view.model.answer("item_heading", "2")
    settle()
    view.request.question.item.editor.widget.setFocus()  # type: ignore[union-attr]
    QTest.keyClick(view.request.question.item.editor.widget, Qt.Key.Key_Return)  # type: ignore[union-attr]
    settle()
    assert view.model.fact.id != "item_heading", "from an answered question Enter goes on"


def test_a_document_is_linked_by_its_keys_wherever_one_types(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    view.window().activateWindow()
    view.request.go_to_fact("item_heading")
    settle()
    asked: list[Form] = []
    view.model.form_wanted.disconnect()
    view.model.form_wanted.connect(asked.append)
    for field in seen(view.request.question, QLineEdit):
        field.setFocus()
        settle()
        asked.clear()
        QTest.keyClick(field, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert len(asked) == 1, field.accessibleName()


def test_the_field_keeps_what_everybody_expects_of_it(open_case: OpenCase) -> None:
    view = open_case({})
    view.request.go_to_fact("item_heading")
    settle()
    (picker,) = seen(view.request.question, PickerList)
    QTest.keyClicks(picker.search, "radar")
    QTest.keyClick(picker.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert picker.search.selectedText() == "radar"


def test_the_word_by_which_a_row_is_found_stands_in_it(open_case: OpenCase) -> None:
    view = open_case({})
    view.request.go_to_fact("item_heading")
    settle()
    (picker,) = seen(view.request.question, PickerList)
    for typed in ("subm", "sonar", "radar", "車", "rifle"):
        picker.search.clear()
        picker.search.insert(typed)
        model = picker.model
        assert model.rowCount() > 0
        for row in range(model.rowCount()):
            row_says = f"{model.index(row).data()} {model.index(row).data(DETAIL_ROLE)}"
            assert typed.casefold() in row_says.casefold(), (typed, row_says)
        if typed == "subm":
            assert model.value_at(0) == "8", "a submarine is nearer than a submachine gun"


def test_in_a_list_that_finds_nothing_no_row_is_pointed_to(open_case: OpenCase) -> None:
    view = open_case({})
    view.request.go_to_fact("item_heading")
    settle()
    (picker,) = seen(view.request.question, PickerList)
    QTest.keyClicks(picker.search, "qqqq")
    assert picker.untaken() == (
        "“qqqq” is typed here, and nothing is chosen by it. Type something else, or empty the field."
    )


def test_the_list_of_a_row_without_an_answer_does_not_say_that_it_is_answered(open_case: OpenCase) -> None:
    view = open_case({})
    rows = [row for section in one_page_says(view.model).sections for row in section.rows]
    picker = PickerList(view)
    for value, is_told in ((UNANSWERED, False), ("", True)):
        picker.model.fill(rows[0].picks)
        picker.show_chosen(value)
        assert ("Answered" in picker._answered.text()) is is_told
