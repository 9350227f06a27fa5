"""What is offered on the procedure screen: on the case, in a step, with an entry; and why it can't be done now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from app.domain.procedure.entries import StepState
from app.domain.procedure.events import (
    CaseReviewed,
    DecisionEntered,
    DeterminationsKept,
    FindingEntered,
    NoticeGiven,
    PermitEntered,
    StepRequested,
)
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
    refusal_of_giving,
    refusal_of_recording_again,
    refusal_of_request,
    refusal_of_review,
    request_form,
)
from app.viewmodels.procedure.entering_model import EnteringModel
from app.viewmodels.procedure.entries_says import Entries
from app.viewmodels.procedure.permits_says import notices_says
from app.viewmodels.procedure.phrases_of_case import phrases_of
from app.viewmodels.session.form import Field, FieldKind, Form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.domain.errors import Mendable
    from app.domain.procedure.entries import Entry
    from app.domain.register.events import Event
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.session.session import Reply
    from app.wording.procedure_phrases import ProcedurePhrases

#: By the kind of a step: what comes back of it.
_ENTERED: Mapping[str, type[Event]] = {
    "finding": FindingEntered,
    "meeting": DecisionEntered,
    "each": DecisionEntered,
    "permit": PermitEntered,
}


class ActSays(NamedTuple):
    """Something that can be done: on the case, or on what `subject` names. `why_not` says why it can't be done now."""

    id: str
    subject: str
    label: str
    why_not: str = ""


def do(model: CaseModel, act: ActSays) -> None:
    """Does an act: asks what it asks first."""
    _DOING[act.id](model, act.subject)


#: By their words: acts that are done on something of the case.
REQUEST_ACT, _ENTER, _CORRECT, _NOTICE = "request", "enter", "correct", "notice"
_CONFIRM, _WITHDRAW_ENTRY, _EXTEND, _END = "confirm", "withdraw_entry", "extend", "end"

_DOING: Mapping[str, Callable[[CaseModel, str], object]] = {
    REVIEW.id: lambda model, _subject: REVIEW.do(model),
    RECORD_AGAIN.id: lambda model, _subject: RECORD_AGAIN.do(model),
    REOPEN.id: lambda model, _subject: REOPEN.do(model),
    CLOSE.id: lambda model, _subject: CLOSE.do(model),
    WITHDRAW.id: lambda model, _subject: WITHDRAW.do(model),
    REQUEST_ACT: lambda model, step: model.ask(request_form(model, step)),
    _NOTICE: lambda model, notice: model.ask(notice_form(model, notice)),
    _ENTER: lambda model, _step: model.sheet_wanted.emit(),
    _CONFIRM: lambda model, entry: _entering(model).confirm_entry(int(entry)),
    _WITHDRAW_ENTRY: lambda model, entry: _entering(model).withdraw_entry(int(entry)),
    _CORRECT: lambda model, step: _do_on_one(
        model, _standing(model, step), _entering(model).refusal_to_correct, _entering(model).correct_entry
    ),
    _EXTEND: lambda model, _case: _do_on_one(
        model, _standing_permits(model), _entering(model).refusal_to_extend, _entering(model).extend_permit
    ),
    _END: lambda model, _case: _do_on_one(
        model, _standing_permits(model), _entering(model).refusal_to_end, _entering(model).end_permit
    ),
}


def _entering(model: CaseModel) -> EnteringModel:
    return model.page_model(EnteringModel)


def _standing(model: CaseModel, step_id: str) -> list[Entry]:
    """The entries of a step that can be corrected; what was refused of a permit is not."""
    kinds = (FindingEntered, DecisionEntered, PermitEntered)
    entries = procedure_of(model.case).entries.values()
    return [each for each in entries if each.step == step_id and each.stands and isinstance(each.said, kinds)]


def _standing_permits(model: CaseModel) -> list[Entry]:
    return [permit for permit in procedure_of(model.case).permits() if permit.stands]


def _refusal_on_all(entries: list[Entry], refusal_to: Callable[[int], Mendable | None]) -> Mendable | None:
    """Why an act can be done on none of some entries: that of the latest; None where it can be done on one."""
    refusal = None
    for entry in reversed(entries):
        found = refusal_to(entry.number)
        if found is None:
            return None
        refusal = refusal or found
    return refusal


