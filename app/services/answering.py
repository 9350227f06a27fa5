"""Answer the questions of a line: give an answer, take it back, look at what was answered before."""

from collections.abc import Sequence

from app.domain.errors import Mendable
from app.domain.law.facts import Fact
from app.domain.register.cases import Answer, Case, EvidenceGiven, LineId
from app.domain.register.entered_text import checked_text
from app.domain.register.events import AnswerGiven, AnswerTakenBack
from app.services.acting import Acting
from app.services.changing import called, change_of_line
from app.services.ports import RulebookShelf, UnitOfWork


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
        asked = _check(acting.shelf, change.case, fact, value)
        current = line.answer(fact)
        if current is not None and current.value == value and not evidence:
            return None
        if not asked.is_asked and (value is None or not evidence):
            raise Mendable(
                "{fact} follows from the reference tables; an answer that sets it aside is taken only with the "
                "document and page that show it. Name them, or take the answer back.",
                fact=called((asked.label, fact)),
            )
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


def _check(shelf: RulebookShelf, case: Case, fact_id: str, value: str | None) -> Fact:
    """The fact that is answered; `Mendable` for an answer the edition does not have."""
    edition = shelf.edition_on(case.particulars.assessed_on)
    fact = edition.fact_by_id.get(fact_id)
    if fact is None:
        raise Mendable("Edition {edition} does not ask for {fact}.", edition=edition.id, fact=fact_id)
    name = called((fact.label, fact_id))
    if not fact.is_asked and not fact.answerable:
        raise Mendable("{fact} follows from other answers and can't be answered.", fact=name)
    if value is None:
        return fact
    if fact.is_country and value not in shelf.reference().countries:
        raise Mendable("{fact} names a state, and there is no state {value}.", fact=name, value=value)
    if not fact.is_country and value not in fact.values:
        raise Mendable(
            "{fact} can't be {value}. It is one of: {allowed}.",
            fact=name,
            value=value,
            # The rows of a table are known by their numbers.
            allowed=fact.values
            if fact.labels is not None
            else called(*((choice.label, choice.value) for choice in fact.choices)),
        )
    return fact
