"""Which of what has been said of a line counts: what was said for the facts as they are, and nothing else.

An answer that sets aside a derived fact was given for what this follows from, an official answer for the transfer and
for the facts that decide whether its rule fires; both for the day as of which the case was assessed. Where these are
others now, the table speaks again and the rule holds again, and the answer stays on record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.decision.evaluation import known_facts
from app.domain.law.facts import KindOfChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from app.domain.ids import LineId
    from app.domain.law.facts import Answers, Fact
    from app.domain.law.reference import Reference
    from app.domain.law.rulebook import Edition
    from app.domain.register.cases import AnsweredRule, Case, GivenFor, Line

_NONE: frozenset[str] = frozenset()


class Said(NamedTuple):
    """What has been said of a line, whether or not it counts: its known answers, and the official answers of its case.

    `given_for` are what the answers to derived facts were given for, by the fact.
    """

    line_id: LineId
    answers: Answers
    given_for: Mapping[str, GivenFor]
    answered: tuple[AnsweredRule, ...]


class Difference(NamedTuple):
    """A fact that is another now than when something was said; without an id it is the day of assessment.

    None stands for a fact that is not known; `was_kept` is false where the register does not tell what it was.
    """

    fact: str
    then: str | None
    now: str | None
    was_kept: bool = True


class Counting(NamedTuple):
    """What counts of a line on a day: the answers that an assessment takes, and the rules that were answered.

    Official answers `set_aside` some of them, and of others say that they stand in the way (`against`).
    """

    answers: Answers
    set_aside: frozenset[str]
    against: frozenset[str]


def said_of(line: Line, case: Case) -> Said:
    """What has been said of a line, as the register has it."""
    given_for = {answer.fact: answer.given_for for answer in line.answers if answer.given_for is not None}
    return Said(line.id, line.known_answers, given_for, tuple(case.answered_rules.values()))


def counting_of(line: Line, case: Case, edition: Edition, reference: Reference) -> Counting:
    """What counts of a line on the day of its case, under the edition that decides then."""
    return counting(said_of(line, case), case.particulars.assessed_on, edition, reference)


def counting(said: Said, on: date, edition: Edition, reference: Reference) -> Counting:
    """What counts of a line on a day under an edition."""
    answers = answers_that_count(said, on, edition)
    if not said.answered:
        return Counting(answers, _NONE, _NONE)
    known = known_facts(edition, reference, on, answers)
    counts = [each for each in said.answered if _counts(each, said.line_id, on, edition, known)]
    return Counting(
        answers,
        frozenset(each.rule for each in counts if each.clears),
        frozenset(each.rule for each in counts if not each.clears),
    )


def answers_that_count(said: Said, on: date, edition: Edition) -> Answers:
    """The known answers without those to derived facts that were given for others than those of now."""
    lapsed = lapsed_answers(said, on, edition)
    return {fact: value for fact, value in said.answers.items() if fact not in lapsed} if lapsed else said.answers


def lapsed_answers(said: Said, on: date, edition: Edition) -> dict[str, tuple[Difference, ...]]:
    """The answers to derived facts that no longer count, by the fact, each with what is another now.

    Nothing is named where the register does not tell what an answer was given for: then it does not count either.
    """
    lapsed: dict[str, tuple[Difference, ...]] = {}
    for fact in edition.derived:
        if fact.id in said.answers:
            given_for = said.given_for.get(fact.id)
            differences = () if given_for is None else differences_in(given_for, on, fact.bases, said.answers)
            if given_for is None or differences or not set(fact.bases) <= said.answers.keys():
                lapsed[fact.id] = differences
    return lapsed


def differences_in(given_for: GivenFor, on: date, facts: Iterable[str], known: Answers) -> tuple[Difference, ...]:
    """In what the day and these facts are others than those that something was said for."""
    return tuple(_differences(given_for, on, facts, known))


def _differences(given_for: GivenFor, on: date, facts: Iterable[str], known: Answers) -> Iterator[Difference]:
    if given_for.on != on:
        yield Difference("", given_for.on.isoformat(), on.isoformat())
    for fact in facts:
        then, now = given_for.facts.get(fact), known.get(fact)
        if then != now:
            yield Difference(fact, then, now, was_kept=fact in given_for.facts)


def differences_for_rule(
    answered: AnsweredRule, line_id: LineId, on: date, edition: Edition, known: Answers
) -> tuple[Difference, ...] | None:
    """In what a line is another now than the office answered for; None where it gave no answer for this line.

    `known` are the facts of the line, derived ones included; the edition needs an official answer to the rule.
    """
    given_for = answered.given_for.get(line_id)
    if given_for is None:
        return None
    return differences_in(given_for, on, _facts_answered(answered.rule, edition, given_for.facts), known)


def is_asked(answered: AnsweredRule, edition: Edition) -> bool:
    """Whether the edition needs an official answer to the rule, and says in it what was answered.

    An answer was given to what a rule said: one that says something else was not asked about. Where the program did not
    note what the rule said, its name has to do.
    """
    substance = edition.referred.get(answered.rule)
    return substance is not None and answered.substance in ("", substance)


def given_for_of_official_answer(rule_id: str, on: date, edition: Edition, known: Answers) -> GivenFor:
    """What an official answer to a rule that is given now is given for, on a line of these facts."""
    return given_for_now(on, _facts_answered(rule_id, edition, known), known)


def _facts_answered(rule_id: str, edition: Edition, kept: Mapping[str, str | None]) -> tuple[str, ...]:
    """The facts that an office answered for: those that decide whether the rule fires, and those of the transfer.

    Another destination or item is another transfer, whether or not the rule looks at it; what was not known of it then
    may become known.
    """
    deciding = edition.deciding_referral[rule_id]
    return tuple(
        fact.id
        for fact in edition.facts
        if fact.id in deciding or (fact.kind is KindOfChange.IDENTITY and kept.get(fact.id) is not None)
    )


def _counts(answered: AnsweredRule, line_id: LineId, on: date, edition: Edition, known: Answers) -> bool:
    return is_asked(answered, edition) and differences_for_rule(answered, line_id, on, edition, known) == ()


def given_for_now(on: date, facts: Iterable[str], known: Answers) -> GivenFor:
    """What something that is said now is said for."""
    from app.domain.register.cases import GivenFor

    return GivenFor(on, {fact: known.get(fact) for fact in facts})


def given_for_of_answer(fact: Fact, on: date, answers: Answers) -> GivenFor | None:
    """What an answer that is given now is given for, where it sets aside a derived fact."""
    return given_for_now(on, fact.bases, answers) if fact.bases else None
