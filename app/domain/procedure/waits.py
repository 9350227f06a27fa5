"""What a case waits for, since when, and for whom: lists filter and sort by it. It depends on no day but recorded ones.

Whether somebody may do it is asked of the refusals, as the use cases ask them.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, get_args

from app.domain.procedure.case_states import CaseState
from app.domain.procedure.entries import RETURN, StepState, Turn
from app.domain.procedure.events import (
    CaseReviewed,
    DecisionEntered,
    DeterminationsKept,
    EntryConfirmed,
    FindingEntered,
    PermitEndEntered,
    PermitEntered,
    PermitExtensionEntered,
    PermitRefusalEntered,
)
from app.domain.procedure.later_events import (
    BreachEndEntered,
    CommitmentEntered,
    ConsentAnswerEntered,
    LaterEntry,
    RevocationEntered,
    WaiverEntered,
)
from app.domain.procedure.notices import NoticeState, due_since, notices_of, state_of_notice
from app.domain.procedure.permits import end_of, permit_said, valid_until
from app.domain.procedure.refusals import Known, code_of_refusal, first, refusals_of_review
from app.domain.procedure.refusals_of_entries import refusals_of_confirming
from app.domain.procedure.refusals_of_requests import lines_to_ask_for, refusals_of_request

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from app.domain.errors import Mendable
    from app.domain.procedure.entries import Entry
    from app.domain.procedure.procedure import Procedure, StepOfCase


class WaitKind(str, Enum):
    """What is waited for."""

    #: The determinations of a draft, and of a case that was taken up again.
    DRAFT = "draft"
    REOPENED = "reopened"
    REVIEW = "review"
    REQUEST = "request"
    #: The finding or decision of an office that was asked.
    ANSWER = "answer"
    CONFIRM = "confirm"
    #: What was given on another content than the present one, and has not been given anew.
    VOID = "void"
    NOTICE = "notice"
    #: The end of a permit.
    PERMIT = "permit"
    #: Nothing but to close the case, or to reopen it.
    END = "end"


class Wait(NamedTuple):
    """One thing that a case waits for, since a day.

    `subject` is what `entry` says in a word (`decision`, `permit` …), the kind of the step that an office was asked in,
    the id of a notice, the number of a permit; `until` is the last day of a permit. `by` entered or requested it.
    `not_for` are those in the case who may not do it; `refusal` is why nobody may at present, by its code.
    """

    kind: WaitKind
    since: date
    step: str = ""
    office: str = ""
    entry: int = 0
    subject: str = ""
    until: date | None = None
    by: str = ""
    not_for: tuple[str, ...] = ()
    refusal: str = ""


class BeforeReview(NamedTuple):
    """What is waited for before the procedure: since when the case is there, by when its determinations were recorded,
    and who prepared them."""

    began: date
    recorded: date | None
    preparers: frozenset[str]


#: What an act of this kind can't be refused by but for the state of the case: then it is not what the case waits for.
_BY_STATE = frozenset({"ended", "refused_earlier", "reopened", "not_determined", "not_reviewed"})
#: Somebody who has no part in the case.
_ANYBODY = ""
#: What an entry is, in a word.
FINDING = "finding"
_WORDS = {
    FindingEntered: FINDING,
    DecisionEntered: "decision",
    PermitEntered: "permit",
    PermitRefusalEntered: "permit_refusal",
    PermitExtensionEntered: "permit_extension",
    PermitEndEntered: "permit_end",
    CommitmentEntered: "commitment",
    WaiverEntered: "waiver",
    BreachEndEntered: "breach_end",
    ConsentAnswerEntered: "consent_answer",
    RevocationEntered: "revocation",
}
#: Every word that a wait can name an entry by, and those of what follows a permit.
ENTRY_WORDS = tuple(_WORDS.values())
LATER_WORDS = tuple(word for kind, word in _WORDS.items() if kind in get_args(LaterEntry))


#: Why an entry, by its number, can't be confirmed by a person.
Confirming: TypeAlias = "Callable[[Procedure, CaseState, int, str], Iterable[Mendable]]"


def waits_of(
    procedure: Procedure, state: CaseState, before: BeforeReview, confirming: Confirming = refusals_of_confirming
) -> tuple[Wait, ...]:
    """All that a case in this state waits for; nothing where it was withdrawn. `confirming` is the rule of confirming,
    where more is known of an entry than its procedure tells."""
    if state is CaseState.WITHDRAWN:
        return ()
    return (
        *_of_the_case(procedure, state, before),
        *_of_the_procedure(procedure, state, confirming),
        *_of_what_follows(procedure),
    )


def _of_the_case(procedure: Procedure, state: CaseState, before: BeforeReview) -> Iterator[Wait]:
    match state:
        case CaseState.DRAFT | CaseState.REOPENED:
            taken_up = (
                act.on
                for act in reversed(procedure.acts)
                if act.what is Turn.REOPENED or (isinstance(act.what, CaseReviewed) and not act.what.agree)
            )
            kind = WaitKind.DRAFT if state is CaseState.DRAFT else WaitKind.REOPENED
            yield Wait(kind, next(taken_up, before.began))
        case CaseState.DETERMINED:
            kept = (act.on for act in procedure.acts if isinstance(act.what, DeterminationsKept))
            since = max((*kept, *filter(None, [before.recorded])), default=before.began)
            barred = (
                person
                for person in sorted(before.preparers)
                if first(refusals_of_review(state, person, before.preparers, agree=True, note="")) is not None
            )
            yield Wait(WaitKind.REVIEW, since, not_for=tuple(barred))
        case CaseState.REFUSED:
            yield Wait(WaitKind.END, _last_settled(procedure))
        case CaseState.REVIEWED if not procedure.lines_in_procedure:
            yield Wait(WaitKind.END, _last_settled(procedure))
        case _:
            pass


def _last_settled(procedure: Procedure) -> date:
    """The day of the last review or confirmation."""
    return max(act.on for act in procedure.acts if isinstance(act.what, CaseReviewed | EntryConfirmed))


def _of_the_procedure(procedure: Procedure, state: CaseState, confirming: Confirming) -> Iterator[Wait]:
    if state.is_locked and state is not CaseState.REFUSED:
        for step in procedure.steps:
            yield from _to_request(procedure, state, step)
            yield from _asked(procedure, step)
        yield from _void(procedure)
    for entry in procedure.waiting():
        reason = first(confirming(procedure, state, entry.number, _ANYBODY))
        refusal = "" if reason is None else code_of_refusal(reason)
        if refusal not in _BY_STATE:
            yield Wait(
                WaitKind.CONFIRM,
                entry.on,
                entry.step,
                entry.office,
                entry.number,
                _WORDS[type(entry.said)],
                by=entry.by,
                not_for=_who_may_not_confirm(procedure, state, entry, confirming) if not refusal else (),
                refusal=refusal,
            )


def _who_may_not_confirm(
    procedure: Procedure, state: CaseState, entry: Entry, confirming: Confirming
) -> tuple[str, ...]:
    people = {act.by for act in procedure.acts}
    return tuple(
        person for person in sorted(people) if first(confirming(procedure, state, entry.number, person)) is not None
    )


def _to_request(procedure: Procedure, state: CaseState, step: StepOfCase) -> Iterator[Wait]:
    lines = lines_to_ask_for(procedure, step)
    if lines:
        known = Known(frozenset((step.id,)), frozenset(), frozenset())
        reason = first(refusals_of_request(procedure, state, step.id, known))
        yield Wait(
            WaitKind.REQUEST,
            min(_open_since(procedure, step, line) for line in lines),
            step.id,
            refusal="" if reason is None else code_of_refusal(reason),
        )


def _open_since(procedure: Procedure, step: StepOfCase, line: int) -> date:
    """The day from which a step could be asked for on a line: what came before was settled, or it was sent back."""
    ladder = [each.id for each in procedure.ladder(line)]
    settling: list[Entry] = []
    for step_id in ladder[: ladder.index(step.id)]:
        settling += procedure.decisions(step_id, line).values()
        settling += (entry for entry, _ in procedure.views(step_id, line).values())
    settling += (each for each in procedure.decisions(step.id, line).values() if each.decision == RETURN)
    days = [procedure.reviewed_on, *(entry.confirmed_on for entry in settling)]
    return max(day for day in days if day is not None)


def _asked(procedure: Procedure, step: StepOfCase) -> Iterator[Wait]:
    """The offices that were asked, and have not been heard: what they said and waits here is no more their business."""
    asked: dict[str, date] = {}
    for line in step.lines:
        request = procedure.current_on(step.id, line)
        if request is None or procedure.state_on(step.id, line) is not StepState.REQUESTED:
            continue
        heard = {each.office for each in procedure.waiting() if each.step == step.id and line in each.lines}
        if step.kind == "permit":
            lacking = () if heard else procedure.missing_on(step, line)
        else:
            lacking = _offices_lacking(procedure.missing_on(step, line), heard, step)
        for office in lacking:
            asked[office] = min(asked.get(office, request.on), request.on)
    for office in sorted(asked, key=lambda each: step.offices.index(each) if each in step.offices else -1):
        yield Wait(WaitKind.ANSWER, asked[office], step.id, office, subject=step.kind)


def _offices_lacking(missing: Iterable[str], heard: Collection[str], step: StepOfCase) -> tuple[str, ...]:
    """Who has still to be heard. A question that any one office may answer has none of its own: it stands for none
    while another is waited for."""
    missing = tuple(missing)
    if step.kind != "finding":
        return tuple(office for office in missing if office not in heard)
    named = dict.fromkeys(office for each in missing if (office := each.partition("/")[2]))
    lacking = tuple(office for office in named if office not in heard)
    return lacking or (() if heard or not missing else ("",))


def _void(procedure: Procedure) -> Iterator[Wait]:
    """Of each office the last that was void, where nothing has taken its place and the step still lacks it."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in procedure.entries.values():
        is_kept = isinstance(entry.said, PermitEntered) and bool(entry.confirmed_by)
        if entry.is_withdrawn or entry.corrected_by is not None or is_kept:
            continue
        lines = [line for line in entry.void if _is_lacking(procedure, entry, line)]
        if lines:
            found[entry.step, entry.office] = entry
        elif entry.lines:
            found.pop((entry.step, entry.office), None)
    for entry in found.values():
        if entry.voided_on is not None:
            yield Wait(
                WaitKind.VOID,
                entry.voided_on,
                entry.step,
                entry.office,
                entry.number,
                _WORDS[type(entry.said)],
                by=entry.by,
            )


def _is_lacking(procedure: Procedure, entry: Entry, line: int) -> bool:
    return any(step.id == entry.step for step in procedure.ladder(line)) and not procedure.is_done(entry.step, line)


def _of_what_follows(procedure: Procedure) -> Iterator[Wait]:
    for notice in notices_of(procedure):
        since = due_since(procedure, notice)
        if since is not None and state_of_notice(procedure, notice) is NoticeState.DUE:
            yield Wait(WaitKind.NOTICE, since, subject=notice.id)
    for permit in procedure.permits():
        if permit.stands and end_of(procedure, permit) is None:
            until = valid_until(procedure, permit)
            said = permit_said(permit)
            yield Wait(WaitKind.PERMIT, said.dated, permit.step, entry=permit.number, subject=said.number, until=until)
