"""What the use cases need from outside: the register, the rulebook, the clock."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, TypeAlias

from app.domain.register.case_search import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime
    from types import TracebackType

    from app.domain.decision.compiled_edition import CompiledEdition
    from app.domain.errors import Damaged, Flaw, Mendable
    from app.domain.ids import AnswerId, CaseId, DeterminationId, DocumentId, EvidenceId, LineId, OfficialAnswerId
    from app.domain.law.examination import Examination
    from app.domain.law.facts import Vocabulary
    from app.domain.law.law_on_record import EditionOnRecord, LawOnRecord, Pack, PackOnRecord, ReferenceUse
    from app.domain.law.onward import OnwardTerms
    from app.domain.law.outcomes import Outcome
    from app.domain.law.reference import Reference
    from app.domain.law.rulebook import Edition, Judgement
    from app.domain.law.timeline import EntryIntoForce, Timeline
    from app.domain.procedure.case_states import CaseState
    from app.domain.procedure.waits import Wait, WaitKind
    from app.domain.register.awaited import Awaited, Part, WaitGroup
    from app.domain.register.case_search import CaseSearch
    from app.domain.register.case_status import CaseStanding, CaseStatus
    from app.domain.register.cases import (
        Answer,
        Case,
        CaseParticulars,
        CaseSummary,
        DecidedLine,
        Document,
        DocumentParticulars,
        GivenFor,
        LineParticulars,
        OfficialAnswerParticulars,
        RecordedDetermination,
    )
    from app.domain.register.events import Event, RecordedEvent
    from app.domain.register.kept_copies import KeptCopy
    from app.domain.register.line_under_reexamination import LineUnderReexamination
    from app.domain.register.people import NewPerson, Person, Role, RoleHeld
    from app.domain.register.way_back import RecoverySheet


#: Is told how far a long job is, from 0 to 1; raises `Stopped` where nobody waits for it any more.
Report: TypeAlias = "Callable[[float], None]"
#: Entries of an edition as they are written: by kind, then by id.
WrittenEntries: TypeAlias = "Mapping[str, Mapping[str, Mapping[str, Any]]]"


class Stopped(Exception):
    """A long job was stopped by who had asked for it."""


class Holder(NamedTuple):
    """Who has a register open for writing."""

    name: str
    host: str
    pid: int
    since: datetime


class RiskyPlace(NamedTuple):
    """A place in which a register can be lost: what it is known by, and whether it is another computer's."""

    name: str
    is_network: bool


class RegisterHeading(NamedTuple):
    """What a register says of itself, and whether it can be written to from here. `office` is one of the bodies.

    `holder` is who else has it open; it may be None although the register is read-only, on a read-only medium.
    `trouble` is what became of its file, where that is not what was opened any more or is damaged; `kept_in` is then
    the file in which all that was saved was kept, if there is one. `training_day` is the day that it is in a training
    register, where it has one of its own. `recovery_sheet` is the last that was made.
    """

    uuid: str
    kind: str
    office: str
    created_at: datetime
    created_by: str
    is_read_only: bool
    holder: Holder | None
    trouble: Mendable | None = None
    kept_in: str = ""
    people: tuple[Person, ...] = ()
    training_day: date | None = None
    recovery_sheet: RecoverySheet | None = None


class PublicHalves(NamedTuple):
    """What others know of the keys of a person or of a recovery sheet, each in 64 hex digits."""

    signing: str
    sealing: str


class CaseOrder(str, Enum):
    """The columns by which the list of cases can be sorted."""

    NUMBER = "number"
    TITLE = "title"
    RECEIVED_ON = "received_on"
    ASSESSED_ON = "assessed_on"
    STATE = "state"
    OUTCOME = "outcome"
    CHANGED_AT = "changed_at"


class Days(NamedTuple):
    """From one day to another, both included; None where it is open on that side."""

    first: date | None = None
    last: date | None = None


