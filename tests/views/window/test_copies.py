"""The kept copies in the window: the dialog, the copy before closing, and putting it off by a key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.views.kit.captions import follow
from app.views.kit.form_dialog import FormDialog
from app.views.window.closing_copy_dialog import ClosingCopyDialog
from app.views.window.copies_dialog import CopiesDialog
from app.views.window.main_window import MainWindow
from app.views.window.registers_dialog import RegistersDialog
from tests.builders import a_register_file
from tests.viewmodels.surroundings import LOOKS, MISSILES, Waiting
from tests.viewmodels.window.test_register_model import Desk, a_desk
from tests.views.conftest import settle
from tests.views.hands import press, seen, told


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a register in a folder of its own, with a case."""
    (tmp_path / "desk").mkdir()
    with a_desk(a_register_file(tmp_path / "desk")) as desk:
        follow(desk.session.language)
        desk.case(MISSILES)
        yield desk


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    """Its window."""
    window = MainWindow(desk.opened_window(), LOOKS)
    qtbot.addWidget(window)
    window.show()
    settle()
    return window


def copies(desk: Desk) -> list[Path]:
    """The copies that there are."""
    return sorted(Path(desk.files.path).with_name("training.copies").glob("*.sekisho"))


def dialog_of(window: MainWindow) -> CopiesDialog:
    """The dialog of kept copies, as one gets there from the register."""
    window.model.register_wanted.emit()
    settle()
    (registers,) = seen(window, RegistersDialog)
    press(registers.copies_button)
    (dialog,) = seen(window, CopiesDialog)
    return dialog


def test_when_the_window_is_closed_a_copy_is_kept_once_a_day(desk: Desk, window: MainWindow) -> None:
    window.close()
    settle()
    assert not window.isVisible()
    assert len(copies(desk)) == 1
    again = MainWindow(desk.opened_window(), LOOKS)
    again.show()
    settle()
    again.close()
    settle()
    assert not again.isVisible()
    assert len(copies(desk)) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_it_says_what_it_does_and_is_put_off_by_a_key(desk: Desk, window: MainWindow, key: Qt.Key) -> None:
    runner = Waiting(desk.register.work)
    desk.session._runner = runner
    window.close()
    settle()
    assert window.isVisible()
    (dialog,) = seen(window, ClosingCopyDialog)
    said = told(dialog)
    assert "The register is being copied, read back and compared" in said
    assert "Nothing is lost if you put it off" in said
    assert dialog.accept_button.text() == "Later"
    QTest.keyClick(dialog, key)
    settle()
    assert not window.isVisible()
    assert copies(desk) == []


def test_a_copy_that_can_t_be_made_is_told_and_keeps_nobody_from_closing(
    desk: Desk, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_bytes(b"")
    desk.preferences.keep("copies", str(tmp_path / "a file" / "x"))
    window.close()
    settle()
    (dialog,) = seen(window, ClosingCopyDialog)
    assert "can't be made" in told(dialog)
    assert dialog.accept_button.text() == "Close without a copy"
    press(dialog.accept_button)
    assert not window.isVisible()


def test_the_system_that_is_shut_down_does_not_wait_for_it(
    desk: Desk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(window._application), "isSavingSession", lambda _application: True)
    window.close()
    assert not window.isVisible()
    assert copies(desk) == []


def test_the_list_shows_them_and_one_is_made_from_there(desk: Desk, window: MainWindow) -> None:
    dialog = dialog_of(window)
    assert "No copy has been made yet." in told(dialog)
    press(dialog.panel.keep_button)
    (copy,) = copies(desk)
    assert "verified when it was made" in told(dialog)
    assert copy.name in told(dialog)


def test_another_folder_is_chosen_and_left_again(desk: Desk, window: MainWindow, tmp_path: Path) -> None:
    dialog = dialog_of(window)
    assert not dialog.panel.beside_button.isVisible()
    press(dialog.panel.folder_button)
    (files,) = seen(window, QFileDialog)
    files.fileSelected.emit(str(tmp_path / "chosen"))
    files.reject()
    settle()
    assert f"They are kept in {tmp_path}/chosen." in told(dialog)
    press(dialog.panel.beside_button)
    assert "training.copies." in told(dialog)


def test_one_is_restored_by_closing_and_opening_the_register(desk: Desk, window: MainWindow) -> None:
    dialog = dialog_of(window)
    press(dialog.panel.keep_button)
    desk.case()
    (restore,) = [button for button in seen(dialog, type(dialog.panel.keep_button)) if button.text() == "Restore"]
    press(restore)
    (form,) = seen(window, FormDialog)
    assert not seen(window, CopiesDialog), "one box at a time"
    assert "Request opened" in told(form)
    press(form.accept_button)
    assert not window.isVisible()
    assert window.next_register is not None
    desk.files.copies.restore_at_the_end(None)


def test_who_does_not_restore_after_all_loses_nothing(desk: Desk, window: MainWindow) -> None:
    dialog = dialog_of(window)
    press(dialog.panel.keep_button)
    (restore,) = [button for button in seen(dialog, type(dialog.panel.keep_button)) if button.text() == "Restore"]
    press(restore)
    (form,) = seen(window, FormDialog)
    QTest.keyClick(form, Qt.Key.Key_Return)  # it lasts: Enter leaves
    settle()
    assert window.isVisible()
    assert not list(Path(desk.files.path).parent.glob(".*ready"))
    assert desk.files.copies.put_in_place() is None
