"""What is read of a line to see whether other law would change its result, and what its determination rests on."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.domain.register.case_status import is_matched
from app.domain.register.cases import (
    AnsweredRule,
    CaseId,
    CaseState,
    GivenFor,
    LineId,
    OfficialAnswerId,
    RecordedFor,
)
from app.domain.register.counting import Said


class LineUnderReexamination(NamedTuple):
    """A line that was not removed, with its known answers; `given_for` as in `Said`."""

    case_id: CaseId
    number: str
    title: str
    case_state: CaseState
    on: date
    answered_rules: Mapping[OfficialAnswerId, AnsweredRule]
    id: LineId
    position: int
    item: str
    answers: Mapping[str, str]
    recorded: RecordedFor | None
    given_for: Mapping[str, GivenFor]

    @property
    def said(self) -> Said:
        """What has been said of the line."""
        return Said(self.id, self.answers, self.given_for, tuple(self.answered_rules.values()))

    @property
    def is_matched(self) -> bool:
        """Whether the last determination still rests on what the case says."""
        return self.recorded is not None and is_matched(self.recorded, self.on, self.said, self.answered_rules)
