"""A list to pick from says its rows whole, and is as high as the page around it allows."""

from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from app.viewmodels.session.picker_model import DETAIL_ROLE
from app.views.case.case_view import CaseView
from app.views.kit.picker_list import PickerList
from app.wording.language import Language
from tests.viewmodels.surroundings import Office
from tests.views.conftest import settle
from tests.views.hands import seen

OpenCase = Callable[[Mapping[str, str]], CaseView]


@pytest.fixture
def first_question(dressed: QApplication, open_case: OpenCase) -> CaseView:
    """The question for the heading of item 1."""
    return open_case({})


def whole(text: str) -> str:
    """A text without the blanks at which lines are broken."""
    return "".join(text.split())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [(1024, 700), (1280, 720), (1280, 1100)])
def test_no_row_is_cut_and_the_list_is_as_high_as_the_page(
    office: Office, first_question: CaseView, language: Language, size: tuple[int, int]
) -> None:
    office.session.language.switch(language)
    first_question.window().resize(*size)
    settle()
    (picker,) = seen(first_question.request.question, PickerList)
    (page,) = (area for area in first_question.findChildren(QScrollArea) if area.isAncestorOf(picker))
    delegate = picker.list.itemDelegate()
    for row in range(picker.model.rowCount()):
        index = picker.model.index(row)
        name, detail, _is_one_line = delegate._set(index)  # type: ignore[attr-defined]
        assert whole("".join(name)) == whole(index.data())
        assert whole("".join(detail)) == whole(index.data(DETAIL_ROLE))
    around = page.viewport().height() - picker.list.height()
    assert picker.search.height() < around < picker.search.height() + 40
    assert picker.list.sizeHintForRow(2) > picker.list.sizeHintForRow(0), "a long row has several lines"


def test_what_is_found_is_brought_into_sight_while_one_types(first_question: CaseView) -> None:
    first_question.window().resize(1024, 700)
    settle()
    (picker,) = seen(first_question.request.question, PickerList)
    picker.search.setFocus()
    QTest.keyClicks(picker.search, "missile")
    settle()
    (page,) = (area for area in first_question.findChildren(QScrollArea) if area.isAncestorOf(picker))
    row = picker.list.visualRect(picker.model.index(0))
    bottom = picker.list.viewport().mapTo(page.viewport(), row.bottomLeft()).y()
    assert picker.model.value_at(0) == "2"
    assert 0 < bottom < page.viewport().height()


def test_rows_stand_below_each_other_at_every_width(first_question: CaseView, qtbot: QtBot) -> None:
    (shown,) = seen(first_question.request.question, PickerList)
    picker = PickerList()
    qtbot.addWidget(picker)
    picker.model.fill(shown.model._all)
    picker.show()

    def follow_each_other() -> bool:
        rows = [picker.list.visualRect(picker.model.index(row)) for row in range(picker.model.rowCount())]
        return all(above.bottom() + 1 == below.top() for above, below in pairwise(rows))

    for width in (900, 700, 500, 300):
        picker.resize(width, 300)
        settle()
        qtbot.waitUntil(follow_each_other, timeout=1000)
