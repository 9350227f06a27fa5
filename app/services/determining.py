"""Record the settled result of a line as its determination."""

import hashlib
from collections.abc import Collection, Iterator

from app.domain.canonical import canonical_json
from app.domain.decision.assessment import assess
from app.domain.decision.evaluation import known_facts
from app.domain.decision.record import lasting_record
from app.domain.errors import Mendable
from app.domain.ids import CaseId, DeterminationId, LineId
from app.domain.law.decision_digest import decision_digest
from app.domain.law.law_on_record import EditionOnRecord
from app.domain.procedure.events import DeterminationsKept
from app.domain.procedure.procedure import Procedure
from app.domain.register.basis import evidence_of, particulars_as_texts, since_recorded
from app.domain.register.cases import Case, Line, RecordedDetermination
from app.domain.register.counting import counting_of
from app.domain.register.events import DeterminationRecorded
from app.domain.register.official_answers import given_for_line, official_answers_on_record
from app.domain.register.recording import (
    Seen,
    refusal_of_keeping_determinations,
    refusal_of_recording,
    refusal_of_unseen,
)
from app.services.acting import Acting
from app.services.changing import CaseChange, act_of_procedure, change_of_case, change_of_line, raise_if_refused


def record_determination(acting: Acting, *, line_id: LineId, seen: Seen | None = None) -> DeterminationRecorded:
    """Record the result of a line under the edition in force on the case's day; the earlier one is superseded.

    What is kept for ever is the whole determination with its trace, the particulars and what shows the answers, and in
    the register once the edition. Raises `Mendable` while the result is not settled,
    naming the facts that are missing, where an answer that is taken only with evidence has none, and where a
    determination that says the same stands already. `seen` is what the person who records it has seen it made of:
    where it is made of something else by now, nothing is recorded.
    """
    with change_of_line(acting, DeterminationRecorded, line_id) as (change, line):
        return _record(acting, change, line, seen)


def record_case(acting: Acting, *, case_id: CaseId, lines: Collection[int] = ()) -> tuple[DeterminationRecorded, ...]:
    """Record each line of a case of which another determination would come out now, or these; the others are kept.

    Nothing is recorded where one is refused. Where there is nothing to record, a case that was reopened or sent back is
    recorded again as it stands; of any other `Mendable` is raised.
    """
    recorded: list[DeterminationRecorded] = []
    with change_of_case(acting, DeterminationRecorded, case_id) as change:
        compiled = acting.shelf.compiled(acting.shelf.id_on(change.case.particulars.assessed_on))
        reference, standing = acting.shelf.reference(), None
        for line in change.case.lines:
            if lines and line.position not in lines:
                continue
            since = since_recorded(line, change.case, compiled, reference)
            if since is not None and since.is_as_recorded and not since.not_noted:
                standing = line
            else:
                recorded.append(_record(acting, change, line, None))
        if not recorded and standing is not None:
            raise_if_refused(refusal_of_keeping_determinations(change.case, compiled, reference))
            kept = tuple(line.determination.id for line in change.case.lines if line.determination is not None)
            change.record(DeterminationsKept(case_id, kept))
    return tuple(recorded)


def _record(acting: Acting, change: CaseChange, line: Line, seen: Seen | None) -> DeterminationRecorded:
    case, reference, previous = change.case, acting.shelf.reference(), line.determination
    on = case.particulars.assessed_on
    compiled = acting.shelf.compiled(acting.shelf.id_on(on))
    edition = compiled.edition
    answers, set_aside, _ = counts = counting_of(line, case, edition, reference)
    if seen is not None:
        raise_if_refused(refusal_of_unseen(seen, Seen.of(on, edition, reference, counts)))
    determination = assess(compiled, reference, on, answers, set_aside=set_aside)
    raise_if_refused(refusal_of_recording(line, case, compiled, reference, determination))
    particulars, evidence = (
        particulars_as_texts(case.particulars, line.particulars),
        evidence_of(line, case, answers),
    )
    known = known_facts(edition, reference, on, answers)
    record = lasting_record(
        compiled,
        reference,
        answers,
        determination,
        particulars=particulars,
        evidence=evidence,
        official_answers=official_answers_on_record(case, line.id, on, edition, known),
    )
    recorded = RecordedDetermination(
        id=DeterminationId(0),
        line_id=line.id,
        number=previous.number + 1 if previous else 1,
        on=determination.on,
        edition_id=determination.edition_id,
        edition_sha256=determination.edition_sha256,
        reference_version=determination.reference_version,
        outcome=determination.outcome,
        answers=answers,
        not_known=determination.not_known,
        set_aside=determination.set_aside,
        record_text=canonical_json(record.data()),
        recorded_at=change.at,
        recorded_by=change.by,
        supersedes=previous.id if previous else None,
        official_answers=given_for_line(case.answered_rules, line.id),
        derived=record.basis.derived,
        particulars=particulars,
        evidence=evidence,
        decision_digest=record.basis.decision_digest,
    )
    content = EditionOnRecord(edition.id, edition.sha256, acting.shelf.content(edition))
    acting.work.recorded_editions.keep(content, decision_digest(edition))
    return change.record(
        DeterminationRecorded(
            case_id=case.id,
            line_id=line.id,
            determination_id=acting.work.determinations.add(recorded),
            number=recorded.number,
            edition_id=recorded.edition_id,
            edition_sha256=recorded.edition_sha256,
            reference_version=recorded.reference_version,
            outcome=recorded.outcome.value,
            record_sha256=hashlib.sha256(recorded.record_text.encode()).hexdigest(),
            supersedes=recorded.supersedes,
        )
    )


def keep_determinations(acting: Acting, *, case_id: CaseId) -> DeterminationsKept:
    """Record of a case that was reopened, or sent back, that each determination stands as it is.

    Raises `Mendable` where one does not, and where the case needs no recording.
    """
    shelf = acting.shelf

    def reasons(case: Case, _procedure: Procedure) -> Iterator[Mendable | None]:
        compiled = shelf.compiled(shelf.id_on(case.particulars.assessed_on))
        yield refusal_of_keeping_determinations(case, compiled, shelf.reference())

    with act_of_procedure(acting, DeterminationsKept, case_id, reasons) as change:
        kept = tuple(line.determination.id for line in change.case.lines if line.determination is not None)
        return change.record(DeterminationsKept(case_id, kept))
