"""A situation from the Rulebook that is looked at as if it were a case; nothing of it is kept."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.domain.register.cases import AnsweredRule
from app.viewmodels.rulebook.rulebook_model import Example
from app.viewmodels.session.session import Session


class ExampleSubject:
    """The situation as the page of all editions takes its subject: a day, answers, and no official answer."""

    def __init__(self, example: Example) -> None:
        self.on: date = example.on
        self.answers: Mapping[str, str] = example.answers
        self.answered: tuple[AnsweredRule, ...] = ()
        self.may_answer = False


class ExampleSays(NamedTuple):
    """What stands above the columns, and the facts of the situation."""

    title: str
    facts: tuple[str, ...]
    trial: str


class ExampleModel(NamedTuple):
    """The situation, and whether it may be opened as a training case."""

    session: Session
    example: Example
    may_try: bool


def example_says(model: ExampleModel) -> ExampleSays:
    """The situation in words."""
    words, example = model.session.words, model.example
    facts = []
    for fact_id, value in example.answers.items():
        edition = next(each for each in reversed(model.session.shelf.editions()) if fact_id in each.fact_by_id)
        facts.append(model.session.phrases(edition).wanted(fact_id, (value,)))
    return ExampleSays(
        title=example.title,
        facts=tuple(facts),
        trial=words._("Open as a training case") if model.may_try else "",
    )
