"""The states of a case."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.procedure.procedure import Procedure


class CaseState(str, Enum):
    """Where a case stands; a determined case has a determination for each line that matches its answers."""

    DRAFT = "draft"
    DETERMINED = "determined"
    REVIEWED = "reviewed"
    IN_PROCEDURE = "in_procedure"
    PERMIT_RECORDED = "permit_recorded"
    REFUSED = "refused"
    REOPENED = "reopened"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def has_ended(self) -> bool:
        """Whether nothing can be changed until the case is reopened."""
        return self in (CaseState.WITHDRAWN, CaseState.CLOSED)

    @property
    def is_locked(self) -> bool:
        """Whether what bodies decide on is fixed, from the agreed review on, until the case is reopened."""
        return self in LOCKED


LOCKED = (CaseState.REVIEWED, CaseState.IN_PROCEDURE, CaseState.PERMIT_RECORDED, CaseState.REFUSED)


def state_of_case(procedure: Procedure, *, does_every_line_stand: bool) -> CaseState:
    """Where a case stands: by its procedure, and whether each line has a determination that stands."""
    if procedure.ended is not None:
        return CaseState(procedure.ended.value)
    if not procedure.is_locked:
        if does_every_line_stand and not procedure.needs_record:
            return CaseState.DETERMINED
        return CaseState.REOPENED if procedure.was_reviewed else CaseState.DRAFT
    if procedure.is_refused:
        return CaseState.REFUSED
    if procedure.has_every_permit:
        return CaseState.PERMIT_RECORDED
    if procedure.requests and procedure.lines_in_procedure:
        return CaseState.IN_PROCEDURE
    return CaseState.REVIEWED
