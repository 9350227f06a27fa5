"""An invented situation that shows something: in words, and filed as a case to try it on."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from app.domain.cases import CaseId, DocumentKind, DocumentParticulars, WorkedCase
from app.domain.evaluation import known_facts
from app.domain.texts import Text
from app.services.filing import file_worked_cases
from app.viewmodels.desk_model import Desk


class TrialSays(NamedTuple):
    """A situation in words. `file` is empty where it can't be filed as a case here, `why_not` then says why."""

    title: str
    explanation: str
    answers: tuple[tuple[str, str], ...]
    file: str
    why_not: str
    close: str


def trial_says(desk: Desk, title: str, answers: tuple[tuple[str, str], ...], *, is_training: bool) -> TrialSays:
    """A situation to look at; it is filed in a training register only, since it is invented."""
    _ = desk.words._
    may_file = is_training and not desk.is_read_only
    return TrialSays(
        title=title,
        explanation=_("An invented situation, complete: every fact that applies has an answer."),
        answers=answers,
        file=_("Try it as a case") if may_file else "",
        why_not="" if may_file else _("Invented cases are opened in a training register only."),
        close=_("Close"),
    )


def file_trial(desk: Desk, title: str, on: date, answers: Mapping[str, str], then: Callable[[CaseId], None]) -> None:
    """Files the situation as a draft case titled as invented; what the tables say by themselves is left out."""
    desk.write(
        lambda work: file_worked_cases(
            work,
            desk.clock,
            desk.actor,
            desk.shelf,
            worked_cases=(_worked(desk, title, on, answers),),
            language=desk.words.language.value,
            invented_document=DocumentParticulars(
                DocumentKind.OTHER, desk.words._("Invented document, for training only")
            ),
        ),
        lambda events: then(events[0].case_id),
    )


def _worked(desk: Desk, title: str, on: date, answers: Mapping[str, str]) -> WorkedCase:
    named = desk.words._("Invented example: {title}", title=title)
    said = desk.words._("An example made by the program; invented.")
    edition = desk.shelf.edition_on(on)
    derived = {fact.id for fact in edition.derived}
    asked = {fact: value for fact, value in answers.items() if fact not in derived}
    known = known_facts(edition, desk.shelf.reference(), on, asked)
    own = {fact: value for fact, value in answers.items() if fact in asked or known.get(fact) != value}
    return WorkedCase("example", Text(named, named), on, Text(said, said), own, {}, {})
