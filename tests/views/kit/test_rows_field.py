"""A field of rows: each is heard by its own name, gone through as it is read, and loses nothing that was typed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.viewmodels.session.form import Choices, Field, FieldKind, Form, NamedRow, OtherWay, Rows
from app.viewmodels.session.session import Reply
from app.views.kit.form_dialog import FormDialog
from app.views.kit.rows_field import RowsField
from tests.views.conftest import settle
from tests.views.hands import press, seen, told

VIEWS: Choices = (("", "Not on this paper"), ("no", "No objection"), ("yes", "Objection"))
ROWS = Rows(
    (Field("view", "View", FieldKind.CHOICE, "", choices=VIEWS), Field("text", "Reasons", FieldKind.LONG_TEXT)),
    (NamedRow("use", "End use", "What is it for?"), NamedRow("all", "Overall")),
)
FINDING = Field("views", "Views", FieldKind.ROWS, (), missing="Give a view.", rows=ROWS)
TEXTS = Rows(
    (Field("text", "", FieldKind.LONG_TEXT),), add="Add a condition", one="Condition {n}", take_away="Take away"
)
CONDITIONS = Field("conditions", "Conditions", FieldKind.ROWS, (), rows=TEXTS)
QUANTITIES = Field(
    "lines", "Quantities", FieldKind.ROWS, (), rows=Rows((Field("quantity", "Quantity"),), (NamedRow(1, "Line 1"),))
)

Opened = Callable[..., tuple[FormDialog, list[dict[str, object]]]]


@pytest.fixture
def opened(dressed: object, qtbot: QtBot) -> Iterator[Opened]:
    """Opens the dialog of a form; what it hands in is noted, and taken."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def opened(*fields: Field, **more: Any) -> tuple[FormDialog, list[dict[str, object]]]:
        heard: list[dict[str, object]] = []

        def act(reply: Reply, **entered: object) -> None:
            heard.append(entered)
            reply.taken.emit(None)

        dialog = FormDialog.ask(parent, Form("A paper", "", "Enter it", act, fields)._replace(**more))
        settle()
        return dialog, heard

    yield opened
    parent.close()


def rows_of(dialog: FormDialog) -> RowsField:
    """The rows of the dialog."""
    return dialog.findChildren(RowsField)[0]


def chosen(dialog: FormDialog, row: int, code: str) -> None:
    """Chooses a view by the keyboard."""
    box = seen(dialog, QComboBox)[row]
    box.setFocus()
    for _ in range(box.findData(code) - box.currentIndex()):
        QTest.keyClick(box, Qt.Key.Key_Down)
    settle()


def test_a_row_has_its_further_fields_once_something_stands_in_its_first(opened: Opened) -> None:
    dialog, heard = opened(FINDING)
    assert not seen(dialog, QPlainTextEdit)
    chosen(dialog, 1, "yes")
    (text,) = seen(dialog, QPlainTextEdit)
    text.setFocus()
    QTest.keyClicks(text, "Too many.")
    assert text.accessibleName() == "Views: Overall: Reasons"
    dialog.try_accept()
    assert heard == [{"views": (("all", "yes", "Too many."),)}]


def test_what_was_typed_is_not_hidden_with_the_choice_that_showed_its_field(opened: Opened) -> None:
    dialog, heard = opened(FINDING)
    chosen(dialog, 0, "no")
    (text,) = seen(dialog, QPlainTextEdit)
    QTest.keyClicks(text, "Typed")
    box = seen(dialog, QComboBox)[0]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    settle()
    assert box.currentData() == ""
    assert seen(dialog, QPlainTextEdit) == [text]
    dialog.try_accept()
    assert heard == [{"views": (("use", "", "Typed"),)}], "whoever takes it says what is wrong with it"


def test_a_form_without_any_row_says_what_is_missing(opened: Opened) -> None:
    dialog, heard = opened(FINDING)
    dialog.try_accept()
    settle()
    assert not heard
    assert "Give a view." in told(dialog)
    first = seen(dialog, QComboBox)[0]
    assert first.hasFocus()
    assert first.accessibleDescription() == "Give a view. What is it for?"
    chosen(dialog, 0, "no")
    assert "Give a view." not in told(dialog)


def test_rows_are_added_gone_through_and_taken_away_by_the_keyboard(opened: Opened) -> None:
    dialog, heard = opened(CONDITIONS, Field("after", "After"))
    rows = rows_of(dialog)
    press(rows.add_button)
    first = QApplication.focusWidget()
    assert isinstance(first, QPlainTextEdit)
    QTest.keyClicks(first, "one")
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert rows.add_button.hasFocus()
    press(rows.add_button)
    typed_in("two")
    press(_after_tab(QApplication.focusWidget()))
    typed_in("three")
    assert [each.accessibleName() for each in seen(dialog, QPlainTextEdit)] == [
        f"Conditions: Condition {n}" for n in (1, 2, 3)
    ]
    # From the last line back to what takes away the second.
    away = [each for each in seen(dialog, type(rows.add_button)) if each.accessibleName() == "Take away: Condition 2"]
    press(away[0])
    assert rows.add_button.hasFocus()
    assert [each.accessibleName() for each in seen(dialog, QPlainTextEdit)] == [
        "Conditions: Condition 1",
        "Conditions: Condition 2",
    ]
    assert _after_tab(rows.add_button) is dialog.fields["after"]
    dialog.try_accept()
    assert heard == [{"conditions": ((1, "one"), (2, "three")), "after": ""}]


