"""A document and the page of it that shows an answer, as they are cited."""

from app.domain.register.cases import Case, DocumentKind, Evidence
from app.wording.language import Words

#: What stands between the numbers of several pages.
_BETWEEN_NUMBERS = "-–—~〜～,、・ 　"


def document_kinds(words: Words) -> tuple[tuple[str, str], ...]:
    """The kinds of documents, by code."""
    _ = words._
    return (
        (DocumentKind.APPLICATION.value, _("Application")),
        (DocumentKind.CONTRACT.value, _("Contract")),
        (DocumentKind.SPECIFICATION.value, _("Specification")),
        (DocumentKind.CLASSIFICATION.value, _("Classification of the item (該非判定書)")),
        (DocumentKind.END_USE_PLEDGE.value, _("Written pledge of the end user")),
        (DocumentKind.AGREEMENT.value, _("Agreement")),
        (DocumentKind.OFFICIAL_JUDGEMENT.value, _("Official judgment")),
        (DocumentKind.OFFICIAL_ANSWER.value, _("Official answer")),
        (DocumentKind.CORRESPONDENCE.value, _("Correspondence")),
        (DocumentKind.OTHER.value, _("Other paper")),
    )


def evidence_label(words: Words, case: Case, evidence: Evidence) -> str:
    """A document and page, as they are cited."""
    particulars = case.document(evidence.document_id).particulars
    dated = words.date(particulars.dated) if particulars.dated else ""
    cited = (particulars.from_whom, particulars.title, particulars.reference, dated, page_label(words, evidence.page))
    return words.listed([part for part in cited if part])


def page_label(words: Words, page: str) -> str:
    """A page as it is cited: a bare number gets the word for it; what was entered with words of its own stands so."""
    is_number = all(character.isdigit() or character in _BETWEEN_NUMBERS for character in page)
    return words._("p. {page}", page=page) if page and is_number else page
