"""An invented situation that shows something, in words: to look at, and to open as a case."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.domain.decision.evaluation import known_facts
from app.viewmodels.rulebook.rulebook_model import Example, RulebookModel


class TrialSays(NamedTuple):
    """A situation in words. `file` is empty where it can't be opened as a case here, `why_not` then says why."""

    title: str
    explanation: str
    answers: tuple[tuple[str, str], ...]
    file: str
    why_not: str
    close: str


def trial_says(rulebook: RulebookModel, title: str, answers: tuple[tuple[str, str], ...]) -> TrialSays:
    """A situation to look at; it is opened as a case in a training register only, since it is invented."""
    _ = rulebook.session.words._
    return TrialSays(
        title=title,
        explanation=_("An invented situation, complete: every fact that applies has an answer."),
        answers=answers,
        file=_("Try it as a case") if rulebook.may_try else "",
        why_not="" if rulebook.may_try else _("Invented cases are opened in a training register only."),
        close=_("Close"),
    )


def invented(rulebook: RulebookModel, title: str, on: date, answers: Mapping[str, str]) -> Example:
    """The situation as a case would have it: titled as invented, without what the tables say by themselves."""
    session = rulebook.session
    edition = session.shelf.edition_on(on)
    derived = {fact.id for fact in edition.derived}
    asked = {fact: value for fact, value in answers.items() if fact not in derived}
    known = known_facts(edition, session.shelf.reference(), on, asked)
    own = {fact: value for fact, value in answers.items() if fact in asked or known.get(fact) != value}
    return Example(session.words._("Invented example: {title}", title=title), on, own)
