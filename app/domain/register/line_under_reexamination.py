"""What is read of a line to see whether other law would change its result, and what its determination rests on."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.domain.register.case_status import is_matched
from app.domain.register.cases import AnsweredRule, CaseId, CaseState, LineId, OfficialAnswerId, RecordedFor


class LineUnderReexamination(NamedTuple):
    """A line that was not removed, with its known answers."""

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

    @property
    def is_matched(self) -> bool:
        """Whether the last determination still rests on what the case says."""
        return self.recorded is not None and is_matched(self.recorded, self.on, self.answers, self.answered_rules)
