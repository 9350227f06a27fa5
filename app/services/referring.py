"""Refer what the published material does not decide: make the query, record the official answer."""

from app.domain.assessment import assess
from app.domain.cases import (
    CaseId,
    LineId,
    OfficialAnswerId,
    OfficialAnswerParticulars,
    QueriedRule,
    Query,
)
from app.domain.entered_text import checked_text
from app.domain.errors import Mendable
from app.domain.outcomes import Outcome, Result
from app.domain.rulebook import Edition
from app.services.changing import change_of_case
from app.services.events import OfficialAnswerRecorded, OfficialAnswerWithdrawn, as_texts
from app.services.ports import Clock, RulebookShelf, UnitOfWork


def prepare_query(work: UnitOfWork, shelf: RulebookShelf, *, line_id: LineId) -> Query:
    """What has to be asked about a line: the refer rules that hold, and the unpublished points they rest on.

    Raises `Mendable` where no refer rule holds: then there is nothing to ask.
    """
    with work.snapshot():
        case = work.cases.get(work.lines.case_of(line_id))
    line, on = case.line(line_id), case.particulars.assessed_on
    edition = shelf.edition_on(on)
    determination = assess(
        shelf.compiled(edition.id), shelf.reference(), on, line.known_answers, set_aside=case.set_aside
    )
    holding = {finding.id for finding in determination.findings if finding.result is Result.HOLDS}
    rules = tuple(
        QueriedRule(rule.id, rule.unverified)
        for rule in edition.rules
        if rule.then is Outcome.REFER and rule.id in holding and rule.id not in case.set_aside
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
    work: UnitOfWork,
    clock: Clock,
    actor: str,
    shelf: RulebookShelf,
    *,
    case_id: CaseId,
    particulars: OfficialAnswerParticulars,
) -> OfficialAnswerRecorded:
    """Record an official answer; from now on it sets aside the refer rule it names, for this case.

    Raises `Mendable` where the edition has no such refer rule, the rule is set aside already, or the body that
    answered is missing. `LookupError` where the document is not one of the case.
    """
    cleaned = particulars._replace(
        body=checked_text("body", particulars.body),
        reference=checked_text("reference", particulars.reference),
        note=checked_text("note", particulars.note),
    )
    if not cleaned.body:
        raise Mendable("Who gave the official answer? Name the office.")
    with change_of_case(work, clock, actor, case_id) as change:
        edition = shelf.edition_on(change.case.particulars.assessed_on)
        _ensure_refers(edition, cleaned.rule)
        if cleaned.rule in change.case.set_aside:
            raise Mendable(
                "An official answer sets aside {rule} for this case already. Withdraw that one first.",
                rule=cleaned.rule,
            )
        if cleaned.document_id is not None:
            change.case.document(cleaned.document_id)
        official_answer_id = work.official_answers.add(case_id, cleaned, change.at, change.actor)
        return change.record(OfficialAnswerRecorded(case_id, official_answer_id, as_texts(cleaned)))


def withdraw_official_answer(
    work: UnitOfWork, clock: Clock, actor: str, *, official_answer_id: OfficialAnswerId, reason: str
) -> OfficialAnswerWithdrawn:
    """Take an official answer out of account, because it was recorded by mistake or replaced; it stays on record."""
    reason = checked_text("reason", reason)
    if not reason:
        raise Mendable("A reason is needed. Say in a sentence why.")
    with change_of_case(work, clock, actor, work.official_answers.case_of(official_answer_id)) as change:
        answer = next((each for each in change.case.official_answers if each.id == official_answer_id), None)
        if answer is None:
            raise Mendable("This official answer was withdrawn already.")
        work.official_answers.withdraw(official_answer_id, reason, change.at, change.actor)
        return change.record(
            OfficialAnswerWithdrawn(change.case.id, official_answer_id, answer.particulars.rule, reason)
        )


def _ensure_refers(edition: Edition, rule_id: str) -> None:
    refer_rules = [rule.id for rule in edition.rules if rule.then is Outcome.REFER]
    if rule_id not in refer_rules:
        raise Mendable(
            "Edition {edition} has no rule {rule} that an official answer could set aside. It has: {rules}.",
            edition=edition.id,
            rule=rule_id,
            rules=", ".join(refer_rules),
        )
