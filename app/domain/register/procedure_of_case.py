"""The procedure of a case, as the events of its ledger make it; and what is put before bodies of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from app.domain.japan_time import day_in_japan
from app.domain.law.outcomes import Result
from app.domain.procedure.content import (
    DecisionInContent,
    DocumentInContent,
    LineContent,
    OfficialAnswerInContent,
)
from app.domain.procedure.entries import Act, Turn
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
    StepRequested,
)
from app.domain.procedure.later_events import LaterEntry, LaterHappening
from app.domain.procedure.procedure import Procedure
from app.domain.register.events import CaseClosed, CaseReopened, CaseWithdrawn, DeterminationRecorded, kind_of

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.ids import DocumentId
    from app.domain.register.cases import Case, DocumentParticulars, Line, RecordedDetermination
    from app.domain.register.events import Event, UnknownEvent

#: The particulars of a case that stand in the content.
PARTIES = ("exporter", "end_user", "consignee", "intermediaries", "contract_reference")
#: All particulars of a case and of a line by which the content is another where they are.
IN_CONTENT = frozenset((*PARTIES, "number", "assessed_on", "item", "quantity", "value"))
#: What a paper is known by in the content.
NAMING_A_PAPER = frozenset(("kind", "title", "from_whom", "dated", "reference"))

_TURNS = {
    DeterminationRecorded: Turn.RECORDED,
    CaseReopened: Turn.REOPENED,
    CaseClosed: Turn.CLOSED,
    CaseWithdrawn: Turn.WITHDRAWN,
}
_ACTS = (
    *(CaseReviewed, DeterminationsKept, StepRequested, FindingEntered, DecisionEntered, PermitEntered),
    *(PermitRefusalEntered, PermitExtensionEntered, PermitEndEntered, EntryConfirmed, EntryWithdrawn, NoticeGiven),
)
#: What follows the procedure, and is a part of it.
_LATER = (*get_args(LaterEntry), *get_args(LaterHappening))
#: The words under which the events that make a procedure are stored.
KINDS_OF_PROCEDURE = tuple(kind_of(event) for event in (*_ACTS, *_LATER, *_TURNS))
#: Those of them that only a case has whose procedure began.
KINDS_OF_ACTS = tuple(map(kind_of, (*_ACTS, *_LATER)))


def act_of(event: Event | UnknownEvent, at: datetime, by: str) -> Act | None:
    """What an event does in the procedure of its case; None where it has no part in it."""
    turn = _TURNS.get(type(event))
    if turn is not None:
        return Act(by, day_in_japan(at), turn)
    if isinstance(event, (*_ACTS, LaterEntry, LaterHappening)):
        return Act(by, day_in_japan(at), event)
    return None


def procedure_of(case: Case) -> Procedure:
    """The procedure of a case; an empty one of a case that is on no register."""
    return case.procedure if case.procedure is not None else Procedure()


def preparers_of(case: Case) -> frozenset[str]:
    """Who gave or copied an answer that stands, recorded an official answer that stands, or recorded a determination
    that does: none of them reviews it."""
    answered = {answer.given_by for line in case.lines for answer in line.answers}
    recorded = {line.determination.recorded_by for line in case.lines if line.determination is not None}
    return frozenset(answered | recorded | {each.recorded_by for each in case.official_answers})


def content_of_line(line: Line, case: Case, determination: RecordedDetermination) -> LineContent:
    """What is put before every body of a line with this determination, as the register has it now."""
    record, particulars = determination.record, case.particulars
    answered = record.basis.official_answers or ()
    shown = {each.document_id for answer in line.answers for each in answer.evidence}
    return LineContent(
        line=line.position,
        case_number=particulars.number,
        parties={name: getattr(particulars, name) for name in PARTIES},
        item=line.particulars.item,
        quantity=line.particulars.quantity,
        value=line.particulars.value,
        decision=DecisionInContent(
            on=determination.on,
            edition=determination.edition_id,
            decision_digest=determination.decision_digest or determination.edition_sha256,
            reference=determination.reference_version,
            outcome=determination.outcome,
            answers=determination.answers,
            derived=determination.derived,
            rules=tuple(rule.id for rule in record.reasons.rules if rule.result is Result.HOLDS),
            steps=record.result.approvals,
            notices=tuple(notice.id for notice in record.result.notices),
            commitments=record.result.commitments,
            official_answers=tuple(
                OfficialAnswerInContent(
                    each.rule, each.body, each.dated, each.reference, each.note, each.clears, each.sets_aside
                )
                for each in answered
            ),
        ),
        documents=tuple(
            document_in_content(document.particulars) for document in case.documents if document.id in shown
        ),
    )


def document_in_content(particulars: DocumentParticulars) -> DocumentInContent:
    """A document as content names it: by its file, or by all that is known of a paper."""
    if particulars.sha256:
        return DocumentInContent(sha256=particulars.sha256)
    return DocumentInContent(
        kind=particulars.kind.value,
        title=particulars.title,
        from_whom=particulars.from_whom,
        dated=particulars.dated,
        reference=particulars.reference,
    )


def shown_by(case: Case, document_id: DocumentId | None) -> DocumentInContent | None:
    """The document of an entry as later sheets name it; `LookupError` where the case has no such document."""
    return None if document_id is None else document_in_content(case.document(document_id).particulars)
