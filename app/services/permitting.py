"""Enter permits, their refusal, extension and end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.ids import CaseId, DocumentId
from app.domain.procedure.asked_again import permit_step
from app.domain.procedure.events import (
    PermitEndEntered,
    PermitEntered,
    PermitExtensionEntered,
    PermitRefusalEntered,
)
from app.domain.procedure.periods import last_day_of
from app.domain.procedure.refusals_of_permits import (
    refusals_of_extension,
    refusals_of_permit,
    refusals_of_permit_end,
    refusals_of_permit_refusal,
)
from app.domain.procedure.sheets import Sheet, sheet_of, sheet_of_correction
from app.domain.register.entered_text import checked_text
from app.domain.register.procedure_of_case import procedure_of, shown_by
from app.services.acting import Acting
from app.services.changing import act_of_procedure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.procedure.procedure import Procedure


def enter_permit(
    acting: Acting,
    *,
    case_id: CaseId,
    number: str,
    dated: date,
    quantities: Mapping[int, int],
    code: str,
    valid_until: date | None = None,
    conditions: Sequence[str] = (),
    document_id: DocumentId | None = None,
    corrects: int | None = None,
    reason: str = "",
) -> PermitEntered:
    """Enter a permit for lines, by position with their quantities; it counts once another person confirms it.

    Without `valid_until` it runs for the period of the edition. Raises `Mendable` with what stands against it.
    """
    today = acting.clock.today()
    number, reason = checked_text("permit_number", number), checked_text("reason", reason)
    conditions = tuple(checked_text("conditions", each) for each in conditions)
    with act_of_procedure(
        acting,
        PermitEntered,
        case_id,
        lambda case, procedure: refusals_of_permit(
            procedure,
            case.state,
            permit_step(procedure),
            number=number,
            dated=dated,
            quantities=quantities,
            until=valid_until or default_end(procedure, dated),
            conditions=conditions,
            code=code,
            today=today,
            corrects=corrects,
            reason=reason,
        ),
    ) as change:
        procedure = procedure_of(change.case)
        sheet = _sheet(procedure, code, corrects)
        return change.record(
            PermitEntered(
                case_id=case_id,
                entry=procedure.next_number,
                request=sheet.request.number,
                number=number,
                dated=dated,
                valid_until=valid_until or default_end(procedure, dated),
                quantities=dict(sorted(quantities.items())),
                conditions=conditions,
                document_id=document_id,
                document=shown_by(change.case, document_id),
                corrects=corrects,
                reason=reason,
            )
        )


def refuse_permit(
    acting: Acting, *, case_id: CaseId, dated: date, reason: str, reference: str, code: str
) -> PermitRefusalEntered:
    """Enter that the permit was refused, for the lines of the sheet that have none once it is confirmed."""
    today = acting.clock.today()
    reason, reference = checked_text("reason", reason), checked_text("reference", reference)
    with act_of_procedure(
        acting,
        PermitRefusalEntered,
        case_id,
        lambda case, procedure: refusals_of_permit_refusal(
            procedure,
            case.state,
            permit_step(procedure),
            dated=dated,
            reason=reason,
            reference=reference,
            code=code,
            today=today,
        ),
    ) as change:
        procedure = procedure_of(change.case)
        sheet, step = _sheet(procedure, code, None), permit_step(procedure)
        return change.record(
            PermitRefusalEntered(
                case_id=case_id,
                entry=procedure.next_number,
                request=sheet.request.number,
                lines=sheet.lines,
                office="" if step is None else step.bodies[0],
                dated=dated,
                reason=reason,
                reference=reference,
            )
        )


def extend_permit(
    acting: Acting, *, case_id: CaseId, permit: int, valid_until: date, dated: date, reference: str
) -> PermitExtensionEntered:
    """Enter that a permit, named by the number of its entry, runs longer."""
    today, reference = acting.clock.today(), checked_text("reference", reference)
    with act_of_procedure(
        acting,
        PermitExtensionEntered,
        case_id,
        lambda case, procedure: refusals_of_extension(
            procedure, case.state, permit, until=valid_until, dated=dated, reference=reference, today=today
        ),
    ) as change:
        entry = procedure_of(change.case).next_number
        return change.record(PermitExtensionEntered(case_id, entry, permit, valid_until, dated, reference))


def end_permit(
    acting: Acting, *, case_id: CaseId, permit: int, dated: date, reason: str, reference: str
) -> PermitEndEntered:
    """Enter that a permit was revoked or given back."""
    today = acting.clock.today()
    reason, reference = checked_text("reason", reason), checked_text("reference", reference)
    with act_of_procedure(
        acting,
        PermitEndEntered,
        case_id,
        lambda case, procedure: refusals_of_permit_end(
            procedure, case.state, permit, dated=dated, reason=reason, reference=reference, today=today
        ),
    ) as change:
        entry = procedure_of(change.case).next_number
        return change.record(PermitEndEntered(case_id, entry, permit, dated, reason, reference))


def default_end(procedure: Procedure, dated: date) -> date:
    """The last day of a permit of which nothing else is said."""
    return dated if procedure.terms is None else last_day_of(dated, procedure.terms.permit_months)


def _sheet(procedure: Procedure, code: str, corrects: int | None) -> Sheet:
    step = permit_step(procedure)
    if corrects is not None:
        sheet = sheet_of_correction(procedure, corrects)
    else:
        sheet = None if step is None else sheet_of(procedure, step.id, code)
    if sheet is None:
        raise LookupError("no request for an entry that was not refused")
    return sheet
