"""Answer the questions of a line: give an answer, take it back, look at what was answered before."""

from collections.abc import Sequence

from app.domain.register.cases import Answer, EvidenceGiven, LineId
from app.domain.register.entered_text import checked_text
from app.domain.register.events import AnswerGiven, AnswerTakenBack
from app.domain.register.refusals import refusal_of_answer, refusal_of_assertion
from app.services.acting import Acting
from app.services.changing import change_of_line, raise_if_refused
from app.services.ports import UnitOfWork


def give_answer(
    acting: Acting,
    *,
    line_id: LineId,
    fact: str,
    value: str | None,
    evidence: Sequence[EvidenceGiven] = (),
) -> AnswerGiven | None:
    """Answer a fact of a line; `value` None is "not yet known". Saved when this returns.

    Giving the current answer again changes nothing and returns None. An answer to a derived fact sets aside what the
    reference tables say, and is taken only with evidence. Raises `Mendable` for a fact or value that the edition in
    force on the case's day does not have, and where a derived fact comes without evidence.
    """
    with change_of_line(acting, line_id) as (change, line):
        edition = acting.shelf.edition_on(change.case.particulars.assessed_on)
        raise_if_refused(refusal_of_answer(fact, value, edition, acting.shelf.reference()))
        current = line.answer(fact)
        if current is not None and current.value == value and not evidence:
            return None
        if value is None or not evidence:
            raise_if_refused(refusal_of_assertion(edition.fact_by_id[fact]))
        answer_id = acting.work.answers.give(line_id, fact, value, change.at, change.actor)
        pages = [(shown.document_id, checked_text("page", shown.page)) for shown in evidence]
        for document_id, page in pages:
            change.case.document(document_id)
            acting.work.answers.attach(answer_id, document_id, page, change.at, change.actor)
        return change.record(
            AnswerGiven(
                change.case.id,
                line_id,
                answer_id,
                fact,
                value,
                before=current.value if current else None,
                evidence=tuple(pages),
            )
        )


def take_back_answer(acting: Acting, *, line_id: LineId, fact: str) -> AnswerTakenBack | None:
    """Take back the current answer to a fact, which then counts as not answered; None where there is none."""
    with change_of_line(acting, line_id) as (change, line):
        current = line.answer(fact)
        if current is None:
            return None
        acting.work.answers.take_back(line_id, fact, change.at, change.actor)
        return change.record(AnswerTakenBack(change.case.id, line_id, fact, current.value))


def answer_history(work: UnitOfWork, *, line_id: LineId, fact: str | None = None) -> tuple[Answer, ...]:
    """Every answer ever given on a line, or to one fact of it, the earliest first."""
    with work.snapshot():
        return work.answers.history(line_id, fact)
