"""Read what the papers of a procedure are made of: the case, and the law that it was reviewed under."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.register.procedure_of_case import procedure_of

if TYPE_CHECKING:
    from app.domain.ids import CaseId
    from app.domain.law.examination import Examination
    from app.domain.law.rulebook import Edition
    from app.domain.register.cases import Case
    from app.services.ports import RegisterHeading, RulebookShelf, UnitOfWork


class CaseOnPaper(NamedTuple):
    """A case, the register that it is in, the edition of its last review or the nearest, and its examination."""

    case: Case
    heading: RegisterHeading
    edition: Edition
    examination: Examination


def read_for_papers(work: UnitOfWork, shelf: RulebookShelf, case_id: CaseId) -> CaseOnPaper:
    """Read a case with what its papers say of the law; `LookupError` where there is none."""
    with work.snapshot():
        case, heading = work.cases.get(case_id), work.heading()
    edition, terms = _edition(shelf, case), procedure_of(case).terms
    asked = "" if terms is None else terms.examination_of
    examination = shelf.examination(shelf.edition(asked) if asked in shelf.timeline.days else edition)
    return CaseOnPaper(case, heading, edition, examination)


def _edition(shelf: RulebookShelf, case: Case) -> Edition:
    """The edition by which the lines were decided when they were reviewed; else that of the day of the case."""
    decided = (line.content.decision.edition for line in procedure_of(case).lines.values())
    known = next((each for each in decided if each in shelf.timeline.days), "")
    return shelf.edition(known) if known else shelf.edition_on(case.particulars.assessed_on)
