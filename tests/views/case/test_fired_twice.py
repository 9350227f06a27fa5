"""What lasts is done once, however often its button is pressed while it is on its way to the register."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.receiving import add_line
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.lines_model import line_removal_form, new_line_form, withdrawal_form
from app.viewmodels.questions.documents_model import new_document_form
from app.viewmodels.questions.query_model import official_answer_form
from app.viewmodels.session.form import Form
from app.views.case.case_view import CaseView
from app.views.kit.form_dialog import FormDialog
from tests.builders import OFFICIAL_ANSWER, PARTS_FOR_XA
from tests.viewmodels.surroundings import Office, Waiting
from tests.views.conftest import settle
from tests.views.hands import double_click

FORMS: dict[str, tuple[Callable[[CaseModel], Form], dict[str, object]]] = {
    "case_withdrawn": (withdrawal_form, {"reason": "Given up."}),
    "line_added": (new_line_form, {}),
    "line_removed": (line_removal_form, {}),
    "document_added": (new_document_form, {"title": "Contract"}),
    "official_answer_recorded": (
        official_answer_form,
        {"rule": OFFICIAL_ANSWER.rule, "clears": "yes", "body": "METI", "reference": "1"},
    ),
}


@pytest.fixture
def waiting(office: Office) -> Waiting:
    """A register whose jobs wait until they are told to be done."""
    return Waiting(office.register.work)


@pytest.fixture
def model(office: Office, waiting: Waiting) -> CaseModel:
    """A case of two lines."""
    case = office.case(PARTS_FOR_XA)
    add_line(office.register, case_id=case.id)
    return Office(office.register, waiting).open(office.register.case(case.id))


def events(office: Office, model: CaseModel) -> list[str]:
    """What has happened on the case."""
    return office.register.kinds_of_events(model.case.id)


def press_again_and_again(dialog: FormDialog) -> None:
    """Press the button of a form as a hand does that does not trust it."""
    for _click in range(2):
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    double_click(dialog.accept_button)
    for _again in range(2):
        dialog.accept_button.click()
        dialog.try_accept()


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_is_handed_in_once(
    kind: str, office: Office, model: CaseModel, waiting: Waiting, dressed: object
) -> None:
    form_of, entered = FORMS[kind]
    if kind == "line_removed":
        model.choose_line(model.case.lines[1].id)
    view = CaseView(model, is_training=True)
    view.show()
    form = form_of(model)
    dialog = FormDialog(view, form)
    dialog.open_for(lambda reply: form.hand_in(reply, **{**dialog.entered(), **entered}))
    dialog.missing = lambda: ""  # type: ignore[method-assign]  # what is entered is handed in below the fields
    press_again_and_again(dialog)
    waiting.do_all()
    settle()
    assert events(office, model).count(kind) == 1 + (kind == "line_added")
    assert not model.session.under_way


def test_a_determination_is_recorded_once_and_nobody_is_told_of_a_mistake(
    office: Office, model: CaseModel, waiting: Waiting
) -> None:
    told: list[object] = []
    model.session.trouble.connect(told.append)
    for _again in range(3):
        model.record()
    waiting.do_all()
    assert events(office, model).count("determination_recorded") == 1
    assert told == []
    model.answer("precedent", "no")
    model.record()
    waiting.do_all()
    assert events(office, model).count("determination_recorded") == 2, "another result is recorded again"


def test_what_was_refused_can_be_recorded_afterwards(office: Office, model: CaseModel, waiting: Waiting) -> None:
    told: list[object] = []
    model.session.trouble.connect(told.append)
    office.register.answer(model.line_id, {"precedent": "no"})
    model.record()
    waiting.do_all()
    assert len(told) == 1, "the case was changed elsewhere since it was shown"
    assert model.interview.known["precedent"] == "no", "and is shown as it is now"
    model.record()
    waiting.do_all()
    assert events(office, model).count("determination_recorded") == 1
    assert len(told) == 1
