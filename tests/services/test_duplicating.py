"""Another request like one that there is: with what was asked for, as a draft, and saying where it comes from."""

import pytest

from app.domain.errors import Mendable
from app.domain.procedure.case_states import CaseState
from app.domain.register.cases import Case, DocumentKind, DocumentParticulars, EvidenceGiven
from app.domain.register.events import CaseDuplicated
from app.services.answering import give_answer
from app.services.documenting import add_document, attach_evidence
from app.services.duplicating import Taken, duplicate_case
from app.services.reading import list_cases
from app.services.receiving import add_line
from tests.builders import ARMS_TAKEN_ALONG, PARTS_FOR_XA, Official


@pytest.fixture
def source(official: Official) -> Case:
    """A determined case of two lines, with a document that shows an answer."""
    case = official.a_case(ARMS_TAKEN_ALONG, number="2026-0100", title="Small arms", end_user="Army", item="Rifles")
    line = case.lines[0]
    added = add_document(
        official, case_id=case.id, particulars=DocumentParticulars(DocumentKind.OTHER, "Contract", sha256="a" * 64)
    )
    attach_evidence(official, answer_id=line.answers[0].id, document_id=added.document_id, page="3")
    official.determine(line.id)
    add_line(official, case_id=case.id)
    return official.case(case.id)


def duplicate(official: Official, source: Case, taken: Taken, number: str = "2026-0200") -> Case:
    """The copy."""
    particulars = source.particulars._replace(number=number)
    return official.case(duplicate_case(official, case_id=source.id, particulars=particulars, taken=taken).case_id)


@pytest.mark.parametrize("taken", list(Taken))
def test_it_is_a_draft_with_what_was_asked_for(official: Official, source: Case, taken: Taken) -> None:
    copy = duplicate(official, source, taken)
    assert copy.state is CaseState.DRAFT
    assert copy.particulars == source.particulars._replace(number="2026-0200")
    assert [line.particulars for line in copy.lines] == [line.particulars for line in source.lines]
    assert all(line.determination is None for line in copy.lines)
    assert copy.official_answers == ()
    answers = {} if taken is Taken.LINES else source.lines[0].known_answers
    assert copy.lines[0].known_answers == answers
    has_evidence = taken is Taken.EVIDENCE
    assert [document.particulars.title for document in copy.documents] == (["Contract"] if has_evidence else [])
    shown = [evidence.page for answer in copy.lines[0].answers for evidence in answer.evidence]
    assert shown == (["3"] if has_evidence else [])
    assert official.case(source.id) == source, "the other stays as it is"


def test_it_says_where_everything_comes_from(official: Official, source: Case) -> None:
    copy = duplicate(official, source, Taken.EVIDENCE)
    (event,) = (each.event for each in official.work.events.of_case(copy.id) if each.kind == "case_duplicated")
    assert isinstance(event, CaseDuplicated)
    assert (event.source_id, event.source_number) == (source.id, "2026-0100")
    assert event.lines == {line.id: other.id for line, other in zip(source.lines, copy.lines, strict=True)}
    assert event.answers == {answer.copied_from: answer.id for answer in copy.lines[0].answers}
    assert list(event.documents.values()) == [document.id for document in copy.documents]


def test_a_number_that_there_is_is_refused_and_nothing_is_made(official: Official, source: Case) -> None:
    with pytest.raises(Mendable, match="has the number"):
        duplicate(official, source, Taken.ANSWERS, number="2026-0100")
    assert [case.number for case in list_cases(official.work)] == ["2026-0100"]


def test_an_answer_that_sets_a_table_aside_counts_in_the_copy_too(official: Official) -> None:
    case = official.a_case(PARTS_FOR_XA, number="2026-0300")
    paper = DocumentParticulars(DocumentKind.AGREEMENT, "Exchange of notes")
    added = add_document(official, case_id=case.id, particulars=paper)
    shown = (EvidenceGiven(added.document_id, "1"),)
    give_answer(official, line_id=case.lines[0].id, fact="agreement_in_force", value="yes", evidence=shown)
    source = official.case(case.id)
    answer = duplicate(official, source, Taken.EVIDENCE).lines[0].answer("agreement_in_force")
    assert answer is not None
    assert answer.given_for is not None
    assert answer.given_for == source.lines[0].answer("agreement_in_force").given_for  # type: ignore[union-attr]


def test_what_was_taken_before_is_not_refused_in_the_copy(official: Official) -> None:
    case = official.a_case(number="2026-0300")
    added = add_document(official, case_id=case.id, particulars=DocumentParticulars(DocumentKind.OTHER, "Contract"))
    kept = "UPDATE documents SET title = 'Contract\tof an earlier version' WHERE id = ?"
    official.work.register.database.execute(kept, [added.document_id])
    copy = duplicate(official, official.case(case.id), Taken.EVIDENCE)
    assert [each.particulars.title for each in copy.documents] == ["Contract\tof an earlier version"]
