"""Cases as they stand on the register: lines, answers, documents, official answers, recorded determinations."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from app.domain.ids import AnswerId, CaseId, DeterminationId, DocumentId, EvidenceId, LineId, OfficialAnswerId
from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState

# The list of requests shows no determination: how one is read is imported when it is read.
if TYPE_CHECKING:
    from app.domain.decision.record import DeterminationOnRecord, EvidenceOnRecord, ResultOnRecord
    from app.domain.procedure.procedure import Procedure

NOTHING: Mapping[str, str] = MappingProxyType({})


class DocumentKind(str, Enum):
    """What a document on a case is."""

    APPLICATION = "application"
    CONTRACT = "contract"
    SPECIFICATION = "specification"
    CLASSIFICATION = "classification"
    END_USE_PLEDGE = "end_use_pledge"
    AGREEMENT = "agreement"
    OFFICIAL_JUDGEMENT = "official_judgement"
    OFFICIAL_ANSWER = "official_answer"
    CORRESPONDENCE = "correspondence"
    OTHER = "other"


class CaseParticulars(NamedTuple):
    """What identifies a case; nothing here but `assessed_on` decides anything. Texts are empty where not known."""

    number: str
    title: str
    received_on: date
    assessed_on: date
    exporter: str = ""
    end_user: str = ""
    consignee: str = ""
    intermediaries: str = ""
    contract_reference: str = ""
    case_officer: str = ""
    marking: str = ""


class LineParticulars(NamedTuple):
    """What a line is about: a hull, missiles, training, technical data."""

    item: str = ""
    quantity: str = ""
    value: str = ""
    remarks: str = ""


class DocumentParticulars(NamedTuple):
    """What is known of a document. `sha256` is that of its file, empty where there is only paper.

    `file_name` is what the file was called when it was chosen, without its path; empty where that was not kept.
    """

    kind: DocumentKind
    title: str
    from_whom: str = ""
    dated: date | None = None
    reference: str = ""
    sha256: str = ""
    marking: str = ""
    file_name: str = ""


class Document(NamedTuple):
    """A document on a case; the file itself stays where it is, and is also in the register where it is kept there."""

    id: DocumentId
    case_id: CaseId
    particulars: DocumentParticulars
    added_at: datetime
    added_by: str
    is_kept: bool = False


class EvidenceGiven(NamedTuple):
    """The place that shows an answer: a document and a page of it, as the user names them."""

    document_id: DocumentId
    page: str = ""


class Evidence(NamedTuple):
    """A link from an answer to the document and page that show it."""

    id: EvidenceId
    answer_id: AnswerId
    document_id: DocumentId
    page: str
    added_at: datetime
    added_by: str


class GivenFor(NamedTuple):
    """What something was said for: the day as of which the case was assessed then, and facts with their values.

    None stands for a fact that was not known; a fact that is not named was not kept.
    """

    on: date
    facts: Mapping[str, str | None]


class Answer(NamedTuple):
    """One answer of the history of a line. `value` None is "not yet known", a real answer.

    `is_taken_back` marks the entry by which an earlier answer was taken back; such an entry is never current.
    `given_for` is kept of an answer to a derived fact: what this followed from, whose value it sets aside.
    """

    id: AnswerId
    line_id: LineId
    fact: str
    value: str | None
    given_at: datetime
    given_by: str
    evidence: tuple[Evidence, ...] = ()
    copied_from: AnswerId | None = None
    is_taken_back: bool = False
    given_for: GivenFor | None = None

    @property
    def is_asserted(self) -> bool:
        """Whether the answer names a value and nothing shows it."""
        return self.value is not None and not self.evidence

    @property
    def evidence_given(self) -> tuple[EvidenceGiven, ...]:
        """The places that show it, as they are given with an answer."""
        return tuple(EvidenceGiven(shown.document_id, shown.page) for shown in self.evidence)


class RecordedDetermination(NamedTuple):
    """A determination as it was recorded; it never changes, a new one supersedes it.

    `answers` are the answers of the line, `not_known` the facts that may have applied and were not known, `set_aside`
    the refer rules that an official answer set aside. `record_text` is the whole of it as JSON. `official_answers` are
    all those that stood on the case, `particulars` those of the case and of the line, `derived` the facts that followed
    from the answers, `decision_digest` that of the edition. What the program did not note yet is None.
    """

    id: DeterminationId
    line_id: LineId
    number: int
    on: date
    edition_id: str
    edition_sha256: str
    reference_version: str
    outcome: Outcome
    answers: Mapping[str, str]
    not_known: tuple[str, ...]
    set_aside: tuple[str, ...]
    record_text: str
    recorded_at: datetime
    recorded_by: str
    supersedes: DeterminationId | None = None
    official_answers: tuple[OfficialAnswerId, ...] | None = None
    derived: Mapping[str, str] = NOTHING
    particulars: Mapping[str, str] | None = None
    evidence: "tuple[EvidenceOnRecord, ...] | None" = None
    decision_digest: str | None = None

    @property
    def record(self) -> "DeterminationOnRecord":
        """The whole determination with its trace. Raises `Unreadable`, which names it, if it is not stored as one."""
        from app.domain.decision.record import determination_of_record

        return determination_of_record(self.record_text, self._name)

    @property
    def result(self) -> "ResultOnRecord":
        """Of `record` what the line came to, read without the rest."""
        from app.domain.decision.record import result_of_record

        return result_of_record(self.record_text, self._name)

    @property
    def _name(self) -> str:
        return f"determination {self.id}"


#: Of an official answer of which nothing was kept.
NO_LINES: Mapping[LineId, GivenFor] = MappingProxyType({})


class AnsweredRule(NamedTuple):
    """A refer rule as an official answered it; `substance` is the digest of what the edition said in it, or empty.

    `clears` says that, by the answer, the point does not stand in the way: only then is the rule set aside. `given_for`
    are the lines that it was given for, each with the facts that decided whether the rule fires on it.
    """

    rule: str
    substance: str
    clears: bool = True
    given_for: Mapping[LineId, GivenFor] = NO_LINES


class OfficialAnswerParticulars(NamedTuple):
    """An official answer to a query about the refer rule `rule`.

    Where it `clears` the point, which then does not stand in the way, the rule is set aside for the lines it was given
    for; else the rule goes on holding.
    """

    rule: str
    body: str
    dated: date
    reference: str = ""
    document_id: DocumentId | None = None
    note: str = ""
    clears: bool = True


class OfficialAnswer(NamedTuple):
    """An official answer as recorded on a case, with the edition under which it was given.

    `substance` is the digest of what that edition said in the rule, `given_for` as in `AnsweredRule`. What an earlier
    version of the program did not note is empty.
    """

    id: OfficialAnswerId
    case_id: CaseId
    particulars: OfficialAnswerParticulars
    recorded_at: datetime
    recorded_by: str
    edition_id: str = ""
    edition_sha256: str = ""
    substance: str = ""
    given_for: Mapping[LineId, GivenFor] = NO_LINES

    @property
    def answered(self) -> AnsweredRule:
        """The rule that was answered."""
        return AnsweredRule(self.particulars.rule, self.substance, self.particulars.clears, self.given_for)


class Line(NamedTuple):
    """A line of a case, with its current answers in the order given and its current determination.

    `revised` are the facts whose answer was changed or taken back: those with a history worth looking at.
    """

    id: LineId
    case_id: CaseId
    position: int
    particulars: LineParticulars
    answers: tuple[Answer, ...] = ()
    determination: RecordedDetermination | None = None
    revised: frozenset[str] = frozenset()

    def answer(self, fact: str) -> Answer | None:
        """The current answer to a fact."""
        return next((answer for answer in self.answers if answer.fact == fact), None)

    @property
    def known_answers(self) -> dict[str, str]:
        """The answers that name a value; which of them count says `counting.counting_of`."""
        return {answer.fact: answer.value for answer in self.answers if answer.value is not None}

    @property
    def passed_over(self) -> frozenset[str]:
        """The facts that were answered "not yet known"."""
        return frozenset(answer.fact for answer in self.answers if answer.value is None)


class Case(NamedTuple):
    """A case with all that is current in it. `reason` is why it was withdrawn or reopened.

    `procedure` is what followed its determinations; None where nothing did.
    """

    id: CaseId
    particulars: CaseParticulars
    state: CaseState
    reason: str
    opened_at: datetime
    opened_by: str
    changed_at: datetime
    lines: tuple[Line, ...]
    documents: tuple[Document, ...] = ()
    official_answers: tuple[OfficialAnswer, ...] = ()
    procedure: "Procedure | None" = None

    @property
    def answered_rules(self) -> dict[OfficialAnswerId, AnsweredRule]:
        """What the official answers answered; which of it is set aside depends on the edition."""
        return {answer.id: answer.answered for answer in self.official_answers}

    def line(self, line_id: LineId) -> Line:
        """The line of this id; `LookupError` where the case has no such line."""
        for line in self.lines:
            if line.id == line_id:
                return line
        raise LookupError(f"no line {line_id} in case {self.id}")

    def document(self, document_id: DocumentId) -> Document:
        """The document of this id; `LookupError` where the case has no such document."""
        for document in self.documents:
            if document.id == document_id:
                return document
        raise LookupError(f"no document {document_id} in case {self.id}")


class CaseSummary(NamedTuple):
    """A row of the list of cases. `outcome` is the gravest of the lines, and None while any line is open.

    Of the open lines `differing_line_count` have a determination that is not what would come out now. Where the row is
    not `is_up_to_date`, all this was worked out under other law.
    """

    id: CaseId
    number: str
    title: str
    received_on: date
    assessed_on: date
    state: CaseState
    destinations: tuple[str, ...]
    line_count: int
    open_line_count: int
    differing_line_count: int
    is_up_to_date: bool
    outcome: Outcome | None
    edition_id: str | None
    end_user: str
    case_officer: str
    marking: str
    changed_at: datetime


class DecidedLine(NamedTuple):
    """A line whose determination a rule or ground decided; `is_current` is false where another has superseded it."""

    case_id: CaseId
    case_number: str
    title: str
    line_id: LineId
    position: int
    item: str
    number: int
    recorded_at: datetime
    is_current: bool
