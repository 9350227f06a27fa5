"""All questions of a line on one page."""

from typing import NamedTuple

from app.domain.law.facts import Fact
from app.domain.search import findable
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.interview_model import QuestionState
from app.viewmodels.questions.question_model import earlier_answer
from app.viewmodels.questions.sections_model import state_words
from app.viewmodels.session.picker_model import Pick
from app.viewmodels.session.value_picks import value_picks

#: The codes of "not answered" and of "not yet known".
UNANSWERED, NOT_YET_KNOWN = "-", ""


class OnePageRowSays(NamedTuple):
    """One question with everything that may be answered."""

    fact: str
    label: str
    picks: tuple[Pick, ...]
    question: str
    value: str
    shown: str
    state: str
    applies: bool


class OnePageSectionSays(NamedTuple):
    """The questions of one section."""

    label: str
    rows: tuple[OnePageRowSays, ...]


class OnePageSays(NamedTuple):
    """The page."""

    title: str
    sections: tuple[OnePageSectionSays, ...]
    may_change: bool


def one_page_says(model: CaseModel) -> OnePageSays:
    """All questions of the line shown."""
    _, interview = model.session.words._, model.interview
    sections = []
    for section in interview.edition.sections:
        rows = tuple(_row(model, fact) for fact in interview.asked_in(section.id) if fact.is_asked)
        sections.append(OnePageSectionSays(model.session.words.text(section.label), rows))
    return OnePageSays(
        _("All questions of line {position}", position=interview.line.position),
        tuple(sections),
        model.may_change,
    )


def _row(model: CaseModel, fact: Fact) -> OnePageRowSays:
    words, interview = model.session.words, model.interview
    state = interview.state_of(fact)
    given = interview.given.get(fact.id, UNANSWERED)
    quiet = state in (QuestionState.ANSWERED, QuestionState.OPEN)
    return OnePageRowSays(
        fact.id,
        model.phrases.fact(fact.id),
        _picks(model, fact),
        words.text(fact.question or fact.label),
        NOT_YET_KNOWN if given is None else given,
        _shown(model, fact, given),
        earlier_answer(interview, model.phrases, fact)
        or ("" if quiet else state_words(model.phrases, state, kept=fact.id in interview.given)),
        state is not QuestionState.OUT,
    )


def _shown(model: CaseModel, fact: Fact, given: str | None) -> str:
    if given is None:
        return model.session.words._("Not yet known")
    return model.session.words._("Not answered") if given == UNANSWERED else model.phrases.value(fact.id, given)


def _picks(model: CaseModel, fact: Fact) -> tuple[Pick, ...]:
    """Everything that may be chosen; each is found by name, in either language, or by code."""
    words = model.session.words
    unanswered, not_known = words._("Not answered"), words._("Not yet known")
    return (
        Pick(UNANSWERED, unanswered, "", findable(unanswered), is_answer=False),
        Pick(NOT_YET_KNOWN, not_known, "", findable(not_known)),
        *value_picks(model.phrases, fact),
    )
