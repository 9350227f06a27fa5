"""What the live determination beside the questions says, while they are being answered."""

from typing import NamedTuple

from app.domain.decision.determination import Determination
from app.domain.law.outcomes import Outcome
from app.statements.steps import MissingSays, StepSays, cautions, caveat, step_says
from app.viewmodels.case.interview_model import Interview, QuestionState
from app.wording.language import Words
from app.wording.phrases import Phrases


class LiveSays(NamedTuple):
    """The determination so far, as it stands beside the questions."""

    heading: str
    badge: str
    settled: bool
    outcome: str
    remaining: str
    possible: tuple[str, ...]
    rules: tuple[str, ...]
    caveat: str
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
        heading=words._("Determination") if determination.settled else words._("Determination so far"),
        badge=_badge(interview, words),
        settled=determination.settled,
        outcome=phrases.outcome(determination.outcome),
        remaining=_remaining(words, interview),
        possible=tuple(phrases.outcome(outcome) for outcome in possible),
        rules=tuple(words.text(entry.says) for entry in determination.decisive(interview.edition)),
        caveat=caveat(words, determination),
        steps=tuple(step_says(step, phrases) for step in determination.approvals),
        commitments=_commitments(determination, phrases, binding=True),
        recommended=_commitments(determination, phrases, binding=False),
        notices=tuple(phrases.named(notice) for notice in determination.notices),
        missing=tuple(MissingSays(fact, phrases.fact(fact)) for fact in determination.unknown),
        cautions=cautions(interview, phrases),
    )


def left_says(interview: Interview, words: Words) -> str:
    """How many questions are still to be asked at most; empty where none is."""
    left = len(interview.left)
    return words.ngettext("at most {n} question remains", "at most {n} questions remain", left) if left else ""


def _badge(interview: Interview, words: Words) -> str:
    if interview.determination.settled:
        return (
            words._("Result settled, recorded") if interview.is_as_recorded else words._("Result settled, not recorded")
        )
    # Where every question that is left was answered "not yet known", none remains to be asked.
    number = len(interview.determination.unknown)
    not_known = words.ngettext("{n} answer is not yet known", "{n} answers are not yet known", number)
    return left_says(interview, words) or not_known


def _remaining(words: Words, interview: Interview) -> str:
    _, determination = words._, interview.determination
    if determination.settled:
        left_open = (QuestionState.NEEDLESS, QuestionState.NOT_KNOWN)
        if any(interview.state_of(fact) in left_open for fact in interview.edition.asked):
            return _("This holds whatever the rest turns out to be.")
        return _("Every question that applies has been answered.")
    if determination.outcome is not Outcome.UNDETERMINED:
        return _("The outcome is settled; the procedure still depends on what is missing.")
    return ""


def _commitments(determination: Determination, phrases: Phrases, *, binding: bool) -> tuple[str, ...]:
    return tuple(
        phrases.named(undertaking.id) for undertaking in determination.commitments if undertaking.binding is binding
    )
