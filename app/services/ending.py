"""End a case and take it up again: withdraw, close, reopen."""

from functools import partial

from app.domain.errors import Mendable
from app.domain.ids import CaseId
from app.domain.register.cases import Case
from app.domain.register.entered_text import checked_text
from app.domain.register.events import CaseClosed, CaseReopened, CaseWithdrawn
from app.domain.register.refusals import (
    reason_to_close,
    refusal_of_closing,
    refusal_of_reopening,
    refusal_of_withdrawing,
)
from app.services.acting import Acting
from app.services.changing import change_of_case


def withdraw_case(acting: Acting, *, case_id: CaseId, reason: str) -> CaseWithdrawn:
    """Withdraw a case; `Mendable` without a reason, where it was refused, and where it has a permit."""
    reason = checked_text("reason", reason)
    with change_of_case(acting, CaseWithdrawn, case_id, partial(refusal_of_withdrawing, reason=reason)) as change:
        change.case = change.case._replace(reason=reason)
        return change.record(CaseWithdrawn(case_id, reason))


def close_case(acting: Acting, *, case_id: CaseId, reason: str = "") -> CaseClosed:
    """Close a case; `Mendable` while a line has no determination that stands, and in the middle of its procedure.

    Where it is cut short, a notice is due, or a determination is not what would come out now, a reason is needed: it is
    kept, and the record stays.
    """
    shelf, given = acting.shelf, checked_text("reason", reason)

    def refusal(case: Case) -> Mendable | None:
        compiled = shelf.compiled(shelf.id_on(case.particulars.assessed_on))
        return refusal_of_closing(case, given, reason_to_close(case, compiled, shelf.reference()))

    with change_of_case(acting, CaseClosed, case_id, refusal) as change:
        change.case = change.case._replace(reason=given)
        return change.record(CaseClosed(case_id, given or None))


def reopen_case(acting: Acting, *, case_id: CaseId, reason: str) -> CaseReopened:
    """Take up a case again that was reviewed or has ended; `Mendable` without a reason, or where it is open."""
    reason = checked_text("reason", reason)
    with change_of_case(acting, CaseReopened, case_id, partial(refusal_of_reopening, reason=reason)) as change:
        change.case = change.case._replace(reason=reason)
        return change.record(CaseReopened(case_id, reason))
