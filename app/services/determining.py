"""Record the settled result of a line as its determination."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from app.domain.assessment import CompiledEdition, assess
from app.domain.cases import Case, DeterminationId, Line, LineId, RecordedDetermination
from app.domain.determination import Determination
from app.domain.errors import Mendable
from app.domain.evaluation import known_facts
from app.domain.outcomes import Result
from app.domain.record import lasting_record
from app.domain.reference import Reference
from app.domain.standing import is_matched_by
from app.services.changing import change_of_line
from app.services.events import DeterminationRecorded
from app.services.ports import Clock, RulebookShelf, UnitOfWork


def record_determination(
    work: UnitOfWork, clock: Clock, actor: str, shelf: RulebookShelf, *, line_id: LineId
) -> DeterminationRecorded:
    """Record the result of a line under the edition in force on the case's day; the earlier one is superseded.

    What is kept for ever is the whole determination with its trace. Raises `Mendable` while the result is not settled,
    naming the facts that are missing, and where the same determination stands already.
    """
    with change_of_line(work, clock, actor, line_id) as (change, line):
        settled = _settled(shelf, change.case, line)
        previous = line.determination
        if previous is not None and _stands_already(previous, line, change.case, settled.determination):
            raise Mendable(
                "Determination {number} of line {position} stands already, and nothing has changed since.",
                number=previous.number,
                position=line.position,
            )
        recorded = RecordedDetermination(
            id=DeterminationId(0),
            line_id=line_id,
            number=previous.number + 1 if previous else 1,
            on=settled.determination.on,
            edition_id=settled.determination.edition_id,
            edition_sha256=settled.determination.edition_sha256,
            reference_version=settled.determination.reference_version,
            outcome=settled.determination.outcome,
            answers=line.known_answers,
            not_known=settled.not_known,
            set_aside=tuple(sorted(change.case.set_aside)),
            record_text=settled.record_text,
            recorded_at=change.at,
            recorded_by=change.actor,
            supersedes=previous.id if previous else None,
        )
        return change.record(_event(change.case, recorded, work.determinations.add(recorded)))


def canonical_json(record: Mapping[str, Any]) -> str:
    """The one way a record is written: sorted keys, no blanks, Japanese as it is."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


class _Settled(NamedTuple):
    determination: Determination
    not_known: tuple[str, ...]
    record_text: str


def _settled(shelf: RulebookShelf, case: Case, line: Line) -> _Settled:
    on, reference, answers = case.particulars.assessed_on, shelf.reference(), line.known_answers
    compiled = shelf.compiled(shelf.id_on(on))
    determination = assess(compiled, reference, on, answers, set_aside=case.set_aside)
    if not determination.settled:
        raise Mendable(
            "The result of line {position} is not settled and can't be recorded. Still missing: {missing}.",
            position=line.position,
            missing=", ".join(determination.unknown),
        )
    not_known = _not_known(compiled, reference, determination, answers)
    record = lasting_record(compiled.plan, reference, answers, determination, case.particulars.title)
    return _Settled(determination, not_known, canonical_json({**record, "not_known": not_known}))


def _not_known(
    compiled: CompiledEdition, reference: Reference, determination: Determination, answers: Mapping[str, str]
) -> tuple[str, ...]:
    """The facts that may have applied and were not known; the result holds whatever they turn out to be."""
    known = known_facts(compiled.edition, reference, determination.on, answers)
    evaluation = compiled.plan.evaluate(known, frozenset(determination.set_aside))
    return tuple(
        fact.id
        for fact in compiled.edition.asked
        if fact.id not in answers and evaluation.is_applicable(fact.id) is not Result.FAILS
    )


def _stands_already(previous: RecordedDetermination, line: Line, case: Case, determination: Determination) -> bool:
    return (
        is_matched_by(previous, line, case)
        and previous.edition_sha256 == determination.edition_sha256
        and previous.reference_version == determination.reference_version
    )


def _event(case: Case, recorded: RecordedDetermination, determination_id: DeterminationId) -> DeterminationRecorded:
    return DeterminationRecorded(
        case_id=case.id,
        line_id=recorded.line_id,
        determination_id=determination_id,
        number=recorded.number,
        edition_id=recorded.edition_id,
        edition_sha256=recorded.edition_sha256,
        reference_version=recorded.reference_version,
        outcome=recorded.outcome.value,
        record_sha256=hashlib.sha256(recorded.record_text.encode()).hexdigest(),
        supersedes=recorded.supersedes,
    )
