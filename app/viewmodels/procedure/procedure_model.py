"""The procedure of the open case: where it stands, what each step waits for, what was given, what can be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.procedure.case_states import CaseState
from app.domain.procedure.entries import OBJECTION, StepState, Turn
from app.domain.procedure.events import CaseReviewed
from app.domain.procedure.refusals import refusal_while
from app.domain.register.procedure_of_case import procedure_of
from app.viewmodels.procedure.acts_model import people_missing
from app.viewmodels.procedure.offered_acts import (
    REQUEST_ACT,
    ActSays,
    case_acts,
    entry_acts,
    notice_acts,
    permit_acts,
    step_acts,
)
from app.viewmodels.procedure.permits_says import NoticeSays, PermitSays, notices_says, permits_says
from app.viewmodels.procedure.phrases_of_case import phrases_of
from app.viewmodels.procedure.steps_says import Steps, StepSays
from app.wording.phrases import state_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.procedure.procedure import Procedure
    from app.domain.register.cases import Case
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.procedure.entries_says import EntrySays
    from app.wording.procedure_phrases import ProcedurePhrases


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
    entry_acts: tuple[ActSays, ...]
    permit_acts: tuple[ActSays, ...]
    notice_acts: tuple[ActSays, ...]

    def acts_of(self, step_id: str) -> tuple[ActSays, ...]:
        """What can be done in a step."""
        return tuple(act for act in self.step_acts if act.subject == step_id)

    def acts_on_entry(self, number: int) -> tuple[ActSays, ...]:
        """What can be done with an entry that waits."""
        return tuple(act for act in self.entry_acts if act.subject == str(number))

    def request_of(self, step_id: str) -> ActSays | None:
        """How a step is requested, where that is still to be done."""
        return next((act for act in self.acts_of(step_id) if act.id == REQUEST_ACT), None)

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
        case_acts=tuple(case_acts(model)),
        step_acts=tuple(step_acts(model)),
        entry_acts=tuple(entry_acts(model)),
        permit_acts=tuple(permit_acts(model)),
        notice_acts=tuple(notice_acts(model, phrases)),
    )


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
