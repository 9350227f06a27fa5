"""What was done about the recipient's commitments and the equipment, in the past tense, on a case that was reviewed.

Each has a number in its case, one with the entries of the procedure; those that are entries count once another person
has confirmed them. `happened` is the day on which something was so, which may be earlier than that of recording it.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, TypeAlias

from app.domain.ids import CaseId, DocumentId


class Instrument(NamedTuple):
    """The paper in which a commitment was taken on; `states` are those to which it lets the equipment pass.

    `kind` is `agreement`, `exchange_of_notes`, `contract` or `pledge`.
    """

    kind: str
    title: str
    dated: date
    reference: str
    article: str = ""
    sha256: str = ""
    states: tuple[str, ...] = ()


class Signatory(NamedTuple):
    """Who signed the instrument, in which office, and on whose behalf."""

    name: str
    office: str
    on_behalf_of: str


class CommitmentEntered(NamedTuple):
    """Commitments were taken on for lines, each for each, in one instrument.

    A commitment is the id of one of the determination, or `condition:N`. `verified` is how it was ascertained that the
    signatory could sign; `code` is that of the certificate which came back, where one did.
    """

    case_id: CaseId
    entry: int
    lines: tuple[int, ...]
    commitments: tuple[str, ...]
    instrument: Instrument
    signatory: Signatory
    verified: str
    document_id: DocumentId | None = None
    code: str = ""

    @property
    def dated(self) -> date:
        """The date of the instrument."""
        return self.instrument.dated


class LotDelivered(NamedTuple):
    """A lot was handed over under a permit, named by its entry; `serials` are none, or one a piece.

    `lacking` are the binding commitments of the line that nobody had confirmed then; `reason` is why it was handed over
    all the same.
    """

    case_id: CaseId
    entry: int
    permit: int
    line: int
    lot: str
    quantity: int
    handed_over: date
    serials: tuple[str, ...] = ()
    accepted: date | None = None
    title_passed: date | None = None
    in_service: date | None = None
    document_id: DocumentId | None = None
    reason: str = ""
    lacking: tuple[str, ...] = ()

    @property
    def happened(self) -> date:
        """The day on which it was handed over."""
        return self.handed_over


class DatesAdded(NamedTuple):
    """Further dates of a lot became known."""

    case_id: CaseId
    entry: int
    lot: str
    accepted: date | None = None
    title_passed: date | None = None
    in_service: date | None = None
    document_id: DocumentId | None = None


class DutyLaidDown(NamedTuple):
    """A commitment became something to be done by a day, once or again and again; without a lot, for the whole line.

    `trigger` is a date of a lot, `taken_on`, or a day in ISO form; `due` and `every` are ISO 8601 durations.
    `instrument` and `article` are where it stands; without an instrument the office has laid it down itself.
    """

    case_id: CaseId
    entry: int
    name: str
    commitment: str
    line: int
    owed_by: str
    trigger: str
    due: str
    satisfied_by: str
    lot: str = ""
    every: str = ""
    until: date | None = None
    instrument: str | None = None
    article: str = ""


class DutyFulfilled(NamedTuple):
    """What was due at an occurrence of a duty was done."""

    case_id: CaseId
    entry: int
    duty: str
    occurrence: int
    happened: date
    document_id: DocumentId | None = None
    note: str = ""


class WaiverEntered(NamedTuple):
    """Somebody let an occurrence of a duty go."""

    case_id: CaseId
    entry: int
    duty: str
    occurrence: int
    waived_by: str
    reason: str
    happened: date

    @property
    def dated(self) -> date:
        """The day of the waiver."""
        return self.happened


class EventTakenBack(NamedTuple):
    """Something recorded was not so: it counts no more. `taken_back` is its number."""

    case_id: CaseId
    entry: int
    taken_back: int
    reason: str


class LotInspected(NamedTuple):
    """A lot was looked at; `serials_seen` is None where no serials were noted."""

    case_id: CaseId
    entry: int
    lot: str
    inspected_by: str
    finding: str
    happened: date
    serials_seen: tuple[str, ...] | None = None
    document_id: DocumentId | None = None


class SerialAccountedFor(NamedTuple):
    """What became of a piece: `lost`, `destroyed`, `returned`, `transferred`, or it was an `error`."""

    case_id: CaseId
    entry: int
    lot: str
    serial: str
    as_what: str
    happened: date
    document_id: DocumentId | None = None
    note: str = ""


class BreachSuspected(NamedTuple):
    """A commitment may have been broken."""

    case_id: CaseId
    entry: int
    commitment: str
    line: int
    finding: str
    happened: date
    lot: str = ""


class BreachAnswered(NamedTuple):
    """What the recipient answered; `breach` is the number of what opened it."""

    case_id: CaseId
    entry: int
    breach: int
    text: str
    happened: date


class MeasureTaken(NamedTuple):
    """What was done about a suspected breach."""

    case_id: CaseId
    entry: int
    breach: int
    text: str
    happened: date


class BreachEndEntered(NamedTuple):
    """What came of a suspected breach: `confirmed`, `unfounded` or `remedied`."""

    case_id: CaseId
    entry: int
    breach: int
    outcome: str
    text: str
    happened: date

    @property
    def dated(self) -> date:
        """The day of it."""
        return self.happened


class LifeEnded(NamedTuple):
    """Pieces of a lot, or all that is left of it, were `returned` or `disposed` of."""

    case_id: CaseId
    entry: int
    lot: str
    as_what: str
    happened: date
    serials: tuple[str, ...] = ()
    document_id: DocumentId | None = None


class ConsentAsked(NamedTuple):
    """A holder asked to pass pieces on, or to use them otherwise; without serials the whole lot."""

    case_id: CaseId
    entry: int
    name: str
    lot: str
    holder: str
    to: str
    kind: str
    purpose: str
    received_on: date
    serials: tuple[str, ...] = ()
    document_id: DocumentId | None = None


class ConsentAnswerEntered(NamedTuple):
    """What was answered to a request, by its name: `given`, `given_with_conditions` or `refused`."""

    case_id: CaseId
    entry: int
    request: str
    consent: str
    body: str
    signatory: str
    dated: date
    reference: str
    conditions: tuple[str, ...] = ()
    document_id: DocumentId | None = None


class TransferRecorded(NamedTuple):
    """Pieces passed from a holder to another; `consent` is the one to look at first.

    `opens` is the commitment of which a breach is suspected by that, as nothing covered it when it was recorded.
    """

    case_id: CaseId
    entry: int
    lot: str
    holder: str
    to: str
    happened: date
    serials: tuple[str, ...] = ()
    consent: str = ""
    document_id: DocumentId | None = None
    opens: str = ""


class RevocationEntered(NamedTuple):
    """A consent, by the name of its request, was taken back."""

    case_id: CaseId
    entry: int
    consent: str
    reason: str
    happened: date

    @property
    def dated(self) -> date:
        """The day from which on it covers nothing more."""
        return self.happened


#: What counts once another person has confirmed it.
LaterEntry: TypeAlias = CommitmentEntered | WaiverEntered | BreachEndEntered | ConsentAnswerEntered | RevocationEntered
#: What counts at once.
LaterHappening: TypeAlias = (
    LotDelivered
    | DatesAdded
    | DutyLaidDown
    | DutyFulfilled
    | EventTakenBack
    | LotInspected
    | SerialAccountedFor
    | BreachSuspected
    | BreachAnswered
    | MeasureTaken
    | LifeEnded
    | ConsentAsked
    | TransferRecorded
)
LaterEvent: TypeAlias = LaterEntry | LaterHappening
