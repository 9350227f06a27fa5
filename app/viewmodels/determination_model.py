"""What a determination says beside the questions, in plain values."""

from typing import NamedTuple

from app.domain.determination import Determination, Step
from app.domain.outcomes import Outcome
from app.domain.rulebook import Ground, Rule
from app.viewmodels.interview_model import Interview, Standing
from app.wording.language import Words
from app.wording.phrases import Phrases


class StepSays(NamedTuple):
    """One step of the procedure. `lines` names the lines that need it, in a case of several."""

    number: int
    label: str
    says: str = ""
    who: str = ""
    sign_off: str = ""
    signatories: tuple[str, ...] = ()
    lines: str = ""
    origin: str = ""


class MissingSays(NamedTuple):
    """A fact that is still missing, with the place it is asked."""

    fact: str
    label: str


class LiveHeadings(NamedTuple):
    """The captions of the determination so far."""

    heading: str
    possible: str
    rule: str
    steps: str
    commitments: str
    recommended: str
    notices: str
    missing: str


class LiveSays(NamedTuple):
    """The determination so far, as it stands beside the questions."""

    headings: LiveHeadings
    badge: str
    settled: bool
    outcome: str
    remaining: str
    possible: tuple[str, ...]
    rules: tuple[str, ...]
    steps: tuple[StepSays, ...]
    commitments: tuple[str, ...]
    recommended: tuple[str, ...]
    notices: tuple[str, ...]
    missing: tuple[MissingSays, ...]
    cautions: tuple[str, ...]


def live_says(interview: Interview, phrases: Phrases) -> LiveSays:
    """The determination so far, in words."""
    words, determination = phrases.words, interview.determination
    possible = determination.possible if len(determination.possible) > 1 else ()
    return LiveSays(
        headings=live_headings(words, settled=determination.settled),
        badge=_badge(words, determination),
        settled=determination.settled,
        outcome=phrases.outcome(determination.outcome),
        remaining=_remaining(words, interview),
        possible=tuple(phrases.outcome(outcome) for outcome in possible),
        rules=tuple(words.text(entry.says) for entry in decisive_entries(interview)),
        steps=tuple(step_says(step, phrases) for step in determination.approvals),
        commitments=_commitments(determination, phrases, binding=True),
        recommended=_commitments(determination, phrases, binding=False),
        notices=tuple(phrases.named(notice) for notice in determination.notices),
        missing=tuple(MissingSays(fact, phrases.fact(fact)) for fact in determination.unknown),
        cautions=cautions(interview, phrases),
    )


def live_headings(words: Words, *, settled: bool) -> LiveHeadings:
    """The captions; while facts are missing they say that more may follow."""
    _ = words._
    return LiveHeadings(
        heading=_("Determination") if settled else _("Determination so far"),
        possible=_("Possible outcomes"),
        rule=_("Applicable rule"),
        steps=_("Examination and decisions") if settled else _("Examination and decisions certain so far"),
        commitments=_("Recipient's commitments") if settled else _("Recipient's commitments certain so far"),
        recommended=_("Recommended to be agreed (no public clause)"),
        notices=_("Publication and notices"),
        missing=_("Still missing"),
    )


def decisive_entries(interview: Interview) -> tuple[Rule | Ground, ...]:
    """The rules, or for an eligible case the grounds, on which the outcome rests."""
    decisive = {finding.id for finding in interview.determination.findings if finding.decisive}
    edition = interview.edition
    entries: tuple[Rule | Ground, ...] = (*edition.rules, *edition.grounds)
    return tuple(entry for entry in entries if entry.id in decisive)


def step_says(step: Step, phrases: Phrases, *, lines: str = "") -> StepSays:
    """A step of the procedure in words."""
    words = phrases.words
    approval = next(approval for approval in phrases.edition.approvals if approval.id == step.id)
    return StepSays(
        number=step.order,
        label=words.text(approval.label),
        says=words.text(approval.says),
        who=phrases.bodies(step.bodies),
        sign_off=phrases.sign_off(step.sign_off),
        signatories=tuple(phrases.body(member) for member in step.signatories),
        lines=lines,
        origin=origin(phrases, approval.paragraph, approval.confidence, approval.unverified),
    )


def origin(phrases: Phrases, paragraph: str | None, confidence: str, unverified: tuple[str, ...]) -> str:
    """Where a row of the rulebook stands, how well it is established, and which points touch it."""
    clause = phrases.words._("paragraph {paragraph}", paragraph=paragraph) if paragraph else ""
    return " · ".join(part for part in (clause, phrases.confidence(confidence), *unverified) if part)


def cautions(interview: Interview, phrases: Phrases) -> tuple[str, ...]:
    """What has to be seen on every screen of a line: flags, and what has been set aside."""
    _ = phrases.words._
    told = [phrases.flag(flag) for flag in interview.determination.flags]
    told += [
        _(
            "{fact}: what the reference tables say is set aside by an answer with evidence ({value}).",
            fact=phrases.fact(fact.id),
            value=phrases.value(fact.id, interview.known[fact.id]),
        )
        for fact in interview.edition.facts
        if not fact.is_asked and fact.id in interview.known
    ]
    set_aside = interview.determination.set_aside
    told += [_("Set aside by an official answer: {rule}.", rule=phrases.named(rule)) for rule in set_aside]
    return tuple(told)


def _badge(words: Words, determination: Determination) -> str:
    if determination.settled:
        return words._("Settled")
    number = len(determination.unknown)
    return words.ngettext("{n} question remains", "{n} questions remain", number)


def _remaining(words: Words, interview: Interview) -> str:
    _, determination = words._, interview.determination
    if determination.settled:
        left_open = (Standing.NEEDLESS, Standing.NOT_KNOWN)
        if any(interview.standing(fact) in left_open for fact in interview.edition.asked):
            return _("This holds whatever the rest turns out to be.")
        return _("Every question that applies has been answered.")
    if determination.outcome is not Outcome.UNDETERMINED:
        return _("The outcome is certain; the procedure still depends on what is missing.")
    return ""


def _commitments(determination: Determination, phrases: Phrases, *, binding: bool) -> tuple[str, ...]:
    return tuple(
        phrases.named(undertaking.id) for undertaking in determination.commitments if undertaking.binding is binding
    )
