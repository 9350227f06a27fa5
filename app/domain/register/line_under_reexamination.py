"""A line as a change of law looks at it: what is known of it, and what its last determination rests on."""

import json
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.domain.register.cases import AnsweredRule, CaseId, CaseState, DeterminationId, LineId, OfficialAnswerId
from app.domain.register.official_answers import are_those_of


class RecordedFor(NamedTuple):
    """What the last determination of a line was made for and under, without what it says; answers as JSON."""

    id: DeterminationId
    on: date
    edition_sha256: str
    reference_version: str
    answers_text: str
    set_aside: frozenset[str]
    official_answers: tuple[OfficialAnswerId, ...] | None


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
        recorded = self.recorded
        return (
            recorded is not None
            and recorded.on == self.on
            and are_those_of(self.answered_rules, recorded.official_answers, recorded.set_aside)
            and json.loads(recorded.answers_text) == self.answers
        )
