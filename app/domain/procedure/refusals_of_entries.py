"""Why a finding or decision can't be entered, and why an entry can't be confirmed or withdrawn."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from app.domain.characters import visible
from app.domain.errors import Account, Mendable, Quoted
from app.domain.procedure.case_states import CaseState
from app.domain.procedure.entries import AGREEING, DECISIONS, REFUSE, RETURN, VIEWS, WITH_CONDITIONS, Entry, StepState
from app.domain.procedure.events import (
    DecisionEntered,
    FindingEntered,
    PermitEndEntered,
    PermitEntered,
    PermitExtensionEntered,
    View,
)
from app.domain.procedure.later_events import LaterEntry
from app.domain.procedure.permits import PEOPLE_BEHIND_A_PERMIT, end_of, people_behind, permit_of
from app.domain.procedure.procedure import Procedure, StepOfCase
from app.domain.procedure.refusals import (
    Known,
    no_such_step,
    reason_missing,
    refusal_before,
    refusal_while,
    refused,
    texts_missing,
    unknown,
)
from app.domain.procedure.sheets import (
    Sheet,
    can_be_corrected,
    code_refused,
    day_given,
    not_to_be_corrected,
    reason_of_correction,
    sheet_of,
    sheet_of_correction,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date


def refusals_of_sheet(
    procedure: Procedure,
    state: CaseState,
    step_id: str,
    kinds: tuple[str, ...],
    known: Known,
    code: str,
    corrects: int | None,
    *,
    own: bool = False,
) -> Iterator[Mendable]:
    """What is given with a code is given on a step of one of these kinds, while it is asked for on this content."""
    if step_id not in known.steps:
        yield unknown(step_id)
        return
    waits = refusal_while(state)
    if waits is not None:
        yield waits
    step = procedure.step(step_id)
    if step is None or step.kind not in kinds:
        if waits is None:
            yield no_such_step()
        return
    if corrects is not None:
        corrected = procedure.entries[corrects]
        yield from code_refused(code, procedure.requests[getattr(corrected.said, "request", 1) - 1].code)
        return
    if all(procedure.state_on(step_id, line) is StepState.WAITING for line in step.lines):
        yield refused("out_of_order", "An earlier step is not done: this one waits for it.")
    if procedure.current_request(step_id) is None:
        yield refused("not_requested", "The step is not asked for now: request it, then enter what comes back.")
    elif not (own and not visible(code)) and sheet_of(procedure, step_id, code) is None:
        yield from code_refused(code, "")


def refusals_of_finding(
    procedure: Procedure,
    state: CaseState,
    step_id: str,
    known: Known,
    *,
    office: str,
    author: str,
    dated: date,
    views: Collection[View],
    code: str,
    own_office: str,
    today: date,
    corrects: int | None = None,
    reason: str = "",
) -> Iterator[Mendable]:
    """A finding is of an office that examines, on questions that are asked, with its reasons."""
    own = office == own_office
    if not can_be_corrected(procedure, corrects, FindingEntered):
        yield not_to_be_corrected()
        return
    if any(view.slot not in known.slots for view in views):
        yield unknown(step_id)
        return
    if any(view.view not in VIEWS for view in views):
        yield refused("bad_value", "A view is one of: no objection, objection, open.")
    yield from refusals_of_sheet(procedure, state, step_id, ("finding",), known, code, corrects, own=own)
    step = procedure.step(step_id)
    if step is None or refusal_while(state) is not None:
        return
    asked = {slot.id for line in step.lines for slot in procedure.lines[line].slots}
    if any(view.slot not in asked for view in views):
        yield refused("no_procedure", "The examination of this case does not ask this question.")
    if office not in step.bodies:
        yield wrong_office()
    yield from reason_of_correction(corrects, reason)
    yield from texts_missing(author=author)
    if not views or any(not visible(view.text) for view in views):
        yield refused("missing_text", "Each view needs its reasons in words.", field="text")
    sheet = (
        sheet_of(procedure, step_id, code, own=own) if corrects is None else sheet_of_correction(procedure, corrects)
    )
    yield from day_given(procedure, sheet, dated, today)


def refusals_of_decision(
    procedure: Procedure,
    state: CaseState,
    step_id: str,
    known: Known,
    *,
    office: str,
    signatory: str,
    decision: str,
    conditions: Collection[str],
    reason: str,
    dated: date,
    reference: str,
    code: str,
    acting: str,
    today: date,
    corrects: int | None = None,
) -> Iterator[Mendable]:
    """A decision is of an office that signs for the step, on the content of the sheet, once."""
    if not can_be_corrected(procedure, corrects, DecisionEntered):
        yield not_to_be_corrected()
        return
    if decision not in DECISIONS or (conditions and decision != WITH_CONDITIONS):
        yield refused(
            "bad_value",
            "A decision is one of: agree, agree with conditions, refuse, return; conditions go with the second.",
            field="decision",
        )
    yield from refusals_of_sheet(procedure, state, step_id, ("meeting", "each"), known, code, corrects)
    step = procedure.step(step_id)
    if step is None or refusal_while(state) is not None:
        return
    if office not in step.offices:
        yield wrong_office()
    sheet = sheet_of(procedure, step_id, code) if corrects is None else sheet_of_correction(procedure, corrects)
    if sheet is not None:
        yield from _signed(procedure, sheet, step_id, office, decision, corrects)
        yield from _name_for_two_offices(procedure, sheet, step, office, signatory, acting, corrects)
    if (decision in (REFUSE, RETURN) or corrects is not None) and not visible(reason):
        yield refused("missing_reason", "Give the reason: it stays on record.", field="reason")
    yield from texts_missing(signatory=signatory, reference=reference)
    if decision == WITH_CONDITIONS and (not conditions or any(not visible(each) for each in conditions)):
        yield refused("missing_text", "Write each condition in words.", field="conditions")
    yield from day_given(procedure, sheet, dated, today)


def _signed(
    procedure: Procedure, sheet: Sheet, step_id: str, office: str, decision: str, corrects: int | None
) -> Iterator[Mendable]:
    waits = any(
        each.step == step_id and each.office == office and set(each.lines) & set(sheet.lines)
        for each in procedure.waiting()
    )
    counting = [procedure.decisions(step_id, line).get(office) for line in sheet.lines]
    agreed = all(each is not None and each.decision in AGREEING and each.number != corrects for each in counting)
    if waits or (decision in AGREEING and agreed):
        yield refused("already_signed", "The decision of this office on this content is entered already.")


def _name_for_two_offices(
    procedure: Procedure,
    sheet: Sheet,
    step: StepOfCase,
    office: str,
    signatory: str,
    acting: str,
    corrects: int | None,
) -> Iterator[Mendable]:
    for entry in procedure.entries.values():
        said = entry.said
        is_other = isinstance(said, DecisionEntered) and entry.step == step.id and said.office != office
        is_standing = entry.is_waiting or (entry.stands and bool(set(entry.lines) & set(sheet.lines)))
        if not is_other or not is_standing or entry.number == corrects or not isinstance(said, DecisionEntered):
            continue
        if _folded(said.signatory) == _folded(signatory) and not visible(acting) and not visible(said.acting):
            yield refused(
                "same_person",
                "{signatory} signs for two offices. Say on what ground somebody acts for the other one.",
                signatory=Quoted(signatory),
                field="acting",
            )
            return


def _folded(name: str) -> str:
    return visible(unicodedata.normalize("NFKC", name)).casefold()


def refusals_of_confirming(procedure: Procedure, state: CaseState, number: int, person: str) -> Iterator[Mendable]:
    """An entry is confirmed by another person than who entered it, as long as it is given on the present content."""
    entry = procedure.entries.get(number)
    if entry is None:
        yield refused("unknown_key", "There is no such entry.")
        return
    yield from _while_entering(procedure, state, entry)
    if entry.is_withdrawn or entry.confirmed_by:
        yield refused("already_done", "The entry was confirmed or withdrawn already.")
        return
    if entry.corrects is not None and not procedure.entries[entry.corrects].stands:
        yield refused("already_done", "What the entry corrects was corrected already. Withdraw it.")
    if entry.has_lapsed:
        yield refused(
            "code_of_other_content",
            "What the entry was given on has changed since: it can't be confirmed any more. Withdraw it.",
        )
    if person == entry.by:
        yield refused(
            "same_person",
            "{person} entered it, and can't confirm it. Let another person compare it with its document.",
            person=Account(entry.by),
        )
    if entry.contents and entry.corrects is None and _is_early(procedure, entry):
        yield refused("out_of_order", "An earlier step of a line is not done: the entry can't be confirmed.")
    if isinstance(entry.said, PermitEntered):
        behind = people_behind(procedure, entry) | {person}
        if len(behind) < PEOPLE_BEHIND_A_PERMIT:
            yield refused(
                "same_person",
                "Only {people} would have entered and confirmed the permit and what counts before it, and that takes "
                "{count} people. Let somebody else confirm it.",
                people=tuple(Account(each) for each in sorted(behind)),
                count=PEOPLE_BEHIND_A_PERMIT,
            )
    if isinstance(entry.said, PermitExtensionEntered):
        permit = permit_of(procedure, entry.said.permit)
        end = None if permit is None else end_of(procedure, permit)
        if end is not None and entry.dated > end.dated:
            yield refused("no_permit", "The permit ended on {dated}: there is nothing to extend.", dated=end.dated)


def _is_early(procedure: Procedure, entry: Entry) -> bool:
    """Whether an earlier step is not done: of a permit for any of its lines, else for each for which it is given."""
    if isinstance(entry.said, PermitEntered):
        return not all(procedure.are_earlier_done(entry.step, line) for line in entry.contents)
    return bool(entry.lines) and not any(procedure.are_earlier_done(entry.step, line) for line in entry.lines)


def refusals_of_withdrawing_entry(
    procedure: Procedure, state: CaseState, number: int, reason: str
) -> Iterator[Mendable]:
    """An entry is withdrawn before it is confirmed, with a reason."""
    entry = procedure.entries.get(number)
    if entry is None:
        yield refused("unknown_key", "There is no such entry.")
        return
    yield from _while_entering(procedure, state, entry)
    if entry.is_withdrawn or entry.confirmed_by:
        yield refused("already_done", "The entry was confirmed or withdrawn already.")
    yield from reason_missing(reason)


def _while_entering(procedure: Procedure, state: CaseState, entry: Entry) -> Iterator[Mendable]:
    is_later = isinstance(entry.said, PermitExtensionEntered | PermitEndEntered | LaterEntry)
    waits = refusal_before(procedure, state) if is_later else refusal_while(state)
    if waits is not None:
        yield waits


def wrong_office() -> Mendable:
    """An office was named that does not take part in the step."""
    return refused("wrong_office", "The office named has no say in this step.", field="office")