def test_rows_that_stand_there_from_the_start_are_gone_through_as_they_are_read(opened: Opened) -> None:
    fields = (
        Field("before", "Before"),
        CONDITIONS._replace(value=((1, "one"), (2, "two"))),
        FINDING,
        Field("a", "After"),
    )
    dialog, _ = opened(*fields)
    at, gone_through = dialog.fields["before"], list[str]()
    at.setFocus()
    while at is not dialog.fields["a"] and len(gone_through) < 20:
        at = _after_tab(at)
        gone_through.append(at.accessibleName() or at.text())  # type: ignore[attr-defined]
    assert gone_through == [
        "Take away: Condition 1",
        "Conditions: Condition 1",
        "Take away: Condition 2",
        "Conditions: Condition 2",
        "Add a condition",
        "Views: End use: View",
        "Views: Overall: View",
        "After",
    ]


def typed_in(text: str) -> None:
    """Types where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def _after_tab(widget: QWidget | None) -> QWidget:
    assert widget is not None
    QTest.keyClick(widget, Qt.Key.Key_Tab)
    settle()
    after = QApplication.focusWidget()
    assert after is not None
    return after


def test_rows_that_are_named_show_what_stood_in_them_and_leave_out_what_is_empty(opened: Opened) -> None:
    dialog, heard = opened(QUANTITIES._replace(value=((1, "8"),)))
    (line,) = seen(dialog, QLineEdit)
    assert (line.text(), line.accessibleName()) == ("8", "Quantities: Line 1: Quantity")
    line.clear()
    dialog.try_accept()
    assert heard == [{"lines": ()}]


def test_what_was_typed_in_a_row_is_not_lost_without_asking(opened: Opened) -> None:
    dialog, _ = opened(CONDITIONS)
    press(rows_of(dialog).add_button)
    typed_in("one")
    dialog.reject()
    settle()
    assert dialog.isVisible()
    (asked,) = dialog.findChildren(FormDialog)
    assert "Conditions" in told(asked)


def test_several_fields_that_were_refused_say_so_each_at_its_place(opened: Opened) -> None:
    def refuse(reply: Reply, **_entered: object) -> None:
        reply.complaints = {"b": "B is wrong.", "lines": "Too many."}
        reply.refused.emit("Both are wrong.")

    dialog, _ = opened(Field("a", "A"), Field("b", "B"), QUANTITIES, act=refuse)
    dialog.try_accept()
    settle()
    assert dialog.fields["b"].hasFocus()
    assert {"B is wrong.", "Too many."} <= set(told(dialog).split("\n"))
    assert "Both are wrong." not in told(dialog)
    QTest.keyClicks(dialog.fields["b"], "x")
    assert "B is wrong." not in told(dialog)
    assert "Too many." in told(dialog)


def in_sight(dialog: FormDialog, part: QWidget) -> bool:
    """Whether a part of what scrolls is seen whole."""
    view = dialog.findChildren(QScrollArea)[0].viewport()
    return view.rect().contains(QRect(part.mapTo(view, QPoint()), part.size()))


@pytest.mark.parametrize("name", ["last", "views", "lines"])
def test_what_is_wrong_is_in_sight_with_its_field_also_where_the_form_scrolls(opened: Opened, name: str) -> None:
    def refuse(reply: Reply, **_entered: object) -> None:
        reply.field = name
        reply.refused.emit("This is not what was entered. Look at the paper again.")

    rows = ROWS._replace(named=tuple(NamedRow(n, f"Question {n}", "What is it for?") for n in range(12)))
    above = [Field(f"above{n}", f"Above {n}", FieldKind.LONG_TEXT) for n in range(5)]
    dialog, _ = opened(*above, FINDING._replace(rows=rows, missing=""), QUANTITIES, Field("last", "Last"), act=refuse)
    dialog.try_accept()
    settle()
    (complaint,) = [each for each in seen(dialog, QLabel) if each.text().startswith("This is not")]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert dialog.fields[name] in (focused, focused.parentWidget(), *_above(focused))
    assert in_sight(dialog, complaint)
    assert in_sight(dialog, focused)


def _above(widget: QWidget) -> Iterator[QWidget]:
    around = widget.parentWidget()
    while around is not None:
        yield around
        around = around.parentWidget()


def test_a_row_that_is_added_is_in_sight(opened: Opened) -> None:
    above = [Field(f"above{n}", f"Above {n}", FieldKind.LONG_TEXT) for n in range(5)]
    dialog, _ = opened(*above, CONDITIONS, Field("last", "Last", FieldKind.LONG_TEXT))
    for _ in range(3):
        press(rows_of(dialog).add_button)
        focused = QApplication.focusWidget()
        assert isinstance(focused, QPlainTextEdit)
        assert in_sight(dialog, focused)


@pytest.mark.parametrize("is_stayed", [True, False])
def test_another_way_is_gone_once_what_was_typed_may_be_lost(opened: Opened, is_stayed: bool) -> None:
    gone: list[str] = []
    dialog, _ = opened(Field("a", "A"), other_ways=(OtherWay("It was refused", lambda: gone.append("there")),))
    (way,) = [each for each in seen(dialog, QWidget) if getattr(each, "text", str)() == "It was refused"]
    QTest.keyClicks(dialog.fields["a"], "typed")
    press(way)
    (asked,) = dialog.findChildren(FormDialog)
    if is_stayed:
        asked.reject()
        settle()
        assert dialog.isVisible()
        QTest.keyClick(dialog.fields["a"], Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
        dialog.reject()
    else:
        asked.try_accept()
    settle()
    QTest.qWait(1)
    assert (not gone) is is_stayed
