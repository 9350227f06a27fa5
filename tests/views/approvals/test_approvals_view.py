"""The screen of what waits, by the keyboard alone: groups, search, kinds, rows, the way into a case and back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.services.reviewing import review_case
from app.viewmodels.approvals.approvals_model import COLUMNS, ApprovalsModel, Column
from app.viewmodels.case.place import CaseScreen
from app.views.approvals.approvals_view import ApprovalsView
from app.views.kit.export_dialog import ExportDialog
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle
from tests.views.hands import press, told

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def window(office: Office, open_window: OpenWindow) -> MainWindow:
    """What waits for the one person who may do everything: two drafts, a request; a review is for others."""
    official = office.register
    official.a_case(number="2026-0001", title="Radars")
    official.a_case(number="2026-0002", title="Ships", case_officer="hanako")
    for number, is_reviewed in (("2026-0003", False), ("2026-0004", True)):
        case = official.a_case(MISSILES, number=number, title=f"Missiles {number}")
        official.determine(case.lines[0].id)
        if is_reviewed:
            reviewer = official._replace(person=official.work.people.get("reviewer"))
            review_case(reviewer, case_id=case.id, agree=True)
    window = open_window()
    window.model.show_approvals()
    settle()
    return window


def view_of(window: MainWindow) -> ApprovalsView:
    """The screen."""
    assert isinstance(window.shown, ApprovalsView)
    return window.shown


def group_of(view: ApprovalsView) -> str:
    """The group that is shown."""
    return view.model.group.value


def rows(model: ApprovalsModel) -> list[tuple[str, str]]:
    """Number and what waits, row by row."""
    cells = (
        tuple(str(model.index(row, COLUMNS.index(column)).data()) for column in (Column.NUMBER, Column.WHAT))
        for row in range(model.size)
    )
    return sorted((number, what) for number, what in cells)


def key(window: MainWindow, code: Qt.Key) -> None:
    """Presses a key wherever the keyboard is."""
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, code)
    settle()


def test_it_begins_on_what_waits_for_who_acts(window: MainWindow) -> None:
    view = view_of(window)
    assert window.focusWidget() is view.table
    assert rows(view.model) == [
        ("2026-0001", "Determinations to be recorded"),
        ("2026-0002", "Determinations to be recorded"),
        ("2026-0004", "Request: Strict examination by the ministries"),
    ]
    assert view.groups.tabText(0) == "For me 3"
    assert view.groups.tabText(1) == "For others 1"
    assert "3 entries" in told(view)
    # Whoever can't see it hears what each part is called.
    assert all(part.accessibleName() for part in (view.table, view.groups, view.search, view.kinds))
    assert all(button.text() for button in (view.mine_button, view.export_button))


def test_the_arrows_lead_from_group_to_group_and_an_empty_one_says_what_would_stand_there(window: MainWindow) -> None:
    view = view_of(window)
    view.groups.setFocus()
    key(window, Qt.Key.Key_Right)
    assert group_of(view) == "others"
    assert rows(view.model) == [("2026-0003", "Review of the determinations")]
    key(window, Qt.Key.Key_Right)
    assert group_of(view) == "void"
    assert "Nothing has to be given anew" in told(view)
    assert window.focusWidget() is view.groups
    assert not view.export_button.isEnabled()
    key(window, Qt.Key.Key_Left)
    assert group_of(view) == "others"


def test_it_is_searched_and_narrowed_and_a_button_leads_back_to_everything(window: MainWindow) -> None:
    view = view_of(window)
    view.focus_search()
    QTest.keyClicks(view.search, "ships")
    key(window, Qt.Key.Key_Down)
    assert rows(view.model) == [("2026-0002", "Determinations to be recorded")]
    assert window.focusWidget() is view.table
    view.focus_search()
    QTest.keyClicks(view.search, "zzz")
    key(window, Qt.Key.Key_Return)
    assert "Nothing matches" in told(view)
    press(view._empty_button)
    assert (view.model.size, view.search.text()) == (3, "")
    press(view.mine_button)
    assert rows(view.model) == [("2026-0002", "Determinations to be recorded")]
    press(view.mine_button)
    view.kinds.setFocus()
    view.kinds.choose("request")
    settle()
    assert rows(view.model) == [("2026-0004", "Request: Strict examination by the ministries")]


def test_enter_opens_the_case_and_coming_back_finds_what_waits_then(window: MainWindow, office: Office) -> None:
    view = view_of(window)
    row = next(row for row in range(3) if (found := view.model.at(row)) is not None and found.number == "2026-0002")
    view.table.go_to_row(row)
    key(window, Qt.Key.Key_Return)
    assert window.case is not None
    case = window.case.model.case
    assert case.particulars.number == "2026-0002"
    office.register.answer(case.lines[0].id, MISSILES)
    office.register.determine(case.lines[0].id)
    window.model.show_approvals()
    settle()
    assert [number for number, _ in rows(view.model)] == ["2026-0001", "2026-0004"]
    assert view.groups.tabText(1) == "For others 2"


def test_what_belongs_to_the_procedure_opens_there(window: MainWindow) -> None:
    view = view_of(window)
    row = next(row for row in range(3) if (found := view.model.at(row)) is not None and found.number == "2026-0004")
    view.table.go_to_row(row)
    key(window, Qt.Key.Key_Return)
    assert window.case is not None
    assert window.case.model.place.screen is CaseScreen.PROCEDURE
    assert "Strict examination by the ministries" in told(window.case)
    # From the list of requests, too.
    case_id = window.case.model.case.id
    window.model.show_requests()
    window.model.open_case(case_id)
    settle()
    assert window.case.model.place.screen is CaseScreen.PROCEDURE


def test_what_has_changed_while_it_is_shown_is_shown(window: MainWindow, office: Office) -> None:
    view = view_of(window)
    office.register.a_case(number="2026-0005", title="Helmets")
    office.session.changed_elsewhere.emit()
    settle()
    assert view.groups.tabText(0) == "For me 4"
    window.model.choose_person("reviewer")
    settle()
    assert rows(view.model) == [("2026-0003", "Review of the determinations")]


def test_the_palette_offers_the_groups_the_file_and_the_ways_of_sorting(window: MainWindow) -> None:
    view = view_of(window)
    entries = {entry.label: entry for entry in view.entries()}
    assert {"Approvals: For others", "Save the list", "Sort the list by: With whom"} <= entries.keys()
    assert "Sort the list by: Until" not in entries
    entries["Approvals: Running out"].do()
    settle()
    assert group_of(view) == "ending"
    assert "Sort the list by: Until" in {entry.label for entry in view.entries()} or not view.model.size
    entries["Approvals: For me"].do()
    settle()
    entries["Sort the list by: Number"].do()
    settle()
    assert view.model.sorting[0] == COLUMNS.index(Column.NUMBER)
    entries["Save the list"].do()
    settle()
    dialog = next(each for each in window.findChildren(ExportDialog) if each.isVisible())
    assert "3 entries will be written" in told(dialog)
    dialog.reject()
    settle()


def test_the_menu_of_a_row_copies_its_number_and_the_row(window: MainWindow) -> None:
    view = view_of(window)
    menu: QMenu = view.menu_of(0)
    labels = [action.text() for action in menu.actions() if not action.isSeparator()]
    number = view.model.at(0).number  # type: ignore[union-attr]
    assert labels == ["Open this request", f"Copy the number {number}", "Copy the row as text"]
    next(action for action in menu.actions() if action.text() == "Copy the row as text").trigger()
    assert QGuiApplication.clipboard().text().split("\t")[0] == number
    menu.close()
    settle()


def test_it_changes_its_language_while_it_is_shown(window: MainWindow) -> None:
    view = view_of(window)
    window.model.session.language.switch(Language.JA)
    settle()
    assert view.groups.tabText(0) == "自分が行うもの 3"
    assert {what for _, what in rows(view.model)} == {"判定の記録", "要請：関係省庁による厳格審査"}
    assert "3件" in told(view)
