"""The columns of the list of requests share the width that there is."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt

from app.viewmodels.requests.requests_model import Column
from app.views.kit.case_table import fitted
from app.views.kit.theme import shade
from app.views.requests.requests_table import SHAPE, Table
from app.views.window.main_window import MainWindow
from tests.viewmodels.surroundings import Office
from tests.views.conftest import settle


def test_with_room_enough_every_column_is_shown() -> None:
    assert set(fitted(SHAPE, 1_200)) == set(Column)


@pytest.mark.parametrize("room", [300, 500, 700, 914, 1_026, 1_600])
def test_the_width_is_shared_out_whole_and_the_title_is_never_left_out(room: float) -> None:
    widths = fitted(SHAPE, room)
    assert {Column.NUMBER, Column.TITLE} <= set(widths)
    assert sum(widths.values()) == max(room, 328)
    assert Column.OUTCOME in widths or set(widths) == {Column.NUMBER, Column.TITLE}, "the outcome goes last"


@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_the_arrow_leads_up_where_the_values_rise_and_down_where_they_fall(
    office: Office, open_window: Callable[[], MainWindow], order: Qt.SortOrder
) -> None:
    office.register.a_case({}, title="Radar")
    table = open_window().findChildren(Table)[0]
    at = list(Column).index(Column.CHANGED)
    table.sortByColumn(at, order)
    settle()
    header = table.horizontalHeader()
    left, width = header.sectionViewportPosition(at), header.sectionSize(at)
    picture = header.viewport().grab(QRect(left + width - 24, 4, 24, header.height() - 8)).toImage()
    ground = shade(table, "card").lightness()
    inked = [
        [x for x in range(picture.width()) if abs(picture.pixelColor(x, y).lightness() - ground) > 60]
        for y in range(picture.height())
    ]
    spans = [max(row) - min(row) for row in inked if row]
    leads_down = spans[0] > spans[-1]
    assert leads_down is (order is Qt.SortOrder.DescendingOrder)
