"""The steps of the procedure, what is missing, and what has to be seen beside a result, in words."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.domain.decision.determination import Determination
from app.domain.decision.evaluation import known_facts
from app.domain.decision.record import ResultOnRecord
from app.domain.decision.requirements import Step
from app.domain.law.facts import Answers
from app.domain.law.outcomes import OPEN_OUTCOMES, Result
from app.domain.law.rulebook import Entry
from app.domain.register.counting import lapsed_answers
from app.domain.register.official_answers import AnswerStanding, Standing, answer_standings, to_be_told
from app.statements.assessed_line import AssessedLine
from app.wording.footnotes import Footnotes
from app.wording.language import Words
from app.wording.official_answer_words import lapsed_says, set_aside_says, standing_says
from app.wording.phrases import Phrases


class StepSays(NamedTuple):
    """One step of the procedure. `lines` names the lines that need it, in a case of several; `because` says why."""

    number: int
    label: str
    says: str = ""
    who: str = ""
    sign_off: str = ""
    signatories: tuple[str, ...] = ()
    lines: str = ""
    origin: str = ""
    because: str = ""


class MissingSays(NamedTuple):
    """A fact that is still missing, with the place it is asked."""

    fact: str
    label: str


def caveat(words: Words, *results: Determination | ResultOnRecord) -> str:
    """In what sense steps and commitments are listed while facts are missing; empty where they are certain.

    They are then only those that every result needs under which a transfer may go on to examination.
    """
    open_ones = [each for each in results if not each.settled and (each.approvals or each.commitments)]
    if not open_ones:
        return ""
    if all(outcome in OPEN_OUTCOMES for each in open_ones for outcome in each.possible):
        return words._("At least these, whatever the missing facts turn out to be.")
    return words._(
        "At least these, if the result is within the cases that may be permitted, or exceptional. That is not settled."
    )


def step_says(
    step: Step, phrases: Phrases, footnotes: Footnotes | None = None, *, lines: str = "", because: str = ""
) -> StepSays:
    """A step of the procedure in words; where its sources are told, with its origin.

    Of a step that the edition at hand does not have nothing is told but what is on record.
    """
    approval = phrases.edition.entry_by_id.get(step.id)
    return StepSays(
        number=step.order,
        label=phrases.named(step.id),
        says=phrases.words.text(approval.says) if approval else "",
        who=phrases.bodies(step.bodies),
        sign_off=phrases.sign_off(step.sign_off, step.bodies),
        signatories=phrases.signatories(step.signatories),
        lines=lines,
        origin=origin(phrases, approval, footnotes) if approval and footnotes is not None else "",
        because=because,
    )


def origin(phrases: Phrases, entry: Entry, footnotes: Footnotes) -> str:
    """Where a row of the rulebook stands, how well it is established, which points touch it, and its sources."""
    sources = footnotes.refer(phrases.sources(entry.origin.sources))
    return " · ".join(part for part in (*phrases.basis(entry), sources) if part)


def cautions(assessed: AssessedLine, phrases: Phrases) -> tuple[str, ...]:
    """What has to be seen on every screen of a line: flags, what has been set aside, and what counts no longer."""
    determination = assessed.determination
    return (
        *cautions_of_facts(phrases, determination.flags, assessed.known),
        *no_longer_counting(assessed, phrases).values(),
        *(set_aside_says(phrases, rule) for rule in determination.set_aside),
        *(standing_says(phrases, each) for each in to_be_told(standings(assessed)) if _concerns(each, determination)),
    )


def standings(assessed: AssessedLine) -> tuple[AnswerStanding, ...]:
    """How each official answer on the case stands to the line."""
    on = assessed.determination.on
    known = known_facts(assessed.edition, assessed.reference, on, assessed.known)
    return answer_standings(assessed.case, assessed.line.id, on, assessed.edition, known)


def no_longer_counting(assessed: AssessedLine, phrases: Phrases) -> dict[str, str]:
    """The derived facts with an answer that counts no longer, each with the sentence that says why."""
    on, edition, reference = assessed.determination.on, assessed.edition, assessed.reference
    lapsed = lapsed_answers(assessed.said, on, edition)
    if not lapsed:
        return {}
    known = known_facts(edition, reference, on, assessed.known)
    return {
        fact: lapsed_says(phrases, fact, assessed.said.answers[fact], differences, known.get(fact))
        for fact, differences in lapsed.items()
    }


def _concerns(standing: AnswerStanding, determination: Determination) -> bool:
    """What was answered for other lines concerns this one where the rule fires on it, too."""
    if standing.standing is not Standing.OTHER_LINES:
        return True
    finding = determination.finding(standing.answer.particulars.rule)
    return finding is not None and finding.result is Result.HOLDS


def cautions_of_facts(phrases: Phrases, flags: Iterable[str], answers: Answers) -> Iterator[str]:
    """The flags of the destination, and the answers that set aside what follows from the reference tables."""
    yield from (phrases.flag(flag) for flag in flags)
    for fact in phrases.edition.derived:
        if fact.id in answers:
            yield phrases.words._(
                "{fact}: what the reference tables say is set aside by an answer with evidence ({value}).",
                fact=phrases.fact(fact.id),
                value=phrases.value(fact.id, answers[fact.id]),
            )
