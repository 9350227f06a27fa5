"""How far a row of the rulebook or of a reference table can be trusted."""

#: Best first: official text, official text to be re-verified, official summary, reported, inference, unpublished.
CONFIDENCES = ("OT", "OT*", "OS", "R", "I", "UNV")

#: Those of a row for which an official text or summary was at hand.
OFFICIAL = frozenset(("OT", "OT*", "OS"))
