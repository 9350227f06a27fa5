"""Refer what the published material does not decide: make the query, record the official answer."""

from app.domain.decision.assessment import assess
from app.domain.errors import Mendable
from app.domain.law.outcomes import Outcome, Result
from app.domain.law.rulebook import Edition, Rule
from app.domain.register.cases import CaseId, DocumentParticulars, LineId, OfficialAnswerId, OfficialAnswerParticulars
from app.domain.register.entered_text import checked_text
from app.domain.register.events import OfficialAnswerRecorded, OfficialAnswerWithdrawn, as_texts
from app.domain.register.official_answers import answered_against, set_aside_on
from app.domain.register.query import QueriedRule, Query
from app.services.acting import Acting
from app.services.changing import called, change_of_case
from app.services.document_rules import document_added
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
    holding = {finding.id for finding in determination.findings if finding.result is Result.HOLDS}
    rules = tuple(
        QueriedRule(rule.id, rule.unverified)
        for rule in edition.rules
        if rule.then is Outcome.REFER and rule.id in holding and rule.id not in set_aside
    )
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
    cleaned = particulars._replace(
        body=checked_text("body", particulars.body),
        reference=checked_text("reference", particulars.reference),
        note=checked_text("note", particulars.note),
    )
    if not cleaned.body:
        raise Mendable("Who gave the official answer? Name the office.")
    if not cleaned.reference and cleaned.document_id is None and letter is None:
        raise Mendable("What shows the official answer? Give its reference, or choose the document on the case.")
    if cleaned.dated > acting.clock.today():
        raise Mendable(
            "The official answer is dated {day}, a day that has not come yet. Give the date that stands on it.",
            day=cleaned.dated.isoformat(),
        )
    with change_of_case(acting, case_id) as change:
        edition = acting.shelf.edition_on(change.case.particulars.assessed_on)
        rule = _refer_rule(edition, cleaned.rule)
        if cleaned.rule in set_aside_on(change.case, edition):
            raise Mendable(
                "An official answer sets aside {rule} for this case already. Withdraw that one first.",
                rule=called((rule.label, rule.id)),
            )
        if cleaned.rule in answered_against(change.case, edition):
            raise Mendable(
                "An official answer on record says that {rule} stands in the way. Take that one out of account first.",
                rule=called((rule.label, rule.id)),
            )
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
    reason = checked_text("reason", reason)
    if not reason:
        raise Mendable("A reason is needed. Say in a sentence why.")
    with change_of_case(acting, acting.work.official_answers.case_of(official_answer_id)) as change:
        answer = next((each for each in change.case.official_answers if each.id == official_answer_id), None)
        if answer is None:
            raise Mendable("This official answer was withdrawn already.")
        acting.work.official_answers.withdraw(official_answer_id, reason, change.at, change.actor)
        return change.record(
            OfficialAnswerWithdrawn(change.case.id, official_answer_id, answer.particulars.rule, reason)
        )


def _refer_rule(edition: Edition, rule_id: str) -> Rule:
    """The rule that an official answer sets aside; `Mendable` where it is none that refers."""
    refer_rules = [rule for rule in edition.rules if rule.then is Outcome.REFER]
    found = next((rule for rule in refer_rules if rule.id == rule_id), None)
    if found is None:
        raise Mendable(
            "Edition {edition} has no rule {rule} that an official answer could set aside. It has: {rules}.",
            edition=edition.id,
            rule=rule_id,
            rules=called(*((rule.label, rule.id) for rule in refer_rules)),
        )
    return found
