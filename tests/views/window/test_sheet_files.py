"""Through the window: a sheet is handed out as a file, filled in at another office, and entered from what came back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.documents.sheet_to_go import ENDING
from app.domain.procedure.events import FindingEntered
from app.domain.procedure.sheet_file import read_sheet
from app.viewmodels.case.place import Stage
from app.viewmodels.session.session import Session
from app.viewmodels.window.window_model import WindowModel
from app.views.kit.button import Button
from app.views.kit.captions import follow
from app.views.kit.file_field import FileField
from app.views.kit.form_dialog import FormDialog
from app.views.kit.line_edit import LineEdit
from app.views.kit.paper_dialog import PaperDialog
from app.views.kit.rows_field import RowsField
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.domain.procedure.sheets import verify
from tests.viewmodels.procedure.test_sheet_files import Desk, desks, entered
from tests.viewmodels.surroundings import LOOKS, Memory
from tests.views.conftest import settle
from tests.views.hands import press, seen, told


@pytest.fixture(params=Language)
def desk(dressed: object, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Our case, in which an examination was asked, and the register of another office."""
    yield from desks("r1", tmp_path, request.param)


def a_window(session: Session, qtbot: QtBot) -> MainWindow:
    """A window on a session."""
    follow(session.language)
    window = MainWindow(WindowModel(session, Memory(), "0"), LOOKS)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.model.start()
    window.show()
    settle()
    return window


def form(window: QWidget) -> FormDialog:
    """The form that is open."""
    settle()
    (dialog,) = seen(window, FormDialog)
    return dialog


def choose_file(dialog: FormDialog, path: Path) -> None:
    """Chooses a file, and goes on."""
    (field,) = dialog.findChildren(FileField)
    field.take_file(str(path))
    settle()
    press(dialog.accept_button)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_sheet_goes_out_is_filled_in_and_entered(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    # Handed out, from the papers of the procedure.
    ours = a_window(desk.ours, qtbot)
    ours.model.open_case(desk.case.case.id)
    settle()
    assert ours.case is not None
    ours.case.model.go_to_stage(Stage.PROCEDURE)
    settle()
    (button,) = [each for each in seen(ours, Button) if each.text() == desk.ours.words._("Sheets and papers")]
    press(button)
    asked = form(ours)
    (box,) = asked.findChildren(QComboBox)
    office = desk.ours.words.text(desk.ours.shelf.reference().bodies["mofa"].name)
    box.setCurrentIndex(next(at for at in range(box.count()) if office in box.itemText(at)))
    press(asked.accept_button)
    settle()
    (paper,) = seen(ours, PaperDialog)
    path = tmp_path / f"mofa{ENDING}"
    paper.save_as_file_to(str(path))
    assert read_sheet(path.read_bytes(), verify).asked.office == "mofa"
    paper.close()
    ours.hide()
    # Filled in, where there is no such case.
    theirs = a_window(desk.theirs, qtbot)
    theirs.model.fill_in_sheet()
    choose_file(form(theirs), path)
    answer = form(theirs)
    author = answer.fields["author"]
    assert isinstance(author, LineEdit)
    author.setText("Head of division")
    views = answer.fields["text"]
    assert isinstance(views, RowsField)
    views.put((("overall", "objection", "The use is not shown."),))
    press(answer.accept_button)
    assert desk.theirs.words._("The sheet is filled in") in told(form(theirs))
    theirs.hide()
    (back,) = [each for each in tmp_path.glob(f"*{ENDING}") if each != path]
    # Come back: looked at first, then entered by the recorder.
    ours.show()
    follow(desk.ours.language)
    ours.model.enter_from_file()
    choose_file(form(ours), back)
    press(form(ours).accept_button)
    settle()
    press(form(ours).accept_button)
    settle()
    found = entered(desk)
    assert isinstance(found, FindingEntered)
    assert (found.office, found.author) == ("mofa", "Head of division")
    assert [(view.slot, view.view, view.text) for view in found.views] == [
        ("overall", "objection", "The use is not shown.")
    ]
