"""Hand open cases of one case officer over to another; nothing that was determined is touched by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Mendable, Quoted
from app.domain.procedure.case_states import CaseState
from app.domain.register.entered_text import checked_text
from app.domain.register.events import CaseHandedOver
from app.domain.register.refusals import refusal_of_handing_over
from app.services.changing import CaseChange, ensure_officer, raise_if_refused, restate
from app.services.ports import CaseFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.ids import CaseId
    from app.services.acting import Acting
    from app.services.ports import UnitOfWork

_OPEN = tuple(state for state in CaseState if not state.has_ended)


def hand_over_cases(
    acting: Acting, *, account: str, to: str, numbers: Sequence[str] = (), note: str = ""
) -> tuple[CaseHandedOver, ...]:
    """Make somebody else the case officer of open cases: of those with these numbers, without any of all.

    `account` is who is their case officer: an account, or a name from before the register had people. Each case has an
    event of its own, all in one unit of work. Raises `Mendable` where `to` can't be a case officer today, a case has
    another one or has ended, or there is none.
    """
    acting.ensure_may(CaseHandedOver)
    note = checked_text("note", note)
    with acting.work:
        ensure_officer(acting, to)
        events = [_hand_over(acting, case_id, account, to, note) for case_id in _cases(acting.work, account, numbers)]
        if not events:
            raise Mendable("There is no open request to hand over.")
        acting.work.commit()
    return tuple(events)


def _cases(work: UnitOfWork, account: str, numbers: Sequence[str]) -> list[CaseId]:
    if numbers:
        return list(dict.fromkeys(_named(work, number) for number in numbers))
    wanted = CaseFilter(officers=(account,), states=_OPEN)
    return sorted(case.id for case in work.case_list.page(wanted._replace(limit=work.case_list.size(wanted))))


def _named(work: UnitOfWork, number: str) -> CaseId:
    case_id = work.cases.of_number(number)
    if case_id is None:
        raise Mendable("There is no case {number} in this register.", number=Quoted(number), field="numbers")
    return case_id


def _hand_over(acting: Acting, case_id: CaseId, account: str, to: str, note: str) -> CaseHandedOver:
    case = acting.work.cases.get(case_id)
    raise_if_refused(refusal_of_handing_over(case, account, to))
    acting.work.cases.amend(case_id, case.particulars._replace(case_officer=to))
    change = CaseChange(acting.work, case, acting.clock.now(), acting.by)
    event = change.record(CaseHandedOver(case_id, account, to, note))
    restate(acting, change)
    return event
