"""Record the settled result of a line as its determination."""

import hashlib
from typing import NamedTuple

from app.domain.canonical import canonical_json
from app.domain.decision.assessment import assess
from app.domain.decision.determination import Determination
from app.domain.decision.record import lasting_record
from app.domain.errors import Mendable
from app.domain.register.case_status import is_matched_by, unshown_facts
from app.domain.register.cases import Case, DeterminationId, Line, LineId, RecordedDetermination
from app.domain.register.events import DeterminationRecorded
from app.domain.register.official_answers import answers_on_record, set_aside_on
from app.services.acting import Acting
from app.services.changing import called, change_of_line
from app.services.ports import RulebookShelf


def record_determination(acting: Acting, *, line_id: LineId) -> DeterminationRecorded:
    """Record the result of a line under the edition in force on the case's day; the earlier one is superseded.

    What is kept for ever is the whole determination with its trace. Raises `Mendable` while the result is not settled,
    naming the facts that are missing, where an answer that is taken only with evidence has none, and where the same
    determination stands already.
    """
    with change_of_line(acting, line_id) as (change, line):
        settled = _settled(acting.shelf, change.case, line)
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
            not_known=settled.determination.not_known,
            set_aside=settled.determination.set_aside,
            record_text=settled.record_text,
            recorded_at=change.at,
            recorded_by=change.actor,
            supersedes=previous.id if previous else None,
            official_answers=tuple(answer.id for answer in change.case.official_answers),
        )
        return change.record(_event(change.case, recorded, acting.work.determinations.add(recorded)))


class _Settled(NamedTuple):
    determination: Determination
    record_text: str


def _settled(shelf: RulebookShelf, case: Case, line: Line) -> _Settled:
    on, reference, answers = case.particulars.assessed_on, shelf.reference(), line.known_answers
    compiled = shelf.compiled(shelf.id_on(on))
    edition = compiled.edition
    determination = assess(compiled, reference, on, answers, set_aside=set_aside_on(case, edition))
    if not determination.settled:
        raise Mendable(
            "The result of line {position} is not settled and can't be recorded. Still missing: {missing}.",
            position=line.position,
            missing=determination.unknown,
        )
    unshown = unshown_facts(line, edition)
    if unshown:
        raise Mendable(
            "{facts}: an answer sets aside what follows from the reference tables, and no document shows it. Line "
            "{position} can't be recorded so. Link the document that shows it, or take the answer back.",
            facts=called(*((fact.label, fact.id) for fact in unshown)),
            position=line.position,
        )
    title, given = case.particulars.title, answers_on_record(case, edition)
    record = lasting_record(compiled, reference, answers, determination, title, given)
    return _Settled(determination, canonical_json(record))


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
