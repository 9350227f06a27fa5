"""Earlier answers and earlier determinations, as a person reaches and reads them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.viewmodels.case.place import Stage
from app.viewmodels.determination.report_model import report_says
from app.views.case.case_view import CaseView
from app.views.kit.button import Button
from app.views.kit.form_dialog import FormDialog
from app.views.kit.link_row import LinkRow
from app.views.questions.history_dialog import HistoryDialog
from app.views.window.main_window import MainWindow
from tests.builders import PARTS_FOR_XA
from tests.viewmodels.surroundings import LOOKS, MISSILES, Office, Waiting
from tests.views.conftest import settle
from tests.views.hands import press, told


def opened(office: Office, open_window: Callable[[], MainWindow]) -> CaseView:
    """A window on the missiles, whose determination is recorded."""
    case = office.case(MISSILES)
    window = open_window()
    window.model.open_case(case.id)
    assert window.case is not None
    window.case.model.record()
    settle()
    return window.case


def test_the_history_is_offered_where_an_answer_was_changed(
    office: Office, open_window: Callable[[], MainWindow]
) -> None:
    view = opened(office, open_window)
    view.model.go_to_fact("weapon")
    settle()
    button = view.request.question.history_button
    assert not button.isVisible()
    view.model.answer("weapon", "no")
    settle()
    assert button.isVisible()
    assert "weapon" in button.accessibleName().lower()
    press(button)
    dialog = view.findChildren(HistoryDialog)[0]
    assert "Yes, a weapon" in told(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert not view.findChildren(HistoryDialog)


def test_the_history_is_offered_when_answers_are_checked(office: Office, open_window: Callable[[], MainWindow]) -> None:
    view = opened(office, open_window)
    view.model.take_back("precedent")
    view.model.go_to_stage(Stage.CHECK)
    settle()
    named = [button for button in view.check.findChildren(Button) if button.text() == "History"]
    assert len(named) == 1
    press(named[0])
    assert "The answer was taken back" in told(view.findChildren(HistoryDialog)[0])


def test_an_earlier_determination_is_read_and_left_by_keys(
    office: Office, open_window: Callable[[], MainWindow]
) -> None:
    view = opened(office, open_window)
    view.model.answer("un_charter_commitment", "no")
    view.model.record()
    settle()
    links = [row for row in view.determination.findChildren(LinkRow) if row.text().startswith("no. 1")]
    press(links[0])
    assert view.recorded.isVisible()
    assert "Superseded" in told(view.recorded)
    assert "Within the cases that may be permitted" in told(view.recorded)
    buttons = [button.text() for button in view.recorded.findChildren(Button) if button.isVisible()]
    assert [text for text in buttons if "more that do not apply" not in text] == [
        "Back to the determination",
        "Print, save or copy",
        "Read it in the Rulebook",
    ]
    assert view.window().focusWidget() is view.recorded.back_button
    press(view.recorded.back_button)
    assert view.determination.isVisible()


def test_a_refused_request_keeps_what_was_entered(office: Office, open_window: Callable[[], MainWindow]) -> None:
    taken = office.case().particulars.number
    window = open_window()
    window.model.propose_request()
    settle()
    dialog = window.findChildren(FormDialog)[0]
    number, title = (dialog.fields[name] for name in ("number", "title"))
    assert isinstance(number, QLineEdit)
    assert isinstance(title, QLineEdit)
    proposed = number.text()
    title.setText("Radars")
    number.setText(taken)
    press(dialog.accept_button)
    assert dialog.isVisible()
    assert taken in told(dialog)
    assert title.text() == "Radars"
    assert not office.troubles
    number.setText(proposed)
    press(dialog.accept_button)
    assert window.case is not None
    assert window.case.model.case.particulars.title == "Radars"


def test_rules_far_from_applying_are_unfolded_and_folded(office: Office, open_window: Callable[[], MainWindow]) -> None:
    view = opened(office, open_window)
    says = report_says(view.model)
    far = says.why_not.far[0].label
    assert far not in told(view.determination)
    unfold = next(each for each in view.determination.findChildren(Button) if each.text() == says.why_not.far_heading)
    press(unfold)
    assert far in told(view.determination)
    press(unfold)
    assert far not in told(view.determination)


@pytest.mark.parametrize("is_left", [True, False])
def test_what_was_asked_of_a_view_that_is_gone_comes_to_the_one_in_its_place_or_to_nobody(
    office: Office, qtbot: QtBot, is_left: bool
) -> None:
    case, runner = office.case(PARTS_FOR_XA), Waiting(office.register.work)
    window = MainWindow(Office(office.register, runner).window(), LOOKS)
    qtbot.addWidget(window)
    window.model.start()
    window.model.open_case(case.id)
    window.show()
    runner.do_all()
    settle()
    assert window.case is not None
    window.case.show_history("weapon")
    window.case.show_query()
    with qtbot.captureExceptions() as mistakes:
        if is_left:
            window.model.show_requests()
        else:
            window.model.looks.next_theme()
        settle()
        runner.do_all()
        settle()
    assert not mistakes
    read = [*window.findChildren(HistoryDialog), *window.findChildren(FormDialog)]
    assert len(read) == (0 if is_left else 2)
