"""The procedure of the open case: where it stands, what each step waits for, what was given, what can be done now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from app.domain.procedure.case_states import CaseState
from app.domain.procedure.entries import OBJECTION, StepState, Turn
from app.domain.procedure.events import CaseReviewed, DeterminationsKept, NoticeGiven, StepRequested
from app.domain.procedure.notices import NoticeState
from app.domain.procedure.refusals import refusal_while
from app.domain.register.events import CaseClosed, CaseReopened, CaseWithdrawn
from app.domain.register.procedure_of_case import procedure_of
from app.domain.register.refusals import refusal_of_closing, refusal_of_reopening, refusal_of_withdrawing
from app.viewmodels.case.lines_model import CLOSE, REOPEN, WITHDRAW
from app.viewmodels.procedure.acts_model import (
    RECORD_AGAIN,
    REVIEW,
    notice_form,
    people_missing,
    refusal_of_giving,
    refusal_of_recording_again,
    refusal_of_request,
    refusal_of_review,
    request_form,
)
from app.viewmodels.procedure.permits_says import NoticeSays, PermitSays, notices_says, permits_says
from app.viewmodels.procedure.phrases_of_case import phrases_of
from app.viewmodels.procedure.steps_says import Steps, StepSays
from app.wording.phrases import state_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.domain.errors import Mendable
    from app.domain.procedure.procedure import Procedure
    from app.domain.register.cases import Case
    from app.domain.register.events import Event
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.procedure.entries_says import EntrySays
    from app.wording.procedure_phrases import ProcedurePhrases


class ActSays(NamedTuple):
    """Something that can be done: on the case, or on what `subject` names. `why_not` says why it can't be done now."""

    id: str
    subject: str
    label: str
    why_not: str = ""


class OutsideSays(NamedTuple):
    """A line that is outside the procedure, and why."""

    line: int
    text: str


class ConditionSays(NamedTuple):
    """A condition that counts, with its number in the case."""

    number: int
    step: str
    text: str
    source: str


class ProcedureSays(NamedTuple):
    """The whole page. `state` is the word of the case's state on record; `heading` is what it is called.

    `now` are the steps at which the case stands, with what each waits for.
    """

    state: str
    heading: str
    status: tuple[str, ...]
    now: tuple[str, ...]
    cautions: tuple[str, ...]
    objections: tuple[str, ...]
    steps: tuple[StepSays, ...]
    planned: tuple[str, ...]
    outside: tuple[OutsideSays, ...]
    left_over: tuple[EntrySays, ...]
    conditions: tuple[ConditionSays, ...]
    permits: tuple[PermitSays, ...]
    notices: tuple[NoticeSays, ...]
    case_acts: tuple[ActSays, ...]
    step_acts: tuple[ActSays, ...]
    notice_acts: tuple[ActSays, ...]

    def request_of(self, step_id: str) -> ActSays | None:
        """How a step is requested, where that is still to be done."""
        return next((act for act in self.step_acts if act.subject == step_id), None)

    def act_on(self, notice_id: str) -> ActSays | None:
        """How a notice is recorded that is due."""
        return next((act for act in self.notice_acts if act.subject == notice_id), None)


def procedure_says(model: CaseModel) -> ProcedureSays:
    """The procedure of the open case, as of today."""
    case, session = model.case, model.session
    procedure, phrases = procedure_of(case), phrases_of(session, case)
    steps = Steps(phrases, procedure)
    ladder = steps.says()
    return ProcedureSays(
        state=case.state.value,
        heading=state_word(session.words, case.state),
        status=tuple(_status(phrases, case, procedure)),
        now=tuple(_now(phrases, case, ladder)),
        cautions=tuple(_cautions(model)),
        objections=tuple(_objections(phrases, procedure)),
        steps=ladder,
        planned=tuple(_planned(phrases, case)) if not procedure.was_reviewed else (),
        outside=tuple(_outside(phrases, procedure)),
        left_over=steps.left_over(),
        conditions=tuple(conditions_says(phrases, procedure)),
        permits=permits_says(phrases, procedure, session.today()),
        notices=notices_says(phrases, procedure),
        case_acts=tuple(_case_acts(model)),
        step_acts=tuple(_step_acts(model)),
        notice_acts=tuple(_notice_acts(model, phrases)),
    )


