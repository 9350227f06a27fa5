"""Official answers in words: the document that shows one, what it sets aside, and why one sets nothing aside."""

from datetime import date

from app.wording.language import Words
from app.wording.phrases import Phrases


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


def _has(phrases: Phrases, rule_id: str) -> bool:
    return any(rule.id == rule_id for rule in phrases.edition.rules)
