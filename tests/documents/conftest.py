"""A case on a register with its documents, made once in either language, and the press."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from app import paths
from app.documents.document import Document
from app.documents.press import Press
from app.services.receiving import amend_line, amend_particulars
from app.statements.report import ReportSays
from app.statements.whole_case import WholeCaseSays
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.lines_model import new_line_form
from app.viewmodels.case.place import Stage
from app.viewmodels.determination.report_model import report_says
from app.viewmodels.determination.whole_case_model import case_says
from app.viewmodels.questions.documents_model import new_document_form
from app.viewmodels.questions.evidence_model import evidence_form
from app.wording.language import Language
from tests.documents.reading import body_of
from tests.viewmodels.surroundings import MISSILES, Office, an_office, shown_memorandum


class Made(NamedTuple):
    """A document with its PDF and the text of its pages, and what the screen said that it was made from."""

    document: Document
    pdf: bytes
    body: str
    screen: ReportSays | WholeCaseSays


def _live(model: CaseModel) -> ReportSays:
    model.go_to_stage(Stage.DETERMINATION)
    return report_says(model)


def _recorded(model: CaseModel) -> ReportSays:
    model.record()
    return report_says(model)


def _read_record(model: CaseModel) -> ReportSays:
    model.read_record(model.earlier[-1].id)
    return report_says(model)


def _whole(model: CaseModel) -> WholeCaseSays:
    new_line_form(model).hand_in(item="Radar", copy_from=model.case.lines[0].id)
    model.answer("destination", "CA")
    model.show_whole_case()
    return case_says(model)


#: The screens of a determination from which a document is made, one after the other.
SHOWN: dict[str, Callable[[CaseModel], ReportSays | WholeCaseSays]] = {
    "as it stands": _live,
    "as it stands, recorded": _recorded,
    "the record": _read_record,
    "the whole case": _whole,
}


class Told(NamedTuple):
    """A case with the documents that were made of it, by what was shown."""

    office: Office
    model: CaseModel
    made: dict[str, Made]


@pytest.fixture(scope="session")
def press() -> Press:
    """The press, as the program has it."""
    return Press(paths.DOCUMENTS, paths.FONTS)


@pytest.fixture(scope="session", params=Language)
def office(qapp: object, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Office]:
    """A training register with a session before it, in either language."""
    with an_office(tmp_path_factory.mktemp("register"), request.param) as office:
        yield office


@pytest.fixture
def real_cases(office: Office) -> Iterator[None]:
    """For one test the register is one of real cases."""
    office.session.is_training = False
    yield
    office.session.is_training = True


@pytest.fixture(scope="session")
def told(office: Office, press: Press) -> Told:
    """A case with particulars, of which one answer is shown by a document, told in every way."""
    case = office.case(MISSILES, item="誘導弾 PAC-3")
    amend_particulars(office.register, case_id=case.id, field="end_user", value="Ministry of Defence")
    amend_line(office.register, line_id=case.lines[0].id, field="remarks", value="First line\nsecond line")
    model = office.open(office.register.case(case.id))
    new_document_form(model).hand_in(title="Contract 5", from_whom="The exporter")
    evidence_form(model, "destination", None).hand_in(document_id=model.case.documents[0].id, page="3")
    made = {}
    for shown, show in SHOWN.items():
        screen = show(model)
        document = shown_memorandum(model)
        pdf = press.pdf(document)
        made[shown] = Made(document, pdf, body_of(pdf, document), screen)
    return Told(office, model, made)