class CaseFilter(NamedTuple):
    """Which cases to list, in which order, and which part of them; empty means all.

    `destinations` are codes of states, of which a case has to have one. `officers_besides` leaves out the cases of
    these officers: what is left has others, or none.
    """

    search: CaseSearch = EVERYTHING
    states: tuple[CaseState, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    destinations: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    officers_besides: tuple[str, ...] | None = None
    received: Days = Days()
    assessed: Days = Days()
    order: CaseOrder = CaseOrder.CHANGED_AT
    is_descending: bool = True
    limit: int = 200
    offset: int = 0


class WaitOrder(str, Enum):
    """The columns by which what waits can be sorted."""

    NUMBER = "number"
    TITLE = "title"
    KIND = "kind"
    OFFICE = "office"
    SINCE = "since"
    UNTIL = "until"


class WaitFilter(NamedTuple):
    """What of all that waits is wanted, in which order, and which part of it; empty means all.

    `officer`: only what is of the cases of this case officer.
    """

    group: WaitGroup
    part: Part
    kinds: tuple[WaitKind, ...] = ()
    search: CaseSearch = EVERYTHING
    officer: str = ""
    order: WaitOrder = WaitOrder.SINCE
    is_descending: bool = False
    limit: int = 200
    offset: int = 0


class Clock(Protocol):
    """Tells the time. Nothing else in the program asks the system for it."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""

    def today(self) -> date:
        """The day that it is in Japan."""


class RulebookShelf(Protocol):
    """The law in force: which edition decides when, the editions, and the reference tables."""

    @property
    def timeline(self) -> Timeline:
        """The entries into force, and which edition decides when."""

    def id_on(self, day: date) -> str:
        """The id of the edition in force on a day; `Mendable` before the first."""

    def edition_on(self, day: date) -> Edition:
        """The edition in force on a day; `Mendable` before the first."""

    def compiled(self, edition_id: str) -> CompiledEdition:
        """The edition of this id, ready to assess with; `Mendable` where there is none, or its copy is damaged."""

    def edition(self, edition_id: str) -> Edition:
        """The edition of this id; `Mendable` where there is none, or its copy is damaged."""

    def editions(self) -> Sequence[Edition]:
        """All editions, the earliest first."""

    def judgements(self, edition: Edition) -> Sequence[Judgement]:
        """The questions of an edition whose answer rests on a judgement of an office.

        An edition that names none has those of the latest that was shipped, laid beside it.
        """

    def examination(self, edition: Edition) -> Examination:
        """What an edition says of the procedure after a determination.

        An edition that says nothing of it has that of the latest that was shipped not later, laid beside it.
        """

    def onward(self) -> OnwardTerms:
        """What the program goes by when equipment passes on from its recipient."""

    def written_beside(self, edition: Edition) -> WrittenEntries | None:
        """What is laid beside an edition as it is written; None where the edition says it itself."""

    def reference(self) -> Reference:
        """The reference tables in force; `Mendable` where the register's copy is damaged."""

    @property
    def vocabulary(self) -> Mapping[str, Vocabulary]:
        """Every fact that some edition knows, with all its values."""

    def read_outside(self, folder: str) -> CompiledEdition:
        """An edition in any folder, which may build on a known one; `RefusedData` naming every mistake."""

    def content(self, edition: Edition) -> bytes:
        """The content of an edition read here, in the one form that is hashed."""

    def place(self, edition: Edition, entry_id: str) -> str:
        """File and line of a fact, rule, ground or step, or of an entry named with its kind, such as `slot.form`, where
        its edition was read from a folder; else empty."""

    def read_recorded(self, edition: EditionOnRecord) -> Edition:
        """An edition that a register keeps because records name it; `Mendable` where that is damaged."""

    @property
    def key(self) -> str:
        """What the law in force is told apart by: what decides in the editions, when, and the reference tables."""

    def write_draft(self, edition: Edition, folder: str) -> None:
        """Write an edition read here whole into a folder, to start a draft from; `Mendable` where that can't be."""


class RegisterRulebook(RulebookShelf, Protocol):
    """The law in force with what changing it needs: what is read to be put in force, and what is on record."""

    def learn(self, law: LawOnRecord) -> None:
        """Take up what the register holds of the law now."""

    def key_with(self, law: LawOnRecord) -> str:
        """The key of the law that would be in force if the register held this of it."""

    @property
    def on_record(self) -> LawOnRecord:
        """What was learned last; the same object as long as it is the same law."""

    def read_draft(self, folder: str) -> CompiledEdition:
        """An edition in a folder that may be put in force: its id is its own, or its content that of the known one.

        Raises `RefusedData` naming every mistake.
        """

    def read_pack(self, folder: str) -> Pack:
        """The reference tables in a folder; `RefusedData` naming every mistake."""

    def former_pack(self) -> Pack | None:
        """The reference tables that going back would take up again; None where the program's own are in force."""

    def unfit_editions(self, reference: Reference) -> tuple[Flaw, ...]:
        """What the known editions name that other reference tables lack."""

    @property
    def reference_uses(self) -> tuple[ReferenceUse, ...]:
        """Which packs were taken, and when one went back, the earliest first."""


class AtOdds(NamedTuple):
    """Columns of the list that are not what the case makes them: what it says of the case, what this is found by."""

    said: tuple[str, ...]
    found_by: tuple[str, ...]


class Cases(Protocol):
    """The cases of the register."""

    def propose_number(self, year: int) -> str:
        """The next free number of a year, such as 2026-0001."""

    def number_like(self, number: str, own: CaseId | None) -> str | None:
        """The number of a case other than `own` that is this one to the eye; None where there is none."""

    def of_code(self, code: str) -> CaseId | None:
        """The case in which something was requested on a sheet with this code, as it is printed; None where none."""

    def of_number(self, number: str) -> CaseId | None:
        """The case whose number is written so, or else is this one to the eye; None where there is none."""

    def numbers(self, case_ids: Collection[CaseId]) -> Mapping[CaseId, str]:
        """The numbers of some cases."""

    def add(self, particulars: CaseParticulars, at: datetime, by: str) -> CaseId:
        """Keep a new draft case, without lines."""

    def get(self, case_id: CaseId) -> Case:
        """The case with all that is current in it; `LookupError` where there is none."""

    def at_odds(self, case: Case, status: CaseStatus, *, is_noticed: bool) -> AtOdds:
        """The columns of a case in the list that are not what the case, which stands so, makes them.

        Of one that is behind the law in force, as all are before that is noticed, those that depend on the law are
        passed over.
        """

    def amend(self, case_id: CaseId, particulars: CaseParticulars) -> None:
        """Put other particulars in place."""

    def restate(self, case_id: CaseId, status: CaseStatus, law: int | None, reason: str, at: datetime) -> None:
        """Note how the case stands now, by which law (None where it makes no difference), and when it was changed."""


class Progress(NamedTuple):
    """Of how many cases with a determination it is still to be worked out how they stand by the law in force.

    Where that law was not noticed in the register, the rows of the list do not know that they are behind.
    """

    behind: int
    total: int
    is_noticed: bool = True


class Standings(Protocol):
    """How the cases stand in the list, and by which law that was worked out."""

    def noticed(self) -> str | None:
        """The key of the law that was noticed last; None in a register that has noticed none."""

    def notice(self, key: str, at: datetime) -> int:
        """The number of the law of this key, which is in force now.

        Of another law than the last it is a higher one, and every case with a determination is behind.
        """

    def restate(self, standings: Mapping[CaseId, CaseStanding], law: int) -> None:
        """Note how cases stand by a law, although nothing was done to them."""

    def progress(self) -> Progress:
        """How far the cases have been brought up to the law that was noticed last."""


class Waits(Protocol):
    """What the cases wait for."""

    def put(self, case_id: CaseId, waits: tuple[Wait, ...]) -> None:
        """Note what a case waits for now."""

    def is_of_no_case(self) -> bool:
        """Whether something waits of a case that is not there."""

    def page(self, wanted: WaitFilter) -> tuple[Awaited, ...]:
        """The part of what waits that is wanted."""

    def size(self, wanted: WaitFilter) -> int:
        """How much the filter lets through, its limit and offset aside."""


class RecordedEditions(Protocol):
    """The editions that records name, with what they say."""

    def keep(self, edition: EditionOnRecord, decision_digest: str) -> None:
        """Keep an edition, unless it is kept already."""

    def lacking(self) -> tuple[tuple[str, str], ...]:
        """The ids and hashes of those whose content is not kept yet."""

    def get(self, sha256: str) -> EditionOnRecord | None:
        """The edition of this content, where it is kept."""

    def digests(self) -> Mapping[str, str]:
        """By the hashes of those whose content is kept: the digest of what decides in each, as it was noted."""


class CaseList(Protocol):
    """The list of all cases."""

    def page(self, wanted: CaseFilter) -> tuple[CaseSummary, ...]:
        """The part of the list that is wanted."""

    def size(self, wanted: CaseFilter) -> int:
        """How many cases the filter lets through, its limit and offset aside."""

    def part(self, after: CaseId, size: int) -> tuple[CaseSummary, ...]:
        """The next cases after one, in the order of their ids."""

    def wrongly_indexed(self) -> tuple[str | None, ...]:
        """The numbers of the cases that the index says something else of than the list; None for one that is gone."""

    def wrongly_found(self) -> tuple[str, ...]:
        """What the index, asked for everything that it can be asked for, does not answer by what it holds."""

    def officers(self) -> tuple[str, ...]:
        """Every case officer named in a case."""

    def open_by_officer(self) -> Mapping[str, int]:
        """How many open cases each case officer has."""

    def destinations(self) -> tuple[str, ...]:
        """The codes of every state that is a destination of some case."""


class Lines(Protocol):
    """The lines of cases."""

    def add(self, case_id: CaseId, particulars: LineParticulars, at: datetime, by: str) -> LineId:
        """Keep a new line, after the others of its case."""

    def case_of(self, line_id: LineId) -> CaseId:
        """The case a line belongs to; `LookupError` where there is no such line."""

    def amend(self, line_id: LineId, particulars: LineParticulars) -> None:
        """Put other particulars in place."""

    def remove(self, line_id: LineId, at: datetime, by: str) -> None:
        """Take the line out of its case; it stays on record."""


class Answers(Protocol):
    """The answers of lines and their evidence; nothing here is ever overwritten."""

    def give(
        self,
        line_id: LineId,
        fact: str,
        value: str | None,
        at: datetime,
        by: str,
        *,
        copied_from: AnswerId | None = None,
        given_for: GivenFor | None = None,
    ) -> AnswerId:
        """Keep an answer; it is the current one from now on. `given_for` as in `Answer`."""

    def take_back(self, line_id: LineId, fact: str, at: datetime, by: str) -> None:
        """Keep that the fact has no answer from now on."""

    def line_of(self, answer_id: AnswerId) -> LineId:
        """The line an answer belongs to; `LookupError` where there is no such answer."""

    def answer_of(self, evidence_id: EvidenceId) -> AnswerId:
        """The answer that evidence was attached to; `LookupError` where there is no such evidence."""

    def attach(self, answer_id: AnswerId, document_id: DocumentId, page: str, at: datetime, by: str) -> EvidenceId:
        """Keep that a document shows an answer."""

    def detach(self, evidence_id: EvidenceId, at: datetime, by: str) -> None:
        """Keep that the evidence counts no longer."""

    def history(self, line_id: LineId, fact: str | None = None) -> tuple[Answer, ...]:
        """Every answer ever given on a line, or to one fact of it, the earliest first."""


class Documents(Protocol):
    """The documents of cases."""

    def add(self, case_id: CaseId, particulars: DocumentParticulars, at: datetime, by: str) -> DocumentId:
        """Keep a new document."""

    def get(self, document_id: DocumentId) -> Document:
        """The document of this id; `LookupError` where there is none."""

    def amend(self, document_id: DocumentId, particulars: DocumentParticulars) -> None:
        """Put other particulars in place; the digest of the file can't change."""


class KeptFiles(Protocol):
    """The files of documents that are kept in the register, each once, by its SHA-256 in hexadecimal."""

    def size(self) -> int:
        """How many bytes they are together."""

    def keep(self, sha256: str, content: bytes, at: datetime, by: str) -> bool:
        """Keep a file; false where it is kept already."""

    def content(self, sha256: str) -> bytes:
        """A file; `LookupError` where none is kept of this SHA-256, `Damaged` where it is not that any more."""

    def all(self) -> tuple[str, ...]:
        """The SHA-256 of each."""


class Determinations(Protocol):
    """The recorded determinations; they never change."""

    def add(self, determination: RecordedDetermination) -> DeterminationId:
        """Keep a determination; its id is given here."""

    def of_line(self, line_id: LineId) -> tuple[RecordedDetermination, ...]:
        """All determinations of a line, the earliest first; the last is the current one."""

    def get(self, determination_id: DeterminationId) -> RecordedDetermination:
        """The determination of this id; `LookupError` where there is none."""

    def ever_recorded(self, case_id: CaseId) -> tuple[DeterminationId, ...]:
        """All determinations of a case, of removed lines too, and those whose recording is an event but are gone."""

    def decided_by(self, edition_id: str, entry_id: str, limit: int) -> tuple[DecidedLine, ...]:
        """The lines that a rule or ground of an edition decided, the latest first."""

    def with_facts(
        self, facts: Mapping[str, Collection[str]], after: DeterminationId, before: DeterminationId
    ) -> tuple[tuple[DeterminationId, LineId, CaseId], ...]:
        """The standing determinations between two that rest on facts with one of these values each, the latest first.

        Each with its line and case. A fact that is derived counts as it was derived then.
        """


class OfficialAnswers(Protocol):
    """The official answers to queries."""

    def add(
        self,
        case_id: CaseId,
        particulars: OfficialAnswerParticulars,
        edition: Edition,
        given_for: Mapping[LineId, GivenFor],
        at: datetime,
        by: str,
    ) -> OfficialAnswerId:
        """Keep an official answer, with what the edition says in the rule, and what it was given for."""

    def case_of(self, official_answer_id: OfficialAnswerId) -> CaseId:
        """The case it was given on; `LookupError` where there is no such answer."""

    def withdraw(self, official_answer_id: OfficialAnswerId, reason: str, at: datetime, by: str) -> None:
        """Keep that it counts no longer."""


class Law(Protocol):
    """The editions that were put in force in the register, and the packs that were taken; nothing is overwritten."""

    def on_record(self) -> LawOnRecord:
        """All that the register holds of the law."""

    def keep_edition(self, edition: EditionOnRecord, at: datetime, by: str) -> None:
        """Keep the content of an edition."""

    def put_in_force(self, entry: EntryIntoForce, at: datetime, by: str) -> None:
        """Keep that an edition is in force from a day on."""

    def keep_pack(self, pack: PackOnRecord, at: datetime, by: str) -> None:
        """Keep the files of a pack."""

    def use_pack(self, use: ReferenceUse) -> None:
        """Keep which reference tables are in force from now on."""


class LinesUnderReexamination(Protocol):
    """All lines that were not removed, for one pass over the register."""

    def part(self, after: LineId, size: int, since: date, until: date | None) -> tuple[LineUnderReexamination, ...]:
        """The next lines after one, of cases assessed on these days (`until` excluded), in the order of their ids."""

    def of_cases_behind(self, law: int, cases: int) -> tuple[LineUnderReexamination, ...]:
        """The lines of the next cases of which it was worked out under a law of a lower number how they stand."""

    def count(self, since: date, until: date | None) -> int:
        """How many lines there are of cases of these days."""


class People(Protocol):
    """The people of the register; nothing is overwritten."""

    def all(self) -> tuple[Person, ...]:
        """Everybody who ever had an account, and who is known only from before; in the order in which they came."""

    def get(self, account: str) -> Person:
        """Who has an account; `LookupError` where nobody has."""

    def keys_of(self, account: str) -> frozenset[str]:
        """The public halves, in hex, of every signing key that somebody was ever given here."""

    def added(self) -> Mapping[str, datetime]:
        """By account: since when they are in the register."""

    def add(self, person: NewPerson, halves: PublicHalves | None, at: datetime, by: str) -> str:
        """Keep somebody's account and roles; the public half of their signing key, in hex.

        In a training register the key is made here, where none is given, and lies open.
        """

    def change_key(self, account: str, halves: PublicHalves, at: datetime, by: str) -> tuple[str, ...]:
        """Keep somebody's new keys; the public halves of the former ones, which sign nothing from now on."""

    def give_role(self, account: str, held: RoleHeld, at: datetime, by: str) -> None:
        """Keep that somebody holds a role."""

    def end_role(self, account: str, role: Role, until: date, at: datetime, by: str) -> None:
        """Keep that somebody holds a role to this day, and no longer."""

    def leave(self, account: str, note: str, at: datetime, by: str) -> tuple[str, ...]:
        """Keep that somebody left; the public halves of their keys, which sign nothing from now on."""

    def set_training_day(self, day: date | None, at: datetime, by: str) -> None:
        """Keep which day it is in a training register; None: that of the computer."""

    def training_day(self) -> date | None:
        """The day that it is in a training register, where it has one of its own."""


class EntryFilter(NamedTuple):
    """Which entries of the ledger are wanted: of a case, by a person, of a kind, of a day in Japan; empty is any."""

    case_id: CaseId | None = None
    person: str = ""
    kind: str = ""
    day: date | None = None


class RecoverySheets(Protocol):
    """The recovery sheets of a live register, by the public halves that belong to their codes."""

    def add(self, halves: PublicHalves, at: datetime, by: str) -> None:
        """Keep that one was made, in the place of any former one."""

    def confirm(self, at: datetime, by: str) -> None:
        """Keep that the code of the last one was typed from paper."""

    def last(self) -> RecoverySheet | None:
        """The last one; None where there is none."""

    def signing_keys(self) -> frozenset[str]:
        """The public halves, in hex, under which the code of each that was ever made signs."""


class Seals(Protocol):
    """The seals beside the live register that is open: who opens it by what."""

    def let_in(self, account: str, names: Mapping[str, str], passphrase: str) -> PublicHalves:
        """Seal new keys for somebody whom the register does not know yet; what was sealed for them before is dropped.

        Raises `Mendable` where the passphrase is not taken, or the seals can't be written.
        """

    def give_new_keys(self, account: str, passphrase: str) -> PublicHalves:
        """Seal new keys for somebody whose passphrase was lost."""

    def make_sheet(self) -> tuple[str, PublicHalves]:
        """Make a recovery sheet in the place of any former one: its code, and the public halves that belong to it."""

    def sheet_of(self, code: str) -> PublicHalves:
        """The public halves that belong to the code of the sheet; `Mendable` where it is mistyped or another one's."""

    def change_passphrase(self, account: str, old: str, new: str) -> None:
        """Let a person's keys be opened by another passphrase; `Mendable` where the old one is wrong."""


class TakenCosignature(NamedTuple):
    """What another office signed of a checkpoint: the line itself, and when and by which key, `office` its owner."""

    size: int
    name: str
    public_key: str
    office: str
    second: int
    line: str


class Cosignatures(Protocol):
    """What other offices signed of the checkpoints of the register, and those checkpoints."""

    def add(self, taken: TakenCosignature, at: datetime, by: str) -> None:
        """Keep one."""

    def all(self) -> tuple[TakenCosignature, ...]:
        """Every one, in the order in which they were taken."""

    def checkpoint(self, size: int) -> str | None:
        """The note of the checkpoint over so many entries; None where there is none."""

    def cosigned(self, note: str, name: str, second: int) -> str:
        """The note of another register with the signature of this one below it, made at a second of POSIX time."""

    def checkpoint_key(self) -> str:
        """The public half of the key that signs the checkpoints of the register, in hex."""


class Head(NamedTuple):
    """What a ledger is at a moment: how many entries it has, and the root over them, in hex."""

    size: int
    root: str


class Events(Protocol):
    """What has happened, in order: the entries of the ledger."""

    def add(self, event: Event, at: datetime, by: str) -> None:
        """Keep an event, which becomes an entry, signed by who did it, when the unit of work is made durable."""

    def checkpoint(self, at: datetime) -> None:
        """Sign what the ledger is now, unless nothing came to it since the last time."""

    def of_case(self, case_id: CaseId) -> tuple[RecordedEvent, ...]:
        """The events of a case, the earliest first."""

    def page(self, wanted: EntryFilter, below: int | None, size: int) -> tuple[RecordedEvent, ...]:
        """The newest entries that are wanted, with a number below one (None: of all), the newest first."""

    def last_by(self, account: str) -> datetime | None:
        """When the last event by somebody happened; None where there is none."""

    def count(self) -> int:
        """How many there are: the number of the last."""

    def numbered(self, number: int) -> RecordedEvent:
        """The event of this number; `LookupError` where there is none."""

    def cases_after(self, number: int) -> tuple[str, ...]:
        """The numbers of the cases of which the events after one tell."""

    def head(self) -> Head:
        """What the ledger is now."""

    def stored_after(self, number: int, size: int) -> tuple[Stored, ...]:
        """So many entries after one, or as many as there are, as they are stored."""

    def last_checkpoints(self, size: int) -> tuple[StoredCheckpoint, ...]:
        """So many of the last checkpoints, or as many as there are, the latest first."""


class Stored(NamedTuple):
    """An entry as it is stored: its number, its signature in hex, and its text."""

    number: int
    signature: str
    entry: str


class StoredCheckpoint(NamedTuple):
    """A checkpoint as it is stored; `peaks` in hex."""

    size: int
    note: str
    peaks: str


class ActOnRecord(NamedTuple):
    """An entry that makes a procedure, as an event; from `before_the_ledger` is what was entered without its rules."""

    event: RecordedEvent
    before_the_ledger: bool


class WholeRegister(Protocol):
    """All that a register file holds, read at one moment by a connection of its own, whatever it is."""

    @property
    def uuid(self) -> str:
        """What tells the register from every other."""

    @property
    def kind(self) -> str:
        """What it is for: training or live."""

    @property
    def office(self) -> str:
        """The body that it belongs to."""

    @property
    def kept_files(self) -> KeptFiles: ...

    def made_otherwise(self) -> tuple[str, ...]:
        """What in the file is not made as this program makes it: names of tables, triggers, numbers in its head."""

    def count(self) -> int:
        """How many entries there are."""

    def entries(self, after: int = 0) -> Iterator[Stored]:
        """The entries after one, in order."""

    def acts_of_procedures(self) -> Iterator[ActOnRecord]:
        """What was done in the cases in which anything of a procedure was done: case by case, each in its order."""

    def checkpoints(self) -> Iterator[StoredCheckpoint]:
        """The checkpoints, the smallest first."""

    def tables(self) -> tuple[str, ...]:
        """The tables of whose rows entries speak."""

    def row(self, table: str, key: str) -> Mapping[str, object] | None:
        """What an entry says of a row as it stands; None where there is none."""

    def rows(self, table: str) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Every row of a table by its key."""

    def key_pairs(self) -> Iterator[tuple[str, str, str]]:
        """The keys whose private halves lie in the register: what each is, its public half, its seed."""

    def lacking_open_keys(self) -> tuple[str, ...]:
        """The rows of signing keys whose private halves should lie open in the register, and don't, or the reverse."""

    def named(self) -> NamedRows:
        """An empty list of rows that entries name, which needs little room."""


class NamedRows(Protocol):
    """The rows that entries name, each with what the last of these says of it."""

    def name(self, number: int, rows: Mapping[str, str]) -> None:
        """An entry names these rows, with their digests."""

    def take(self, name: str) -> tuple[int, str] | None:
        """The last entry that names a row, and the digest it gives; then it is not in the list any more."""

    def left(self) -> Iterator[tuple[str, int]]:
        """What was not taken: rows, and the last entry that names each."""


class Records(Protocol):
    """What is read of a register to look whether what is worked out agrees with it."""

    @property
    def cases(self) -> Cases: ...

    @property
    def case_list(self) -> CaseList: ...

    @property
    def determinations(self) -> Determinations: ...

    @property
    def recorded_editions(self) -> RecordedEditions: ...

    @property
    def kept_files(self) -> KeptFiles: ...

    @property
    def standings(self) -> Standings: ...

    @property
    def waits(self) -> Waits: ...

    @property
    def people(self) -> People: ...

    def snapshot(self) -> AbstractContextManager[None]:
        """A block in which everything read belongs to one moment, whoever writes meanwhile."""


class Signed(NamedTuple):
    """What somebody signed by their key: its public half and the signature, in hex."""

    key: str
    signature: str


class UnitOfWork(Protocol):
    """The register, changed as a whole or not at all.

    Each block begins by learning the law that is in force in the register then, its snapshots too.
    `with work: … work.commit()` writes; leaving the block without `commit` undoes everything in it. Entering raises
    `Mendable` when the register can't be written to from here, and a full or failing disk becomes `Mendable` too.
    """

    @property
    def cases(self) -> Cases: ...

    @property
    def case_list(self) -> CaseList: ...

    @property
    def lines(self) -> Lines: ...

    @property
    def answers(self) -> Answers: ...

    @property
    def documents(self) -> Documents: ...

    @property
    def kept_files(self) -> KeptFiles: ...

    @property
    def determinations(self) -> Determinations: ...

    @property
    def official_answers(self) -> OfficialAnswers: ...

    @property
    def law(self) -> Law: ...

    @property
    def standings(self) -> Standings: ...

    @property
    def waits(self) -> Waits: ...

    @property
    def recorded_editions(self) -> RecordedEditions: ...

    @property
    def lines_under_reexamination(self) -> LinesUnderReexamination: ...

    @property
    def events(self) -> Events: ...

    @property
    def people(self) -> People: ...

    @property
    def recovery_sheets(self) -> RecoverySheets: ...

    @property
    def cosignatures(self) -> Cosignatures: ...

    def sign(self, account: str, message: bytes) -> Signed | None:
        """What somebody signs by the key that is theirs here; None where it is not at hand."""

    def claim(self) -> bool:
        """Claim the register for writing, as the first change would; whether it could be claimed."""

    def tend(self) -> None:
        """For a pause: look whether the file is still what was opened, and bring all that was saved into it.

        Raises `Mendable` where it is not, or the disk fails.
        """

    def save_copy(self, path: str) -> None:
        """Copy the register as it is into a new file, which is read back and compared.

        Raises `Mendable` where there is a file of that name, none can be made, or the copy is not the same.
        """

    def give_up(self, damage: Damaged) -> None:
        """Write nothing more: what is stored was found to be damaged."""

    def was_changed_elsewhere(self) -> bool:
        """Whether another process has changed the register since this was asked last."""

    def heading(self) -> RegisterHeading:
        """What the register says of itself."""

    def snapshot(self) -> AbstractContextManager[None]:
        """A block in which everything read belongs to one moment, whoever writes meanwhile."""

    def commit(self) -> None:
        """Make what was done in the block durable; it is on the disk when this returns."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class CopyShelf(Protocol):
    """The copies that are kept of a register, wherever they are."""

    def all(self) -> tuple[KeptCopy, ...]:
        """Every copy, the latest first; `Mendable` where their folder can't be looked into."""

    def make(self, at: datetime, report: Report) -> KeptCopy:
        """Make a copy, which is read back and compared; until then it has no name. It takes long.

        Raises `Mendable` where none can be made or it is not the same, `Stopped` where `report` does.
        """

    def drop(self, copy: KeptCopy) -> None:
        """Take a copy away."""


class ShippedPart(NamedTuple):
    """A part of others that comes with the program; what is not known of it is empty."""

    name: str
    version: str
    licence: str
    licence_text: str
