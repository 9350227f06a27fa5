"""The determination of the line shown, and how it stands to what is on record."""

from app.statements.record_status import notices_of_change, record_status, records_says
from app.statements.report import ReportSays, report_of_line
from app.viewmodels.case.case_model import CaseModel


def report_says(model: CaseModel) -> ReportSays:
    """The determination of the line shown, as its answers now stand."""
    session, interview = model.session, model.interview
    timeline, today = session.shelf.timeline, session.today()
    return report_of_line(
        model.phrases,
        interview,
        status=record_status(model.phrases, interview),
        notices_of_change=notices_of_change(model.phrases, interview, timeline, today),
        records=records_says(model.phrases, interview, model.earlier),
    )
