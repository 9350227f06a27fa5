"""Receive a request: open a case, keep its particulars and its lines."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from app.domain.errors import Mendable
from app.domain.ids import AnswerId, CaseId, LineId
from app.domain.register.cases import Case, CaseParticulars, Line, LineParticulars
from app.domain.register.events import (
    CaseAmended,
    CaseOpened,
    LineAdded,
    LineAmended,
    LineRemoved,
    as_texts,
)
from app.domain.register.particulars import checked_case, checked_line
from app.domain.register.refusals import refusal_of_amending, refusal_of_removing
from app.services.acting import Acting
from app.services.changing import (
    CaseChange,
    change_of_case,
    change_of_line,
    derived_fact,
    ensure_number_is_free,
    ensure_officer,
    ensure_takes_cases,
    raise_if_refused,
    restate,
)
from app.services.ports import Clock, RulebookShelf, UnitOfWork

_DATES = ("received_on", "assessed_on")

NOTHING_KNOWN = LineParticulars()


def propose_number(work: UnitOfWork, clock: Clock) -> str:
    """The number the next case would have, such as 2026-0001; it is taken only by opening a case with it."""
    with work.snapshot():
        return work.cases.propose_number(clock.today().year)


def open_case(
    acting: Acting,
    *,
    particulars: CaseParticulars,
    line: LineParticulars = NOTHING_KNOWN,
) -> CaseOpened:
    """Open a draft case with its first line.

    Raises `Mendable` where number or title are missing, the number is taken, the case officer can't be one today, or no
    edition was in force on the day of assessment.
    """
    acting.ensure_may(CaseOpened)
    particulars, line = checked_case(particulars), checked_line(line)
    with acting.work:
        ensure_takes_cases(acting)
        acting.shelf.edition_on(particulars.assessed_on)
        ensure_number_is_free(acting.work, particulars.number)
        ensure_officer(acting, particulars.case_officer)
        at, by = acting.clock.now(), acting.by
        case_id = acting.work.cases.add(particulars, at, by)
        line_id = acting.work.lines.add(case_id, line, at, by)
        change = CaseChange(acting.work, acting.work.cases.get(case_id), at, by)
        event = change.record(CaseOpened(case_id, line_id, as_texts(particulars), as_texts(line)))
        restate(acting, change)
        acting.work.commit()
    return event


def amend_particulars(acting: Acting, *, case_id: CaseId, field: str, value: str | date) -> CaseAmended | None:
    """Change one of the particulars of a case, named as in `CaseParticulars`; None where nothing changes.

    Raises `Mendable` as `open_case` does. Another day of assessment leaves no determination that matches.
    """
    amended = amend_case(acting, case_id=case_id, changes={field: value})
    return amended[0] if amended else None


def amend_case(acting: Acting, *, case_id: CaseId, changes: Mapping[str, str | date]) -> tuple[CaseAmended, ...]:
    """Change several of the particulars of a case: all of them, or none. As `amend_particulars`."""
    with change_of_case(acting, CaseAmended, case_id, partial(_refusal_of_amending, fields=tuple(changes))) as change:
        before = change.case.particulars
        after = before
        for field, value in changes.items():
            after = _replaced(after, field, value)
        return _amended(acting, change, before, checked_case(after, before))


def _amended(
    acting: Acting, change: CaseChange, before: CaseParticulars, after: CaseParticulars
) -> tuple[CaseAmended, ...]:
    if after.number != before.number:
        ensure_number_is_free(acting.work, after.number, change.case.id)
    ensure_officer(acting, after.case_officer, before.case_officer)
    if after.assessed_on != before.assessed_on:
        acting.shelf.edition_on(after.assessed_on)
    if after != before:
        acting.work.cases.amend(change.case.id, after)
    old, new = as_texts(before), as_texts(after)
    return tuple(
        change.record(CaseAmended(change.case.id, field, old[field], new[field]))
        for field in old
        if old[field] != new[field]
    )


def add_line(
    acting: Acting,
    *,
    case_id: CaseId,
    particulars: LineParticulars = NOTHING_KNOWN,
    copy_answers_from: LineId | None = None,
) -> LineAdded:
    """Add a line to a case, with the answers and evidence of another of its lines where wanted.

    A copied answer is an answer of its own, given now; the event and the answer say where it was copied from. An answer
    that is taken only with evidence is copied only with it.
    """
    particulars = checked_line(particulars)
    with change_of_case(acting, LineAdded, case_id) as change:
        line_id = acting.work.lines.add(case_id, particulars, change.at, change.by)
        copied: dict[AnswerId, AnswerId] = {}
        if copy_answers_from is not None:
            copied = _copy_answers(acting.work, change, acting.shelf, change.case.line(copy_answers_from), line_id)
        position = acting.work.cases.get(case_id).line(line_id).position
        return change.record(LineAdded(case_id, line_id, position, as_texts(particulars), copy_answers_from, copied))


def amend_line(acting: Acting, *, line_id: LineId, field: str, value: str) -> LineAmended | None:
    """Change one of the particulars of a line, named as in `LineParticulars`; None where nothing changes."""
    amended = amend_line_particulars(acting, line_id=line_id, changes={field: value})
    return amended[0] if amended else None


def amend_line_particulars(acting: Acting, *, line_id: LineId, changes: Mapping[str, str]) -> tuple[LineAmended, ...]:
    """Change several of the particulars of a line: all of them, or none. As `amend_line`."""
    with change_of_line(acting, LineAmended, line_id, partial(_refusal_of_amending, fields=tuple(changes))) as found:
        change, line = found
        before = line.particulars
        for field in changes:
            if field not in before._fields:
                raise ValueError(f"no particular of a line: {field}")
        after = checked_line(before._replace(**changes), before)
        if after != before:
            acting.work.lines.amend(line_id, after)
        old, new = as_texts(before), as_texts(after)
        changed = [field for field in old if old[field] != new[field]]
        return tuple(
            change.record(LineAmended(change.case.id, line_id, field, old[field], new[field])) for field in changed
        )


def _refusal_of_amending(case: Case, fields: Iterable[str]) -> Mendable | None:
    """Why any of these particulars can't be changed."""
    return next((why for field in fields if (why := refusal_of_amending(case, field)) is not None), None)


