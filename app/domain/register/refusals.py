"""Why something can't be done as things stand: `refusal_of_x(…)` is a `Mendable`, or None where x may be done.

The use case raises it, and the screen offers the act where there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.follow_up import FollowUp
from app.domain.errors import Mendable, Quoted
from app.domain.law.outcomes import OPEN_OUTCOMES, Outcome
from app.domain.law.texts import Text
from app.domain.procedure.case_states import CaseState
from app.domain.procedure.notices import NoticeState, notices_of, state_of_notice
from app.domain.procedure.refusals import (
    first,
    refusals_of_closing,
    refusals_of_reopening,
    refusals_of_withdrawing,
    refused,
)
from app.domain.register.counting import given_for_of_answer
from app.domain.register.entered_text import checked_text
from app.domain.register.officers import OfficerStanding, how_officer_stands, officers_on
from app.domain.register.official_answers import lines_to_answer
from app.domain.register.people import Role
from app.domain.register.procedure_of_case import IN_CONTENT, NAMING_A_PAPER, procedure_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from app.domain.decision.compiled_edition import CompiledEdition
    from app.domain.ids import AnswerId, DocumentId, EvidenceId, LineId, OfficialAnswerId
    from app.domain.law.facts import Answers, Fact
    from app.domain.law.reference import Reference
    from app.domain.law.rulebook import Edition
    from app.domain.register.cases import Answer, Case, DocumentParticulars, Line
    from app.domain.register.counting import Counting
    from app.domain.register.people import Person


def refusal_of_change(case: Case) -> Mendable | None:
    """What bodies decide on can't be changed once the case was reviewed, and nothing where it has ended."""
    if case.state.is_locked:
        return refused(
            "locked",
            "Case {number} was reviewed: what is decided on is fixed. Reopen it first.",
            number=case.particulars.number,
        )
    return refusal_of_mending(case)


def refusal_of_mending(case: Case) -> Mendable | None:
    """What nobody decides on can be mended until the case has ended."""
    if case.state is CaseState.CLOSED:
        return refused(
            "ended", "Case {number} is closed and can't be changed. Reopen it first.", number=case.particulars.number
        )
    return refusal_of_document_added(case)


def refusal_of_document_added(case: Case) -> Mendable | None:
    """A case that was withdrawn takes no document; every other does."""
    if case.state is CaseState.WITHDRAWN:
        return refused(
            "ended",
            "Case {number} was withdrawn and can't be changed. Reopen it first.",
            number=case.particulars.number,
        )
    return None


def refusal_of_amending_document(case: Case, document_id: DocumentId, fields: Collection[str]) -> Mendable | None:
    """What the content names of a paper that shows an answer is fixed once the case was reviewed."""
    is_shown = any(
        each.document_id == document_id for line in case.lines for answer in line.answers for each in answer.evidence
    )
    is_paper = not case.document(document_id).particulars.sha256
    is_in_content = is_shown and is_paper and not NAMING_A_PAPER.isdisjoint(fields)
    return refusal_of_change(case) if is_in_content else refusal_of_mending(case)


def refusal_of_amending(case: Case, field: str) -> Mendable | None:
    """Of the particulars those that stand in the content are fixed once the case was reviewed."""
    return refusal_of_change(case) if field in IN_CONTENT else refusal_of_mending(case)


def refusal_of_closing(case: Case, reason: str | None = None, needs_reason: Mendable | None = None) -> Mendable | None:
    """A case is closed at rest; `reason` None is one that can still be given, where it `needs_reason`."""
    without = tuple(line.position for line in case.lines if line.determination is None)
    if without and not case.state.has_ended:
        return refused(
            "not_determined",
            "Case {number} can't be closed: no determination is recorded for line {positions}. Record one for each "
            "line, or withdraw the case.",
            number=case.particulars.number,
            positions=without,
        )
    given = "…" if reason is None else reason
    return _ended(case) or first(refusals_of_closing(case.state, given, needs_reason=needs_reason))


