"""Where in the list a question stands, and why some before it are not asked."""

from collections.abc import Iterator, Sequence

from app.domain.law.facts import Fact
from app.viewmodels.case.interview_model import Interview, QuestionState
from app.viewmodels.determination.live_model import left_says
from app.wording.phrases import Phrases

#: So many of the questions passed over are named.
_NAMED = 4


def place_says(interview: Interview, phrases: Phrases, fact: Fact) -> str:
    """The section, which in its list this question is, whatever of that is asked, and how many remain in all."""
    words = phrases.words
    section = words.text(interview.edition.section(fact.section).label)
    listed = interview.asked_in(fact.section)
    here = words._("question {number} of {all} in this section", number=listed.index(fact) + 1, all=len(listed))
    return " · ".join(part for part in (section, here, left_says(interview, words)) if part)


def passed_over_says(interview: Interview, phrases: Phrases, fact: Fact) -> str:
    """Why the interview went on to this question past others; empty where it went on to the next, or did not itself."""
    came_from = interview.edition.fact_by_id.get(interview.led_from or "")
    if came_from is None or interview.state_of(fact) is not QuestionState.OPEN:
        return ""
    words, place = phrases.words, interview.edition.place_of_section
    if place[fact.section] < place[came_from.section]:
        return words._("Of an earlier section: this question is still open.")
    names = list(_passed_over(interview, phrases, place[came_from.section], place[fact.section]))
    if not names:
        return ""
    return words._("Passed over, because the result no longer depends on it: {names}", names=_named(phrases, names))


def _passed_over(interview: Interview, phrases: Phrases, first: int, last: int) -> Iterator[str]:
    """What of the sections from the first to before the last is not asked: whole sections, and single questions."""
    for place, section in enumerate(interview.edition.sections[first:last], first):
        asked = [fact for fact in interview.edition.asked if fact.section == section.id]
        states = [interview.state_of(fact) for fact in asked]
        if place > first and asked and set(states) <= {QuestionState.NEEDLESS, QuestionState.OUT}:
            yield phrases.words._("the section “{name}”", name=phrases.words.text(section.label))
        else:
            needless = (fact for fact, state in zip(asked, states, strict=True) if state is QuestionState.NEEDLESS)
            yield from (phrases.fact(fact.id) for fact in needless)


def _named(phrases: Phrases, names: Sequence[str]) -> str:
    words = phrases.words
    told, more = words.listed(list(names[:_NAMED])), len(names) - _NAMED
    return words.ngettext("{names} and {n} more", "{names} and {n} more", more, names=told) if more > 0 else told
