"""What lasts or loses something is asked once, says what it does, and is done by its own button only."""

from datetime import date

import pytest

from app.domain.register.cases import DocumentKind
from app.viewmodels.case.lines_model import closing_form, line_removal_form, withdrawal_form
from app.viewmodels.questions.documents_model import new_document_form
from app.viewmodels.questions.evidence_model import evidence_form, unlinking_form
from app.viewmodels.questions.query_model import answer_withdrawal_form, official_answer_form
from app.viewmodels.session.form import Form
from tests.builders import PARTS_FOR_XA
from tests.viewmodels.surroundings import MISSILES, Office


def forms(office: Office) -> dict[str, Form]:
    """The forms of the lasting acts on a case."""
    model = office.open(office.case(MISSILES))
    new_document_form(model).hand_in(kind=DocumentKind.OTHER.value, title="View", dated=date(2026, 5, 1))
    evidence_form(model, "weapon", None).hand_in(document_id=model.case.documents[0].id)
    answer = model.interview.saved_answer("weapon")
    assert answer is not None
    referred = office.open(office.case(PARTS_FOR_XA))
    return {
        "close": closing_form(model),
        "withdraw": withdrawal_form(model),
        "remove line": line_removal_form(model),
        "official answer": official_answer_form(referred),
        "withdraw official answer": answer_withdrawal_form(referred, 1),
        "take evidence off": unlinking_form(model, answer.evidence[0].id),
    }


@pytest.mark.parametrize(
    "act", ["close", "withdraw", "remove line", "official answer", "withdraw official answer", "take evidence off"]
)
def test_a_lasting_act_says_what_it_does_and_is_not_done_by_enter_alone(office: Office, act: str) -> None:
    form = forms(office)[act]
    assert form.is_lasting
    assert form.explanation
    assert form.accept not in ("", "OK", "Yes"), "the button names the act"


def test_taking_evidence_off_names_answer_and_document_and_does_it(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    new_document_form(model).hand_in(kind=DocumentKind.OTHER.value, title="View of May", from_whom="MOFA")
    evidence_form(model, "weapon", None).hand_in(document_id=model.case.documents[0].id)
    answer = model.interview.saved_answer("weapon")
    assert answer is not None
    form = unlinking_form(model, answer.evidence[0].id)
    said = " ".join(value for _, value in form.facts)
    assert "View of May" in said
    assert model.phrases.fact("weapon") in said
    form.hand_in()
    again = model.interview.saved_answer("weapon")
    assert again is not None
    assert again.is_asserted
