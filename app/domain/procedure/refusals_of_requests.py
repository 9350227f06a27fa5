"""Why a step can't be requested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.domain.procedure.case_states import CaseState
from app.domain.procedure.entries import StepState
from app.domain.procedure.procedure import Procedure, StepOfCase
from app.domain.procedure.refusals import Known, no_such_step, refusal_while, refused, unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def lines_to_ask_for(procedure: Procedure, step: StepOfCase) -> tuple[int, ...]:
    """The lines that a request of a step would cover now."""
    asked = (StepState.OPEN, StepState.RETURNED)
    return tuple(line for line in step.lines if procedure.state_on(step.id, line) in asked)


def refusals_of_request(procedure: Procedure, state: CaseState, step_id: str, known: Known) -> Iterator[Mendable]:
    """A step is requested for lines whose earlier steps are done, and that are neither done nor asked for."""
    if step_id not in known.steps:
        yield unknown(step_id)
        return
    waits = refusal_while(state)
    if waits is not None:
        yield waits
    step = procedure.step(step_id)
    if step is None:
        if waits is None:
            yield no_such_step()
        return
    lines = lines_to_ask_for(procedure, step)
    if _waiting_on(procedure, step, lines or step.lines):
        yield refused(
            "not_confirmed",
            "An entry of this or an earlier step waits for its confirmation. Confirm or withdraw it first.",
        )
    if lines:
        return
    for line in step.lines:
        earlier = next((each for each in procedure.ladder(line) if not procedure.is_done(each.id, line)), None)
        if procedure.state_on(step_id, line) is StepState.WAITING and earlier is not None:
            is_examined = earlier.sign_off == "finding"
            if is_examined and procedure.state_on(earlier.id, line) is StepState.REQUESTED:
                yield refused("missing_findings", "Findings are missing: the examination is not done.")
            else:
                yield refused("out_of_order", "An earlier step is not done: this one waits for it.")
    yield refused("already_done", "For each line the step is done or was asked for already.")


def _waiting_on(procedure: Procedure, step: StepOfCase, lines: Collection[int]) -> bool:
    """Whether an entry of a step, or of one before it on a line, waits on these lines."""
    for entry in procedure.waiting():
        for line in set(entry.lines) & set(lines):
            ladder = [each.id for each in procedure.ladder(line)]
            if entry.step in ladder[: ladder.index(step.id) + 1]:
                return True
    return False
