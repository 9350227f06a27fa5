"""What differs between what an office gave its finding or decision on and what would be put before it now, in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app.domain.procedure.differences import Differing, differences
from app.wording.language import N_
from app.wording.official_answer_words import document_cited, rule_named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.decision.requirements import Step
    from app.domain.procedure.content import CountingDecision, CountingView, OfficialAnswerInContent, StepContent
    from app.domain.procedure.differences import Difference
    from app.wording.procedure_phrases import ProcedurePhrases

#: Of an edition with the same name that decides otherwise, so much of its digest tells it from the other.
_OF_DIGEST = 12

_THINGS = {
    Differing.NUMBER: N_("Case number"),
    Differing.DAY: N_("Assessed as of"),
    Differing.DOCUMENTS: N_("Evidence"),
    Differing.OFFICIAL_ANSWERS: N_("Official answer"),
    Differing.OUTCOME: N_("Outcome"),
    Differing.RULES: N_("Rule that holds"),
    Differing.NOTICES: N_("Notice"),
    Differing.EDITION: N_("Edition that decides"),
    Differing.REFERENCE: N_("Reference tables"),
}


def differences_in_words(phrases: ProcedurePhrases, before: StepContent, now: StepContent) -> tuple[str, ...]:
    """What differs between two contents of one step for one line, a sentence for each thing; nothing where they are
    equal."""
    return tuple(_difference(phrases, each) for each in differences(before, now))


def _difference(phrases: ProcedurePhrases, difference: Difference) -> str:
    words, before, now = phrases.words, difference.before, difference.now
    if difference.differing is Differing.ORDER:
        return words._("The same things stand in another order.")
    thing, said = _thing(phrases, difference), partial(_said, phrases, difference)
    if before is None:
        return words._("{thing} added: {said}", thing=thing, said=said(now))
    if now is None:
        return words._("{thing} no longer there: {said}", thing=thing, said=said(before))
    return words._("{thing}: {before} → {now}", thing=thing, before=said(before), now=said(now))


def _thing(phrases: ProcedurePhrases, difference: Difference) -> str:
    """What differs, by its name."""
    words, subject = phrases.words, difference.subject
    of_subject: Mapping[Differing, Callable[[Any], str]] = {
        Differing.PARTIES: words.field,
        Differing.LINE: words.field,
        Differing.ANSWERS: phrases.fact,
        Differing.DERIVED: lambda fact: words.noted(phrases.fact(fact), words._("follows from the reference tables")),
        Differing.STEPS: lambda step: words.noted(phrases.named(step), words._("step")),
        Differing.COMMITMENTS: lambda each: words.noted(phrases.named(each), words._("commitment")),
        Differing.VIEWS: lambda of: words.noted(phrases.slot(of[2]), phrases.bodies((of[1],))),
        Differing.DECISIONS: lambda of: words.noted(phrases.named(of[0]), phrases.body(of[1])),
    }
    if difference.differing in of_subject:
        return of_subject[difference.differing](subject)
    return words._(_THINGS[difference.differing])


def _said(phrases: ProcedurePhrases, difference: Difference, stood: Any) -> str:
    """What stood in a place, or stands there."""
    words, subject = phrases.words, difference.subject
    saying: Mapping[Differing, Callable[[], str]] = {
        Differing.DAY: lambda: words.date(stood),
        Differing.ANSWERS: lambda: phrases.value(str(subject), stood),
        Differing.DERIVED: lambda: phrases.value(str(subject), stood),
        Differing.DOCUMENTS: lambda: phrases.document(stood),
        Differing.OFFICIAL_ANSWERS: lambda: _official_answer(phrases, stood),
        Differing.OUTCOME: lambda: phrases.outcome(stood),
        Differing.RULES: lambda: rule_named(phrases, stood),
        Differing.STEPS: lambda: _step(phrases, stood),
        Differing.NOTICES: lambda: phrases.named(stood),
        Differing.COMMITMENTS: lambda: words._("binding") if stood.binding else words._("recommended"),
        Differing.EDITION: lambda: _edition(phrases, difference, stood),
        Differing.VIEWS: lambda: _view(phrases, stood),
        Differing.DECISIONS: lambda: _decision(phrases, stood),
    }
    if difference.differing in saying:
        return saying[difference.differing]()
    return str(stood) or words._("not given")


def _step(phrases: ProcedurePhrases, step: Step) -> str:
    words, bodies = phrases.words, dict.fromkeys((*step.bodies, *step.signatories))
    named = words.listed([phrases.body(body) for body in bodies])
    return words.noted(f"{step.order}. {phrases.sign_off(step.sign_off, step.bodies)}", named)


def _official_answer(phrases: ProcedurePhrases, answer: OfficialAnswerInContent) -> str:
    words = phrases.words
    does = words._("takes the point out of the way") if answer.clears else words._("leaves the point in the way")
    counts = words._("sets the rule aside") if answer.sets_aside else words._("sets nothing aside")
    said = [document_cited(words, answer.body, answer.dated, answer.reference), answer.note, does, counts]
    return words.noted(words.listed([part for part in said if part]), rule_named(phrases, answer.rule))


def _edition(phrases: ProcedurePhrases, difference: Difference, stood: tuple[str, str]) -> str:
    edition, digest = stood
    other = difference.now if stood == difference.before else difference.before
    same_name = isinstance(other, tuple) and other[0] == edition
    return phrases.words.noted(edition, digest[:_OF_DIGEST]) if same_name else edition


def _view(phrases: ProcedurePhrases, view: CountingView) -> str:
    words = phrases.words
    said = words.sentences([phrases.view(view.view), words.quoted(view.text)])
    return said if view.document is None else words.noted(said, phrases.document(view.document))


def _decision(phrases: ProcedurePhrases, decision: CountingDecision) -> str:
    conditions = [phrases.words.quoted(condition) for condition in decision.conditions]
    return phrases.words.sentences([phrases.decision(decision.decision), *conditions])
