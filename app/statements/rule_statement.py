"""A rule or ground on which an outcome rests, in words."""

from typing import NamedTuple

from app.domain.law.origin import Origin
from app.domain.law.texts import Text
from app.statements.reasons import ReasonSays
from app.wording.origin_words import confidence_token, points_says, sources_line
from app.wording.phrases import Phrases


class RuleSays(NamedTuple):
    """A rule or ground: what it says, and how well that is established; in a determination also why it applies."""

    id: str
    label: str
    says: str
    clause: str
    confidence: str
    confidence_says: str
    confidence_token: str
    points: tuple[str, ...]
    sources: str
    reasons: tuple[ReasonSays, ...] = ()


def rule_says(phrases: Phrases, rule_id: str, says: Text, paragraph: str | None, origin: Origin) -> RuleSays:
    """A rule or ground of an edition, or of a record."""
    words = phrases.words
    return RuleSays(
        id=rule_id,
        label=phrases.named(rule_id),
        says=words.text(says),
        clause=phrases.clause(paragraph, origin.confidence),
        confidence=phrases.confidence(origin.confidence),
        confidence_says=phrases.confidence_note(origin.confidence),
        confidence_token=confidence_token(origin.confidence),
        points=points_says(phrases, origin.unverified),
        sources=sources_line(phrases, origin.sources),
    )
