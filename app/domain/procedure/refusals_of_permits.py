"""Why a permit can't be entered, refused, extended or ended; and why a notice can't be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.characters import visible
from app.domain.errors import Mendable
from app.domain.procedure.case_states import CaseState
from app.domain.procedure.entries import StepState
from app.domain.procedure.events import PermitEndEntered, PermitEntered
from app.domain.procedure.notices import due_since, notices_of
from app.domain.procedure.permits import end_of, permit_of, permit_said, shared_quantity, valid_until
from app.domain.procedure.procedure import Procedure, StepOfCase
from app.domain.procedure.quantities import quantity_read
from app.domain.procedure.refusals import (
    Known,
    day_between,
    reason_missing,
    refusal_before,
    refusal_while,
    refused,
    texts_missing,
    unknown,
)
from app.domain.procedure.sheets import (
    can_be_corrected,
    code_refused,
    day_given,
    not_to_be_corrected,
    reason_of_correction,
    sheet_of,
    sheet_of_correction,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date


def refusals_of_permit(
    procedure: Procedure,
    state: CaseState,
    step: StepOfCase | None,
    *,
    number: str,
    dated: date,
    quantities: Mapping[int, int],
    until: date,
    conditions: Collection[str],
    code: str,
    today: date,
    corrects: int | None = None,
    reason: str = "",
) -> Iterator[Mendable]:
    """A permit names lines whose earlier steps are done, with no more than their quantity."""
    if not can_be_corrected(procedure, corrects, PermitEntered):
        yield not_to_be_corrected()
        return
    corrected = None if corrects is None else procedure.entries[corrects]
    if procedure.was_reviewed and any(line not in procedure.lines for line in quantities):
        yield refused("unknown_key", "The case has no such line.", field="lines")
        return
    if corrected is not None and set(quantities) != set(corrected.contents):
        yield refused(
            "unknown_key", "A correction names the lines of the permit that it corrects, and no others.", field="lines"
        )
    if not quantities or any(quantity < 1 for quantity in quantities.values()):
        yield refused("bad_value", "A permit covers whole numbers of pieces of at least one line.", field="lines")
    waits = refusal_while(state)
    if waits is not None:
        yield waits
        return
    if step is None or any(line not in step.lines for line in quantities):
        yield refused("no_procedure", "The line is not in procedure: no permit is asked for it.", field="lines")
        return
    yield from _quantities_left(procedure, quantities, corrects)
    if corrected is not None:
        yield from code_refused(code, procedure.requests[permit_said(corrected).request - 1].code)
    else:
        yield from refusals_of_permit_code(procedure, step, tuple(quantities), code)
    yield from reason_of_correction(corrects, reason)
    if not visible(number):
        yield refused("missing_text", "The number of the permit is empty. Fill it in.", field="permit_number")
    if any(not visible(each) for each in conditions):
        yield refused("missing_text", "Write each condition in words.", field="conditions")
    sheet = sheet_of(procedure, step.id, code) if corrects is None else sheet_of_correction(procedure, corrects)
    yield from day_given(procedure, sheet, dated, today)
    if until < dated:
        yield refused(
            "impossible_date",
            "The permit is dated {dated} and would run until {until}, which is earlier.",
            dated=dated,
            until=until,
            field="valid_until",
        )


def refusals_of_permit_code(
    procedure: Procedure, step: StepOfCase, lines: Collection[int], code: str
) -> Iterator[Mendable]:
    """A permit, or its refusal, is given with the code of a sheet that is current, for lines on it."""
    if any(not procedure.are_earlier_done(step.id, line) for line in lines):
        yield refused("out_of_order", "An earlier step of a line is not done: no permit can be entered for it.")
    if procedure.current_request(step.id) is None:
        yield refused("not_requested", "The permit is not asked for now: request it first.")
        return
    sheet = sheet_of(procedure, step.id, code)
    if sheet is None or not set(lines) <= set(sheet.lines):
        yield from code_refused(code, "")


def _quantities_left(procedure: Procedure, quantities: Mapping[int, int], corrects: int | None) -> Iterator[Mendable]:
    for line, quantity in quantities.items():
        whole = quantity_read(procedure.lines[line].content.quantity)
        if whole is not None and quantity + shared_quantity(procedure, line, corrects) > whole:
            yield refused(
                "bad_value",
                "Line {line} is about {whole}; with the other permits this one would cover more.",
                line=line,
                whole=whole,
                field="lines",
            )


def refusals_of_permit_refusal(
    procedure: Procedure,
    state: CaseState,
    step: StepOfCase | None,
    *,
    dated: date,
    reason: str,
    reference: str,
    code: str,
    today: date,
) -> Iterator[Mendable]:
    """The permit is refused for the lines of a request."""
    waits = refusal_while(state)
    if waits is not None:
        yield waits
        return
    if step is None:
        yield refused("no_procedure", "No line is in procedure: no permit is asked for.")
        return
    yield from refusals_of_permit_code(procedure, step, (), code)
    if all(procedure.state_on(step.id, line) is StepState.WAITING for line in step.lines):
        yield refused("out_of_order", "An earlier step is not done: this one waits for it.")
    sheet = sheet_of(procedure, step.id, code)
    if sheet is not None and all(any(procedure.permits_of(line)) for line in sheet.lines):
        yield refused("already_done", "Each line of this sheet has its permit.")
    if sheet is not None and any(each.step == step.id and each.decision for each in procedure.waiting()):
        yield refused("already_signed", "A refusal of the permit is entered already.")
    yield from reason_missing(reason)
    yield from texts_missing(reference=reference)
    yield from day_given(procedure, sheet, dated, today)


def refusals_of_extension(
    procedure: Procedure,
    state: CaseState,
    permit_number: int,
    *,
    until: date,
    dated: date,
    reference: str,
    today: date,
) -> Iterator[Mendable]:
    """A permit that stands is extended beyond its end, before it was ended."""
    yield from _refusals_of_permit_act(procedure, state, permit_number, dated, today)
    permit = permit_of(procedure, permit_number)
    if permit is None:
        return
    yield from texts_missing(reference=reference)
    ends = valid_until(procedure, permit)
    if until <= ends:
        yield refused(
            "impossible_date",
            "The permit runs until {ends} already, and would run until {until}: an extension is later.",
            ends=ends,
            until=until,
            field="valid_until",
        )
    end = end_of(procedure, permit)
    if end is not None and dated > end.dated:
        yield refused("no_permit", "The permit ended on {dated}: there is nothing to extend.", dated=end.dated)


def refusals_of_permit_end(
    procedure: Procedure,
    state: CaseState,
    permit_number: int,
    *,
    dated: date,
    reason: str,
    reference: str,
    today: date,
) -> Iterator[Mendable]:
    """A permit that stands is ended once, with a reason."""
    yield from _refusals_of_permit_act(procedure, state, permit_number, dated, today)
    permit = permit_of(procedure, permit_number)
    if permit is None:
        return
    ends = (each for each in procedure.waiting() if isinstance(each.said, PermitEndEntered))
    if end_of(procedure, permit) is not None or any(permit_of(procedure, each.said.permit) is permit for each in ends):  # type: ignore[union-attr]
        yield refused("already_done", "The end of this permit is entered already.")
    yield from reason_missing(reason)
    yield from texts_missing(reference=reference)


def _refusals_of_permit_act(
    procedure: Procedure, state: CaseState, permit_number: int, dated: date, today: date
) -> Iterator[Mendable]:
    before = refusal_before(procedure, state)
    if before is not None:
        yield before
    permit = permit_of(procedure, permit_number)
    if permit is None:
        yield refused("unknown_key", "There is no such permit.")
        return
    if not permit.stands:
        yield refused("no_permit", "The permit has not been confirmed.")
    yield from day_between(dated, permit.dated, today)


def refusals_of_notice(
    procedure: Procedure,
    state: CaseState,
    notice_id: str,
    known: Known,
    *,
    dated: date,
    reference: str,
    today: date,
) -> Iterator[Mendable]:
    """A notice is given once, when it is due, and not dated before that."""
    if notice_id not in known.notices:
        yield unknown(notice_id)
        return
    before = refusal_before(procedure, state)
    if before is not None:
        yield before
        return
    notice = next((each for each in notices_of(procedure) if each.id == notice_id), None)
    if notice is None:
        yield refused("no_procedure", "The case does not call for this notice.")
        return
    since = due_since(procedure, notice)
    if notice_id in procedure.notices:
        yield refused("already_done", "The notice was given already.")
    elif since is None:
        yield refused("out_of_order", "The notice is not due yet: what calls for it is not done.")
    yield from texts_missing(reference=reference)
    yield from day_between(dated, since or today, today)
