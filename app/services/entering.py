"""Enter what offices found and decided, from their documents."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.ids import CaseId, DocumentId
from app.domain.procedure.events import DecisionEntered, FindingEntered, View
from app.domain.procedure.refusals_of_entries import refusals_of_decision, refusals_of_finding
from app.domain.procedure.sheets import Sheet, sheet_of, sheet_of_correction
from app.domain.register.entered_text import checked_text
from app.domain.register.procedure_of_case import procedure_of, shown_by
from app.domain.register.roles_in_procedure import refusal_of_finding_by
from app.services.acting import Acting
from app.services.changing import act_of_procedure
from app.services.naming import known_among

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.domain.errors import Mendable
    from app.domain.procedure.procedure import Procedure
    from app.domain.register.cases import Case


def enter_finding(
    acting: Acting,
    *,
    case_id: CaseId,
    step: str,
    office: str,
    author: str,
    dated: date,
    views: Sequence[View],
    code: str = "",
    document_id: DocumentId | None = None,
    corrects: int | None = None,
    reason: str = "",
) -> FindingEntered:
    """Enter what an office found, on one paper; it counts once another person confirms it.

    A finding of the register's own office needs no code: it is given for the latest request. Raises `Mendable` with
    what stands against it.
    """
    own_office, today = acting.work.heading().office, acting.clock.today()
    author, reason = checked_text("author", author), checked_text("reason", reason)
    views = tuple(View(view.slot, view.view, checked_text("text", view.text)) for view in views)

    def reasons(case: Case, procedure: Procedure) -> Iterator[Mendable | None]:
        yield refusal_of_finding_by(acting.person, office, own_office, today)
        yield from refusals_of_finding(
            procedure,
            case.state,
            step,
            known_among(acting.shelf, procedure, step=step, slots=[view.slot for view in views]),
            office=office,
            author=author,
            dated=dated,
            views=views,
            code=code,
            own_office=own_office,
            today=today,
            corrects=corrects,
            reason=reason,
        )

    with act_of_procedure(acting, FindingEntered, case_id, reasons) as change:
        procedure = procedure_of(change.case)
        sheet = given_on(procedure, step, code, corrects, own=office == own_office)
        return change.record(
            FindingEntered(
                case_id=case_id,
                entry=procedure.next_number,
                request=sheet.request.number,
                lines=sheet.lines,
                office=office,
                author=author,
                dated=dated,
                views=views,
                document_id=document_id,
                document=shown_by(change.case, document_id),
                corrects=corrects,
                reason=reason,
            )
        )


def enter_decision(
    acting: Acting,
    *,
    case_id: CaseId,
    step: str,
    signatory: str,
    decision: str,
    dated: date,
    reference: str,
    code: str,
    office: str = "",
    conditions: Sequence[str] = (),
    reason: str = "",
    acting_for: str = "",
    document_id: DocumentId | None = None,
    corrects: int | None = None,
) -> DecisionEntered:
    """Enter what an office decided; it counts once another person confirms it.

    Without an office it is that of the meeting. `acting_for` is on what ground somebody signs for an office that is not
    their own. Raises `Mendable` with what stands against it.
    """
    today = acting.clock.today()
    signatory, reference = checked_text("signatory", signatory), checked_text("reference", reference)
    reason, acting_for = checked_text("reason", reason), checked_text("acting", acting_for)
    conditions = tuple(checked_text("conditions", each) for each in conditions)

    def reasons(case: Case, procedure: Procedure) -> Iterator[Mendable]:
        yield from refusals_of_decision(
            procedure,
            case.state,
            step,
            known_among(acting.shelf, procedure, step=step),
            office=office or meeting_of(procedure, step),
            signatory=signatory,
            decision=decision,
            conditions=conditions,
            reason=reason,
            dated=dated,
            reference=reference,
            code=code,
            acting=acting_for,
            today=today,
            corrects=corrects,
        )

    with act_of_procedure(acting, DecisionEntered, case_id, reasons) as change:
        procedure = procedure_of(change.case)
        sheet = given_on(procedure, step, code, corrects)
        return change.record(
            DecisionEntered(
                case_id=case_id,
                entry=procedure.next_number,
                request=sheet.request.number,
                lines=sheet.lines,
                office=office or meeting_of(procedure, step),
                signatory=signatory,
                decision=decision,
                dated=dated,
                reference=reference,
                conditions=conditions,
                reason=reason,
                acting=acting_for,
                document_id=document_id,
                document=shown_by(change.case, document_id),
                corrects=corrects,
            )
        )


def meeting_of(procedure: Procedure, step: str) -> str:
    """The office that decides a step which one office decides; empty of another step."""
    taken = procedure.step(step)
    return taken.offices[0] if taken is not None and taken.kind != "each" else ""


def given_on(procedure: Procedure, step: str, code: str, corrects: int | None, *, own: bool = False) -> Sheet:
    """The sheet of an entry that nothing stands against."""
    sheet = sheet_of(procedure, step, code, own=own) if corrects is None else sheet_of_correction(procedure, corrects)
    if sheet is None:
        raise LookupError("no request for an entry that was not refused")
    return sheet
