"""A state is picked from the list only where it was surely meant; what is typed there is not passed over."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.views.case.case_view import CaseView
from app.views.kit.picker_list import PickerList
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle
from tests.views.entering import WAYS, Way, begin_anew, pasted
from tests.views.hands import OpenCase, seen, told


@pytest.fixture
def view(open_case: OpenCase) -> CaseView:
    """A case with the Philippines as its destination, at that question."""
    view = open_case({**MISSILES, "destination": "PH"})
    view.request.go_to_fact("destination")
    settle()
    return view


def picker(view: CaseView) -> PickerList:
    """The list on the screen."""
    return seen(view.request.question, PickerList)[0]


def destination(view: CaseView) -> str | None:
    """What is answered."""
    return view.model.interview.given.get("destination")


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("text", ["Korea", "国連", "EU", "ゲレゲレ"])
def test_enter_takes_nothing_that_was_not_meant_and_next_is_blocked(view: CaseView, text: str, way: Way) -> None:
    begin_anew(picker(view).search)
    way(picker(view).search, text)
    for is_by_key in (True, False):
        if is_by_key:
            QTest.keyClick(picker(view).search, Qt.Key.Key_Return)
        else:
            view.request.next_button.click()
        settle()
        assert destination(view) == "PH"
        assert view.model.fact.id == "destination"
        assert picker(view).search.text() == text
        assert f"“{text}” is typed here, and nothing is chosen by it." in told(view.request.question)
    assert "Answered: Philippines" in told(view.request.question)


def test_the_arrows_pass_over_what_is_no_choice(view: CaseView) -> None:
    view.request.go_to_fact("item_heading")
    settle()
    begin_anew(picker(view).search)
    pasted(picker(view).search, "radar")
    settle()
    assert picker(view).model.value_at(0) == "", "what no heading names stands first"
    reached = []
    for _time in range(4):
        QTest.keyClick(picker(view).search, Qt.Key.Key_Down)
        reached.append(picker(view).model.value_at(picker(view).list.currentIndex().row()))
    assert reached == ["7", "8", "9", "9"]
    QTest.keyClick(picker(view).search, Qt.Key.Key_Up)
    QTest.keyClick(picker(view).search, Qt.Key.Key_Return)
    settle()
    assert view.model.interview.given["item_heading"] == "8"


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("size", [(1280, 720), (1024, 700)])
@pytest.mark.parametrize("language", list(Language))
def test_in_a_case_just_opened_no_row_lies_over_the_next_and_the_field_is_in_sight(
    office: Office, open_window: Callable[[], MainWindow], size: tuple[int, int], language: Language
) -> None:
    office.session.language.switch(language)
    window = open_window()
    window.resize(*size)
    settle()
    window.model.open_case(office.case().id)
    QTest.qWait(300)
    assert window.case is not None
    choices = picker(window.case)
    rects = [choices.list.visualRect(choices.model.index(row)) for row in range(choices.model.rowCount())]
    assert all(above.bottom() < below.top() for above, below in pairwise(rects))
    assert choices.search.hasFocus()
    assert choices.search.visibleRegion().boundingRect() == choices.search.rect()


@pytest.mark.parametrize("size", [(1280, 720), (1024, 700)])
def test_what_is_typed_stays_in_sight_whatever_is_found(view: CaseView, size: tuple[int, int]) -> None:
    view.window().resize(*size)
    view.request.go_to_fact("item_heading")
    settle()
    search = picker(view).search
    begin_anew(search)
    for letter in "radar12":
        QTest.keyClicks(search, letter)
        QTest.keyClick(search, Qt.Key.Key_Return)
        settle()
        assert search.visibleRegion().boundingRect() == search.rect(), search.text()


@pytest.mark.parametrize(
    ("text", "code"), [("UK", "GB"), ("ｎｚ", "NZ"), ("おーすとらりあ", "AU"), ("合衆国", "US"), ("viet", "VN")]
)
def test_enter_takes_what_was_surely_meant(view: CaseView, text: str, code: str) -> None:
    begin_anew(picker(view).search)
    pasted(picker(view).search, text)
    QTest.keyClick(picker(view).search, Qt.Key.Key_Return)
    settle()
    assert destination(view) == code


def test_a_row_that_was_pointed_to_is_taken(view: CaseView) -> None:
    begin_anew(picker(view).search)
    pasted(picker(view).search, "Korea")
    QTest.keyClick(picker(view).search, Qt.Key.Key_Down)
    pointed = picker(view).model.value_at(picker(view).list.currentIndex().row())
    QTest.keyClick(picker(view).search, Qt.Key.Key_Return)
    settle()
    assert destination(view) == pointed
    assert pointed in ("KP", "KR")


def test_an_emptied_field_lets_one_go_on(view: CaseView) -> None:
    begin_anew(picker(view).search)
    before = view.model.place, view.model.fact.id
    pasted(picker(view).search, "ゲレ")
    view.request.next_button.click()
    assert (view.model.place, view.model.fact.id) == before
    picker(view).search.clear()
    view.request.next_button.click()
    assert (view.model.place, view.model.fact.id) != before
