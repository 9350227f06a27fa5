"""Where a row of the rulebook comes from, and how far it or a row of a reference table can be trusted."""

from typing import NamedTuple

#: Best first: official text, official text to be re-verified, official summary, reported, inference, unpublished.
CONFIDENCES = ("OT", "OT*", "OS", "R", "I", "UNV")

#: Those of a row for which an official text or summary was at hand.
OFFICIAL = frozenset(("OT", "OT*", "OS"))


class Origin(NamedTuple):
    """The ids of sources and of the unverified points that touch a row, and its confidence, one of `CONFIDENCES`.

    A definition that only abbreviates what the law says elsewhere has none of these.
    """

    sources: tuple[str, ...] = ()
    confidence: str = ""
    unverified: tuple[str, ...] = ()
