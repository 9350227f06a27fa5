"""File worked cases in a training register, so that a new one has something to look at."""

from collections.abc import Sequence
from typing import Any

from app.domain.errors import Mendable
from app.domain.ids import DocumentId, LineId
from app.domain.law.worked_case import WorkedCase
from app.domain.register.cases import CaseParticulars, DocumentParticulars, LineParticulars
from app.domain.register.counting import given_for_of_answer
from app.domain.register.entered_text import checked_text
from app.domain.register.events import WorkedCaseFiled, as_texts
from app.services.acting import Acting
from app.services.changing import CaseChange, derived_fact, ensure_officer, restate
from app.services.ports import RulebookShelf, UnitOfWork


def file_worked_cases(
    acting: Acting,
    *,
    worked_cases: Sequence[WorkedCase],
    language: str,
    assumption: DocumentParticulars,
) -> tuple[WorkedCaseFiled, ...]:
    """File worked cases as drafts of one line each, all in one unit of work, in one language ("ja" or "en").

    Their answers are asserted without evidence. Those that the trainer assumes, and those that are taken only with
    evidence, get the document `assumption`, whose title has to say what it is. Raises `Mendable` in a live register, or
    where a case officer is none in this one.
    """
    acting.ensure_may(WorkedCaseFiled)
    with acting.work:
        if acting.work.heading().kind != "training":
            raise Mendable("Worked cases are invented: only a training register takes them.")
        events = tuple(_file(acting, worked_case, language, assumption) for worked_case in worked_cases)
        acting.work.commit()
    return events


def _file(
    acting: Acting,
    worked: WorkedCase,
    language: str,
    assumption: DocumentParticulars,
) -> WorkedCaseFiled:
    at, today = acting.clock.now(), acting.clock.today()
    texts: dict[str, Any] = {
        field: checked_text(field, text.in_language(language)) for field, text in worked.particulars.items()
    }
    line_texts = {field: texts.pop(field) for field in LineParticulars._fields if field in texts}
    number = acting.work.cases.propose_number(today.year)
    title = checked_text("title", worked.title.in_language(language))
    particulars = CaseParticulars(number=number, title=title, received_on=worked.on, assessed_on=worked.on)._replace(
        **texts
    )
    ensure_officer(acting, particulars.case_officer)
    case_id = acting.work.cases.add(particulars, at, acting.by)
    line_id = acting.work.lines.add(case_id, LineParticulars(**line_texts), at, acting.by)
    change = CaseChange(acting.work, acting.work.cases.get(case_id), at, acting.by)
    _answer(acting.work, change, line_id, worked, acting.shelf, assumption)
    source = worked.source.in_language(language)
    event = WorkedCaseFiled(case_id, line_id, worked.id, source, as_texts(particulars), dict(worked.answers))
    change.record(event)
    restate(acting, change)
    return event


def _answer(
    work: UnitOfWork,
    change: CaseChange,
    line_id: LineId,
    worked: WorkedCase,
    shelf: RulebookShelf,
    assumption: DocumentParticulars,
) -> None:
    document_id: DocumentId | None = None
    for fact_id, value in worked.answers.items():
        derived = derived_fact(shelf, fact_id)
        given_for = given_for_of_answer(derived, worked.on, worked.answers) if derived is not None else None
        answer_id = work.answers.give(line_id, fact_id, value, change.at, change.by, given_for=given_for)
        if fact_id in worked.assumed or derived is not None:
            if document_id is None:
                document_id = work.documents.add(change.case.id, assumption, change.at, change.by)
            work.answers.attach(answer_id, document_id, "", change.at, change.by)
