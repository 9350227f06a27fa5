"""The words for the procedure of a case."""

from app.domain.register.cases import Case
from app.domain.register.procedure_of_case import procedure_of
from app.viewmodels.session.session import Session
from app.wording.procedure_phrases import ProcedurePhrases, titles_of


def phrases_of(session: Session, case: Case) -> ProcedurePhrases:
    """The words of the edition that the case was determined under, and of the examination that its review fixed."""
    shelf, procedure = session.shelf, procedure_of(case)
    decided = (each.content.decision.edition for each in procedure.lines.values())
    known = next((each for each in decided if each in shelf.timeline.days), "")
    edition = shelf.edition(known) if known else shelf.edition_on(case.particulars.assessed_on)
    asked = "" if procedure.terms is None else procedure.terms.examination_of
    examination = shelf.examination(shelf.edition(asked) if asked in shelf.timeline.days else edition)
    return ProcedurePhrases(session.words, edition, shelf.reference(), examination, titles_of(case))