def refusal_of_withdrawing(case: Case, reason: str | None = None) -> Mendable | None:
    """A case is withdrawn before a permit; `reason` as in `refusal_of_closing`."""
    given = "…" if reason is None else reason
    return _ended(case) or first(refusals_of_withdrawing(procedure_of(case), case.state, given))


def _ended(case: Case) -> Mendable | None:
    return refusal_of_mending(case) if case.state.has_ended else None


def differing_lines(case: Case, compiled: CompiledEdition, reference: Reference) -> tuple[Line, ...]:
    """The lines whose determination is not what would come out now; the edition is that of the day of the case."""
    from app.domain.register.basis import since_recorded  # the list of requests asks nothing of the kind

    return tuple(
        line
        for line in case.lines
        for since in [since_recorded(line, case, compiled, reference)]
        if since is not None and not since.is_as_recorded
    )


def reason_to_close(case: Case, compiled: CompiledEdition, reference: Reference) -> Mendable | None:
    """Why closing a case takes a reason: None where it does not."""
    differing = differing_lines(case, compiled, reference)
    if differing:
        return closing_without_a_reason(differing)
    procedure = procedure_of(case)
    if any(state_of_notice(procedure, each) is NoticeState.DUE for each in notices_of(procedure)):
        return refused("missing_reason", "A notice is due. Say why the case is closed all the same.")
    if FollowUp(procedure).has_open_duties:
        return refused("missing_reason", "A duty of the recipient is open. Say why the case is closed all the same.")
    is_open = any(line.determination is not None and line.determination.outcome in OPEN_OUTCOMES for line in case.lines)
    if is_open and case.state in (CaseState.DETERMINED, CaseState.REVIEWED):
        return refused("missing_reason", "No permit was recorded or refused. Say why the case is closed all the same.")
    return None


def closing_without_a_reason(differing: tuple[Line, ...]) -> Mendable:
    """Closing a case although other determinations would come out now, without saying why."""
    return refused(
        "missing_reason",
        "The determination on record of line {positions} is not what would come out now. Record the new one first, or "
        "say why the case is closed as it is.",
        positions=tuple(line.position for line in differing),
    )


def refusal_of_reopening(case: Case, reason: str | None = None) -> Mendable | None:
    """A case is reopened that was reviewed or has ended; `reason` as in `refusal_of_closing`."""
    return first(refusals_of_reopening(case.state, "…" if reason is None else reason))


def refusal_of_removing(line: Line, case: Case) -> Mendable | None:
    """A line with a determination can't be removed, nor the only line of a case."""
    number = case.particulars.number
    if line.determination is not None:
        return Mendable(
            "Line {position} of case {number} has a recorded determination and stays. Withdraw the case instead.",
            position=line.position,
            number=number,
        )
    if len(case.lines) == 1:
        return Mendable(
            "Line {position} is the only line of case {number}. Add another line first, or withdraw the case.",
            position=line.position,
            number=number,
        )
    return refusal_of_change(case)


def refusal_of_answer(fact_id: str, value: str | None, edition: Edition, reference: Reference) -> Mendable | None:
    """A fact can't be answered that the edition doesn't ask for, nor with a value that it doesn't have."""
    fact = edition.fact_by_id.get(fact_id)
    if fact is None:
        return Mendable("Edition {edition} does not ask for {fact}.", edition=edition.id, fact=fact_id)
    name = called((fact.label, fact_id))
    if not fact.answerable:
        return Mendable("{fact} follows from other answers and can't be answered.", fact=name)
    if value is None:
        return None
    if fact.is_country and value not in reference.countries:
        return Mendable("{fact} names a country, and there is no country {value}.", fact=name, value=value)
    if not fact.is_country and value not in fact.values:
        return Mendable(
            "{fact} can't be {value}. It is one of: {allowed}.",
            fact=name,
            value=value,
            # The rows of a table are known by their numbers.
            allowed=fact.values
            if fact.labels is not None
            else called(*((choice.label, choice.value) for choice in fact.choices)),
        )
    return None


