"""Where a row of the rulebook comes from, and how far it or a row of a reference table can be trusted."""

from collections.abc import Iterable
from typing import NamedTuple

#: Best first: official text, official text to be re-verified, official summary, reported, inference, unpublished.
CONFIDENCES = ("OT", "OT*", "OS", "R", "I", "UNV")

#: Those of a row for which an official text or summary was at hand.
OFFICIAL = frozenset(("OT", "OT*", "OS"))

#: What a source of a row is, and the best confidence of what rests on it alone.
BEST_OF_KIND = {"official_text": "OT", "official_summary": "OS", "press": "R", "inference": "I", "unpublished": "UNV"}


def is_above(confidence: str, best: str) -> bool:
    """Whether a row claims more confidence than the best that its sources allow."""
    return CONFIDENCES.index(confidence) < CONFIDENCES.index(best)


def best_of(confidences: Iterable[str]) -> str:
    """The best of some confidences, of which there is at least one."""
    return min(confidences, key=CONFIDENCES.index)


class Origin(NamedTuple):
    """The ids of sources and of the unverified points that touch a row, and its confidence, one of `CONFIDENCES`.

    A definition that only abbreviates what the law says elsewhere has none of these.
    """

    sources: tuple[str, ...] = ()
    confidence: str = ""
    unverified: tuple[str, ...] = ()
