"""A training register is filled with the worked cases."""

import pytest

from app.bootstrap.composition import training_people
from app.domain.errors import Mendable
from app.domain.law.texts import Text
from app.domain.procedure.case_states import CaseState
from app.domain.register.cases import DocumentKind, DocumentParticulars
from app.domain.register.people import Role
from app.services.filing import file_worked_cases
from app.services.ports import CaseFilter, CaseOrder
from app.services.reading import list_cases
from app.storage.law.scenario_shelf import worked_cases
from tests.builders import WORKED_CASES, Official

OFFICERS = ("examiner-a", "examiner-b")
ASSUMED = DocumentParticulars(DocumentKind.OTHER, "The trainer's assumption")


@pytest.fixture
def official(official: Official) -> Official:
    """Somebody in a register with the case officers that worked cases name."""
    for account in OFFICERS:
        official.an_officer(account, account, account)
    return official


def test_every_worked_case_is_filed_and_comes_out_as_it_has_to(official: Official) -> None:
    worked = worked_cases(WORKED_CASES)
    filed = file_worked_cases(
        official,
        worked_cases=worked,
        language="ja",
        assumption=ASSUMED,
    )
    assert [event.worked_case for event in filed] == [each.id for each in worked]
    for event, each in zip(filed, worked, strict=True):
        case = official.case(event.case_id)
        assert case.particulars.title == each.title.ja
        assert case.particulars.assessed_on == each.on
        assert case.particulars.case_officer == each.particulars["case_officer"].ja
        assert case.lines[0].known_answers == dict(each.answers)
        official.determine(event.line_id)
        recorded = official.line(event.line_id).determination
        assert recorded is not None
        assert recorded.outcome.value == each.expected["outcome"]
        assert official.case(event.case_id).state is CaseState.DETERMINED


def test_an_answer_that_no_report_gives_is_marked_as_assumed_and_no_other(official: Official) -> None:
    worked = worked_cases(WORKED_CASES)
    filed = file_worked_cases(official, worked_cases=worked, language="en", assumption=ASSUMED)
    for event, each in zip(filed, worked, strict=True):
        case = official.case(event.case_id)
        marked = {answer.fact for answer in case.lines[0].answers if not answer.is_asserted}
        assert marked == each.assumed
        assert [document.particulars for document in case.documents] == [ASSUMED] * bool(marked)
    assert all(each.assumed for each in worked if each.title.en.startswith("Invented"))


def test_an_answer_that_is_taken_only_with_a_document_gets_it_in_any_case(official: Official) -> None:
    invented = next(each for each in worked_cases(WORKED_CASES) if "agreement_in_force" in each.answers)
    unmarked = invented._replace(assumed=frozenset())
    (event,) = file_worked_cases(official, worked_cases=[unmarked], language="en", assumption=ASSUMED)
    answers = official.case(event.case_id).lines[0].answers
    assert [answer.fact for answer in answers if not answer.is_asserted] == ["agreement_in_force"]


def test_their_numbers_follow_one_another(official: Official) -> None:
    official.a_case(number="2026-0005")
    file_worked_cases(
        official,
        worked_cases=worked_cases(WORKED_CASES)[:3],
        language="en",
        assumption=ASSUMED,
    )
    listed = list_cases(official.work, CaseFilter(order=CaseOrder.NUMBER, is_descending=False))
    assert [summary.number for summary in listed] == ["2026-0005", "2026-0006", "2026-0007", "2026-0008"]
    assert all(summary.destinations for summary in listed[1:])


def test_every_worked_case_names_an_officer_of_the_training_register_and_each_has_some() -> None:
    officers = {person.account for person in training_people() if Role.OFFICER in person.roles}
    named = {str(each.particulars["case_officer"].en) for each in worked_cases(WORKED_CASES)}
    assert named == officers


def test_a_case_officer_who_is_none_here_is_refused_and_nothing_is_filed(official: Official) -> None:
    worked = worked_cases(WORKED_CASES)[:2]
    unknown = worked[1]._replace(particulars={"case_officer": Text("examiner-z", "examiner-z")})
    with pytest.raises(Mendable, match="nobody's account"):
        file_worked_cases(official, worked_cases=[worked[0], unknown], language="en", assumption=ASSUMED)
    assert list_cases(official.work) == ()
