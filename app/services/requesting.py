"""Put the content of lines before the bodies of a step."""

from __future__ import annotations

from app.domain.ids import CaseId
from app.domain.procedure.content import code_of_contents
from app.domain.procedure.events import StepRequested
from app.domain.procedure.refusals_of_requests import lines_to_ask_for, refusals_of_request
from app.domain.register.procedure_of_case import procedure_of
from app.services.acting import Acting
from app.services.changing import act_of_procedure
from app.services.naming import known_among


def request_step(acting: Acting, *, case_id: CaseId, step: str) -> StepRequested:
    """Request a step for the lines whose earlier steps are done; the code is that of the sheet for the body.

    Raises `Mendable` where an earlier step is not done, an entry waits, or no line is left to be asked for.
    """
    with act_of_procedure(
        acting,
        StepRequested,
        case_id,
        lambda case, procedure: refusals_of_request(
            procedure, case.state, step, known_among(acting.shelf, procedure, step=step)
        ),
    ) as change:
        procedure = procedure_of(change.case)
        taken = procedure.step(step)
        lines = () if taken is None else lines_to_ask_for(procedure, taken)
        contents = [content for line in lines if (content := procedure.content(step, line)) is not None]
        return change.record(
            StepRequested(case_id, len(procedure.requests) + 1, step, lines, code_of_contents(contents))
        )
