"""A case taken through its procedure by the use cases: each call does the one act that is next, by who may do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.procedure.entries import NO_OBJECTION, StepState
from app.domain.procedure.events import (
    CaseReviewed,
    DecisionEntered,
    EntryConfirmed,
    FindingEntered,
    NoticeGiven,
    PermitEntered,
    StepRequested,
    View,
)
from app.domain.procedure.notices import NoticeState, notices_of, state_of_notice
from app.services.confirming import confirm_entry
from app.services.entering import enter_decision, enter_finding
from app.services.notifying import give_notice
from app.services.permitting import enter_permit
from app.services.requesting import request_step
from app.services.reviewing import review_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.ids import CaseId
    from app.domain.procedure.procedure import Procedure, StepOfCase
    from app.services.acting import Acting

#: Those of `tests.builders.PEOPLE` by whom the acts are done.
OFFICER, REVIEWER, RECORDERS = "officer", "reviewer", ("recorder", "hanako")

Done = CaseReviewed | StepRequested | FindingEntered | DecisionEntered | PermitEntered | EntryConfirmed | NoticeGiven


def as_person(acting: Acting, account: str) -> Acting:
    """The same, with somebody else acting."""
    return acting._replace(person=acting.work.people.get(account))


def go_on(acting: Acting, case_id: CaseId) -> Done | None:
    """Do what is next in a case whose lines are determined; None where nothing is left."""
    procedure = acting.work.cases.get(case_id).procedure
    if procedure is None or not procedure.is_locked:
        return review_case(as_person(acting, REVIEWER), case_id=case_id, agree=True)
    for entry in procedure.waiting():
        # Who stands behind a permit are three: the reviewer confirms what the own office found.
        others = [each for each in RECORDERS if each != entry.by]
        by = REVIEWER if entry.office == "meti" else others[0]
        return confirm_entry(as_person(acting, by), case_id=case_id, entry=entry.number)
    for step in procedure.steps:
        state = procedure.state(step)
        if state in (StepState.OPEN, StepState.RETURNED):
            return request_step(as_person(acting, OFFICER), case_id=case_id, step=step.id)
        if state is StepState.REQUESTED:
            return _entered(as_person(acting, RECORDERS[0]), case_id, procedure, step)
    for notice in notices_of(procedure):
        if state_of_notice(procedure, notice) is NoticeState.DUE:
            recorder, today = as_person(acting, RECORDERS[0]), acting.clock.today()
            return give_notice(recorder, case_id=case_id, notice=notice.id, dated=today, reference="N-1")
    return None


def acts_until(acting: Acting, case_id: CaseId, kind: type[Done]) -> Iterator[Done]:
    """Go on until an act of a kind was done, or nothing is left."""
    while (done := go_on(acting, case_id)) is not None:
        yield done
        if isinstance(done, kind):
            return


def _entered(acting: Acting, case_id: CaseId, procedure: Procedure, step: StepOfCase) -> Done:
    line = next(line for line in step.lines if procedure.state_on(step.id, line) is StepState.REQUESTED)
    request = procedure.current_on(step.id, line)
    assert request is not None
    today = acting.clock.today()
    if step.kind == "permit":
        quantities = dict.fromkeys(request.contents, 1)
        return enter_permit(
            acting, case_id=case_id, number="P-1", dated=today, quantities=quantities, code=request.code
        )
    if step.kind == "finding":
        office = next(each for each in step.bodies if f"overall/{each}" in procedure.missing_on(step, line))
        views = [View(slot.id, NO_OBJECTION, "Nothing to be said.") for slot in procedure.lines[line].slots]
        return enter_finding(
            acting,
            case_id=case_id,
            step=step.id,
            office=office,
            author="Head of division",
            dated=today,
            views=views,
            code=request.code,
        )
    office = procedure.missing_on(step, line)[0]
    return enter_decision(
        acting,
        case_id=case_id,
        step=step.id,
        office=office,
        signatory=f"Minister of {office}",
        decision="agree",
        dated=today,
        reference="D-1",
        code=request.code,
    )
