"""What can be shown in place of a question, by name: the particulars of case and line, the list of documents."""

from app.domain.ids import LineId

PARTICULARS, DOCUMENTS, LINE = "case.particulars", "case.documents", "line.particulars"


def form_of(line_id: LineId | None) -> str:
    """The form for the particulars of a line, or of the case itself."""
    return PARTICULARS if line_id is None else LINE
