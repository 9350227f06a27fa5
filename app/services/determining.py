"""Record the settled result of a line as its determination."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from app.domain.assessment import Determination, assess
from app.domain.cases import Case, DeterminationId, Line, LineId, RecordedDetermination
from app.domain.errors import Mendable
from app.domain.standing import is_matched_by
from app.services.changing import change_of_line
from app.services.events import DeterminationRecorded
from app.services.ports import Clock, RulebookShelf, UnitOfWork


def record_determination(
    work: UnitOfWork,
    clock: Clock,
    actor: str,
    shelf: RulebookShelf,
    *,
    line_id: LineId,
    as_record: Callable[[Determination], Mapping[str, Any]],
) -> DeterminationRecorded:
    """Record the result of a line under the edition in force on the case's day; the earlier one is superseded.

    `as_record` turns the determination into the plain data that is kept for ever, its trace included. Raises
    `Mendable` while the result is not settled, naming the facts that are missing, and where the same determination
    stands already.
    """
    with change_of_line(work, clock, actor, line_id) as (change, line):
        determination = _determine(shelf, change.case, line)
        previous = line.determination
        if previous is not None and _stands_already(previous, line, change.case, determination):
            raise Mendable(
                "Determination {number} of this line stands already and nothing has changed since.",
                number=previous.number,
            )
        record_text = canonical_json(as_record(determination))
        recorded = RecordedDetermination(
            id=DeterminationId(0),
            line_id=line_id,
            number=previous.number + 1 if previous else 1,
            on=determination.on,
            edition_id=determination.edition_id,
            edition_sha256=determination.edition_sha256,
            reference_version=determination.reference_version,
            outcome=determination.outcome,
            answers=line.known_answers,
            not_yet_known=line.not_yet_known,
            set_aside=tuple(sorted(change.case.set_aside)),
            record_text=record_text,
            recorded_at=change.at,
            recorded_by=change.actor,
            supersedes=previous.id if previous else None,
        )
        determination_id = work.determinations.add(recorded)
        return change.record(_event(change.case, recorded, determination_id))


def canonical_json(record: Mapping[str, Any]) -> str:
    """The one way a record is written: sorted keys, no blanks, Japanese as it is."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _determine(shelf: RulebookShelf, case: Case, line: Line) -> Determination:
    on = case.particulars.assessed_on
    edition = shelf.edition_on(on)
    determination = assess(
        shelf.compiled(edition.id), shelf.reference(), on, line.known_answers, set_aside=case.set_aside
    )
    if not determination.settled:
        raise Mendable(
            "The result of line {position} is not settled and can't be recorded. Still missing: {missing}.",
            position=line.position,
            missing=", ".join(determination.unknown),
        )
    return determination


def _stands_already(previous: RecordedDetermination, line: Line, case: Case, determination: Determination) -> bool:
    return (
        is_matched_by(previous, line, case)
        and previous.not_yet_known == line.not_yet_known
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
