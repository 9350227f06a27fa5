"""What can be done on the page of commitments and equipment, in a part of it or on a thing; and why it can't now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.commitments.duties import DutyState
from app.domain.commitments.follow_up import FollowUp
from app.domain.commitments.refusals_of_taking_back import can_be_taken_back
from app.domain.procedure.later_events import (
    BreachAnswered,
    BreachEndEntered,
    BreachSuspected,
    CommitmentEntered,
    ConsentAnswerEntered,
    ConsentAsked,
    DatesAdded,
    DutyFulfilled,
    DutyLaidDown,
    EventTakenBack,
    LifeEnded,
    LotDelivered,
    LotInspected,
    MeasureTaken,
    RevocationEntered,
    SerialAccountedFor,
    TransferRecorded,
    WaiverEntered,
)
from app.domain.procedure.refusals import refusal_before, refused
from app.domain.register.procedure_of_case import procedure_of
from app.viewmodels.procedure import follow_up_forms as forms
from app.viewmodels.procedure.offered_acts import ActSays, reason_against
from app.wording.language import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.domain.errors import Mendable
    from app.domain.procedure.later_events import LaterEvent
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.session.form import Form


class _Act(NamedTuple):
    """An act: its words, its event, the form that it asks, and what stands against it on a thing."""

    label: str
    event: type[LaterEvent]
    form: Callable[[CaseModel, str], Form]
    refusal: Callable[[FollowUp, str], Mendable | None] = lambda _follow_up, _subject: None


def _nothing_to_deliver(follow_up: FollowUp, _subject: str) -> Mendable | None:
    if any(permit.stands for permit in follow_up.procedure.permits()):
        return None
    return refused("no_permit", "No permit is confirmed: nothing can be handed over under it.")


def _nothing_to_take_on(follow_up: FollowUp, _subject: str) -> Mendable | None:
    return None if follow_up.commitments() else refused("unknown_key", "No line of the case has a commitment.")


def _nothing_to_take_back(follow_up: FollowUp, _subject: str) -> Mendable | None:
    if any(True for _ in can_be_taken_back(follow_up)):
        return None
    return refused("unknown_key", "Nothing is recorded here that could be taken back now.")


def _no_serials(follow_up: FollowUp, lot: str) -> Mendable | None:
    known = follow_up.lots[lot]
    if any(serial not in known.accounted for serial in known.said.serials):
        return None
    return refused("unknown_serial", "The lot has no serial number that is not accounted for.")


def _all_dates(follow_up: FollowUp, lot: str) -> Mendable | None:
    known = follow_up.lots[lot]
    if None in (known.accepted, known.title_passed, known.in_service):
        return None
    return refused("already_done", "Every date of the lot is recorded.")


#: In which part of the page what can be done, and on each of its things what.
_OF_SECTION: Mapping[str, tuple[_Act, ...]] = {
    "commitments": (_Act(N_("Enter what was taken on"), CommitmentEntered, forms.taking_on_form, _nothing_to_take_on),),
    "lots": (_Act(N_("Record a delivery"), LotDelivered, forms.delivery_form, _nothing_to_deliver),),
    "duties": (_Act(N_("Lay down a duty"), DutyLaidDown, forms.duty_form, _nothing_to_take_on),),
    "breaches": (
        _Act(N_("Record a suspected breach"), BreachSuspected, forms.suspicion_form, _nothing_to_take_on),
        _Act(N_("Take back a record"), EventTakenBack, forms.taking_back_form, _nothing_to_take_back),
    ),
}
_OF_THING: Mapping[str, tuple[_Act, ...]] = {
    "lots": (
        _Act(N_("Add dates"), DatesAdded, forms.dates_form, _all_dates),
        _Act(N_("Record an inspection"), LotInspected, forms.inspection_form),
        _Act(N_("Account for a piece"), SerialAccountedFor, forms.account_form, _no_serials),
        _Act(N_("End of life"), LifeEnded, forms.end_of_life_form),
        _Act(N_("May it be passed on?"), TransferRecorded, forms.whether_form),
        _Act(N_("Request for consent"), ConsentAsked, forms.consent_request_form),
        _Act(N_("Record a transfer"), TransferRecorded, forms.transfer_form),
    ),
    "duties": (
        _Act(N_("Record that it was fulfilled"), DutyFulfilled, forms.fulfilment_form),
        _Act(N_("Waive it"), WaiverEntered, forms.waiver_form),
    ),
    "consents": (
        _Act(N_("Enter the answer"), ConsentAnswerEntered, forms.consent_answer_form),
        _Act(N_("Revoke the consent"), RevocationEntered, forms.revocation_form),
    ),
    "breaches": (
        _Act(N_("Record the answer"), BreachAnswered, forms.breach_answer_form),
        _Act(N_("Record a measure"), MeasureTaken, forms.measure_form),
        _Act(N_("Enter what came of it"), BreachEndEntered, forms.breach_end_form),
    ),
}
#: Where an occurrence stands while it can still be settled.
_OPEN = (DutyState.NOT_YET_DUE, DutyState.DUE, DutyState.OVERDUE)


class FollowUpActs:
    """What can be done on the page, as the case stands now."""

    def __init__(self, model: CaseModel) -> None:
        self._model, self._follow_up = model, FollowUp(procedure_of(model.case))
        self._before = refusal_before(self._follow_up.procedure, model.case.state)

    def of_section(self, section: str) -> Iterator[ActSays]:
        """What can be done in a part of the page."""
        for act in _OF_SECTION.get(section, ()):
            yield self._says(act, "")

    def of_thing(self, section: str, subject: str) -> Iterator[ActSays]:
        """What can be done on a thing."""
        for act in _OF_THING.get(section, ()):
            if self._has_place(act, subject):
                yield self._says(act, subject)

    def do(self, act: ActSays) -> None:
        """Asks what an act asks."""
        found = next(
            each for acts in (*_OF_SECTION.values(), *_OF_THING.values()) for each in acts if each.label == act.id
        )
        self._model.ask(found.form(self._model, act.subject))

    def _has_place(self, act: _Act, subject: str) -> bool:
        """What was settled, answered, revoked or ended is not offered again."""
        follow_up = self._follow_up
        if act.event in (DutyFulfilled, WaiverEntered):
            name, _, number = subject.rpartition("\n")
            told = follow_up.occurrences(follow_up.duties[name], self._model.session.today())
            return any(each.number == int(number) and each.state in _OPEN for each in told)
        if act.event is ConsentAnswerEntered:
            return follow_up.consents[subject].state == "asked"
        if act.event is RevocationEntered:
            return follow_up.consents[subject].state in ("given", "given_with_conditions")
        if act.event in (BreachAnswered, MeasureTaken, BreachEndEntered):
            return follow_up.breaches[int(subject)].end is None
        return True

    def _says(self, act: _Act, subject: str) -> ActSays:
        refusal = self._before or act.refusal(self._follow_up, subject)
        why = reason_against(self._model, act.event, refusal)
        return ActSays(act.label, subject, self._model.session.words._(act.label), why)
