"""What is typed and refused stays in the window, with the thread that the program uses."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from app.bootstrap import composition
from app.services.reading import list_cases, read_case
from app.viewmodels.case.lines_model import WITHDRAW
from app.viewmodels.case.panels import LINE
from app.views.kit.form_dialog import FormDialog
from tests.journeys.person import Person

TOO_LONG = "x" * 10_001


@pytest.fixture
def at_work(person: Person) -> Person:
    """The person, with a new request on the screen."""
    person.open_request("Radars", date(2026, 5, 20))
    return person


def remarks(person: Person) -> QPlainTextEdit:
    """The field for remarks on the line, with the keyboard in it."""
    person.case.model.go_to_panel(LINE)
    field = person.case.request.line_form.fields["remarks"]
    assert isinstance(field, QPlainTextEdit)
    person.window.activateWindow()
    field.setFocus()
    person.until(field.hasFocus)
    return field


def kept_remarks(register: Path) -> str:
    """The remarks on the line, as the register has them once the window is closed."""
    with composition.opened(register, composition.SystemClock()) as work:
        return read_case(work, list_cases(work)[0].id).lines[0].particulars.remarks


def test_a_reason_that_is_too_long_is_mended_in_the_dialog(at_work: Person) -> None:
    person = at_work
    WITHDRAW.do(person.case.model)
    dialog = person.dialog(FormDialog)
    reason = dialog.fields["reason"]
    assert isinstance(reason, QPlainTextEdit)
    reason.insertPlainText(TOO_LONG)
    person.click(dialog.accept_button)
    person.until(lambda: "Shorten it" in person.texts(dialog))
    assert reason.toPlainText() == TOO_LONG
    reason.setPlainText("The contract was cancelled.")
    person.click(dialog.accept_button)
    person.until(lambda: "withdrawn: The contract was cancelled." in person.texts(person.case))
    assert not person.open_dialogs(FormDialog)


def test_what_was_just_typed_is_saved_although_the_window_is_closed_at_once(at_work: Person, register: Path) -> None:
    QTest.keyClicks(remarks(at_work), "For the crew")
    at_work.window.close()
    at_work.until(lambda: not at_work.window.isVisible())
    assert kept_remarks(register) == "For the crew"


def test_the_window_stays_where_what_was_just_typed_is_refused(at_work: Person, register: Path) -> None:
    person = at_work
    field = remarks(person)
    field.insertPlainText(TOO_LONG)
    person.window.close()
    dialog = person.dialog(FormDialog)
    assert "would be lost" in person.texts(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    person.until(lambda: "Shorten it" in person.texts(person.case.request.line_form))
    assert field.toPlainText() == TOO_LONG
    remarks(person).setPlainText("For the crew")
    person.window.close()
    person.until(lambda: not person.window.isVisible())
    assert kept_remarks(register) == "For the crew"
