"""Refer what the published material does not decide: make the query, record the official answer."""

from app.domain.decision.assessment import assess
from app.domain.errors import Mendable
from app.domain.register.cases import CaseId, DocumentParticulars, LineId, OfficialAnswerId, OfficialAnswerParticulars
from app.domain.register.events import OfficialAnswerRecorded, OfficialAnswerWithdrawn, as_texts
from app.domain.register.official_answers import set_aside_on
from app.domain.register.particulars import checked_official_answer, checked_reason
from app.domain.register.query import Query, rules_to_refer
from app.domain.register.refusals import refusal_of_official_answer, refusal_of_withdrawing_answer
from app.services.acting import Acting
from app.services.changing import change_of_case, document_added, raise_if_refused
from app.services.ports import RulebookShelf, UnitOfWork


def prepare_query(work: UnitOfWork, shelf: RulebookShelf, *, line_id: LineId) -> Query:
    """What has to be asked about a line: the refer rules that hold, and the unpublished points they rest on.

    Raises `Mendable` where no refer rule holds: then there is nothing to ask.
    """
    with work.snapshot():
        case = work.cases.get(work.lines.case_of(line_id))
    line, on = case.line(line_id), case.particulars.assessed_on
    edition = shelf.edition_on(on)
    set_aside = set_aside_on(case, edition)
    determination = assess(shelf.compiled(edition.id), shelf.reference(), on, line.known_answers, set_aside=set_aside)
    rules = rules_to_refer(edition, determination)
    if not rules:
        raise Mendable(
            "There is nothing to refer: no rule of edition {edition} that needs an official answer holds for line "
            "{position}.",
            edition=edition.id,
            position=line.position,
        )
    return Query(case.particulars, line, edition.id, rules)


def record_official_answer(
    acting: Acting,
    *,
    case_id: CaseId,
    particulars: OfficialAnswerParticulars,
    letter: DocumentParticulars | None = None,
) -> OfficialAnswerRecorded:
    """Record an official answer. One that clears the point sets aside the refer rule it names, for this case.

    One that does not is kept on record, and the rule goes on holding. `letter` is the answer itself, where it is not
    among the documents of the case yet: it is added together with the record.

    It keeps what the edition in force on the case's day says in the rule: where an edition says something else, nothing
    is set aside. Raises `Mendable` where the edition has no such refer rule, the rule is set aside already, the body
    that answered is missing, neither a reference nor a document shows the answer, or it is dated after today.
    `LookupError` where the document is not one of the case.
    """
    cleaned = checked_official_answer(particulars, acting.clock.today(), has_letter=letter is not None)
    with change_of_case(acting, case_id) as change:
        edition = acting.shelf.edition_on(change.case.particulars.assessed_on)
        raise_if_refused(refusal_of_official_answer(cleaned.rule, change.case, edition))
        if letter is not None:
            cleaned = cleaned._replace(document_id=document_added(acting.work, change, letter).document_id)
        elif cleaned.document_id is not None:
            change.case.document(cleaned.document_id)
        official_answer_id = acting.work.official_answers.add(case_id, cleaned, edition, change.at, change.actor)
        return change.record(OfficialAnswerRecorded(case_id, official_answer_id, as_texts(cleaned)))


def withdraw_official_answer(
    acting: Acting, *, official_answer_id: OfficialAnswerId, reason: str
) -> OfficialAnswerWithdrawn:
    """Take an official answer out of account, because it was recorded by mistake or replaced; it stays on record."""
    reason = checked_reason(reason)
    with change_of_case(acting, acting.work.official_answers.case_of(official_answer_id)) as change:
        raise_if_refused(refusal_of_withdrawing_answer(official_answer_id, change.case))
        rule = next(each.particulars.rule for each in change.case.official_answers if each.id == official_answer_id)
        acting.work.official_answers.withdraw(official_answer_id, reason, change.at, change.actor)
        return change.record(OfficialAnswerWithdrawn(change.case.id, official_answer_id, rule, reason))
