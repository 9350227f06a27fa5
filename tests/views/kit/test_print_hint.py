"""Where a text is entered it is said which of its characters documents can't show; it is kept all the same."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.viewmodels.case.panels import LINE
from app.viewmodels.questions.documents_model import document_change_form, new_document_form
from app.views.case.case_view import CaseView
from app.views.kit.form_dialog import FormDialog
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle
from tests.views.entering import WAYS, Way, begin_anew, typed
from tests.views.hands import OpenCase, press, seen, told

#: In the fonts, in none of them, and a variant that is drawn in its usual form.
DRAWN, LACKING, VARIANT = "塡剝頰吉田", "𠮷", "葛\U000e0100"


@pytest.fixture
def view(open_case: OpenCase) -> CaseView:
    """A case in the window."""
    return open_case(MISSILES)


def enter(field: QWidget, text: str, way: Way = typed) -> None:
    """Enters a text in place of what stands in the field."""
    begin_anew(field)
    way(field, text)
    settle()


@pytest.mark.parametrize("way", WAYS)
def test_what_can_not_be_printed_is_named_and_kept(view: CaseView, office: Office, way: Way) -> None:
    view.model.ask(new_document_form(view.model))
    (dialog,) = seen(view, FormDialog)
    enter(dialog.fields["title"], DRAWN, way)
    assert "lack" not in told(dialog)
    enter(dialog.fields["title"], f"{LACKING}田と{LACKING}野", way)
    assert "The fonts of documents lack: 𠮷 [U+20BB7]" in told(dialog).splitlines()
    press(dialog.accept_button)
    assert office.register.case(view.model.case.id).documents[0].particulars.title == "𠮷田と𠮷野"


def test_it_is_named_in_a_long_text_and_no_longer_once_it_is_gone(view: CaseView) -> None:
    view.model.go_to_panel(LINE)
    settle()
    remarks = view.request.line_form.fields["remarks"]
    assert isinstance(remarks, QPlainTextEdit)
    enter(remarks, f"{VARIANT}城、{LACKING}田")
    assert "𠮷 [U+20BB7]" in told(view.request.line_form)
    enter(remarks, DRAWN)
    assert "lack" not in told(view.request.line_form)


def test_it_is_named_of_what_stands_there_already(view: CaseView) -> None:
    new_document_form(view.model).hand_in(title=f"{LACKING}田")
    view.model.ask(document_change_form(view.model, view.model.case.documents[0].id))
    (dialog,) = seen(view, FormDialog)
    settle()
    assert "The fonts of documents lack: 𠮷 [U+20BB7]" in told(dialog).splitlines()