def refusal_of_assertion(fact: Fact) -> Mendable | None:
    """A derived fact can't be answered without evidence, nor with "not yet known"."""
    if fact.is_asked:
        return None
    return refused(
        "missing_text",
        "{fact} follows from the reference tables; an answer that sets it aside is taken only with the "
        "document and page that show it. Name them, or take the answer back.",
        fact=called((fact.label, fact.id)),
    )


def refusal_of_putting_back(
    fact_id: str, seen: AnswerId, history: Sequence[Answer], edition: Edition
) -> Mendable | None:
    """An earlier answer can't be put back where the answer has been changed since.

    `seen` is the latest entry of the history that the person knows of.
    """
    if history and history[-1].id == seen:
        return None
    fact = edition.fact_by_id.get(fact_id)
    return Mendable(
        "{fact}: the answer was changed meanwhile, in another window. Nothing was put back. Look at its history.",
        fact=called((fact.label, fact_id)) if fact is not None else fact_id,
    )


def refusal_of_giving_again(fact: Fact, earlier: Answer, on: date, answers: Answers) -> Mendable | None:
    """An earlier answer that sets the tables aside can't be put back for other facts than those it was given for."""
    if not fact.bases or earlier.given_for == given_for_of_answer(fact, on, answers):
        return None
    return Mendable(
        "{fact}: this answer was given for other facts. Give it anew, with the document that shows it.",
        fact=_label(fact),
    )


def refusal_of_setting_aside(fact: Fact, answers: Answers, edition: Edition) -> Mendable | None:
    """What the tables say can't be set aside before what it follows from is answered: there is nothing to set aside."""
    missing = [edition.fact_by_id[base] for base in fact.bases if base not in answers]
    if not missing:
        return None
    return Mendable(
        "{fact} follows from {bases}. Answer that first; an answer that sets the reference tables aside holds for it "
        "alone.",
        fact=_label(fact),
        bases=tuple(_label(base) for base in missing),
    )


def refusal_of_document(particulars: DocumentParticulars, case: Case) -> Mendable | None:
    """A document of the same file as another can't be added to a case."""
    for document in case.documents:
        if particulars.sha256 and document.particulars.sha256 == particulars.sha256:
            return Mendable(
                "This file is on the case already, as “{title}”. Use that document.", title=document.particulars.title
            )
    return None


def refusal_of_attaching(answer_id: AnswerId, document_id: DocumentId, page: str, line: Line) -> Mendable | None:
    """Evidence can't be attached to an answer that is not the current one, nor the same page twice."""
    answer = next((answer for answer in line.answers if answer.id == answer_id), None)
    if answer is None:
        return Mendable("This answer has been changed since. Attach the document to the answer that stands now.")
    if any(shown.document_id == document_id and shown.page == page for shown in answer.evidence):
        return Mendable("This page is attached to this answer already.")
    return None


def refusal_of_detaching(evidence_id: EvidenceId, line: Line, derived: Fact | None) -> Mendable | None:
    """Evidence can't be taken off that counts no longer, nor the last of an answer that is taken only with evidence.

    `derived` is the fact that was answered, where an edition derives it.
    """
    evidence = next((each.evidence for each in line.answers for shown in each.evidence if shown.id == evidence_id), ())
    if not evidence:
        return Mendable("This evidence counts no longer; there is nothing to take off.")
    if len(evidence) == 1 and derived is not None:
        return Mendable(
            "{fact} is answered only with evidence, and this is the last. Attach another document first, or take "
            "the answer back.",
            fact=called((derived.label, derived.id)),
        )
    return None


