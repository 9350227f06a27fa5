"""The documents of a case: files are dropped on it, and opened from it only where they are what was recorded."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from app.services.ending import withdraw_case
from app.viewmodels.case.panels import DOCUMENTS, LINE, PARTICULARS
from app.viewmodels.questions.documents_model import new_document_form
from app.viewmodels.questions.evidence_model import evidence_form
from app.viewmodels.session.background import Background
from app.viewmodels.session.form import ChosenFile
from app.views.case.case_view import CaseView
from app.views.kit.button import Button
from app.views.kit.file_field import FileField
from app.views.kit.form_dialog import FormDialog
from app.views.window.trouble_dialog import TroubleDialog
from tests.viewmodels.surroundings import MISSILES, Office, Waiting
from tests.views.conftest import settle
from tests.views.hands import OpenCase, press, seen, told

CONTENT = b"the contract"


@pytest.fixture
def view(open_case: OpenCase) -> CaseView:
    """A case in the window, with its documents to be seen."""
    view = open_case(MISSILES)
    view.model.go_to_panel(DOCUMENTS)
    settle()
    return view


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    """A file, outside of the register."""
    path = tmp_path / "売買契約書.pdf"
    path.write_bytes(CONTENT)
    return path


def drop(view: CaseView, *urls: QUrl, on: QWidget | None = None) -> bool:
    """Drags files over a part of the case, by default its documents, and lets them go; whether they were taken."""
    data = QMimeData()
    data.setUrls(list(urls))
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    part, handle = on or view.request.documents, view.window().windowHandle()
    assert handle is not None
    at = part.mapTo(view.window(), part.rect().center())
    entering = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, button, none)
    entering.ignore()
    # As the system does: the window finds who takes it.
    QApplication.sendEvent(handle, entering)
    if not entering.isAccepted():
        return False
    QApplication.sendEvent(handle, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, button, none))
    settle()
    return True


def files(*paths: Path) -> list[QUrl]:
    """The addresses of files."""
    return [QUrl.fromLocalFile(str(path)) for path in paths]


def asked(view: CaseView) -> FormDialog:
    """The form that is open."""
    (form,) = seen(view, FormDialog)
    return form


def title(form: FormDialog) -> str:
    """What stands in the field for the title."""
    field = form.fields["title"]
    assert isinstance(field, QLineEdit)
    return field.text()


def add(view: CaseView, path: Path) -> None:
    """Adds the file to the case, as a person does that drops it."""
    assert drop(view, *files(path))
    press(asked(view).accept_button)


def to_open(view: CaseView) -> Button:
    """The button that opens the only document."""
    (button,) = [button for button in seen(view.request.documents, Button) if button.text() == "Open"]
    return button


def open_by_keys(view: CaseView) -> None:
    """Opens what is in sight by the keyboard."""
    view.window().activateWindow()
    settle()
    handle, keys = view.window().windowHandle(), Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_O, keys)
    settle()


def choose(form: FormDialog, path: Path) -> None:
    """Chooses a file in the form, and hands it in."""
    form.findChildren(FileField)[0].take_file(str(path))
    settle()
    press(form.accept_button)


def test_a_dropped_file_becomes_a_document_with_its_name_but_not_its_path(
    view: CaseView, contract: Path, office: Office
) -> None:
    assert drop(view, *files(contract))
    assert title(asked(view)) == "売買契約書"
    assert "売買契約書.pdf · " in told(asked(view))
    press(asked(view).accept_button)
    (document,) = view.model.case.documents
    assert document.particulars.file_name == "売買契約書.pdf"
    assert "売買契約書.pdf" in told(view.request.documents)
    register = office.register.work.register
    kept = [str(value) for row in register.rows("SELECT * FROM documents") for value in tuple(row)]
    kept += [row["entry"] for row in register.rows("SELECT entry FROM entries")]
    assert not any(str(contract.parent) in value for value in kept), "a register travels"


def test_several_files_are_asked_for_one_after_the_other_and_one_may_be_left_out(
    view: CaseView, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{name}.pdf" for name in ("first", "second", "third")]
    for path in paths:
        path.write_text(path.stem)
    assert drop(view, *files(*paths))
    assert title(asked(view)) == "first"
    press(asked(view).accept_button)
    assert title(asked(view)) == "second"
    press(asked(view).cancel_button)
    assert title(asked(view)) == "third"
    press(asked(view).accept_button)
    assert not seen(view, FormDialog)
    assert [each.particulars.file_name for each in view.model.case.documents] == ["first.pdf", "third.pdf"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_what_is_no_file_is_refused_in_a_sentence_and_the_rest_is_taken(
    view: CaseView, contract: Path, tmp_path: Path, office: Office
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    bad = [tmp_path / "pipe", tmp_path / "folder", Path("/dev/null"), tmp_path / "gone"]
    assert drop(view, *files(*bad))
    (trouble,) = office.troubles
    lines = trouble.what.splitlines()
    assert [str(path) in line for path, line in zip(bad, lines, strict=True)] == [True] * 4
    assert ["no file of its own" in line for line in lines] == [True, True, True, False]
    for dialog in view.window().findChildren(TroubleDialog):
        press(dialog.accept_button)
    assert not seen(view, FormDialog)
    assert drop(view, *files(*bad, contract))
    for dialog in view.window().findChildren(TroubleDialog):
        press(dialog.accept_button)
    assert title(asked(view)) == "売買契約書"


def test_nothing_is_taken_where_nothing_may_be_added(view: CaseView, contract: Path, office: Office) -> None:
    assert not drop(view, QUrl("https://example.org/contract.pdf"))
    assert drop(view, *files(contract))
    assert not drop(view, *files(contract)), "one form at a time"
    press(asked(view).cancel_button)
    withdraw_case(office.register, case_id=view.model.case.id, reason="Cancelled")
    view.model.take(office.register.case(view.model.case.id))
    assert not drop(view, *files(contract))


def test_a_file_dropped_on_a_field_is_added_and_not_written_into_it(view: CaseView, contract: Path) -> None:
    for panel, name in ((PARTICULARS, "exporter"), (LINE, "remarks")):
        view.model.go_to_field(panel, name)
        settle()
        field = view.window().focusWidget()
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        assert drop(view, *files(contract), on=field)
        assert title(asked(view)) == "売買契約書"
        press(asked(view).cancel_button)
        assert not (field.text() if isinstance(field, QLineEdit) else field.toPlainText())
    view.model.go_to_fact("fighting")
    settle()
    assert drop(view, *files(contract), on=view.request.question)


def test_a_document_is_opened_where_its_file_was_last(view: CaseView, contract: Path, office: Office) -> None:
    add(view, contract)
    press(to_open(view))
    assert office.opened == [contract]
    open_by_keys(view)
    assert office.opened == [contract, contract]
    assert not office.troubles


def changed(contract: Path) -> str:
    contract.write_bytes(b"another contract")
    return "is another file than the one that was recorded"


def gone(contract: Path) -> str:
    contract.unlink()
    return "where it can't be read any more"


def a_pipe(contract: Path) -> str:
    contract.unlink()
    os.mkfifo(contract)
    return "where it can't be read any more"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("happens", [changed, gone, a_pipe])
def test_where_the_file_is_not_there_as_it_was_it_is_asked_for_and_nothing_else_is_opened(
    view: CaseView, contract: Path, office: Office, tmp_path: Path, happens: Callable[[Path], str]
) -> None:
    add(view, contract)
    sentence = happens(contract)
    press(to_open(view))
    assert office.opened == []
    form = asked(view)
    assert form.windowTitle() == "Where is “売買契約書.pdf”?"
    assert sentence in told(form)
    press(form.accept_button)
    assert "Choose the file first" in told(form)
    (tmp_path / "other.pdf").write_bytes(b"other")
    choose(form, tmp_path / "other.pdf")
    assert "other.pdf” is another file" in told(form)
    assert office.opened == []
    (tmp_path / "moved.pdf").write_bytes(CONTENT)
    choose(form, tmp_path / "moved.pdf")
    assert not seen(view, FormDialog)
    press(to_open(view))
    assert office.opened == [tmp_path / "moved.pdf"] * 2, "found again, it is remembered"


def test_on_another_computer_the_file_is_asked_for(view: CaseView, contract: Path, office: Office) -> None:
    new_document_form(view.model).hand_in(title="Contract", file=ChosenFile("ab" * 32, str(contract)))
    office.document_files.places.kept.clear()  # type: ignore[attr-defined]
    settle()
    press(to_open(view))
    assert "not been opened or added on this computer yet" in told(asked(view))


@pytest.mark.parametrize("name", ["run.desktop", "setup.exe", "a.PDF.sh", "macro.docm", "page.html", "noend"])
def test_what_could_run_is_not_opened(view: CaseView, tmp_path: Path, office: Office, name: str) -> None:
    (tmp_path / name).write_bytes(CONTENT)
    (tmp_path / "link.pdf").symlink_to(tmp_path / name)
    add(view, tmp_path / "link.pdf")
    press(to_open(view))
    assert office.opened == []
    (trouble,) = office.troubles
    assert f"{name}” is the file that was recorded, but not of a kind that is only read" in trouble.what


def test_that_no_program_opens_it_is_said(view: CaseView, contract: Path, office: Office) -> None:
    add(view, contract)
    office.document_files = office.document_files._replace(open=lambda _path: False)
    press(to_open(view))
    (trouble,) = office.troubles
    assert "no program on this computer opens it" in trouble.what
    assert str(contract.parent) in trouble.what


def test_the_evidence_of_an_answer_is_opened_at_its_question(view: CaseView, contract: Path, office: Office) -> None:
    add(view, contract)
    view.model.go_to_fact("fighting")
    evidence_form(view.model, "fighting", None).hand_in(document_id=view.model.case.documents[0].id, page="3")
    settle()
    (button,) = [button for button in seen(view.request.question, Button) if button.text() == "Open"]
    assert button.accessibleName() == "Open the file: 売買契約書, p. 3"
    press(button)
    open_by_keys(view)
    assert office.opened == [contract, contract]


def test_a_paper_has_no_file_to_open(view: CaseView) -> None:
    new_document_form(view.model).hand_in(title="Contract")
    settle()
    assert "Contract" in told(view.request.documents)
    assert not [button for button in seen(view.request.documents, Button) if button.text() == "Open"]


@pytest.fixture
def slow(office: Office, view: CaseView, monkeypatch: pytest.MonkeyPatch) -> Iterator[Waiting]:
    """What is read has not been read yet."""
    waiting = Waiting(office.register.work)
    monkeypatch.setattr(view.model.session, "_runner", waiting)
    yield waiting
    waiting.do_all()


def test_the_comparing_can_be_stopped(view: CaseView, contract: Path, office: Office, slow: Waiting) -> None:
    assert drop(view, *files(contract))
    slow.do_all()
    press(asked(view).accept_button)
    slow.do_all()
    settle()
    press(to_open(view))
    (dialog,) = view.findChildren(QProgressDialog)
    dialog.canceled.emit()
    settle()
    slow.do_all()
    assert office.opened == []
    assert not office.troubles
    assert not view.findChildren(QProgressDialog)
    press(to_open(view))
    slow.do_all()
    settle()
    assert office.opened == [contract]
    assert not view.findChildren(QProgressDialog)


@pytest.mark.parametrize(
    ("happens", "told_then"),
    [
        (None, ""),
        (changed, "is another file than the one that was recorded"),
        (gone, "where it can't be read any more"),
    ],
)
def test_a_file_that_is_read_on_its_own_thread_is_opened_or_asked_for_whatever_was_swept_up_meanwhile(
    view: CaseView,
    contract: Path,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    happens: Callable[[Path], str] | None,
    told_then: str,
) -> None:
    add(view, contract)
    if happens is not None:
        happens(contract)
    background = Background(lambda: nullcontext(office.register.work))
    monkeypatch.setattr(view.model.session._runner, "run_aside", background.run_aside)
    press(to_open(view))
    gc.collect()
    qtbot.waitUntil(lambda: bool(office.opened or office.troubles or seen(view, FormDialog)))
    assert office.opened == ([] if happens else [contract])
    assert told_then in "".join(told(form) for form in seen(view, FormDialog))
    assert not view.findChildren(QProgressDialog)
    background.close()


def test_what_is_kept_of_a_file_and_where_is_said_as_it_is(view: CaseView, contract: Path, office: Office) -> None:
    add(view, contract)
    assert str(contract) in office.document_files.places.kept.values()  # type: ignore[attr-defined]
    explanation = new_document_form(view.model).explanation
    assert "Where the file lies only this computer remembers" in explanation