def do(model: CaseModel, act: ActSays) -> None:
    """Does an act: asks what it asks first."""
    _DOING[act.id](model, act.subject)


_DOING: dict[str, Callable[[CaseModel, str], object]] = {
    REVIEW.id: lambda model, _subject: REVIEW.do(model),
    RECORD_AGAIN.id: lambda model, _subject: RECORD_AGAIN.do(model),
    REOPEN.id: lambda model, _subject: REOPEN.do(model),
    CLOSE.id: lambda model, _subject: CLOSE.do(model),
    WITHDRAW.id: lambda model, _subject: WITHDRAW.do(model),
    "request": lambda model, step: model.ask(request_form(model, step)),
    "notice": lambda model, notice: model.ask(notice_form(model, notice)),
}


def _status(phrases: ProcedurePhrases, case: Case, procedure: Procedure) -> Iterator[str]:
    """Where the case stands, in sentences: what it waits for first."""
    words, waits = phrases.words, refusal_while(case.state)
    if waits is not None:
        yield words.error(waits)
    if case.state.has_ended or case.state is CaseState.REFUSED:
        if case.state.has_ended and case.reason:
            yield words._("{label}: {value}", label=words._("Reason"), value=case.reason)
    else:
        yield from _last_turn(phrases, case, procedure)
    if procedure.is_locked and procedure.reviewed_on is not None:
        name, day = words.person(procedure.reviewed_by), words.date(procedure.reviewed_on)
        yield words._("Reviewed by {name} on {day}.", name=name, day=day)
    if case.state is CaseState.REVIEWED:
        if procedure.lines_in_procedure:
            yield words._("No step was requested yet.")
        else:
            yield words._("No line goes on to the procedure: the case can be closed, reopened or withdrawn.")
    if case.state is CaseState.PERMIT_RECORDED:
        yield words._("Each line in the procedure has its permit on record.")
    waiting = [str(entry.number) for entry in procedure.waiting()]
    if waiting:
        yield words.ngettext(
            "{n} entry waits for its confirmation: no. {numbers}.",
            "{n} entries wait for their confirmation: no. {numbers}.",
            len(waiting),
            numbers=words.listed(waiting),
        )


def _now(phrases: ProcedurePhrases, case: Case, steps: tuple[StepSays, ...]) -> Iterator[str]:
    """The steps that are under way, or that come next, with what they lack."""
    words = phrases.words
    if case.state not in (CaseState.REVIEWED, CaseState.IN_PROCEDURE):
        return
    for step in steps:
        if step.state not in (StepState.DONE.value, StepState.WAITING.value):
            said = words._("{label}: {value}", label=step.label, value=step.mark)
            yield words.noted(said, step.lacks) if step.lacks else said


def _last_turn(phrases: ProcedurePhrases, case: Case, procedure: Procedure) -> Iterator[str]:
    """By whom and why the case was sent back or reopened last, while it is not reviewed again."""
    words = phrases.words
    if procedure.is_locked:
        return
    for act in reversed(procedure.acts):
        if isinstance(act.what, CaseReviewed) and not act.what.agree:
            yield words._(
                "Sent back at the review by {name} on {day}: {reason}",
                name=words.person(act.by),
                day=words.date(act.on),
                reason=act.what.note,
            )
            return
        if act.what is Turn.REOPENED:
            name, day = words.person(act.by), words.date(act.on)
            reason = case.reason if case.state is CaseState.REOPENED else ""
            yield words._("Reopened by {name} on {day}.", name=name, day=day)
            if reason:
                yield words._("{label}: {value}", label=words._("Reason"), value=reason)
            return


def _cautions(model: CaseModel) -> Iterator[str]:
    """Who is missing on the way to the permit, as long as there is none."""
    if model.case.state in (CaseState.REVIEWED, CaseState.IN_PROCEDURE) and procedure_of(model.case).lines_in_procedure:
        yield from people_missing(model)


def _objections(phrases: ProcedurePhrases, procedure: Procedure) -> Iterator[str]:
    words = phrases.words
    told: dict[tuple[int, str], list[int]] = {}
    for step in procedure.steps:
        for line in step.lines:
            for (_office, slot), (entry, view) in procedure.views(step.id, line).items():
                if view.view == OBJECTION:
                    told.setdefault((entry.number, slot), []).append(line)
    for (number, slot), lines in told.items():
        entry = procedure.entries[number]
        text = next(view.text for view in entry.said.views if view.slot == slot)  # type: ignore[union-attr]
        said = words._(
            "{slot}: {text} (no. {number}, {day})", slot=phrases.slot(slot), text=text, number=number,
            day=words.date(entry.dated),
        )  # fmt: skip
        where = [phrases.lines(lines)] if len(procedure.lines) > 1 else []
        yield words._("{label}: {value}", label=words.listed([phrases.body(entry.office), *where]), value=said)


