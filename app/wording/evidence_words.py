"""A document and the page of it that shows an answer, as they are cited."""

from app.domain.register.cases import Case, Evidence
from app.wording.language import Words


def evidence_label(words: Words, case: Case, evidence: Evidence) -> str:
    """A document and page, as they are cited."""
    particulars = case.document(evidence.document_id).particulars
    dated = words.date(particulars.dated) if particulars.dated else ""
    page = words._("p. {page}", page=evidence.page) if evidence.page else ""
    return words.listed([part for part in (particulars.from_whom, particulars.title, dated, page) if part])
