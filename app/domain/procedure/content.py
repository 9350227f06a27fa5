"""What a body decides on: the content of a line, as it is put before the body with what counts of earlier steps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.canonical import canonical_json
from app.domain.decision.requirements import Step, Undertaking
from app.domain.law.outcomes import OPEN_OUTCOMES, Outcome
from app.domain.plain_data import plain
from app.domain.procedure.code import code_of

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA = "sekisho.content/1"


class DocumentInContent(NamedTuple):
    """A document: the digest of its file, or of paper all that there is to go by."""

    sha256: str = ""
    kind: str = ""
    title: str = ""
    from_whom: str = ""
    dated: date | None = None
    reference: str = ""


class OfficialAnswerInContent(NamedTuple):
    """An official answer that was given for the line, and whether it set its rule aside."""

    rule: str
    body: str
    dated: date
    reference: str
    note: str
    clears: bool
    sets_aside: bool


class DecisionInContent(NamedTuple):
    """What a determination said when it was recorded: not the words of the law, but what was decided by it."""

    on: date
    edition: str
    decision_digest: str
    reference: str
    outcome: Outcome
    answers: Mapping[str, str]
    derived: Mapping[str, str]
    rules: tuple[str, ...]
    steps: tuple[Step, ...]
    notices: tuple[str, ...]
    commitments: tuple[Undertaking, ...]
    official_answers: tuple[OfficialAnswerInContent, ...]


class LineContent(NamedTuple):
    """What is put before every body for a line, named by its position; `parties` are the particulars of the case."""

    line: int
    case_number: str
    parties: Mapping[str, str]
    item: str
    quantity: str
    value: str
    decision: DecisionInContent
    documents: tuple[DocumentInContent, ...] = ()

    @property
    def is_in_procedure(self) -> bool:
        """Whether bodies have to decide on the line: only where the outcome leaves the way open."""
        return self.decision.outcome in OPEN_OUTCOMES


class CountingView(NamedTuple):
    """What an office holds of a question of the examination, as it counts."""

    office: str
    slot: str
    view: str
    text: str
    document: DocumentInContent | None


class CountingDecision(NamedTuple):
    """What an office decided, as it counts."""

    office: str
    decision: str
    conditions: tuple[str, ...]


class EarlierStep(NamedTuple):
    """What counts of an earlier step for the line."""

    step: str
    views: tuple[CountingView, ...] = ()
    decisions: tuple[CountingDecision, ...] = ()


class StepContent(NamedTuple):
    """The content of a step for a line; two are the same content where they are equal."""

    step: str
    line: LineContent
    earlier: tuple[EarlierStep, ...]

    def data(self) -> dict[str, Any]:
        """The content as plain data."""
        earlier = [plain(step) for step in self.earlier]
        return {"schema": SCHEMA, "step": self.step, "line": plain(self.line), "earlier": earlier}

    @property
    def digest(self) -> str:
        """The SHA-256 of its canonical form, in hex."""
        return sha256(canonical_json(self.data()).encode()).hexdigest()


def code_of_contents(contents: Iterable[StepContent]) -> str:
    """The code that stands on a sheet with these contents."""
    return code_of([content.data() for content in sorted(contents, key=lambda each: each.line.line)])
