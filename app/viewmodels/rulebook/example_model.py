"""An example from the Rulebook: looked at as if it were a case, or opened as one."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from app.domain.decision.evaluation import known_facts
from app.domain.ids import CaseId
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.domain.law.texts import Text
from app.domain.law.worked_case import WorkedCase
from app.domain.register.cases import DocumentKind, DocumentParticulars
from app.domain.register.counting import Counting
from app.services.filing import file_worked_cases
from app.viewmodels.rulebook.rulebook_model import Example, RulebookModel
from app.viewmodels.session.form import Form
from app.viewmodels.session.session import Reply, Session


class ExampleSubject:
    """The situation as the page of all editions takes its subject: a day, answers, and no official answer."""

    def __init__(self, example: Example) -> None:
        self.on: date = example.on
        self.answers: Mapping[str, str] = example.answers
        self.may_answer = False

    def counting(self, answers: Mapping[str, str], _on: date, _edition: Edition, _reference: Reference) -> Counting:
        """A situation is what it is made of: all of it counts."""
        return Counting(answers, frozenset(), frozenset())


class ExampleSays(NamedTuple):
    """What stands above the columns, and the facts of the situation."""

    title: str
    facts: tuple[str, ...]
    open_as_case: str


class ExampleModel(NamedTuple):
    """The situation, and whether it may be opened as a training case."""

    session: Session
    example: Example
    may_open_as_case: bool


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
        open_as_case=words._("Open as a training case") if model.may_open_as_case else "",
    )


def example_form(rulebook: RulebookModel, example: Example, answers: tuple[tuple[str, str], ...]) -> Form:
    """Shows an example, its answers in words. In a training register it is opened as a case from there."""
    _, may_open = rulebook.session.words._, rulebook.may_open_as_case

    def act(reply: Reply | None) -> None:
        if may_open:
            rulebook.case_wanted.emit(_as_case(rulebook.session, example), reply)
        elif reply is not None:
            reply.taken.emit(None)

    return Form(
        example.title,
        _("An invented situation, complete: every fact that applies has an answer."),
        accept=_("Try it as a case") if may_open else "",
        cancel=_("Close"),
        act=act,
        facts=answers,
        note="" if may_open else _("Invented cases are opened in a training register only."),
        width=640,
    )


def _as_case(session: Session, example: Example) -> Example:
    """The example as a case would have it: titled as invented, without what the tables say by themselves."""
    edition = session.shelf.edition_on(example.on)
    derived = {fact.id for fact in edition.derived}
    asked = {fact: value for fact, value in example.answers.items() if fact not in derived}
    known = known_facts(edition, session.shelf.reference(), example.on, asked)
    own = {fact: value for fact, value in example.answers.items() if fact in asked or known.get(fact) != value}
    return Example(session.words._("Invented example: {title}", title=example.title), example.on, own)


def file_example(session: Session, example: Example, opened: Callable[[CaseId], None], reply: Reply | None) -> None:
    """Files the situation as a case of a training register, and hands it to `opened`."""
    title, language = Text(example.title, example.title), session.words.language.value
    worked = WorkedCase("example", title, example.on, title, example.answers, {}, {})
    invented = DocumentParticulars(DocumentKind.OTHER, session.words._("Invented document, for training only"))
    session.hand_in(
        lambda acting: file_worked_cases(acting, worked_cases=(worked,), language=language, assumption=invented),
        lambda events: opened(events[0].case_id),
        reply,
    )
