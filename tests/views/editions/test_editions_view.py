"""What a person does and sees before one line under every edition."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.views.editions.editions_view import EditionsView
from app.views.editions.suppose_dialog import SupposeDialog
from app.views.editions.timeline_view import DayScale
from app.views.kit.card import ScrollColumn
from app.views.kit.link_row import LinkRow
from app.views.window.main_window import MainWindow
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle
from tests.views.hands import told

OpenWindow = Callable[[], MainWindow]


def editions(office: Office, window: MainWindow, **changed: str) -> EditionsView:
    window.model.open_case(office.case({**MISSILES, **changed}).id)
    settle()
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.case is not None
    return window.case.editions


def test_at_the_usual_size_only_the_columns_scroll(office: Office, open_window: OpenWindow) -> None:
    view = editions(office, open_window())
    page = view.findChild(ScrollColumn)
    assert page is not None
    assert page.verticalScrollBar().maximum() == 0


def test_the_arrow_keys_move_the_marker_and_the_result_with_it(office: Office, open_window: OpenWindow) -> None:
    view = editions(office, open_window())
    assert view.line.hasFocus()
    QTest.keyClick(view.line, Qt.Key.Key_Left)
    assert view.model.day == date(2026, 5, 19)
    QTest.keyClick(view.line, Qt.Key.Key_Down)
    assert view.model.day == date(2026, 4, 21)
    QTest.keyClick(view.line, Qt.Key.Key_Left)
    assert view.date.day() == date(2026, 4, 20)
    assert view.line.accessibleName().endswith("2026-04-20")
    assert view.model.edition_on_day().id == "2024-03-26"
    view.to_case_day.click()
    assert view.model.day == date(2026, 5, 20)


def test_the_marker_follows_the_mouse_and_the_date_field(office: Office, open_window: OpenWindow) -> None:
    view = editions(office, open_window())
    QTest.mouseClick(view.line, Qt.MouseButton.LeftButton, pos=QPoint(view.line.width() // 3, 60))
    assert view.model.edition_on_day().id == "2014-04-01"
    view.date.setText("令和5年12月22日")
    assert view.model.day == date(2023, 12, 22)


def test_a_seam_shows_its_sentence(office: Office, open_window: OpenWindow) -> None:
    view = editions(office, open_window())
    assert len(view.columns.seams) == 4
    seam = view.columns.seams[1]
    assert seam.accessibleDescription().startswith("From 2023-12-22:")
    seam.click()
    settle()
    assert [each.is_here for each in view.columns.seams] == [False, True, False, False]


def test_a_missing_fact_of_another_edition_is_supposed_and_nothing_is_recorded(
    office: Office, open_window: OpenWindow
) -> None:
    window = open_window()
    view = editions(office, window)
    links = [link for link in view.columns.findChildren(LinkRow) if link.text() == "Cooperative security relationship"]
    links[0].click()
    dialog = window.findChildren(SupposeDialog)[0]
    dialog.cards[0].click()
    dialog.try_accept()
    settle()
    assert view.model.supposed == {"security_cooperation": "yes"}
    assert view.suppose_nothing.isVisible()
    assert window.case is not None
    assert "security_cooperation" not in window.case.model.interview.known_in_any_edition


def test_nothing_is_supposed_before_an_answer_is_chosen_by_its_number_too(
    office: Office, open_window: OpenWindow
) -> None:
    window = open_window()
    view = editions(office, window)
    window.resize(1024, 700)
    settle()
    links = [link for link in view.columns.findChildren(LinkRow) if link.text() == "Cooperative security relationship"]
    links[0].click()
    settle()
    dialog = window.findChildren(SupposeDialog)[0]
    focused = dialog.focusWidget()
    assert focused is dialog.cards[0]
    QTest.keyClick(focused, Qt.Key.Key_Return)
    dialog.try_accept()
    settle()
    assert dialog.isVisible()
    assert view.model.supposed == {}
    assert "Choose an answer first" in told(dialog)
    QTest.keyClick(focused, Qt.Key.Key_1)
    assert dialog.cards[0].isChecked()
    QTest.keyClick(dialog.cards[0], Qt.Key.Key_Return)
    settle()
    assert view.model.supposed == {"security_cooperation": "yes"}
    for part in (view._supposed, view.suppose_nothing):
        assert part.visibleRegion().boundingRect() == part.rect(), "in sight on a small screen too"


def test_a_missing_fact_of_the_own_edition_leads_to_its_question(office: Office, open_window: OpenWindow) -> None:
    window = open_window()
    case = office.case({fact: value for fact, value in MISSILES.items() if fact != "fighting"})
    window.model.open_case(case.id)
    settle()
    assert window.case is not None
    window.case.header.editions_button.click()
    settle()
    last = [
        link
        for link in window.case.editions.columns.findChildren(LinkRow)
        if link.text() == "Fighting in the destination"
    ][-1]
    last.click()
    settle()
    assert window.case.request.isVisible()
    assert window.case.model.fact.id == "fighting"


def test_the_deciding_rule_is_read_in_the_rulebook_and_the_way_back_leads_to_the_case(
    office: Office, open_window: OpenWindow
) -> None:
    window = open_window()
    view = editions(office, window)
    next(link for link in view.columns.findChildren(LinkRow) if link.text() == "Japan’s security").click()
    settle()
    assert window.rulebook is not None
    assert window.rulebook.isVisible()
    assert window.model.rulebook is not None
    assert window.model.rulebook.edition_id == "2026-04-21"
    window.rulebook.back_wanted.emit()
    settle()
    assert window.case is not None


def test_a_scale_gives_days_back_from_their_places() -> None:
    cuts = (date(2014, 1, 1), date(2014, 4, 1), date(2023, 12, 22), date(2024, 3, 26), date(2027, 1, 1))
    scale = DayScale(cuts, 10, 700, 90)
    places = [scale.place(cut) for cut in cuts]
    assert places == sorted(places)
    assert all(later - earlier > 89 for earlier, later in pairwise(places[1:]))
    # What lies before the first edition takes no more than its share of the days.
    assert places[1] - places[0] == pytest.approx(700 * (cuts[1] - cuts[0]).days / (cuts[-1] - cuts[0]).days)
    assert [scale.day(place) for place in places] == list(cuts)
