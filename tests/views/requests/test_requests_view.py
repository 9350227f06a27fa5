"""The list of requests by hand: what can be done with a row, how it is narrowed, how it is sorted at first."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from app.domain.procedure.case_states import CaseState
from app.viewmodels.requests.list_filter import DAYS
from app.viewmodels.requests.requests_model import COLUMNS, SORTABLE, Column
from app.views.kit.date_field import DateField
from app.views.kit.form_dialog import FormDialog
from app.views.window.main_window import MainWindow
from tests.date_forms import NO_DAYS, forms
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle
from tests.views.entering import WAYS, begin_anew
from tests.views.hands import told

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def window(office: Office, open_window: OpenWindow) -> MainWindow:
    """The list with three requests; the missiles were changed last."""
    official = office.register
    official.a_case({"destination": "TR"}, number="2026-9999", title="Radars", received_on=date(2026, 3, 1))
    official.a_case(number="2026-10000", title="apple", case_officer="officer", received_on=date(2026, 4, 1))
    official.a_case(MISSILES, number="2026-0001", title="Missiles", received_on=date(2026, 5, 1))
    return open_window()


def numbers(window: MainWindow) -> list[str]:
    """The numbers in the list, from the top."""
    model = window.model.requests
    return [str(model.index(row, COLUMNS.index(Column.NUMBER)).data()) for row in range(model.rowCount())]


def menu_by(window: MainWindow, reason: QContextMenuEvent.Reason, at: QPoint) -> QMenu:
    """The menu that opens at a place of the list."""
    table = window.requests.table
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(reason, at, table.viewport().mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, text: str) -> None:
    """Chooses a line of a menu."""
    next(action for action in menu.actions() if text in action.text()).trigger()
    menu.close()
    settle()


def dialog_of(window: MainWindow) -> FormDialog:
    """The dialog that is open."""
    return next(dialog for dialog in window.findChildren(FormDialog) if dialog.isVisible())


def test_what_was_changed_last_comes_first_and_the_head_and_a_word_say_so(window: MainWindow) -> None:
    assert numbers(window) == ["2026-0001", "2026-10000", "2026-9999"]
    header = window.requests.table.horizontalHeader()
    assert header.sortIndicatorSection() == COLUMNS.index(Column.CHANGED)
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    assert window.requests._count.text() == "3 requests · what was changed last comes first"


def test_the_head_shows_the_order_also_after_a_click_on_a_column_that_cant_be_sorted_by(window: MainWindow) -> None:
    header, before = window.requests.table.horizontalHeader(), window.requests._count.text()
    for column in Column:
        at = COLUMNS.index(column)
        header.setSortIndicator(COLUMNS.index(Column.CHANGED), Qt.SortOrder.DescendingOrder)
        place = QPoint(header.sectionViewportPosition(at) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        settle()
        assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == window.model.requests.sorting
        if at in SORTABLE:
            assert header.sortIndicatorSection() == at
        else:
            assert window.requests._count.text() == before


def test_numbers_are_sorted_as_numbers(window: MainWindow) -> None:
    window.requests.table.sort_by(COLUMNS.index(Column.NUMBER))
    assert numbers(window) == ["2026-0001", "2026-9999", "2026-10000"]
    window.requests.table.sort_by(COLUMNS.index(Column.TITLE))
    assert numbers(window) == ["2026-10000", "2026-0001", "2026-9999"], "apple, Missiles, Radars"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse])
def test_a_row_has_a_menu_by_mouse_and_by_key(window: MainWindow, reason: QContextMenuEvent.Reason) -> None:
    table = window.requests.table
    window.requests.focus_list()
    table.go_to_row(1)
    at = table.visualRect(table.model().index(1, 0)).center()
    menu = menu_by(window, reason, at)
    choose(menu, "Copy the number 2026-10000")
    assert QGuiApplication.clipboard().text() == "2026-10000"
    choose(menu_by(window, reason, at), "Copy the row")
    cells = QGuiApplication.clipboard().text().split("\t")
    assert len(cells) == len(COLUMNS)
    assert cells[:2] == ["2026-10000", "apple"]
    choose(menu_by(window, reason, at), "Open this request")
    assert window.model.case is not None
    assert window.model.case.case.particulars.number == "2026-10000"


def test_another_request_is_made_like_one_that_there_is(window: MainWindow) -> None:
    choose(window.requests.menu_of(0), "Make another request")
    dialog = dialog_of(window)
    number = dialog.fields["number"]
    assert isinstance(number, QLineEdit)
    assert number.text() == "2026-10001"
    dialog.accept_button.click()
    settle()
    assert window.model.case is not None
    case = window.model.case.case
    assert (case.particulars.number, case.particulars.title, case.state) == ("2026-10001", "Missiles", CaseState.DRAFT)
    assert case.lines[0].known_answers == MISSILES


def test_a_reader_makes_no_copy(window: MainWindow) -> None:
    window.model.session.is_read_only = True
    menu = window.requests.menu_of(0)
    assert [action.text() for action in menu.actions() if not action.isEnabled()] == [
        "Make another request like this …"
    ]


def test_the_list_is_narrowed_by_days_in_any_form_and_says_so(window: MainWindow) -> None:
    window.requests.filter_button.click()
    settle()
    dialog = dialog_of(window)
    since = dialog.fields["received_from"]
    assert isinstance(since, QLineEdit)
    since.setText("令和8年4月")
    dialog.accept_button.click()
    settle()
    assert dialog.isVisible(), "no whole date"
    assert since.text() == "令和8年4月"
    assert numbers(window) == ["2026-0001", "2026-10000", "2026-9999"]
    since.setText("令和8年4月1日")
    dialog.accept_button.click()
    settle()
    assert numbers(window) == ["2026-0001", "2026-10000"]
    assert window.requests._narrowed.text() == "Received from: 2026-04-01"
    window.requests.everything_button.click()
    settle()
    assert numbers(window) == ["2026-0001", "2026-10000", "2026-9999"]
    assert not window.requests._narrowed.isVisible()


def test_the_days_of_the_filter_are_read_or_refused_where_they_are_entered(window: MainWindow) -> None:
    april = date(2026, 4, 1)
    window.requests.filter_button.click()
    settle()
    dialog = dialog_of(window)
    for name in DAYS:
        field = dialog.fields[name]
        assert isinstance(field, DateField)
        for at, form in enumerate(forms(april)):
            begin_anew(field)
            WAYS[at % len(WAYS)](field, form)
            assert (field.text(), dialog.entered()[name]) == (form, april)
            assert april.isoformat() in told(field.cell)
        for at, (form, why) in enumerate((form, why) for form, why in NO_DAYS.items() if form.strip()):
            begin_anew(field)
            WAYS[at % len(WAYS)](field, form)
            QTest.keyClick(field, Qt.Key.Key_Return)
            assert dialog.isVisible()
            assert field.text() == form
            assert why in told(field.cell)
        field.clear()
        assert dialog.entered()[name] is None
    dialog.accept_button.click()
    settle()
    assert not window.findChildren(FormDialog)
    assert not window.model.requests.is_filtered, "no day narrows nothing"


def test_the_whole_list_is_shown_again_by_the_mouse_whatever_narrows_it(window: MainWindow) -> None:
    view = window.requests
    assert not view.everything_button.isVisible()
    narrowings: tuple[Callable[[], object], ...] = (
        lambda: view.search.setText("apple"),
        lambda: view.states.setCurrentIndex(view.states.findData(CaseState.DRAFT.value)),
    )
    for narrow in narrowings:
        narrow()
        view.search.returnPressed.emit()
        settle()
        QTest.mouseClick(view.everything_button, Qt.MouseButton.LeftButton)
        settle()
        assert len(numbers(window)) == 3
        assert (view.search.text(), view.states.code()) == ("", "")
        assert not view.everything_button.isVisible()
        assert view.table.hasFocus()


def test_only_what_the_requests_name_is_offered(window: MainWindow) -> None:
    window.requests.filter_button.click()
    settle()
    fields = {field.name: [label for _code, label in field.choices] for field in dialog_of(window).shown.fields}
    assert fields["destination"] == ["Any", "Philippines", "Türkiye"]
    assert fields["officer"] == ["Any", "Nobody who is an officer now", "officer"]


@pytest.mark.parametrize("typed", ["turkiye", "Turkey", "トルコ", "TR"])
def test_a_request_is_found_by_the_destination_that_the_list_shows(window: MainWindow, typed: str) -> None:
    window.requests.search.setFocus()
    window.requests.search.setText(typed)
    QTest.keyClick(window.requests.search, Qt.Key.Key_Return)
    assert numbers(window) == ["2026-9999"]


def test_a_number_that_is_taken_is_told_at_its_field_with_the_keyboard_there(window: MainWindow) -> None:
    window.requests.new_button.click()
    settle()
    dialog = dialog_of(window)
    title, number = dialog.fields["title"], dialog.fields["number"]
    assert isinstance(title, QLineEdit)
    assert isinstance(number, QLineEdit)
    title.setText("Radars")
    for taken in ("2026-0001", "2" * 61, "2027\n1", " "):
        number.setText(taken)
        title.setFocus()
        dialog.accept_button.click()
        settle()
        assert dialog.focusWidget() is number, taken
        assert number.property("is_amiss")
        assert number.accessibleDescription()
        assert told(dialog).count(number.accessibleDescription()) == 1


def test_an_assessment_before_the_request_came_is_remarked_on_and_taken(window: MainWindow) -> None:
    window.requests.new_button.click()
    settle()
    dialog = dialog_of(window)
    assessed = dialog.fields["assessed_on"]
    assert isinstance(assessed, DateField)
    assert "before it was received" not in told(dialog)
    assessed.setText("2026-05-01")
    assessed.finished.emit()
    assert "before it was received" in told(dialog)
    title = dialog.fields["title"]
    assert isinstance(title, QLineEdit)
    title.setText("Gift")
    dialog.accept_button.click()
    settle()
    assert window.case is not None


def test_a_key_shows_my_requests_and_all_again_also_from_another_screen(window: MainWindow) -> None:
    window.model.session.act_as("officer")
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert numbers(window) == ["2026-10000"]
    button = window.requests.mine_button
    assert button.isChecked()
    window.requests.table.opened.emit(0)
    settle()
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert numbers(window) == ["2026-10000"], "the list is there again as it was"
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert (len(numbers(window)), button.isChecked()) == (3, False)
    button.click()
    settle()
    assert (numbers(window), button.isChecked()) == (["2026-10000"], True)
    window.requests.everything_button.click()
    settle()
    assert (len(numbers(window)), button.isChecked()) == (3, False)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_one_request_is_handed_over_from_its_row_and_all_of_an_officer_from_the_palette(
    office: Office, window: MainWindow
) -> None:
    table = window.requests.table
    at = table.visualRect(table.model().index(1, 0)).center()
    choose(menu_by(window, QContextMenuEvent.Reason.Mouse, at), "Hand this request over")
    settle()
    dialog = dialog_of(window)
    assert dialog.entered() == {"to": "hanako", "numbers": "2026-10000", "note": ""}
    dialog.accept_button.click()
    settle()
    assert [table.model().index(row, COLUMNS.index(Column.OFFICER)).data() for row in range(3)] == [
        "Hanako Yamada",
        "—",
        "—",
    ]
    assert "hand_over" not in [entry.id for entry in window.requests.entries()]
    window.model.requests.turn_mine()
    settle()
    (entry,) = [entry for entry in window.requests.entries() if entry.id == "hand_over"]
    assert entry.label == "Hand over the requests of Hanako Yamada"
    entry.do()
    settle()
    assert dialog_of(window).entered() == {"to": "officer", "numbers": "", "note": ""}
