"""Make another request like one that there is: a draft of its own, which says where it comes from."""

from enum import Enum

from app.domain.ids import AnswerId, CaseId, DocumentId, LineId
from app.domain.register.cases import CaseParticulars, Document, Line
from app.domain.register.events import CaseDuplicated, as_texts
from app.domain.register.particulars import checked_case
from app.services.acting import Acting
from app.services.changing import (
    CaseChange,
    derived_fact,
    document_added,
    ensure_number_is_free,
    ensure_officer,
    ensure_takes_cases,
    restate,
)


class Taken(str, Enum):
    """What goes along into the other request besides the particulars."""

    LINES = "lines"
    ANSWERS = "answers"
    EVIDENCE = "evidence"


def duplicate_case(acting: Acting, *, case_id: CaseId, particulars: CaseParticulars, taken: Taken) -> CaseDuplicated:
    """Open a draft with the lines of another case, and where wanted with their answers, documents and evidence.

    Each answer is one of its own, given now, and says which it was copied from; one that is taken only with evidence
    goes along only with it. Determinations and official answers stay where they are: they were made for another
    request. Raises `Mendable` as `open_case` does.
    """
    acting.ensure_may(CaseDuplicated)
    particulars = checked_case(particulars)
    work = acting.work
    with work:
        ensure_takes_cases(acting)
        acting.shelf.edition_on(particulars.assessed_on)
        ensure_number_is_free(work, particulars.number)
        ensure_officer(acting, particulars.case_officer)
        source = work.cases.get(case_id)
        at, by = acting.clock.now(), acting.by
        copy_id = work.cases.add(particulars, at, by)
        change = CaseChange(work, work.cases.get(copy_id), at, by)
        documents = _documents(acting, change, source.documents) if taken is Taken.EVIDENCE else {}
        lines: dict[LineId, LineId] = {}
        answers: dict[AnswerId, AnswerId] = {}
        for line in source.lines:
            lines[line.id] = work.lines.add(copy_id, line.particulars, at, by)
            if taken is not Taken.LINES:
                answers |= _answers(acting, change, line, lines[line.id], documents)
        event = change.record(
            CaseDuplicated(
                copy_id, case_id, source.particulars.number, as_texts(particulars), lines, answers, documents
            )
        )
        restate(acting, change)
        work.commit()
    return event


def _documents(acting: Acting, change: CaseChange, documents: tuple[Document, ...]) -> dict[DocumentId, DocumentId]:
    return {
        document.id: document_added(acting.work, change, document.particulars, before=document.particulars).document_id
        for document in documents
    }


def _answers(
    acting: Acting, change: CaseChange, source: Line, target: LineId, documents: dict[DocumentId, DocumentId]
) -> dict[AnswerId, AnswerId]:
    kept, copied = acting.work.answers, dict[AnswerId, AnswerId]()
    for answer in source.answers:
        evidence = [each for each in answer.evidence if each.document_id in documents]
        if not evidence and derived_fact(acting.shelf, answer.fact) is not None:
            continue
        copy = kept.give(
            target,
            answer.fact,
            answer.value,
            change.at,
            change.by,
            copied_from=answer.id,
            given_for=answer.given_for,
        )
        for each in evidence:
            kept.attach(copy, documents[each.document_id], each.page, change.at, change.by)
        copied[answer.id] = copy
    return copied
