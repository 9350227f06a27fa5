"""What the procedure screen says, put into the form in which the command line prints the state of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.viewmodels.procedure.permits_says import NoticeSays, PermitSays
    from app.viewmodels.procedure.procedure_model import ConditionSays
    from app.viewmodels.procedure.steps_says import StepSays

#: The parts of the state that the screen shows.
SHOWN = ("steps", "conditions", "permits", "notices")


def as_state(
    steps: Iterable[StepSays],
    conditions: Iterable[ConditionSays],
    permits: Iterable[PermitSays],
    notices: Iterable[NoticeSays],
) -> dict[str, Any]:
    """The steps, conditions, permits and notices on the screen, as on record."""
    return {
        "steps": [_step(step) for step in steps],
        "conditions": [{"n": each.number, "from": each.step, "text": each.text} for each in conditions],
        "permits": [
            {
                "number": each.number,
                "lines": {str(line): quantity for line, quantity in each.quantities},
                "valid_until": each.until,
                "state": each.state,
                "content_changed": each.content_changed,
            }
            for each in permits
        ],
        "notices": [{"id": each.id, "state": each.state} for each in notices],
    }


def _step(step: StepSays) -> dict[str, Any]:
    state: dict[str, Any] = {
        "id": step.id,
        "kind": step.kind,
        "lines": list(step.lines),
        "state": step.state,
        "code": step.code,
    }
    if step.kind == "finding":
        state["findings"] = [
            {
                "slot": view.slot,
                "office": each.office,
                "view": view.view,
                "state": view.state,
                "lines": list(each.lines),
            }
            for each in step.entries
            for view in each.views
        ]
    else:
        state["decisions"] = [
            {"office": each.office, "decision": each.decision, "state": each.state, "lines": list(each.lines)}
            for each in step.entries
            if each.decision
        ]
    return state | {"missing": list(step.missing)}
