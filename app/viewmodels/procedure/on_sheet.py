"""What stands on a sheet: what was put before the body, in the words of the edition that the case was determined by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.procedure.entries import Request
from app.domain.procedure.procedure import Procedure
from app.domain.register.cases import Case
from app.domain.register.procedure_of_case import procedure_of
from app.statements.content_differences import differences_in_words
from app.viewmodels.procedure.phrases_of_case import phrases_of
from app.viewmodels.session.session import Session

Facts = tuple[tuple[str, str], ...]


def case_says(session: Session, case: Case) -> tuple[str, str]:
    """The case by its number and title."""
    words, particulars = session.words, case.particulars
    return words._("Case"), "　".join(part for part in (particulars.number, particulars.title) if part)


def line_says(procedure: Procedure, line: int) -> str:
    """What a line is about: its item and quantity."""
    content = procedure.lines[line].content
    return "　".join(part for part in (content.item, content.quantity) if part) or "—"


def sheet_says(session: Session, case: Case, request: Request, lines: Iterable[int]) -> Facts:
    """What was put before the body: the case, the step, the code on the sheet, and the lines."""
    words, procedure = session.words, procedure_of(case)
    phrases = phrases_of(session, case)
    return (
        case_says(session, case),
        (words._("Step"), phrases.named(request.step)),
        (words._("Code on the sheet"), request.code),
        *((words._("Line {position}", position=line), line_says(procedure, line)) for line in lines),
    )


def changed_since(session: Session, case: Case, request: Request) -> Iterator[str]:
    """For each line of a request whose content is another now, what has changed since it was put before the body."""
    words, procedure = session.words, procedure_of(case)
    phrases = phrases_of(session, case)
    for line, before in sorted(request.contents.items()):
        now = procedure.content(request.step, line)
        if now is None:
            yield words._("Line {position}: it does not go through this step any more.", position=line)
            continue
        for said in differences_in_words(phrases, before, now):
            yield words._("Line {position}: {said}", position=line, said=said)
