"""The state of a case as plain data, for files and scripts: nothing is null, and lines are named by their positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.procedure.events import DecisionEntered, FindingEntered, PermitRefusalEntered
from app.domain.procedure.notices import notices_of, state_of_notice
from app.domain.procedure.permits import permit_said, state_of_permit, valid_until

if TYPE_CHECKING:
    from datetime import date

    from app.domain.procedure.entries import Entry
    from app.domain.procedure.procedure import Procedure, StepOfCase


def state_on_record(procedure: Procedure, *, number: str, state: str, outcome: str, on: date) -> dict[str, Any]:
    """The state of a case as of a day, up to its notices; `outcome` is the gravest of its lines."""
    return {
        "number": number,
        "state": state,
        "outcome": outcome,
        "steps": [_step(procedure, step) for step in procedure.steps],
        "conditions": [
            {"n": each.number, "from": each.step, "text": each.text}
            for each in procedure.conditions
            if procedure.counts(procedure.entries[each.entry])
        ],
        "permits": [_permit(procedure, permit, on) for permit in procedure.permits()],
        "notices": [
            {"id": notice.id, "state": state_of_notice(procedure, notice).value} for notice in notices_of(procedure)
        ],
    }


def _step(procedure: Procedure, step: StepOfCase) -> dict[str, Any]:
    request = procedure.current_request(step.id)
    data: dict[str, Any] = {
        "id": step.id,
        "kind": step.kind,
        "lines": list(step.lines),
        "state": procedure.state(step).value,
        "code": "" if request is None else request.code,
    }
    entries = [entry for entry in procedure.entries.values() if entry.step == step.id]
    if step.kind == "finding":
        data["findings"] = [each for entry in entries for each in _findings(procedure, entry)]
    else:
        data["decisions"] = [
            {
                "office": entry.office,
                "decision": entry.decision,
                "state": procedure.state_of_entry(entry, counts=procedure.counts(entry)).value,
                "lines": list(entry.lines),
            }
            for entry in entries
            if isinstance(entry.said, DecisionEntered | PermitRefusalEntered)
        ]
    return data | {"missing": list(procedure.missing(step))}


def _findings(procedure: Procedure, entry: Entry) -> list[dict[str, Any]]:
    if not isinstance(entry.said, FindingEntered):
        return []
    return [
        {
            "slot": view.slot,
            "office": entry.office,
            "view": view.view,
            "state": procedure.state_of_entry(entry, counts=procedure.view_counts(entry, view)).value,
            "lines": list(entry.lines),
        }
        for view in entry.said.views
    ]


def _permit(procedure: Procedure, permit: Entry, on: date) -> dict[str, Any]:
    said = permit_said(permit)
    return {
        "number": said.number,
        "lines": {str(line): quantity for line, quantity in sorted(said.quantities.items())},
        "valid_until": valid_until(procedure, permit, on).isoformat(),
        "state": state_of_permit(procedure, permit, on).value,
        "content_changed": permit.stands and procedure.has_changed_content(permit),
    }
