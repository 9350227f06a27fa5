"""What came back on signed sheets is entered and confirmed in the window, by the keyboard, from wherever one is."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.domain.procedure.entries import EntryState
from app.domain.register.procedure_of_case import procedure_of
from app.viewmodels.case.place import Stage
from app.viewmodels.procedure.entering_model import EnteringModel
from app.views.kit.form_dialog import FormDialog
from app.views.window.idle_lock import IDLE, IdleLock
from app.views.window.main_window import MainWindow
from app.views.window.trouble_dialog import TroubleDialog
from app.views.window.unlock_window import UnlockWindow
from tests.viewmodels.in_procedure import EXAMINATION, MINISTERS, CaseInProcedure
from tests.viewmodels.surroundings import Office
from tests.views.conftest import settle
from tests.views.entering import committed, typed
from tests.views.hands import press, seen, told

OpenWindow = Callable[[], MainWindow]


def dialog_of(window: MainWindow) -> FormDialog:
    """The form that stands before the window."""
    settle()
    QTest.qWait(1)
    settle()
    (dialog,) = [each for each in window.findChildren(FormDialog) if each.isVisible()]
    return dialog


def focused() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def tab() -> None:
    """Goes on to the next field."""
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    settle()


def go_to(is_there: Callable[[], bool]) -> None:
    """Presses Tab until one is there, once round at the most."""
    for _ in range(60):
        if is_there():
            return
        tab()
    raise AssertionError(focused())


def _has_keyboard(widget: QWidget) -> bool:
    return focused() is widget or widget.isAncestorOf(focused())


def filled(dialog: FormDialog, **values: str) -> None:
    """Goes to each field by Tab, and fills it in by the keyboard."""
    for name, value in values.items():
        widget = dialog.fields[name]
        go_to(partial(_has_keyboard, widget))
        if isinstance(widget, QComboBox):
            choose(widget, value)
        else:
            typed(focused(), value)


def choose(box: QComboBox, code: object) -> None:
    """Goes down to a choice."""
    for _ in range(box.findData(code) - box.currentIndex()):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == code
    settle()


def key_of_sheets(window: MainWindow) -> None:
    """The key by which a sheet is entered."""
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    settle()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_sheet_is_entered_and_confirmed_by_the_keyboard_from_the_list(
    office: Office, open_window: OpenWindow
) -> None:
    case = CaseInProcedure(office)
    code = case.up_to(MINISTERS)
    window = open_window()
    window.model.choose_person("mori")
    key_of_sheets(window)
    committed(focused(), f"　{code.replace('-', '－')}　")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    form = dialog_of(window)
    assert window.case is not None
    assert window.case.model.case.id == case.id
    assert {"NSC Four-Minister Meeting", code} <= set(told(form).split("\n"))
    paper = {"office": "prime_minister", "signatory": "内閣総理大臣　架空太郎", "dated": "R8.11.22"}
    filled(form, **paper | {"decision": "agree_with_conditions", "reference": "No. 7"})
    go_to(lambda: told_is(focused(), "Add a condition"))
    press(focused())
    typed(focused(), "毎年、報告すること。")
    QTest.keyClick(form, Qt.Key.Key_Return)
    settle()
    assert not window.findChildren(FormDialog)
    entry = procedure_of(case.case).waiting()[-1]
    assert (entry.by, entry.said.conditions) == ("mori", ("毎年、報告すること。",))  # type: ignore[union-attr]

    window.model.choose_person("abe")
    assert window.case is not None
    window.case.model.page_model(EnteringModel).confirm_entry(entry.number)
    form = dialog_of(window)
    assert [each.text() for each in seen(form, QLineEdit) if each.text()] == []
    paper["signatory"] = "内閣総理大臣架空太郎"
    filled(form, **paper | {"code": code.lower(), "acting": "no", "decision": "agree_with_conditions"})
    filled(form, conditions="1", reference="No. 8")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle()
    assert "This is not what was entered. Look at the paper again." in told(form)
    assert focused() is form.fields["reference"]
    QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    typed(focused(), "7")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    form = dialog_of(window)
    assert "毎年、報告すること。" in told(form)
    assert form.cancel_button.hasFocus(), "a slip confirms nothing"
    go_to(form.accept_button.hasFocus)
    press(form.accept_button)
    confirmed = procedure_of(case.case)
    assert confirmed.state_of_entry(confirmed.entries[entry.number], counts=True) is EntryState.CONFIRMED


def told_is(widget: QWidget, text: str) -> bool:
    """Whether a button begins with a text."""
    return getattr(widget, "text", str)().startswith(text)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_key_says_who_may_enter_where_one_may_not(office: Office, open_window: OpenWindow) -> None:
    window = open_window()
    window.model.choose_person("reviewer")
    key_of_sheets(window)
    settle()
    (box,) = [each for each in window.findChildren(TroubleDialog) if each.isVisible()]
    assert "it is for officer, recorder" in told(box)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_another_case_that_is_open_gives_way_to_that_of_the_sheet(office: Office, open_window: OpenWindow) -> None:
    case, other = CaseInProcedure(office), CaseInProcedure(office)
    code = case.request(EXAMINATION)
    window = open_window()
    window.model.choose_person("mori")
    window.model.open_case(other.id)
    settle()
    window.model.enter_from_sheet(code)
    press(dialog_of(window).accept_button)
    dialog_of(window)
    assert window.case is not None
    assert window.case.model.case.id == case.id
    assert window.case.model.place.stage is Stage.PROCEDURE


class _Unlocked(QObject):
    unlocked = Signal()


class _Page(QWidget):
    """Stands before everything until it is unlocked."""

    def __init__(self) -> None:
        super().__init__()
        self.model = _Unlocked()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_lock_keeps_what_was_typed_in_a_form(office: Office, open_window: OpenWindow, qapp: QApplication) -> None:
    case = CaseInProcedure(office)
    code = case.request(EXAMINATION)
    window = open_window()
    window.model.choose_person("mori")
    window.model.enter_from_sheet(code)
    press(dialog_of(window).accept_button)
    form = dialog_of(window)
    filled(form, office="mofa", author="課長")
    choose(seen(form, QComboBox)[2], "objection")
    (reasons,) = seen(form, QPlainTextEdit)
    typed(reasons, "Too many.")
    lock = IdleLock(
        qapp, lambda: datetime(2026, 11, 22).astimezone() + IDLE, lambda: cast("UnlockWindow", _Page()), window
    )
    lock.lock()
    settle()
    assert not form.isVisible()
    page = lock.page
    assert page is not None
    page.model.unlocked.emit()
    page.close()
    lock.stop()
    settle()
    assert form.isVisible()
    entered = form.entered()
    assert (entered["office"], entered["author"]) == ("mofa", "課長")
    assert entered["text"] == (("destination_impact", "objection", "Too many."),)
