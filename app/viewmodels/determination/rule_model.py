"""A rule or ground on which an outcome rests, in words."""

from typing import NamedTuple

from app.domain.law.texts import Text
from app.viewmodels.determination.trace_model import ReasonSays
from app.viewmodels.session.origin_model import confidence_token
from app.wording.phrases import Phrases


class RuleSays(NamedTuple):
    """What it says, and how well that is established; where there is room, also why it applies."""

    id: str
    label: str
    says: str
    clause: str
    confidence: str
    confidence_says: str
    confidence_token: str
    points: tuple[str, ...] = ()
    sources: str = ""
    reasons: tuple[ReasonSays, ...] = ()


def rule_says(phrases: Phrases, rule_id: str, says: Text, paragraph: str | None, confidence: str) -> RuleSays:
    """A rule or ground of an edition, or of a record."""
    words = phrases.words
    return RuleSays(
        id=rule_id,
        label=phrases.named(rule_id),
        says=words.text(says),
        clause=phrases.clause(paragraph, confidence),
        confidence=phrases.confidence(confidence),
        confidence_says=phrases.confidence_note(confidence),
        confidence_token=confidence_token(confidence),
    )
