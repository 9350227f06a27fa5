"""The file of a document is kept in the register where one chooses so, and saved from there to a place of one's own."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.domain.register import kept_files
from app.domain.register.cases import Document
from app.viewmodels.case.panels import DOCUMENTS
from app.viewmodels.questions.documents_model import new_document_form
from app.viewmodels.session.form import ChosenFile
from app.views.case.case_view import CaseView
from app.views.kit.button import Button
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.form_dialog import FormDialog
from tests.viewmodels.surroundings import MISSILES, Office
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


def asked(view: CaseView) -> FormDialog:
    """The form for a document, with a file chosen."""
    (form,) = seen(view, FormDialog)
    return form


def add(view: CaseView, path: Path, *, is_kept: bool) -> FormDialog:
    """The form for a document of a file, handed in."""
    view.model.ask(new_document_form(view.model, str(path)))
    settle()
    form = asked(view)
    box = form.fields["is_kept"]
    assert isinstance(box, ChoiceBox)
    box.setCurrentIndex(box.findData(is_kept))
    press(form.accept_button)
    return form


def documents(view: CaseView) -> tuple[Document, ...]:
    """Those of the case."""
    return view.model.case.documents


def named(view: CaseView, text: str) -> list[Button]:
    """The buttons of this text among the documents."""
    return [button for button in seen(view.request.documents, Button) if button.text() == text]


def test_a_file_is_kept_where_one_chooses_so_and_saved_as_it_was_when_the_first_is_gone(
    view: CaseView, contract: Path, office: Office, tmp_path: Path
) -> None:
    add(view, contract, is_kept=True)
    assert view.model.case.documents[0].is_kept
    assert "kept in the register" in told(view.request.documents)
    contract.unlink()
    press(named(view, "Save as")[0])
    (dialog,) = seen(view, QFileDialog)
    assert dialog.selectedFiles()[0].endswith("売買契約書.pdf")
    dialog.fileSelected.emit(str(tmp_path / "saved.pdf"))
    dialog.reject()
    settle()
    assert (tmp_path / "saved.pdf").read_bytes() == CONTENT
    form = asked(view)
    assert str(tmp_path / "saved.pdf") in told(form)
    press(form.accept_button)
    press(named(view, "Open")[0])
    assert office.opened == [(tmp_path / "saved.pdf").resolve()], "from then on it is opened there"


def test_in_a_training_register_only_name_and_fingerprint_are_kept_unless_one_chooses_otherwise(
    view: CaseView, contract: Path, office: Office
) -> None:
    view.model.ask(new_document_form(view.model, str(contract)))
    settle()
    form = asked(view)
    assert form.entered()["is_kept"] is False
    assert "A training register is not encrypted" in told(form)
    press(form.accept_button)
    assert not view.model.case.documents[0].is_kept
    assert named(view, "Save as") == []
    assert office.register.work.kept_files.all() == ()


def test_in_a_live_register_the_file_is_kept_unless_one_chooses_otherwise(view: CaseView) -> None:
    view.model.session.is_training = False
    form = new_document_form(view.model)
    assert {field.name: field.untouched for field in form.fields}["is_kept"] is True
    assert not any("not encrypted" in field.help for field in form.fields)


def test_what_can_t_be_kept_is_said_at_the_choice_and_what_was_entered_stands_still(
    view: CaseView, contract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_files, "LARGEST_FILE", 3)
    form = add(view, contract, is_kept=True)
    assert form.isVisible()
    assert "only files of up to 0 MB are kept" in told(form)
    assert documents(view) == ()
    box = form.fields["is_kept"]
    assert isinstance(box, ChoiceBox)
    box.setCurrentIndex(box.findData(False))
    press(form.accept_button)
    assert not documents(view)[0].is_kept


def test_a_file_that_was_changed_after_it_was_chosen_is_not_kept_under_its_fingerprint(
    view: CaseView, contract: Path
) -> None:
    view.model.ask(new_document_form(view.model, str(contract)))
    settle()
    form = asked(view)
    contract.write_bytes(b"another contract")
    box = form.fields["is_kept"]
    assert isinstance(box, ChoiceBox)
    box.setCurrentIndex(box.findData(True))
    press(form.accept_button)
    assert "was changed after it was chosen" in told(form)
    assert view.model.case.documents == ()


def test_where_a_kept_file_is_not_on_this_computer_it_is_said_how_to_get_it(
    view: CaseView, contract: Path, office: Office
) -> None:
    add(view, contract, is_kept=True)
    contract.unlink()
    press(named(view, "Open")[0])
    assert "The register keeps this file: save it" in told(asked(view))


def test_a_file_that_was_only_named_is_kept_later_where_it_is_the_same(
    view: CaseView, contract: Path, office: Office
) -> None:
    add(view, contract, is_kept=False)
    content = contract.read_bytes()
    contract.write_bytes(b"another contract")
    press(named(view, "Keep")[0])
    press(asked(view).accept_button)
    assert "is another file than the one that was recorded" in told(asked(view))
    asked(view).reject()
    settle()
    contract.write_bytes(content)
    press(named(view, "Keep")[0])
    press(asked(view).accept_button)
    assert documents(view)[0].is_kept
    assert named(view, "Keep") == []
    assert office.register.work.kept_files.content(documents(view)[0].particulars.sha256) == CONTENT


def test_a_damaged_file_is_told_and_not_saved(view: CaseView, contract: Path, office: Office, tmp_path: Path) -> None:
    add(view, contract, is_kept=True)
    connection = office.register.work.register._connection
    connection.execute("DROP TRIGGER document_files_are_not_changed")
    connection.execute("UPDATE document_files SET content = zeroblob(size)")
    connection.commit()
    press(named(view, "Save as")[0])
    (dialog,) = seen(view, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "saved.pdf"))
    dialog.reject()
    settle()
    assert "is damaged" in office.troubles[-1].what
    assert not (tmp_path / "saved.pdf").exists()


def test_what_is_only_known_has_no_file_to_keep(view: CaseView) -> None:
    new_document_form(view.model).hand_in(title="On paper", is_kept=True, file=ChosenFile())
    assert not view.model.case.documents[0].is_kept
