"""What has happened on the register, in the past tense; each use case writes one of these in its unit of work."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias

from app.domain.ids import AnswerId, CaseId, DeterminationId, DocumentId, EvidenceId, LineId, OfficialAnswerId
from app.domain.plain_data import plain, read
from app.domain.procedure.case_states import CaseState
from app.domain.procedure.events import (
    CaseReviewed,
    DecisionEntered,
    DeterminationsKept,
    EntryConfirmed,
    EntryWithdrawn,
    FindingEntered,
    NoticeGiven,
    PermitEndEntered,
    PermitEntered,
    PermitExtensionEntered,
    PermitRefusalEntered,
    ProcedureEvent,
    StepRequested,
)
from app.domain.procedure.later_events import (
    BreachAnswered,
    BreachEndEntered,
    BreachSuspected,
    CommitmentEntered,
    ConsentAnswerEntered,
    ConsentAsked,
    DatesAdded,
    DutyFulfilled,
    DutyLaidDown,
    EventTakenBack,
    LaterEvent,
    LifeEnded,
    LotDelivered,
    LotInspected,
    MeasureTaken,
    RevocationEntered,
    SerialAccountedFor,
    TransferRecorded,
    WaiverEntered,
)
from app.domain.register.cases import CaseParticulars, DocumentParticulars, LineParticulars, OfficialAnswerParticulars
from app.domain.register.people import Role


class CaseOpened(NamedTuple):
    """A case was opened, with its first line."""

    case_id: CaseId
    line_id: LineId
    particulars: Mapping[str, str]
    line: Mapping[str, str]


class WorkedCaseFiled(NamedTuple):
    """A worked case was filed in a training register, its answers asserted without evidence."""

    case_id: CaseId
    line_id: LineId
    worked_case: str
    source: str
    particulars: Mapping[str, str]
    answers: Mapping[str, str]


class CaseDuplicated(NamedTuple):
    """A case was opened like another one; lines, answers and documents that went along are mapped to their copies."""

    case_id: CaseId
    source_id: CaseId
    source_number: str
    particulars: Mapping[str, str]
    lines: Mapping[LineId, LineId]
    answers: Mapping[AnswerId, AnswerId]
    documents: Mapping[DocumentId, DocumentId]


class CaseAmended(NamedTuple):
    """A particular of a case was changed."""

    case_id: CaseId
    field: str
    before: str
    after: str


class CaseHandedOver(NamedTuple):
    """A case got another case officer, with others of the former one or alone; both are accounts.

    `before` may be a name that was written when the register had no people.
    """

    case_id: CaseId
    before: str
    after: str
    note: str


class CaseWithdrawn(NamedTuple):
    """A case was withdrawn."""

    case_id: CaseId
    reason: str


class CaseClosed(NamedTuple):
    """A case with a determination for each line was closed; with a reason where one is not what would come out now."""

    case_id: CaseId
    reason: str | None = None


class CaseReopened(NamedTuple):
    """A withdrawn or closed case was taken up again."""

    case_id: CaseId
    reason: str


class CaseStateChanged(NamedTuple):
    """A case became determined, or a draft again, through another event of the same unit of work."""

    case_id: CaseId
    before: CaseState
    after: CaseState


class LineAdded(NamedTuple):
    """A line was added; `copied_answers` maps each answer that was copied with it to its own answer."""

    case_id: CaseId
    line_id: LineId
    position: int
    particulars: Mapping[str, str]
    copied_from: LineId | None
    copied_answers: Mapping[AnswerId, AnswerId]


class LineAmended(NamedTuple):
    """A particular of a line was changed."""

    case_id: CaseId
    line_id: LineId
    field: str
    before: str
    after: str


class LineRemoved(NamedTuple):
    """A line without a determination was removed; it stays on record."""

    case_id: CaseId
    line_id: LineId
    position: int


class AnswerGiven(NamedTuple):
    """A fact was answered; `before` is the value that stood, `value` None is "not yet known"."""

    case_id: CaseId
    line_id: LineId
    answer_id: AnswerId
    fact: str
    value: str | None
    before: str | None
    evidence: tuple[tuple[DocumentId, str], ...]


class AnswerTakenBack(NamedTuple):
    """An answer was taken back: the fact counts as not asked yet."""

    case_id: CaseId
    line_id: LineId
    fact: str
    before: str | None


class DocumentAdded(NamedTuple):
    """A document was added to a case."""

    case_id: CaseId
    document_id: DocumentId
    particulars: Mapping[str, str]


class DocumentFileKept(NamedTuple):
    """The file of a document is kept in the register, by its SHA-256; `size` is in bytes."""

    case_id: CaseId
    document_id: DocumentId
    sha256: str
    size: int


class DocumentAmended(NamedTuple):
    """What is known of a document was changed."""

    case_id: CaseId
    document_id: DocumentId
    field: str
    before: str
    after: str


class EvidenceAttached(NamedTuple):
    """A document and page were named as showing an answer."""

    case_id: CaseId
    line_id: LineId
    fact: str
    answer_id: AnswerId
    evidence_id: EvidenceId
    document_id: DocumentId
    page: str


class EvidenceDetached(NamedTuple):
    """A document no longer counts as showing an answer."""

    case_id: CaseId
    line_id: LineId
    fact: str
    answer_id: AnswerId
    evidence_id: EvidenceId


class DeterminationRecorded(NamedTuple):
    """A settled result was recorded as the determination of a line."""

    case_id: CaseId
    line_id: LineId
    determination_id: DeterminationId
    number: int
    edition_id: str
    edition_sha256: str
    reference_version: str
    outcome: str
    record_sha256: str
    supersedes: DeterminationId | None


class OfficialAnswerRecorded(NamedTuple):
    """An official answer to a refer rule was recorded on a case; whether it sets the rule aside stands in it.

    `lines` are those that it was given for.
    """

    case_id: CaseId
    official_answer_id: OfficialAnswerId
    particulars: Mapping[str, str]
    lines: tuple[LineId, ...] = ()


class OfficialAnswerWithdrawn(NamedTuple):
    """An official answer no longer counts: it was recorded by mistake, or replaced."""

    case_id: CaseId
    official_answer_id: OfficialAnswerId
    rule: str
    reason: str


class EditionPutInForce(NamedTuple):
    """A named person put an edition in force, from a day on."""

    edition_id: str
    edition_sha256: str
    since: str
    named_person: str
    note: str


class ReferencePackTaken(NamedTuple):
    """A pack of reference tables was taken; `before` is the version that was in force."""

    version: str
    sha256: str
    before: str
    named_person: str
    note: str


class ReferencePackLeft(NamedTuple):
    """The former reference tables were taken up again; `sha256` is None for those of the program itself."""

    version: str
    sha256: str | None
    before: str
    named_person: str
    note: str


class FirstPerson(NamedTuple):
    """Somebody who had an account when the ledger began: `key` is the public half of their signing key, in hex."""

    account: str
    name_ja: str
    name_en: str
    roles: tuple[Role, ...]
    key: str


class RegisterMade(NamedTuple):
    """A register was made: the first entry of its ledger, which names the keys of its first people and its own."""

    kind: str
    office: str
    checkpoint_key: str
    people: tuple[FirstPerson, ...]


class LedgerBegun(NamedTuple):
    """A register that was made before the ledger got one; what was recorded until then stands before this entry."""

    kind: str
    office: str
    checkpoint_key: str
    people: tuple[FirstPerson, ...]


class RowsTakenOver(NamedTuple):
    """Rows that stood in the register before the ledger, or that a newer version of the program made otherwise."""


class RegisterUpgraded(NamedTuple):
    """A newer version of the program brought the register up to date."""

    version: int


class PersonAdded(NamedTuple):
    """Somebody got an account, with the roles to begin with; `key` is the public half of their signing key, in hex.

    `since` is the day from which they hold the roles; the first versions did not say.
    """

    account: str
    name_ja: str
    name_en: str
    roles: tuple[Role, ...]
    key: str
    since: date | None = None


class PersonLeft(NamedTuple):
    """Somebody left: they act no more, and what they did stays. `keys` were theirs, and sign nothing from then on."""

    account: str
    note: str
    keys: tuple[str, ...]


class KeyChanged(NamedTuple):
    """Somebody whose passphrase was lost got a new signing key, `key`; `before` are the former, which sign no more.

    All are public halves, in hex. `sheet` is that of the recovery sheet where its code alone did it, without another
    administrator.
    """

    account: str
    key: str
    before: tuple[str, ...]
    sheet: str | None = None


class PassphraseChanged(NamedTuple):
    """Somebody has their keys opened by another passphrase; the keys are the same."""

    account: str


class RecoverySheetMade(NamedTuple):
    """A recovery sheet was made in the place of any former one; `key` is the public half that belongs to its code.

    `signing_key` is that under which the code signs; that of a sheet of the first versions signs nothing.
    """

    key: str
    signing_key: str | None = None


class RecoverySheetConfirmed(NamedTuple):
    """The code of a recovery sheet was typed from paper."""

    key: str


class RegisterRestored(NamedTuple):
    """A copy took the place of the register: how many entries that had, and the root over them, in hex.

    Both are None where no register stood there, or none that could be read.
    """

    size: int | None
    root: str | None


class RoleGiven(NamedTuple):
    """Somebody got a role, from one day to another."""

    account: str
    role: Role
    since: date
    until: date | None = None


class RoleEnded(NamedTuple):
    """Somebody holds a role no longer than to this day."""

    account: str
    role: Role
    until: date


class TrainingDaySet(NamedTuple):
    """In a training register it is another day from then on; None: the day of the computer."""

    day: date | None


class CheckpointCosigned(NamedTuple):
    """Another office's signature of a checkpoint came back; whose key it is, who took it vouches for.

    `name` is that under which the other register signs, `key` the public half of its checkpoint key in hex, `second`
    the POSIX time at which it signed.
    """

    size: int
    name: str
    key: str
    office: str
    second: int


class LawNoticed(NamedTuple):
    """The program met another law than last time; by this one the list says how cases stand."""

    key: str


Event: TypeAlias = (
    RegisterMade
    | LedgerBegun
    | RowsTakenOver
    | RegisterUpgraded
    | PersonAdded
    | PersonLeft
    | KeyChanged
    | PassphraseChanged
    | RecoverySheetMade
    | RecoverySheetConfirmed
    | RegisterRestored
    | RoleGiven
    | RoleEnded
    | TrainingDaySet
    | CheckpointCosigned
    | LawNoticed
    | CaseOpened
    | WorkedCaseFiled
    | CaseDuplicated
    | CaseAmended
    | CaseHandedOver
    | CaseWithdrawn
    | CaseClosed
    | CaseReopened
    | CaseStateChanged
    | LineAdded
    | LineAmended
    | LineRemoved
    | AnswerGiven
    | AnswerTakenBack
    | DocumentAdded
    | DocumentAmended
    | DocumentFileKept
    | EvidenceAttached
    | EvidenceDetached
    | DeterminationRecorded
    | OfficialAnswerRecorded
    | OfficialAnswerWithdrawn
    | EditionPutInForce
    | ReferencePackTaken
    | ReferencePackLeft
    | ProcedureEvent
    | LaterEvent
)


#: The word under which each event is stored. A class may be renamed; these words and the names of the fields stay.
KINDS: Mapping[str, type[Event]] = {
    "register_made": RegisterMade,
    "ledger_begun": LedgerBegun,
    "rows_taken_over": RowsTakenOver,
    "register_upgraded": RegisterUpgraded,
    "person_added": PersonAdded,
    "person_left": PersonLeft,
    "key_changed": KeyChanged,
    "passphrase_changed": PassphraseChanged,
    "recovery_sheet_made": RecoverySheetMade,
    "recovery_sheet_confirmed": RecoverySheetConfirmed,
    "role_given": RoleGiven,
    "role_ended": RoleEnded,
    "training_day_set": TrainingDaySet,
    "checkpoint_cosigned": CheckpointCosigned,
    "register_restored": RegisterRestored,
    "law_noticed": LawNoticed,
    "case_opened": CaseOpened,
    "worked_case_filed": WorkedCaseFiled,
    "case_duplicated": CaseDuplicated,
    "case_amended": CaseAmended,
    "case_handed_over": CaseHandedOver,
    "case_withdrawn": CaseWithdrawn,
    "case_closed": CaseClosed,
    "case_reopened": CaseReopened,
    "case_state_changed": CaseStateChanged,
    "line_added": LineAdded,
    "line_amended": LineAmended,
    "line_removed": LineRemoved,
    "answer_given": AnswerGiven,
    "answer_taken_back": AnswerTakenBack,
    "document_added": DocumentAdded,
    "document_amended": DocumentAmended,
    "document_file_kept": DocumentFileKept,
    "evidence_attached": EvidenceAttached,
    "evidence_detached": EvidenceDetached,
    "determination_recorded": DeterminationRecorded,
    "official_answer_recorded": OfficialAnswerRecorded,
    "official_answer_withdrawn": OfficialAnswerWithdrawn,
    "edition_put_in_force": EditionPutInForce,
    "reference_pack_taken": ReferencePackTaken,
    "reference_pack_left": ReferencePackLeft,
    "case_reviewed": CaseReviewed,
    "determinations_kept": DeterminationsKept,
    "step_requested": StepRequested,
    "finding_entered": FindingEntered,
    "decision_entered": DecisionEntered,
    "permit_entered": PermitEntered,
    "permit_refusal_entered": PermitRefusalEntered,
    "permit_extension_entered": PermitExtensionEntered,
    "permit_end_entered": PermitEndEntered,
    "entry_confirmed": EntryConfirmed,
    "entry_withdrawn": EntryWithdrawn,
    "notice_given": NoticeGiven,
    "commitment_entered": CommitmentEntered,
    "lot_delivered": LotDelivered,
    "dates_added": DatesAdded,
    "duty_laid_down": DutyLaidDown,
    "duty_fulfilled": DutyFulfilled,
    "waiver_entered": WaiverEntered,
    "event_taken_back": EventTakenBack,
    "lot_inspected": LotInspected,
    "serial_accounted_for": SerialAccountedFor,
    "breach_suspected": BreachSuspected,
    "breach_answered": BreachAnswered,
    "measure_taken": MeasureTaken,
    "breach_end_entered": BreachEndEntered,
    "life_ended": LifeEnded,
    "consent_asked": ConsentAsked,
    "consent_answer_entered": ConsentAnswerEntered,
    "transfer_recorded": TransferRecorded,
    "revocation_entered": RevocationEntered,
}
_KIND_OF = {event: kind for kind, event in KINDS.items()}


class UnknownEvent(NamedTuple):
    """An event of a kind that this program does not know, as it stands on the register."""

    kind: str
    data: Mapping[str, Any]


class RecordedEvent(NamedTuple):
    """An event as an entry of the ledger tells it; `body` holds its fields as plain data, without case and line.

    What concerns the register as a whole has no case. `by` is the account of who did it.
    """

    number: int
    at: datetime
    by: str
    kind: str
    case_id: CaseId | None
    line_id: LineId | None
    body: Mapping[str, Any]

    @property
    def event(self) -> Event | UnknownEvent:
        """What happened, as a value. Raises `Unreadable`, naming the event, where the body is not one of its kind."""
        concerns = {"case_id": self.case_id, "line_id": self.line_id}
        return event_of(self.kind, {**concerns, **self.body}, f"entry {self.number}")


def kind_of(event: type[Event]) -> str:
    """The word under which an event is stored: `answer_given` for an `AnswerGiven`."""
    return _KIND_OF[event]


def data_of(event: Event) -> dict[str, Any]:
    """The fields of an event as plain data, from which `event_of` makes the event again."""
    return dict(plain(event))


def event_of(kind: str, data: Mapping[str, Any], where: str = "event") -> Event | UnknownEvent:
    """The event of these fields, or an `UnknownEvent`. Raises `Unreadable` where a field is missing or of another type.

    `where` is how a message names the event.
    """
    event = KINDS.get(kind)
    return UnknownEvent(kind, data) if event is None else read(event, data, f"{where} ({kind})")


def as_texts(
    particulars: CaseParticulars | LineParticulars | DocumentParticulars | OfficialAnswerParticulars,
) -> dict[str, str]:
    """Particulars as an event keeps them: dates in ISO form, what is not known empty."""
    return {field: "" if value is None else str(plain(value)) for field, value in particulars._asdict().items()}
