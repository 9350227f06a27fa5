"""Refer what the published material does not decide: make the query, record the official answer."""

from app.domain.decision.assessment import assess, explainer
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.evaluation import known_facts
from app.domain.errors import Mendable
from app.domain.ids import CaseId, LineId, OfficialAnswerId
from app.domain.law.outcomes import Result
from app.domain.law.reference import Reference
from app.domain.register.cases import Case, DocumentParticulars, OfficialAnswerParticulars
from app.domain.register.counting import Counting, counting_of, given_for_of_official_answer
from app.domain.register.events import OfficialAnswerRecorded, OfficialAnswerWithdrawn, as_texts
from app.domain.register.official_answers import lines_to_answer
from app.domain.register.particulars import checked_official_answer, checked_reason
from app.domain.register.query import Query, open_facts, rules_to_refer
from app.domain.register.refusals import refusal_of_official_answer, refusal_of_withdrawing_answer
from app.services.acting import Acting
from app.services.changing import change_of_case, document_added, raise_if_refused
from app.services.ports import RulebookShelf, UnitOfWork


def prepare_query(work: UnitOfWork, shelf: RulebookShelf, *, line_id: LineId) -> Query:
    """What has to be asked about a line: the refer rules that hold, and the facts that were answered "not yet known".

    Raises `Mendable` where there is neither: then there is nothing to ask.
    """
    with work.snapshot():
        case = work.cases.get(work.lines.case_of(line_id))
    line, on, reference = case.line(line_id), case.particulars.assessed_on, shelf.reference()
    edition = shelf.edition_on(on)
    answers, set_aside, _ = counting_of(line, case, edition, reference)
    determination = assess(shelf.compiled(edition.id), reference, on, answers, set_aside=set_aside)
    rules = rules_to_refer(edition, determination)
    unknown = open_facts(edition, line, determination)
    if not rules and not unknown:
        raise Mendable(
            "There is nothing to refer: no rule of edition {edition} that needs an official answer holds for line "
            "{position}, and no fact of it was answered “not yet known”.",
            edition=edition.id,
            position=line.position,
        )
    return Query(case.particulars, line, edition.id, rules, unknown)


def record_official_answer(
    acting: Acting,
    *,
    case_id: CaseId,
    particulars: OfficialAnswerParticulars,
    letter: DocumentParticulars | None = None,
) -> OfficialAnswerRecorded:
    """Record an official answer to the lines on which the refer rule that it names fires now.

    One that clears the point sets the rule aside for them; one that does not is kept on record, and the rule goes on
    holding. `letter` is the answer itself, where it is not among the documents of the case yet: it is added together
    with the record.

    It keeps what the edition in force on the case's day says in the rule, and the facts of each line that decide
    whether it fires: where the edition says something else, or the facts are others, it does not count. Raises
    `Mendable` where the edition has no such refer rule, this fires on no line or is answered on each, the body that
    answered is missing, neither a reference nor a document shows the answer, or it is dated after today or before there
    were rules. `LookupError` where the document is not one of the case.
    """
    days = acting.shelf.timeline.entries[0].since, acting.clock.today()
    cleaned = checked_official_answer(particulars, *days, has_letter=letter is not None)
    with change_of_case(acting, OfficialAnswerRecorded, case_id) as change:
        case, reference, on = change.case, acting.shelf.reference(), change.case.particulars.assessed_on
        compiled = acting.shelf.compiled(acting.shelf.id_on(on))
        edition = compiled.edition
        referred = lines_referred(cleaned.rule, case, compiled, reference)
        raise_if_refused(refusal_of_official_answer(cleaned.rule, case, edition, referred))
        given_for = {
            line_id: given_for_of_official_answer(
                cleaned.rule, on, edition, known_facts(edition, reference, on, referred[line_id].answers)
            )
            for line_id in lines_to_answer(cleaned.rule, referred)
        }
        if letter is not None:
            cleaned = cleaned._replace(document_id=document_added(acting.work, change, letter).document_id)
        elif cleaned.document_id is not None:
            case.document(cleaned.document_id)
        official_answer_id = acting.work.official_answers.add(
            case_id, cleaned, edition, given_for, change.at, change.by
        )
        return change.record(OfficialAnswerRecorded(case_id, official_answer_id, as_texts(cleaned), tuple(given_for)))


def lines_referred(rule_id: str, case: Case, compiled: CompiledEdition, reference: Reference) -> dict[LineId, Counting]:
    """The lines of a case on which a refer rule of the edition fires as things are known, with what counts of each."""
    if rule_id not in compiled.edition.referred:
        return {}
    when, on = compiled.edition.entry_by_id[rule_id].when, case.particulars.assessed_on
    counting = {line.id: counting_of(line, case, compiled.edition, reference) for line in case.lines}
    return {
        line_id: each
        for line_id, each in counting.items()
        if explainer(compiled, reference, on, each.answers).explain(when).result is Result.HOLDS
    }


def withdraw_official_answer(
    acting: Acting, *, official_answer_id: OfficialAnswerId, reason: str
) -> OfficialAnswerWithdrawn:
    """Take an official answer out of account, because it was recorded by mistake or replaced; it stays on record."""
    reason = checked_reason(reason)
    with change_of_case(
        acting, OfficialAnswerWithdrawn, acting.work.official_answers.case_of(official_answer_id)
    ) as change:
        raise_if_refused(refusal_of_withdrawing_answer(official_answer_id, change.case))
        rule = next(each.particulars.rule for each in change.case.official_answers if each.id == official_answer_id)
        acting.work.official_answers.withdraw(official_answer_id, reason, change.at, change.by)
        return change.record(OfficialAnswerWithdrawn(change.case.id, official_answer_id, rule, reason))
