"""The window is found again as it was left: its size and place, and the list sorted, narrowed and parted as before."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHeaderView
from pytestqt.qtbot import QtBot

from app.viewmodels.requests.requests_model import COLUMNS, Column
from app.views.window.main_window import MainWindow
from tests.viewmodels.surroundings import LOOKS, Office
from tests.views.conftest import settle


@contextmanager
def a_session(office: Office) -> Iterator[MainWindow]:
    """The window from its start to its end."""
    window = MainWindow(office.window(), LOOKS)
    window.model.start()
    window.model.claim()
    window.show()
    settle()
    yield window
    close, office.session.close = office.session.close, lambda: None  # type: ignore[method-assign]
    window.close()
    office.session.close = close  # type: ignore[method-assign]
    window.deleteLater()
    settle()


def widen_by_hand(header: QHeaderView, at: int, *, to: int) -> None:
    """Takes the right edge of a column with the mouse."""
    edge = QPoint(header.sectionViewportPosition(at) + header.sectionSize(at) - 2, header.height() // 2)
    moved = edge + QPoint(to - header.sectionSize(at), 0)
    button, head = Qt.MouseButton.LeftButton, header.viewport()
    QTest.mouseMove(head, edge)
    QTest.mousePress(head, button, pos=edge)
    QTest.mouseMove(head, moved)
    QTest.mouseRelease(head, button, pos=moved)


def test_no_column_is_given_a_width_but_by_hand(office: Office, dressed: object) -> None:
    with a_session(office) as window:
        window.resize(1280, 720)
        settle()
        header = window.requests.table.horizontalHeader()

        def widths() -> list[int]:
            return [header.sectionSize(at) for at in range(len(COLUMNS))]

        at_first = widths()
        window.model.looks.enlarge(3)
        settle()
        window.model.looks.enlarge(0)
        window.model.looks.next_theme()
        window.model.looks.choose_theme("light")
        settle()
        window.resize(700, 600)
        settle()
        window.resize(1280, 720)
        settle()
        assert widths() == at_first
        assert "list_widths" not in office.preferences.kept


def test_a_width_that_nobody_can_have_chosen_is_done_without(office: Office, dressed: object) -> None:
    office.preferences.keep("list_widths", "outcome=0 state=0 destination=150")
    with a_session(office) as window:
        assert window.model.requests.widths == {Column.DESTINATION: 150.0}


def test_size_and_place_are_kept(office: Office, dressed: object) -> None:
    with a_session(office) as window:
        window.setGeometry(QRect(40, 60, 700, 600))
        settle()
    with a_session(office) as window:
        assert (window.width(), window.height()) == (700, 600)


def test_on_a_smaller_screen_the_window_is_within_it(office: Office, dressed: object) -> None:
    for first in (True, False):
        with a_session(office) as window:
            room = window.screen().availableGeometry()
            assert window.width() <= room.width()
            assert window.height() <= room.height()
            assert window.minimumSizeHint().width() <= 1024
            if first:
                # As if it had stood on a screen that is not there any more.
                window.setGeometry(QRect(3000, 40, 2400, 1300))
                settle()


def test_sorting_filter_and_widths_of_the_list_are_kept(office: Office, dressed: object) -> None:
    office.case({"weapon": "yes"})
    with a_session(office) as window:
        window.resize(1280, 720)
        settle()
        table = window.requests.table
        table.sortByColumn(COLUMNS.index(Column.TITLE), Qt.SortOrder.DescendingOrder)
        window.requests.states.setCurrentIndex(window.requests.states.findData("draft"))
        widen_by_hand(table.horizontalHeader(), COLUMNS.index(Column.DESTINATION), to=160)
        settle()
    with a_session(office) as window:
        window.resize(1280, 720)
        settle()
        table = window.requests.table
        header = table.horizontalHeader()
        assert header.sortIndicatorSection() == COLUMNS.index(Column.TITLE)
        assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        assert window.requests.states.code() == "draft"
        assert header.sectionSize(COLUMNS.index(Column.DESTINATION)) == 160
        kept = window.model.requests._filter
        assert (kept.order.value, kept.is_descending, [state.value for state in kept.states]) == (
            "title",
            True,
            ["draft"],
        )


@pytest.mark.parametrize(
    "kept",
    [
        {"list_sorting": "nothing up", "list_states": "x,,closed", "list_widths": "title number=x =5", "place": "!!"},
        {"list_sorting": "", "list_states": "", "list_widths": "", "place": ""},
    ],
)
def test_what_cant_be_read_of_it_is_done_without(
    office: Office, dressed: object, qtbot: QtBot, kept: dict[str, str]
) -> None:
    office.preferences.kept.update(kept)
    with a_session(office) as window:
        assert window.isVisible()
