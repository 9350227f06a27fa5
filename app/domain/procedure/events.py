"""What was done in the procedure of a case, in the past tense; lines are named by their positions.

An entry is what an office found or decided, written into the register from its document. It has a number in its case,
and counts once another person has confirmed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from app.domain.ids import CaseId, DeterminationId, DocumentId
from app.domain.procedure.content import DocumentInContent, LineContent


class SlotAsked(NamedTuple):
    """A question of the examination that is asked of a line; `of_every_body` where one body does not suffice."""

    id: str
    of_every_body: bool = False


class LineReviewed(NamedTuple):
    """A line as it was reviewed: its content, and the questions of the examination that the edition asks of it."""

    content: LineContent
    slots: tuple[SlotAsked, ...] = ()


class NoticeNeeded(NamedTuple):
    """A notice, and what makes it due: that these steps are done; where there are none, that a permit is recorded."""

    id: str
    after: tuple[str, ...] = ()


class Terms(NamedTuple):
    """What the edition says of the procedure, as it was when the case was reviewed.

    `steps` is its order of steps, `permit_months` how long a permit runs of which nothing else is said;
    `examination_of` is the edition whose questions of the examination are asked. `returns_to` is the state to which
    equipment returns without consent, `breached_by_transfer` are the commitments of which a transfer without consent is
    a suspected breach: the first that the line has.
    """

    steps: tuple[str, ...]
    notices: tuple[NoticeNeeded, ...]
    permit_months: int
    examination_of: str
    returns_to: str = ""
    breached_by_transfer: tuple[str, ...] = ()


class CaseReviewed(NamedTuple):
    """Another person looked through a determined case. Where they agree, its content is fixed; else it goes back."""

    case_id: CaseId
    agree: bool
    note: str = ""
    lines: tuple[LineReviewed, ...] = ()
    terms: Terms | None = None


class DeterminationsKept(NamedTuple):
    """Of a case that was taken up again each determination still says what would be recorded now."""

    case_id: CaseId
    determinations: tuple[DeterminationId, ...]


class StepRequested(NamedTuple):
    """The content of lines was put before the bodies of a step; `request` is its number in the case."""

    case_id: CaseId
    request: int
    step: str
    lines: tuple[int, ...]
    code: str


class View(NamedTuple):
    """What an office holds of one question of the examination: `no_objection`, `objection` or `open`."""

    slot: str
    view: str
    text: str


class FindingEntered(NamedTuple):
    """What an office found in the examination."""

    case_id: CaseId
    entry: int
    request: int
    lines: tuple[int, ...]
    office: str
    author: str
    dated: date
    views: tuple[View, ...]
    document_id: DocumentId | None = None
    document: DocumentInContent | None = None
    corrects: int | None = None
    reason: str = ""


class DecisionEntered(NamedTuple):
    """What an office decided: `agree`, `agree_with_conditions`, `refuse` or `return`.

    `acting` is on what ground somebody signs for an office that is not their own; `reason` is that of the decision, or
    of the correction.
    """

    case_id: CaseId
    entry: int
    request: int
    lines: tuple[int, ...]
    office: str
    signatory: str
    decision: str
    dated: date
    reference: str
    conditions: tuple[str, ...] = ()
    reason: str = ""
    acting: str = ""
    document_id: DocumentId | None = None
    document: DocumentInContent | None = None
    corrects: int | None = None


class PermitEntered(NamedTuple):
    """A permit, with the quantity of each line that it covers."""

    case_id: CaseId
    entry: int
    request: int
    number: str
    dated: date
    valid_until: date
    quantities: Mapping[int, int]
    conditions: tuple[str, ...] = ()
    document_id: DocumentId | None = None
    document: DocumentInContent | None = None
    corrects: int | None = None
    reason: str = ""

    @property
    def lines(self) -> tuple[int, ...]:
        """The positions of the lines that it covers."""
        return tuple(sorted(self.quantities))


class PermitRefusalEntered(NamedTuple):
    """The permit was refused, for the lines of the request that have none."""

    case_id: CaseId
    entry: int
    request: int
    lines: tuple[int, ...]
    office: str
    dated: date
    reason: str
    reference: str


class PermitExtensionEntered(NamedTuple):
    """A permit runs longer; `permit` is the number of its entry."""

    case_id: CaseId
    entry: int
    permit: int
    valid_until: date
    dated: date
    reference: str


class PermitEndEntered(NamedTuple):
    """A permit was revoked or given back."""

    case_id: CaseId
    entry: int
    permit: int
    dated: date
    reason: str
    reference: str


class EntryConfirmed(NamedTuple):
    """Another person than who entered it compared an entry with its document: it counts from now on."""

    case_id: CaseId
    entry: int


class EntryWithdrawn(NamedTuple):
    """An entry was taken back before it was confirmed."""

    case_id: CaseId
    entry: int
    reason: str


class NoticeGiven(NamedTuple):
    """A notice was given or published."""

    case_id: CaseId
    notice: str
    dated: date
    reference: str
    document_id: DocumentId | None = None


#: Entries that rest on a request, and are given on its content.
Given: TypeAlias = FindingEntered | DecisionEntered | PermitEntered | PermitRefusalEntered
Entered: TypeAlias = Given | PermitExtensionEntered | PermitEndEntered
ProcedureEvent: TypeAlias = (
    CaseReviewed | DeterminationsKept | StepRequested | Entered | EntryConfirmed | EntryWithdrawn | NoticeGiven
)
