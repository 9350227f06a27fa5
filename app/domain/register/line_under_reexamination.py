"""What is read of a line to see whether its determination is what would come out now, or under other law."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.record import EvidenceOnRecord
from app.domain.ids import CaseId, DeterminationId, LineId, OfficialAnswerId
from app.domain.law.outcomes import Outcome
from app.domain.law.reference import Reference
from app.domain.procedure.case_states import CaseState
from app.domain.register.basis import Basis, Since, basis_of, changes_since
from app.domain.register.cases import AnsweredRule, GivenFor
from app.domain.register.counting import Said
from app.domain.register.official_answers import given_for_line


class RecordedFor(NamedTuple):
    """The last determination of a line: what it rested on, without what it says."""

    id: DeterminationId
    recorded_at: datetime
    outcome: Outcome
    basis: Basis

    @property
    def edition_id(self) -> str:
        """The edition it was made under."""
        return self.basis.edition_id


class LineUnderReexamination(NamedTuple):
    """A line that was not removed, with its known answers; `given_for` as in `Said`.

    `particulars` and `evidence` are those of the case and the line, as a record keeps them; of a line without a
    determination they are not read. `was_reviewed`: a review of its case is on record, whatever it came to.
    """

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
    particulars: Mapping[str, str]
    evidence: tuple[EvidenceOnRecord, ...]
    recorded: RecordedFor | None
    given_for: Mapping[str, GivenFor]
    was_reviewed: bool = False

    @property
    def said(self) -> Said:
        """What has been said of the line."""
        return Said(self.id, self.answers, self.given_for, tuple(self.answered_rules.values()))

    def since_recorded(self, compiled: CompiledEdition, reference: Reference) -> Since | None:
        """What has changed since its determination was recorded, under the law that decides; None where it has none."""
        if self.recorded is None:
            return None
        now = basis_of(
            self.said,
            on=self.on,
            official_answers=given_for_line(self.answered_rules, self.id),
            particulars=self.particulars,
            evidence=self.evidence,
            edition=compiled.edition,
            reference=reference,
        )
        return changes_since(self.recorded.basis, self.recorded.outcome, now, compiled, reference)
