"""What is said of how a case in the list stands: on the screen, and in the file that the list is saved as."""

from typing import NamedTuple

from app.domain.register.cases import CaseSummary
from app.wording.language import Words
from app.wording.phrases import outcome_word, state_word

#: Stands for what is not known yet.
NOT_YET = "…"


class StandingSays(NamedTuple):
    """How a case stands; empty where there is nothing to be said."""

    state: str
    outcome: str
    edition: str


def differs(words: Words) -> str:
    """What stands in the place of a determination that would not come out now as it was recorded."""
    return words._("differs from the record")


def standing_says(words: Words, summary: CaseSummary, *, is_noticed: bool) -> StandingSays:
    """How a case stands by the law in force; what was not worked out by that is not claimed.

    `is_noticed`: whether the register has noticed that law.
    """
    if not (summary.is_up_to_date and is_noticed):
        # What has ended stays so by any law.
        return StandingSays(state_word(words, summary.state) if summary.state.has_ended else NOT_YET, NOT_YET, NOT_YET)
    outcome = "" if summary.outcome is None else outcome_word(words, summary.outcome)
    return StandingSays(
        state_word(words, summary.state),
        differs(words) if summary.differing_line_count else outcome,
        summary.edition_id or "",
    )