def refusal_of_official_answer(
    rule_id: str, case: Case, edition: Edition, referred: Mapping[LineId, Counting]
) -> Mendable | None:
    """An official answer can't be recorded to what is no refer rule, where the rule fires on no line, nor where one to
    the rule stands already for each line on which it does.

    `referred` are the lines on which the rule fires as things are known, each with what counts of it.
    """
    refer_rules = [rule for rule in edition.rules if rule.then is Outcome.REFER]
    rule = next((rule for rule in refer_rules if rule.id == rule_id), None)
    if rule is None:
        return refused(
            # Another rule of the edition is there, and can't be set aside.
            "bad_value" if any(each.id == rule_id for each in edition.rules) else "unknown_key",
            "Edition {edition} has no rule {rule} that an official answer could set aside. It has: {rules}.",
            edition=edition.id,
            rule=rule_id,
            rules=called(*((rule.label, rule.id) for rule in refer_rules)),
        )
    if not referred:
        return Mendable(
            "{rule} holds for no line of case {number}, as far as its facts are known, and so an official answer to it "
            "would answer nothing. Answer the questions first.",
            rule=called((rule.label, rule.id)),
            number=case.particulars.number,
        )
    if not lines_to_answer(rule_id, referred):
        if any(rule_id in each.set_aside for each in referred.values()):
            return refused(
                "already_done",
                "An official answer sets aside {rule} already on each line on which it holds. Withdraw that one first.",
                rule=called((rule.label, rule.id)),
            )
        return refused(
            "already_done",
            "An official answer on record says that {rule} stands in the way. Take that one out of account first.",
            rule=called((rule.label, rule.id)),
        )
    return refusal_of_change(case)


def refusal_of_withdrawing_answer(official_answer_id: OfficialAnswerId, case: Case) -> Mendable | None:
    """An official answer can't be taken out of account twice."""
    if all(answer.id != official_answer_id for answer in case.official_answers):
        return Mendable("This official answer was withdrawn already.")
    return refusal_of_change(case)


def refusal_of_person(named_person: str) -> Mendable | None:
    """No law is put in force for which nobody answers, and the name is one that the register takes."""
    try:
        name = checked_text("named_person", named_person)
    except Mendable as mistake:
        return mistake
    return None if name else Mendable("Name the person who answers for it.")


def refusal_of_officer(account: str, people: Sequence[Person], on: date, before: str = "") -> Mendable | None:
    """A case officer holds the role on the day on which they are named; none need be. What stood `before` may stay."""
    if account == before:
        return None
    officers = called(*((person.names, person.account) for person in officers_on(people, on)))
    names = next((each.names for each in people if each.account == account), None)
    match how_officer_stands(account, people, on):
        case OfficerStanding.WRITTEN:
            return Mendable(
                "{account} is nobody's account in this register. The case officer is one of: {officers}.",
                account=Quoted(account),
                officers=officers,
                field="case_officer",
            )
        case OfficerStanding.HAS_LEFT:
            return Mendable(
                "{name} has left, and can't be made the case officer. Choose one of: {officers}.",
                name=names,
                officers=officers,
                field="case_officer",
            )
        case OfficerStanding.NO_OFFICER:
            return Mendable(
                "{name} does not hold the role {role} on {day}, and can't be made the case officer. Choose one of: "
                "{officers}.",
                name=names,
                role=Role.OFFICER,
                day=on,
                officers=officers,
                field="case_officer",
            )
    return None


def refusal_of_handing_over(case: Case, account: str, to: str) -> Mendable | None:
    """A request is handed over by who is its case officer, to somebody else, and only while it is open."""
    number, named = case.particulars.number, case.particulars.case_officer
    if named != account:
        return Mendable(
            "Case {number} has another case officer. Hand over only requests of one person at a time.",
            number=number,
            field="numbers",
        )
    if not to:
        return Mendable("Choose who takes the requests over.", field="to")
    if to == account:
        return Mendable("Case {number} has this case officer already. Choose somebody else.", number=number, field="to")
    return refusal_of_change(case)


def _label(fact: Fact) -> Mendable:
    return Mendable("{names}", names=fact.label)


def called(*things: tuple[Text, str]) -> Mendable:
    """What the law calls things, each with its id behind it: a part of what a mistake says, in either language."""
    names = Text(
        "、".join(f"{label.ja}〔{thing_id}〕" for label, thing_id in things),
        ", ".join(f"{label.en} [{thing_id}]" for label, thing_id in things),
    )
    return Mendable("{names}", names=names)