def _planned(phrases: ProcedurePhrases, case: Case) -> Iterator[str]:
    """The steps that the determinations on record call for, before the review fixes them."""
    steps: dict[str, int] = {}
    for line in case.lines:
        if line.determination is not None:
            steps |= {step.id: step.order for step in line.determination.record.result.approvals}
    for step in sorted(steps, key=lambda each: steps[each]):
        yield phrases.named(step)


def _outside(phrases: ProcedurePhrases, procedure: Procedure) -> Iterator[OutsideSays]:
    words = phrases.words
    for position, line in sorted(procedure.lines.items()):
        if not line.content.is_in_procedure:
            name = f"{words._('Line {position}', position=position)}　{line.content.item}".rstrip("　")
            outcome = phrases.outcome(line.content.decision.outcome)
            yield OutsideSays(position, words._("{label}: {value}", label=name, value=outcome))


def conditions_says(phrases: ProcedurePhrases, procedure: Procedure) -> Iterator[ConditionSays]:
    """The conditions that count, with their numbers in the case."""
    words = phrases.words
    for each in procedure.conditions:
        entry = procedure.entries[each.entry]
        if procedure.counts(entry):
            source = [phrases.named(each.step), *([phrases.body(entry.office)] if entry.office else [])]
            source.append(words._("No. {number}", number=entry.number))
            yield ConditionSays(each.number, each.step, each.text, words.listed(source))


def _case_acts(model: CaseModel) -> Iterator[ActSays]:
    """What is done with the case as a whole; what has no place in its state is not among it."""
    case, procedure = model.case, procedure_of(model.case)
    why_not, words = partial(_why_not, model), model.session.words
    is_open = not case.state.is_locked and not case.state.has_ended
    if procedure.needs_record and is_open:
        why = why_not(DeterminationsKept, refusal_of_recording_again(model))
        yield ActSays(RECORD_AGAIN.id, "", words._(RECORD_AGAIN.label), why)
    if is_open:
        yield ActSays(REVIEW.id, "", words._(REVIEW.label), why_not(CaseReviewed, refusal_of_review(model)))
    else:
        yield ActSays(REOPEN.id, "", words._(REOPEN.label), why_not(CaseReopened, refusal_of_reopening(case)))
    if not case.state.has_ended:
        yield ActSays(CLOSE.id, "", words._(CLOSE.label), why_not(CaseClosed, refusal_of_closing(case)))
        yield ActSays(WITHDRAW.id, "", words._(WITHDRAW.label), why_not(CaseWithdrawn, refusal_of_withdrawing(case)))


def _step_acts(model: CaseModel) -> Iterator[ActSays]:
    """How each step is requested that is neither done nor asked for."""
    procedure, words = procedure_of(model.case), model.session.words
    for step in procedure.steps:
        states = {procedure.state_on(step.id, line) for line in step.lines}
        if states & {StepState.OPEN, StepState.RETURNED, StepState.WAITING}:
            label = words._("Request again") if StepState.RETURNED in states else words._("Request this step")
            yield ActSays("request", step.id, label, _why_not(model, StepRequested, refusal_of_request(model, step.id)))


def _notice_acts(model: CaseModel, phrases: ProcedurePhrases) -> Iterator[ActSays]:
    procedure, words = procedure_of(model.case), model.session.words
    for notice in notices_says(phrases, procedure):
        if notice.state == NoticeState.DUE.value:
            why = _why_not(model, NoticeGiven, refusal_of_giving(model, notice.id))
            yield ActSays("notice", notice.id, words._("Record the notice"), why)


def _why_not(model: CaseModel, act: type[Event], refusal: Mendable | None) -> str:
    """Why an act can't be done now; empty where it can."""
    if model.session.is_read_only:
        return model.session.words._("The register is open for reading only.")
    if why := model.session.why_not(act):
        return why
    return "" if refusal is None else model.session.words.error(refusal)
