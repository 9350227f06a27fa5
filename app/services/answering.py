"""Answer the questions of a line: give an answer, take it back, look at what was answered before, put that back."""

from collections.abc import Mapping, Sequence

from app.domain.ids import AnswerId, LineId
from app.domain.register.cases import Answer, EvidenceGiven, Line
from app.domain.register.counting import given_for_of_answer
from app.domain.register.entered_text import checked_text
from app.domain.register.events import AnswerGiven, AnswerTakenBack
from app.domain.register.refusals import (
    refusal_of_answer,
    refusal_of_assertion,
    refusal_of_giving_again,
    refusal_of_putting_back,
    refusal_of_setting_aside,
)
from app.services.acting import Acting
from app.services.changing import CaseChange, change_of_line, raise_if_refused
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
    reference tables say, for the day and the facts for which it is given. Raises `Mendable` for a fact or value that
    the edition in force on the case's day does not have, and where a derived fact comes without evidence, or before
    what it follows from is answered.
    """
    with change_of_line(acting, AnswerGiven, line_id) as (change, line):
        current = line.answer(fact)
        is_new = current is None or current.value != value or bool(evidence)
        return _give(acting, change, line, fact, value, evidence, is_new=is_new)


def give_answers(
    acting: Acting, *, line_id: LineId, answers: Mapping[str, str], evidence: Sequence[EvidenceGiven] = ()
) -> tuple[AnswerGiven, ...]:
    """Answer several facts of a line in their order, all with the same evidence; none is saved where one is refused."""
    given = []
    with change_of_line(acting, AnswerGiven, line_id) as (change, found):
        line = found
        for fact, value in answers.items():
            current = line.answer(fact)
            is_new = current is None or current.value != value or bool(evidence)
            if event := _give(acting, change, line, fact, value, evidence, is_new=is_new):
                given.append(event)
                line = acting.work.cases.get(change.case.id).line(line_id)  # the next may follow from this one
    return tuple(given)


def take_back_answer(acting: Acting, *, line_id: LineId, fact: str) -> AnswerTakenBack | None:
    """Take back the current answer to a fact, which then counts as not answered; None where there is none."""
    with change_of_line(acting, AnswerTakenBack, line_id) as (change, line):
        return _take_back(acting, change, line, fact)


def put_answer_back(
    acting: Acting, *, line_id: LineId, fact: str, answer_id: AnswerId | None, seen: AnswerId
) -> AnswerGiven | AnswerTakenBack | None:
    """Make an earlier entry of the history of an answer count again, with the evidence that it had: as a new entry.

    `answer_id` None is "not answered", as before the first entry; so is an entry by which an answer was taken back.
    `seen` is the latest entry that the person knows of: raises `Mendable` where another has come since, and where the
    answer could not be given now. `LookupError` where the history has no such entry.
    """
    with change_of_line(acting, AnswerGiven, line_id) as (change, line):
        history = acting.work.answers.history(line_id, fact)
        edition = acting.shelf.edition_on(change.case.particulars.assessed_on)
        raise_if_refused(refusal_of_putting_back(fact, seen, history, edition))
        earlier = next((answer for answer in history if answer.id == answer_id), None)
        if earlier is None and answer_id is not None:
            raise LookupError(f"no answer {answer_id} in the history of {fact}")
        if earlier is None or earlier.is_taken_back:
            return _take_back(acting, change, line, fact)
        if fact in edition.fact_by_id:
            on, asked = change.case.particulars.assessed_on, edition.fact_by_id[fact]
            raise_if_refused(refusal_of_giving_again(asked, earlier, on, line.known_answers))
        current, shown = line.answer(fact), earlier.evidence_given
        is_new = current is None or (current.value, current.evidence_given) != (earlier.value, shown)
        return _give(acting, change, line, fact, earlier.value, shown, is_new=is_new)


def _give(
    acting: Acting,
    change: CaseChange,
    line: Line,
    fact: str,
    value: str | None,
    evidence: Sequence[EvidenceGiven],
    *,
    is_new: bool,
) -> AnswerGiven | None:
    on = change.case.particulars.assessed_on
    edition = acting.shelf.edition_on(on)
    raise_if_refused(refusal_of_answer(fact, value, edition, acting.shelf.reference()))
    if not is_new:
        return None
    asked = edition.fact_by_id[fact]
    if value is None or not evidence:
        raise_if_refused(refusal_of_assertion(asked))
    raise_if_refused(refusal_of_setting_aside(asked, line.known_answers, edition))
    current, given_for = line.answer(fact), given_for_of_answer(asked, on, line.known_answers)
    answer_id = acting.work.answers.give(line.id, fact, value, change.at, change.by, given_for=given_for)
    pages = tuple((shown.document_id, checked_text("page", shown.page)) for shown in evidence)
    for document_id, page in pages:
        change.case.document(document_id)
        acting.work.answers.attach(answer_id, document_id, page, change.at, change.by)
    before = current.value if current else None
    return change.record(AnswerGiven(change.case.id, line.id, answer_id, fact, value, before=before, evidence=pages))


def _take_back(acting: Acting, change: CaseChange, line: Line, fact: str) -> AnswerTakenBack | None:
    current = line.answer(fact)
    if current is None:
        return None
    acting.work.answers.take_back(line.id, fact, change.at, change.by)
    return change.record(AnswerTakenBack(change.case.id, line.id, fact, current.value))


def answer_history(work: UnitOfWork, *, line_id: LineId, fact: str | None = None) -> tuple[Answer, ...]:
    """Every answer ever given on a line, or to one fact of it, the earliest first."""
    with work.snapshot():
        return work.answers.history(line_id, fact)
