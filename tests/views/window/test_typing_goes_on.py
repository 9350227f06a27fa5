"""Another language, theme or size of the text in the middle of an entry: what is typed goes on where it was."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.viewmodels.case.panels import LINE, PARTICULARS
from app.viewmodels.window.window_model import WindowModel
from app.views.kit.choice_card import ChoiceCard
from app.views.kit.keyboard import give_keyboard, stops_in
from app.views.window.main_window import MainWindow
from tests.viewmodels.surroundings import Office
from tests.views.conftest import settle
from tests.views.hands import OpenCase, seen

CHANGES: dict[str, Callable[[WindowModel], object]] = {
    "language": lambda model: model.looks.other_language(),
    "theme": lambda model: model.looks.next_theme(),
    "size": lambda model: model.looks.enlarge(1),
}
PLACES = ("particulars", "line", "heading", "country", "rulebook", "list")


def now_with_keyboard() -> QWidget:
    """Without waiting: the next key comes at once."""
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def entries(window: MainWindow) -> Iterator[QWidget]:
    return (stop for stop in stops_in(window.shown) if isinstance(stop, QLineEdit | QPlainTextEdit))


def go_to(window: MainWindow, place: str) -> None:
    if place in ("list", "rulebook"):
        window.model.show_requests() if place == "list" else window.model.show_rulebook()
    elif place in ("particulars", "line"):
        window.case.model.go_to_panel({"particulars": PARTICULARS, "line": LINE}[place])  # type: ignore[union-attr]
    else:
        window.case.request.go_to_fact(  # type: ignore[union-attr]
            {"heading": "item_heading", "country": "destination"}[place]
        )
    settle()


def state(widget: QWidget) -> tuple[object, ...]:
    if isinstance(widget, QLineEdit):
        return widget.text(), widget.cursorPosition(), widget.selectedText(), widget.isModified()
    assert isinstance(widget, QPlainTextEdit)
    cursor = widget.textCursor()
    return widget.toPlainText(), cursor.position(), cursor.anchor()


@pytest.mark.parametrize("change", list(CHANGES))
def test_what_is_being_typed_goes_on(open_case: OpenCase, office: Office, change: str) -> None:
    """In the first and the last entry of each place."""
    window = open_case({}).window()
    assert isinstance(window, MainWindow)
    window.activateWindow()
    for place, last in product(PLACES, (False, True)):
        go_to(window, place)
        at = len(list(entries(window))) - 1 if last else 0
        field = list(entries(window))[at]
        give_keyboard(field)
        QTest.keyClicks(field, "submx")
        QTest.keyClick(field, Qt.Key.Key_Left)
        QTest.keyClick(field, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        before = state(field)
        CHANGES[change](window.model)
        now = now_with_keyboard()
        assert state(now) == before
        assert list(entries(window)).index(now) == at
        settle()
        assert QApplication.focusWidget() is now
        QTest.keyClicks(now, ", Manila")
        text = now.text() if isinstance(now, QLineEdit) else now.toPlainText()  # type: ignore[attr-defined]
        assert "sub, Manilax" in text
        QTest.keyClick(now, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(now, Qt.Key.Key_Delete)


@pytest.mark.parametrize("change", list(CHANGES))
def test_what_is_half_typed_is_not_saved_by_it(open_case: OpenCase, office: Office, change: str) -> None:
    view = open_case({})
    window = view.window()
    view.model.go_to_field(PARTICULARS, "end_user")
    settle()
    field = view.request.case_form.fields["end_user"]
    QTest.keyClicks(field, "Philippine Navy")
    CHANGES[change](window.model)  # type: ignore[attr-defined]
    settle()
    assert office.session.unsaved.of_case(view.model.case.id) == {}
    assert view.model.case.particulars.end_user == ""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, ", Manila")
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    settle()
    assert view.model.case.particulars.end_user == "Philippine Navy, Manila"


@pytest.mark.parametrize("change", list(CHANGES))
def test_a_search_stays_narrowed_also_without_the_keyboard(open_case: OpenCase, office: Office, change: str) -> None:
    view = open_case({})
    window = view.window()
    go_to(window, "heading")  # type: ignore[arg-type]
    picker = view.request.question._picker
    assert picker is not None
    QTest.keyClicks(picker.search, "subm")
    found = picker.model.rowCount()
    assert 0 < found < 8
    window.rail.setFocus()  # type: ignore[attr-defined]
    give_keyboard(next(stops_in(window.rail)))  # type: ignore[attr-defined]
    CHANGES[change](window.model)  # type: ignore[attr-defined]
    settle()
    picker = window.case.request.question._picker  # type: ignore[attr-defined]
    assert (picker.search.text(), picker.model.rowCount()) == ("subm", found)


@pytest.mark.parametrize("change", list(CHANGES))
def test_the_card_under_the_keyboard_keeps_it(open_case: OpenCase, office: Office, change: str) -> None:
    view = open_case({})
    window = view.window()
    window.activateWindow()
    view.request.go_to_fact("weapon")
    settle()
    second = seen(view.request.question, ChoiceCard)[1]
    value = second.value
    give_keyboard(second)
    CHANGES[change](window.model)  # type: ignore[attr-defined]
    settle()
    focused = QApplication.focusWidget()
    assert isinstance(focused, ChoiceCard)
    assert focused.value == value
