"""The procedure screen, as somebody works on it by the keyboard: what is read there, and what is done from there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit

from app.domain.procedure.case_states import CaseState
from app.domain.register.procedure_of_case import procedure_of
from app.services.ending import reopen_case
from app.viewmodels.case.place import CaseScreen, Stage
from app.viewmodels.window.window_model import WindowModel
from app.views.case.case_view import CaseView
from app.views.kit.button import Button
from app.views.kit.form_dialog import FormDialog
from app.views.kit.step_header import StepButton
from app.views.procedure.office_boxes import OfficeBoxes
from app.views.procedure.procedure_view import ProcedureView
from app.views.window.main_window import MainWindow
from tests.builders import DESTROYERS
from tests.viewmodels.in_procedure import EXAMINATION, MINISTERS, CaseInProcedure
from tests.viewmodels.surroundings import Office
from tests.views.conftest import settle
from tests.views.hands import press, seen, told

OpenWindow = Callable[[], MainWindow]


def shown(window: MainWindow, case: CaseInProcedure, by: str = "officer") -> ProcedureView:
    """The procedure of a case, before somebody."""
    window.model.session.act_as(by)
    window.model.open_case(case.id)
    settle()
    assert window.case is not None
    QTest.keyClick(window.case, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.case.model.place.screen is CaseScreen.PROCEDURE
    return window.case.procedure.steps


def button(view: ProcedureView, text: str) -> Button:
    """The one button with this text."""
    (found,) = [each for each in seen(view, Button) if each.text() == text]
    return found


def dialog(window: MainWindow) -> FormDialog:
    """The form that was opened last."""
    return next(each for each in reversed(window.findChildren(FormDialog)) if each.isVisible())


@pytest.fixture
def in_procedure(office: Office) -> CaseInProcedure:
    """A case that four ministers decide on, reviewed."""
    return CaseInProcedure(office)


def test_there_is_a_step_of_the_work_for_it_from_the_first_determination_on(
    office: Office, open_window: OpenWindow
) -> None:
    window, case = open_window(), office.case(DESTROYERS)
    window.model.open_case(case.id)
    settle()
    assert window.case is not None
    assert [each.text() for each in seen(window.case, StepButton)] == ["Request", "Check answers", "Determination"]
    QTest.keyClick(window.case, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert window.case.model.place.screen is not CaseScreen.PROCEDURE
    window.case.model.record()
    settle()
    assert [each.text() for each in seen(window.case, StepButton)][-1] == "Procedure"
    window.case.model.go_to_stage(Stage.PROCEDURE)
    settle()
    assert "have not been reviewed by another person yet" in told(window.case.procedure.steps)


def test_a_determined_case_is_reviewed_and_its_first_step_requested_by_the_keyboard(
    office: Office, open_window: OpenWindow
) -> None:
    case = office.case(DESTROYERS)
    office.register.determine(case.lines[0].id)
    window = open_window()
    window.model.session.act_as("reviewer")
    window.model.open_case(case.id)
    settle()
    assert window.case is not None
    QTest.keyClick(window.case, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    settle()
    view = window.case.procedure.steps
    review = button(view, "Review the determinations")
    assert review.hasFocus(), "the keyboard begins at the first thing that can be done"
    press(review)
    asked = dialog(window)
    agree, note = asked.fields["agree"], asked.fields["note"]
    assert isinstance(agree, QComboBox)
    assert isinstance(note, QPlainTextEdit)
    # Who does not agree has to say why, and is told so at the note.
    agree.setCurrentIndex(agree.findData("no"))
    press(asked.accept_button)
    assert asked.isVisible()
    assert "Say in the note why the determinations go back." in told(asked)
    agree.setCurrentIndex(agree.findData("yes"))
    press(asked.accept_button)
    assert office.register.case(case.id).state is CaseState.REVIEWED
    assert not any(each.isEnabled() for each in seen(view, Button) if each.text() == "Request this step")
    window.model.session.act_as("officer")
    settle()
    request = next(each for each in seen(view, Button) if each.text() == "Request this step" and each.isEnabled())
    press(request)
    press(dialog(window).accept_button)
    (made,) = procedure_of(office.register.case(case.id)).requests
    assert made.step == EXAMINATION
    assert made.code in told(view)
    press(button(view, "Copy the code"))
    assert QApplication.clipboard().text() == made.code


def test_the_first_request_says_who_is_missing(
    office: Office, open_window: OpenWindow, in_procedure: CaseInProcedure
) -> None:
    view = shown(open_window(), in_procedure)
    # Hanako, the recorder, Mori and Abe hold the role.
    assert "Who is missing" not in told(view)
    office.session.know_people(tuple(each for each in office.session.people if each.account not in ("mori", "abe")))
    settle()
    said = "1 more recorder is needed."
    assert said in told(view)
    window = view.window()
    assert isinstance(window, MainWindow)
    press(next(each for each in seen(view, Button) if each.text() == "Request this step" and each.isEnabled()))
    assert said in told(dialog(window))
    dialog(window).reject()
    in_procedure.request(EXAMINATION)
    office.session.changed_elsewhere.emit()
    settle()
    assert said in told(view), "it is not forgotten either"


def test_the_four_offices_stand_side_by_side_with_who_signed_and_who_is_missing(
    open_window: OpenWindow, in_procedure: CaseInProcedure
) -> None:
    code = in_procedure.up_to(MINISTERS)
    offices = in_procedure.step(MINISTERS).offices
    in_procedure.confirm(in_procedure.decide(MINISTERS, offices[0], code))
    waiting = in_procedure.decide(MINISTERS, offices[1], code)
    view = shown(open_window(), in_procedure, by="abe")
    (boxes,) = seen(view, OfficeBoxes)
    text = boxes.text()
    assert text.count("Agreed") == 1
    assert text.count("Waits for confirmation") == 1
    assert text.count("Missing") == 2
    assert f"Minister {offices[0]}" in text
    account = QAccessible.queryAccessibleInterface(boxes)
    assert account is not None
    assert account.text(QAccessible.Text.Name) == text
    assert "Missing since 2026-11-22" in told(view)
    # Another person confirms it, from here.
    assert button(view, f"Confirm no. {waiting}").isEnabled()
    press(button(view, f"Withdraw no. {waiting}"))
    window = view.window()
    assert isinstance(window, MainWindow)
    assert "reason" in dialog(window).fields


def test_what_became_void_stands_struck_through_with_what_differs(
    office: Office, open_window: OpenWindow, in_procedure: CaseInProcedure
) -> None:
    in_procedure.examine()
    line = in_procedure.case.lines[0]
    reopen_case(in_procedure.acting("officer"), case_id=in_procedure.id, reason="The end user named another use.")
    office.register.answer(line.id, {"precedent": "yes"})
    office.register.determine(line.id)
    view = shown(open_window(), in_procedure, by="reviewer")
    assert "Reopened by officer" in told(view)
    press(button(view, "Review the determinations"))
    window = view.window()
    assert isinstance(window, MainWindow)
    asked = dialog(window)
    agree = asked.fields["agree"]
    assert isinstance(agree, QComboBox)
    agree.setCurrentIndex(agree.findData("yes"))
    press(asked.accept_button)
    text = told(view)
    assert text.count("Void") == len(in_procedure.step(EXAMINATION).offices)
    # What is the same for all of them is told once.
    assert text.count("Changed since it was given:") == 1
    assert text.count("The same has changed as since no.") == len(in_procedure.step(EXAMINATION).offices) - 1
    assert " → " in text


def test_every_button_can_be_reached_by_the_keyboard_and_a_greyed_one_says_why_beside_it(
    open_window: OpenWindow, in_procedure: CaseInProcedure
) -> None:
    in_procedure.up_to(MINISTERS)
    view = shown(open_window(), in_procedure, by="officer")
    greyed = [each for each in seen(view, Button) if not each.isEnabled()]
    assert greyed
    for each in greyed:
        assert each.accessibleDescription() in told(view)
    reached = set()
    for _ in range(60):
        QTest.keyClick(view.window(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if isinstance(focused, Button):
            reached.add(focused)
    assert {each for each in seen(view, Button) if each.isEnabled()} <= reached


def test_what_is_locked_is_said_on_the_questions_and_reopening_offered(
    open_window: OpenWindow, in_procedure: CaseInProcedure
) -> None:
    view = shown(open_window(), in_procedure)
    case = view.window().findChild(CaseView)
    assert isinstance(case, CaseView)
    for stage in Stage:
        case.model.go_to_stage(stage)
        settle()
        assert "what is decided on is fixed" in told(case.header)
        assert case.header.reopen_button.isVisible()
        assert case.header.reopen_button.isEnabled()
        assert not case.model.may_change


def test_a_signed_sheet_is_asked_for_by_its_code(open_window: OpenWindow, in_procedure: CaseInProcedure) -> None:
    in_procedure.request(EXAMINATION)
    window = open_window()
    assert isinstance(window.model, WindowModel)
    press(button(shown(window, in_procedure, by="mori"), "Enter what came back"))
    assert "code" in dialog(window).fields
