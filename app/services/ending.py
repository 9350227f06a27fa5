"""End a case and take it up again: withdraw, close, reopen."""

from app.domain.register.cases import CaseId, CaseState
from app.domain.register.entered_text import checked_text
from app.domain.register.events import (
    CaseClosed,
    CaseReopened,
    CaseWithdrawn,
)
from app.domain.register.particulars import checked_reason
from app.domain.register.refusals import (
    closing_without_a_reason,
    differing_lines,
    refusal_of_closing,
    refusal_of_reopening,
)
from app.services.acting import Acting
from app.services.changing import change_of_case


def withdraw_case(acting: Acting, *, case_id: CaseId, reason: str) -> CaseWithdrawn:
    """Withdraw a case that is under examination; `Mendable` without a reason."""
    reason = checked_reason(reason)
    with change_of_case(acting, CaseWithdrawn, case_id) as change:
        change.case = change.case._replace(state=CaseState.WITHDRAWN, reason=reason)
        return change.record(CaseWithdrawn(case_id, reason))


def close_case(acting: Acting, *, case_id: CaseId, reason: str = "") -> CaseClosed:
    """Close a case; `Mendable` while any of its lines has no determination.

    Where a determination is not what would come out now, a reason is needed: it is kept, and the record stays.
    """
    with change_of_case(acting, CaseClosed, case_id, refusal_of_closing) as change:
        shelf, given = acting.shelf, checked_text("reason", reason)
        compiled = shelf.compiled(shelf.id_on(change.case.particulars.assessed_on))
        differing = differing_lines(change.case, compiled, shelf.reference())
        if differing and not given:
            raise closing_without_a_reason(differing)
        change.case = change.case._replace(state=CaseState.CLOSED, reason=given)
        return change.record(CaseClosed(case_id, given or None))


def reopen_case(acting: Acting, *, case_id: CaseId, reason: str) -> CaseReopened:
    """Take up a withdrawn or closed case again; `Mendable` without a reason, or where the case is open."""
    reason = checked_reason(reason)
    with change_of_case(acting, CaseReopened, case_id, refusal_of_reopening) as change:
        change.case = change.case._replace(state=CaseState.DRAFT, reason=reason)
        return change.record(CaseReopened(case_id, reason))
