"""A training register is filled with the worked cases."""

from app.domain.register.cases import CaseState, DocumentKind, DocumentParticulars
from app.services.filing import file_worked_cases
from app.services.ports import CaseFilter, CaseOrder
from app.services.reading import list_cases
from app.storage.law.scenario_shelf import worked_cases
from tests.builders import WORKED_CASES, Official

INVENTED = DocumentParticulars(DocumentKind.OTHER, "Invented for training")


def test_every_worked_case_is_filed_and_comes_out_as_it_has_to(official: Official) -> None:
    worked = worked_cases(WORKED_CASES)
    filed = file_worked_cases(
        official,
        worked_cases=worked,
        language="ja",
        invented_document=INVENTED,
    )
    assert [event.worked_case for event in filed] == [each.id for each in worked]
    for event, each in zip(filed, worked, strict=True):
        case = official.case(event.case_id)
        assert case.particulars.title == each.title.ja
        assert case.particulars.assessed_on == each.on
        assert case.lines[0].known_answers == dict(each.answers)
        official.determine(event.line_id)
        recorded = official.line(event.line_id).determination
        assert recorded is not None
        assert recorded.outcome.value == each.expected["outcome"]
        assert official.case(event.case_id).state is CaseState.DETERMINED


def test_their_answers_are_asserted_and_only_the_derived_one_has_an_invented_document(official: Official) -> None:
    filed = file_worked_cases(
        official,
        worked_cases=worked_cases(WORKED_CASES),
        language="en",
        invented_document=INVENTED,
    )
    shown = 0
    for event in filed:
        case = official.case(event.case_id)
        for answer in case.lines[0].answers:
            assert answer.is_asserted is (answer.fact != "agreement_in_force")
            shown += not answer.is_asserted
        assert all(document.particulars == INVENTED for document in case.documents)
    assert shown >= 1


def test_their_numbers_follow_one_another(official: Official) -> None:
    official.a_case(number="2026-0005")
    file_worked_cases(
        official,
        worked_cases=worked_cases(WORKED_CASES)[:3],
        language="en",
        invented_document=INVENTED,
    )
    listed = list_cases(official.work, CaseFilter(order=CaseOrder.NUMBER, is_descending=False))
    assert [summary.number for summary in listed] == ["2026-0005", "2026-0006", "2026-0007", "2026-0008"]
    assert all(summary.destinations for summary in listed[1:])