def remove_line(acting: Acting, *, line_id: LineId) -> LineRemoved:
    """Take a line out of its case; it stays on record.

    Raises `Mendable` for the only line of a case, and for a line with a determination.
    """
    with change_of_line(acting, LineRemoved, line_id) as (change, line):
        raise_if_refused(refusal_of_removing(line, change.case))
        acting.work.lines.remove(line_id, change.at, change.by)
        return change.record(LineRemoved(change.case.id, line_id, line.position))


def _replaced(particulars: CaseParticulars, field: str, value: str | date) -> CaseParticulars:
    if field not in particulars._fields or isinstance(value, date) != (field in _DATES):
        raise ValueError(f"no such particular of a case: {field} = {value!r}")
    changes: dict[str, Any] = {field: value}
    return particulars._replace(**changes)


def _copy_answers(
    work: UnitOfWork, change: CaseChange, shelf: RulebookShelf, source: Line, target: LineId
) -> dict[AnswerId, AnswerId]:
    copied: dict[AnswerId, AnswerId] = {}
    for answer in source.answers:
        if answer.is_asserted and derived_fact(shelf, answer.fact) is not None:
            continue
        copy = work.answers.give(
            target,
            answer.fact,
            answer.value,
            change.at,
            change.by,
            copied_from=answer.id,
            given_for=answer.given_for,
        )
        for evidence in answer.evidence:
            work.answers.attach(copy, evidence.document_id, evidence.page, change.at, change.by)
        copied[answer.id] = copy
    return copied
