"""The window and the file of its register: the notice, the way out, the registers, and leaving for another one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.errors import Mendable
from app.viewmodels.case.panels import PARTICULARS
from app.viewmodels.questions.particulars_model import enter_in_case
from app.viewmodels.window.register_model import NOTHING_CARRIED
from app.views.kit.captions import follow
from app.views.kit.form_dialog import FormDialog
from app.views.kit.link_row import LinkRow
from app.views.window.main_window import MainWindow
from app.views.window.registers_dialog import RegistersDialog
from app.views.window.trouble_dialog import TroubleDialog
from tests.builders import a_register_file
from tests.viewmodels.surroundings import LOOKS, MISSILES
from tests.viewmodels.window.test_register_model import Desk, a_desk, another_version
from tests.views.conftest import settle
from tests.views.hands import press, seen, told


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a register in a folder of its own; one more register was open before."""
    (tmp_path / "desk").mkdir()
    second = a_register_file(tmp_path, "second.sekisho")
    with a_desk(a_register_file(tmp_path / "desk")) as desk:
        kept = f'["{second}\\n2026-11-20T00:00:00+00:00", "{tmp_path}/gone.sekisho\\n2026-11-19T00:00:00+00:00"]'
        desk.preferences.keep("registers", kept)
        follow(desk.session.language)
        yield desk


@pytest.fixture
def open_desk(desk: Desk, qtbot: QtBot) -> Callable[[], MainWindow]:
    """Opens its window."""

    def open_it() -> MainWindow:
        window = MainWindow(desk.opened_window(), LOOKS)
        qtbot.addWidget(window)
        window.show()
        settle()
        return window

    return open_it


def registers_dialog(window: MainWindow) -> RegistersDialog:
    """The dialog of registers."""
    window.model.register_wanted.emit()
    settle()
    return window.findChildren(RegistersDialog)[0]


def test_a_file_that_was_exchanged_is_said_with_the_way_out_on_the_first_screen(
    desk: Desk, open_desk: Callable[[], MainWindow], tmp_path: Path
) -> None:
    desk.case(MISSILES)
    window, path = open_desk(), Path(desk.files.path)
    assert not window.way_out.isVisible()
    another_version(path, tmp_path).replace(path)
    assert window.model.register is not None
    window.model.register.tend()
    settle()
    assert "Another file was put in the place of" in told(window)
    assert window.way_out.isVisible()
    assert window.way_out.text() == "Go on in the copy"
    assert window.band.accessibleDescription() == "Nothing is saved any more"
    assert not window.requests.new_button.isEnabled()
    press(window.way_out)
    assert not window.isVisible()
    assert window.next_register is not None
    assert ".kept." in window.next_register[0]


def test_the_dialog_names_this_register_and_others_and_says_which_are_gone(
    desk: Desk, open_desk: Callable[[], MainWindow], tmp_path: Path
) -> None:
    window = open_desk()
    QTest.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(RegistersDialog)
    assert desk.files.path in told(dialog)
    links = seen(dialog, LinkRow)
    assert [link.isEnabled() for link in links] == [True, False]
    assert "not there any more" in links[1].text()
    press(links[0])
    settle()
    assert desk.exchanges[-1] == (str(tmp_path / "second.sekisho"), NOTHING_CARRIED)


def test_leaving_for_another_register_asks_for_what_would_be_lost(
    desk: Desk, open_desk: Callable[[], MainWindow], tmp_path: Path
) -> None:
    window = open_desk()
    enter_in_case(desk.open(desk.case()), "title", "")
    press(seen(registers_dialog(window), LinkRow)[0])
    assert window.isVisible()
    (asked,) = (dialog for dialog in window.findChildren(FormDialog) if dialog.isVisible())
    asked.reject()
    settle()
    assert window.isVisible()
    assert window.next_register is None, "who stays, stays with this register"
    press(seen(registers_dialog(window), LinkRow)[0])
    (asked,) = (dialog for dialog in window.findChildren(FormDialog) if dialog.isVisible())
    asked.try_accept()
    settle()
    assert not window.isVisible()
    assert window.next_register == (str(tmp_path / "second.sekisho"), NOTHING_CARRIED)


def test_one_box_at_a_time(desk: Desk, open_desk: Callable[[], MainWindow]) -> None:
    window = open_desk()
    dialog = registers_dialog(window)
    desk.session.tell(Mendable("The disk is full."))
    desk.session.tell(Mendable("Somebody else has it open."))
    settle()
    assert not seen(window, TroubleDialog), "what is being read is not covered"
    dialog.reject()
    settle()
    (trouble,) = seen(window, TroubleDialog)
    press(trouble.accept_button)
    settle()
    (trouble,) = seen(window, TroubleDialog)
    press(trouble.accept_button)
    settle()
    assert not seen(window, TroubleDialog)


def test_what_became_of_the_file_is_read_once_in_the_window(
    desk: Desk, open_desk: Callable[[], MainWindow], tmp_path: Path
) -> None:
    case = desk.case(MISSILES)
    window, path = open_desk(), Path(desk.files.path)
    window.model.open_case(case.id)
    settle()
    assert window.case is not None
    window.case.model.go_to_field(PARTICULARS, "end_user")
    another_version(path, tmp_path).replace(path)
    enter_in_case(window.case.model, "end_user", "Navy of the Philippines")
    window.case.model.answer("careful_consideration", "no")
    settle()
    assert told(window).count("Another file was put in the place of") == 1
    assert not window.case.header.save_again_button.isVisible()
    assert not seen(window, TroubleDialog)
    assert path.name in window.windowTitle()
