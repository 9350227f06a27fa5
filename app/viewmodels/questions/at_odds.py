"""That the title of a case and the destination of a line disagree, in words."""

from app.domain.law.facts import DESTINATION
from app.domain.register.named_states import others_named
from app.viewmodels.case.interview_model import Interview
from app.wording.language import Words


def at_odds_says(interview: Interview, words: Words) -> str:
    """Which states the title names, where the destination is another; empty where they do not disagree."""
    destination, countries = interview.known.get(DESTINATION), interview.reference.countries
    others = others_named(interview.case.particulars.title, destination, interview.reference)
    if destination is None or not others:
        return ""
    return words._(
        "The title of the case names {others}; the destination is {destination}. Check which is meant.",
        others=words.listed([words.text(countries[code].name) for code in others]),
        destination=words.text(countries[destination].name),
    )
