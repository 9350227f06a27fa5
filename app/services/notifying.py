"""Record that a notice was given or published."""

from __future__ import annotations

from datetime import date

from app.domain.ids import CaseId, DocumentId
from app.domain.procedure.events import NoticeGiven
from app.domain.procedure.refusals_of_permits import refusals_of_notice
from app.domain.register.entered_text import checked_text
from app.services.acting import Acting
from app.services.changing import act_of_procedure
from app.services.naming import known_among


def give_notice(
    acting: Acting,
    *,
    case_id: CaseId,
    notice: str,
    dated: date,
    reference: str,
    document_id: DocumentId | None = None,
) -> NoticeGiven:
    """Record that a notice that is due was given; `Mendable` with what stands against it."""
    today, reference = acting.clock.today(), checked_text("reference", reference)
    with act_of_procedure(
        acting,
        NoticeGiven,
        case_id,
        lambda case, procedure: refusals_of_notice(
            procedure,
            case.state,
            notice,
            known_among(acting.shelf, procedure, notice=notice),
            dated=dated,
            reference=reference,
            today=today,
        ),
    ) as change:
        if document_id is not None:
            change.case.document(document_id)
        return change.record(NoticeGiven(case_id, notice, dated, reference, document_id))
