"""Official answers in words: the document that shows one, what it sets aside, and why one sets nothing aside."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from app.domain.decision.record import OtherFactOnRecord
from app.domain.register.counting import Difference
from app.domain.register.official_answers import AnswerStanding, Standing
from app.wording.language import Words
from app.wording.phrases import Phrases

#: A fact that is another now, of a line or of a determination on record.
OtherFact: TypeAlias = Difference | OtherFactOnRecord


def document_cited(words: Words, body: str, dated: date, reference: str, title: str = "", sha256: str = "") -> str:
    """Who answered, when, and where that can be read."""
    digest = f"SHA-256 {sha256}" if sha256 else ""
    return words.listed([part for part in (body, words.date(dated), reference, title, digest) if part])


def rule_named(phrases: Phrases, rule_id: str) -> str:
    """A rule by its label; where the edition has no such rule its id, which says so."""
    if _has(phrases, rule_id):
        return phrases.named(rule_id)
    return phrases.words.noted(rule_id, phrases.words._("not a rule of this edition"))


def set_aside_says(phrases: Phrases, rule_id: str) -> str:
    """That an official answer sets a rule aside."""
    return phrases.words._("Set aside by an official answer: {rule}.", rule=rule_named(phrases, rule_id))


def against_says(phrases: Phrases, rule_id: str, dated: date) -> str:
    """That an office answered that a point stands in the way."""
    return phrases.words._(
        "The official answer of {day} does not take this point out of the way. The rule goes on holding: {rule}.",
        day=phrases.words.date(dated),
        rule=rule_named(phrases, rule_id),
    )


def without_effect_says(phrases: Phrases, rule_id: str, dated: date, edition_id: str) -> str:
    """Why an official answer that was given under another edition sets nothing aside; `edition_id` may not be known."""
    _ = phrases.words._
    said = {
        "day": phrases.words.date(dated),
        "edition": edition_id,
        "present": phrases.edition.id,
        "rule": rule_named(phrases, rule_id),
    }
    if not edition_id:
        return _(
            "The official answer of {day} does not count under edition {present}, in which no official answer to this "
            "rule is needed; nothing is set aside: {rule}.",
            **said,
        )
    if not _has(phrases, rule_id):
        return _(
            "The official answer of {day} was given under edition {edition}. The rule is absent under edition "
            "{present}, and nothing is set aside: {rule}.",
            **said,
        )
    return _(
        "The official answer of {day} was given under edition {edition}. The rule is different under edition {present} "
        "and is not set aside: {rule}.",
        **said,
    )


def other_facts_says(phrases: Phrases, rule_id: str, dated: date, differences: Iterable[OtherFact]) -> str:
    """That an official answer does not count for a line, because it was given for other facts."""
    return phrases.words._(
        "The official answer of {day} was given for other facts and does not count for this line as it is now: {rule}. "
        "{differences}",
        day=phrases.words.date(dated),
        rule=rule_named(phrases, rule_id),
        differences=differences_say(phrases, differences),
    )


def other_lines_says(phrases: Phrases, rule_id: str, dated: date) -> str:
    """That an official answer does not count for a line, because it was given for others of its case."""
    return phrases.words._(
        "The official answer of {day} was given for other lines of the case and does not count for this one: {rule}.",
        day=phrases.words.date(dated),
        rule=rule_named(phrases, rule_id),
    )


def standing_says(phrases: Phrases, standing: AnswerStanding) -> str:
    """What an official answer does to a line, or why it does nothing."""
    rule, dated = standing.answer.particulars.rule, standing.answer.particulars.dated
    if standing.standing is Standing.OTHER_LINES:
        return other_lines_says(phrases, rule, dated)
    if standing.standing is Standing.OTHER_FACTS:
        return other_facts_says(phrases, rule, dated, standing.differences)
    if standing.standing is Standing.OTHER_LAW:
        return without_effect_says(phrases, rule, dated, standing.answer.edition_id)
    return set_aside_says(phrases, rule) if standing.sets_aside else against_says(phrases, rule, dated)


def lapsed_says(phrases: Phrases, fact: str, value: str, differences: Sequence[OtherFact], present: str | None) -> str:
    """That an answer to a derived fact counts no longer, why, and what the tables say: `present`, where that is known.

    There are no `differences` where it is not on record for which facts it was given.
    """
    _, said = phrases.words._, {"fact": phrases.fact(fact), "value": phrases.value(fact, value)}
    parts = [
        _(
            "{fact}: the answer “{value}” counts no longer. It was given for other facts. {differences}",
            differences=differences_say(phrases, differences),
            **said,
        )
        if differences
        else _(
            "{fact}: the answer “{value}” counts no longer. It is not on record for which facts it was given.", **said
        )
    ]
    if present is not None:
        parts.append(_("The reference tables say: {value}.", value=phrases.value(fact, present)))
    return phrases.words.sentences(parts)


def differences_say(phrases: Phrases, differences: Iterable[OtherFact]) -> str:
    """The facts that are others now than when something was said, each with both values."""
    return phrases.words.sentences([_difference(phrases, each) for each in differences])


def _difference(phrases: Phrases, other: OtherFact) -> str:
    _ = phrases.words._

    def value(of: str | None) -> str:
        if of is None:
            return _("not known")
        return phrases.value(other.fact, of) if other.fact else phrases.words.date(date.fromisoformat(of))

    return _(
        "{fact}: then {then}, now {now}.",
        fact=phrases.fact(other.fact) if other.fact else _("Assessed as of"),
        then=value(other.then) if other.was_kept else _("not on record"),
        now=value(other.now),
    )


def _has(phrases: Phrases, rule_id: str) -> bool:
    return any(rule.id == rule_id for rule in phrases.edition.rules)