def _do_on_one(
    model: CaseModel, entries: list[Entry], refusal_to: Callable[[int], Mendable | None], act: Callable[[int], None]
) -> None:
    """Does an act on the one entry on which it is possible, or on the one that is chosen among several."""
    possible = [entry for entry in entries if refusal_to(entry.number) is None]
    if len(possible) == 1:
        act(possible[0].number)
    elif possible:
        model.ask(_choosing_form(model, possible, act))


def _choosing_form(model: CaseModel, entries: list[Entry], act: Callable[[int], None]) -> Form:
    """Asks which entry is meant, the latest first."""
    _, said = model.session.words._, Entries(phrases_of(model.session, model.case), procedure_of(model.case))

    def go_on(reply: Reply | None, entry: int) -> None:
        if reply is not None:
            reply.taken.emit(None)
        act(entry)

    choices = tuple((each.number, said.says(each).title) for each in reversed(entries))
    return Form(
        _("Which entry?"),
        "",
        accept=_("Go on"),
        act=go_on,
        fields=(Field("entry", _("Entry"), FieldKind.CHOICE, None, choices=choices),),
    )


def case_acts(model: CaseModel) -> Iterator[ActSays]:
    """What is done with the case as a whole; what has no place in its state is not among it."""
    case, procedure = model.case, procedure_of(model.case)
    why_not, words = partial(reason_against, model), model.session.words
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


def step_acts(model: CaseModel) -> Iterator[ActSays]:
    """How what comes back of a step is entered and corrected; how one is requested that is still to be asked for."""
    procedure, words = procedure_of(model.case), model.session.words
    for step in procedure.steps:
        if procedure.current_request(step.id) is not None:
            why = reason_against(model, _ENTERED[step.kind], refusal_while(model.case.state))
            yield ActSays(_ENTER, step.id, words._("Enter what came back"), why)
        if standing := _standing(model, step.id):
            refusal = _refusal_on_all(standing, _entering(model).refusal_to_correct)
            yield ActSays(_CORRECT, step.id, words._("Correct an entry"), _told(model, refusal))
        states = {procedure.state_on(step.id, line) for line in step.lines}
        if states & {StepState.OPEN, StepState.RETURNED, StepState.WAITING}:
            label = words._("Request again") if StepState.RETURNED in states else words._("Request this step")
            why = reason_against(model, StepRequested, refusal_of_request(model, step.id))
            yield ActSays(REQUEST_ACT, step.id, label, why)


def entry_acts(model: CaseModel) -> Iterator[ActSays]:
    """What becomes of each entry that waits: another person confirms it, or it is taken back."""
    words, entering = model.session.words, _entering(model)
    for entry in procedure_of(model.case).entries.values():
        if not (entry.is_withdrawn or entry.confirmed_by):
            number = str(entry.number)
            if not entry.has_lapsed:
                why = _told(model, entering.refusal_to_confirm(entry.number))
                yield ActSays(_CONFIRM, number, words._("Confirm no. {number}", number=number), why)
            why = _told(model, entering.refusal_to_withdraw(entry.number))
            yield ActSays(_WITHDRAW_ENTRY, number, words._("Withdraw no. {number}", number=number), why)


def permit_acts(model: CaseModel) -> Iterator[ActSays]:
    """How a permit that stands is extended, and ended."""
    words, entering, permits = model.session.words, _entering(model), _standing_permits(model)
    if permits:
        refusals = [_refusal_on_all(permits, each) for each in (entering.refusal_to_extend, entering.refusal_to_end)]
        yield ActSays(_EXTEND, "", words._("Extend a permit"), _told(model, refusals[0]))
        yield ActSays(_END, "", words._("End a permit"), _told(model, refusals[1]))


def notice_acts(model: CaseModel, phrases: ProcedurePhrases) -> Iterator[ActSays]:
    """How each notice that is due is recorded."""
    procedure, words = procedure_of(model.case), model.session.words
    for notice in notices_says(phrases, procedure):
        if notice.state == NoticeState.DUE.value:
            why = reason_against(model, NoticeGiven, refusal_of_giving(model, notice.id))
            yield ActSays(_NOTICE, notice.id, words._("Record the notice"), why)


def reason_against(model: CaseModel, act: type[Event], refusal: Mendable | None) -> str:
    """Why an act can't be done now; empty where it can."""
    if why := "" if model.session.is_read_only else model.session.why_not(act):
        return why
    return _told(model, refusal)


def _told(model: CaseModel, refusal: Mendable | None) -> str:
    if model.session.is_read_only:
        return model.session.words._("The register is open for reading only.")
    return "" if refusal is None else model.session.words.error(refusal)
