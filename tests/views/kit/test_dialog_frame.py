"""What every dialog does with the keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.viewmodels.session.session import Reply
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.note_block import NoteBlock
from app.views.kit.prose import Prose
from tests.views.conftest import settle


class Asked(DialogFrame):
    """A dialog with one field, which notes how it ended."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Withdraw the request", "", "Withdraw", "Cancel")
        self.field = QLineEdit()
        self.form().add_cell("Reason", self.field, self.field)
        self.ended: list[str] = []
        self.accepted.connect(lambda: self.ended.append("accepted"))
        self.rejected.connect(lambda: self.ended.append("rejected"))


@pytest.fixture
def dialog(dressed: object, qtbot: QtBot) -> Iterator[Asked]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    asked = Asked(parent)
    asked.open()
    settle()
    yield asked
    parent.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize(
    ("under_the_keyboard", "end"), [("cancel", "rejected"), ("accept", "accepted"), ("field", "accepted")]
)
def test_enter_presses_the_button_under_the_keyboard_and_elsewhere_the_main_one(
    dialog: Asked, key: Qt.Key, under_the_keyboard: str, end: str
) -> None:
    widgets = {"cancel": dialog.cancel_button, "accept": dialog.accept_button, "field": dialog.field}
    ended = dialog.ended
    widgets[under_the_keyboard].setFocus()
    QTest.keyClick(widgets[under_the_keyboard], key)
    assert ended == [end]


@pytest.mark.parametrize(
    ("under_the_keyboard", "end"), [("cancel", "rejected"), ("accept", "accepted"), ("field", "rejected")]
)
def test_enter_leaves_a_dialog_that_prefers_to_be_left(dialog: Asked, under_the_keyboard: str, end: str) -> None:
    widgets = {"cancel": dialog.cancel_button, "accept": dialog.accept_button, "field": dialog.field}
    ended = dialog.ended
    dialog.prefer_cancel()
    assert dialog.cancel_button.hasFocus()
    widgets[under_the_keyboard].setFocus()
    QTest.keyClick(widgets[under_the_keyboard], Qt.Key.Key_Return)
    assert ended == [end]


def test_a_fault_before_anything_was_handed_in_does_not_hold_the_dialog(dialog: Asked) -> None:
    def fail(_reply: Reply) -> None:
        raise LookupError("nothing to hand in")

    dialog.open_for(fail)
    with pytest.raises(LookupError, match="nothing to hand in"):
        dialog.try_accept()
    assert dialog.isVisible()
    assert dialog.field.isEnabled()
    assert dialog.accept_button.isEnabled()
    dialog.cancel_button.click()
    assert dialog.ended == ["rejected"]


def test_what_is_said_in_an_open_dialog_has_its_room(dialog: Asked) -> None:
    said = NoteBlock()
    dialog.body.addWidget(said)
    for length in range(30, 75):
        said.say("", "")
        settle()
        said.say("", "Saved as /" + "x" * length)
        dialog._fit()
        settle()
        assert not dialog._inside.verticalScrollBar().isVisible(), length
        assert dialog._inside.inside.height() <= dialog._inside.viewport().height()


def test_a_dialog_that_is_made_too_low_scrolls(dialog: Asked) -> None:
    dialog.body.addWidget(NoteBlock())
    dialog.findChildren(NoteBlock)[0].say("", "x\n" * 20)
    settle()
    dialog.resize(dialog.width(), 300)
    settle()
    assert dialog._inside.verticalScrollBar().isVisible()
    dialog.resize(dialog.width(), dialog._height())
    settle()
    assert not dialog._inside.verticalScrollBar().isVisible()


def test_what_is_only_read_is_scrolled_from_the_button_that_leaves(dressed: object, qtbot: QtBot) -> None:
    """In two long copies side by side nothing takes the keyboard but the way out."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = DialogFrame(parent, "Two copies", "", "Close", "")
    for number in range(100):
        dialog.body.addWidget(Prose(f"{number}: Request opened"))
    dialog.open()
    settle()
    bar = dialog._inside.verticalScrollBar()
    assert bar.maximum() > 0
    assert dialog.focusWidget() is dialog.accept_button
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        QTest.keyClick(dialog.accept_button, key)
        seen.append(bar.value())
    assert 0 < seen[0] < seen[1] == bar.maximum() > seen[2] > seen[3] == 0
    parent.close()
