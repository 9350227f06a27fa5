"""What can be done on the page of commitments and equipment, in a part of it or on a thing; and why it can't now.

The domain is asked of each act what stands against it whatever is typed; what is settled already is not offered again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.commitments.follow_up import FollowUp
from app.domain.commitments.refusals_of_breaches import OUTCOMES, refusals_about_breach, refusals_of_breach_end
from app.domain.commitments.refusals_of_consents import ANSWERS, refusals_of_consent_answer, refusals_of_revocation
from app.domain.commitments.refusals_of_duties import refusals_of_fulfilment, refusals_of_waiver
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
from app.domain.procedure.refusals import code_of_refusal, first, refusal_before, refused, whatever_is_typed
from app.domain.register.procedure_of_case import procedure_of
from app.viewmodels.procedure import follow_up_forms as forms
from app.viewmodels.procedure.offered_acts import ActSays, reason_against
from app.wording.language import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from app.domain.errors import Mendable
    from app.domain.procedure.case_states import CaseState
    from app.domain.procedure.later_events import LaterEvent
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.session.form import Form

#: What is typed in a form is not asked before it is opened.
_TYPED = "…"


class _Now(NamedTuple):
    """The case as it stands."""

    follow_up: FollowUp
    state: CaseState
    today: date


def _none(_now: _Now, _subject: str) -> Iterable[Mendable]:
    return ()


class _Act(NamedTuple):
    """An act: its words, its event, the form that it asks, and what stands against it on a thing."""

    label: str
    event: type[LaterEvent]
    form: Callable[[CaseModel, str], Form]
    refusals: Callable[[_Now, str], Iterable[Mendable]] = _none


# A form of which nothing could be chosen is not opened.


def _nothing_to_deliver(now: _Now, _subject: str) -> Iterator[Mendable]:
    if not any(permit.stands for permit in now.follow_up.procedure.permits()):
        yield refused("no_permit", "No permit is confirmed: nothing can be handed over under it.")


def _no_commitment(now: _Now, _subject: str) -> Iterator[Mendable]:
    if not now.follow_up.commitments():
        yield refused("unknown_key", "No line of the case has a commitment.")


def _nothing_to_take_back(now: _Now, _subject: str) -> Iterator[Mendable]:
    if not any(True for _ in can_be_taken_back(now.follow_up)):
        yield refused("unknown_key", "Nothing is recorded here that could be taken back now.")


def _no_serials(now: _Now, lot: str) -> Iterator[Mendable]:
    known = now.follow_up.lots[lot]
    if all(serial in known.accounted for serial in known.said.serials):
        yield refused("unknown_serial", "The lot has no serial number that is not accounted for.")


def _all_dates(now: _Now, lot: str) -> Iterator[Mendable]:
    known = now.follow_up.lots[lot]
    if None not in (known.accepted, known.title_passed, known.in_service):
        yield refused("already_done", "Every date of the lot is recorded.")


# What the domain says of the others.


def _of_fulfilment(now: _Now, subject: str) -> Iterator[Mendable]:
    return refusals_of_fulfilment(now.follow_up, now.state, *forms.occurrence_of(subject), now.today, now.today)


def _of_waiver(now: _Now, subject: str) -> Iterator[Mendable]:
    name, number = forms.occurrence_of(subject)
    return refusals_of_waiver(
        now.follow_up, now.state, name, number, waived_by=_TYPED, reason=_TYPED, happened=now.today, today=now.today
    )


def _of_answer(now: _Now, request: str) -> Iterator[Mendable]:
    return refusals_of_consent_answer(
        now.follow_up,
        now.state,
        request=request,
        consent=ANSWERS[0],
        body=_TYPED,
        signatory=_TYPED,
        dated=now.today,
        reference=_TYPED,
        conditions=(),
        today=now.today,
    )


def _of_revocation(now: _Now, consent: str) -> Iterator[Mendable]:
    return refusals_of_revocation(now.follow_up, now.state, consent, reason=_TYPED, happened=now.today, today=now.today)


def _about_breach(now: _Now, breach: str) -> Iterator[Mendable]:
    return refusals_about_breach(now.follow_up, now.state, int(breach), _TYPED, now.today, now.today)


def _of_breach_end(now: _Now, breach: str) -> Iterator[Mendable]:
    return refusals_of_breach_end(
        now.follow_up, now.state, int(breach), outcome=OUTCOMES[0], text=_TYPED, happened=now.today, today=now.today
    )


#: In which part of the page what can be done, and on each of its things what.
_OF_SECTION: Mapping[str, tuple[_Act, ...]] = {
    "commitments": (_Act(N_("Enter what was taken on"), CommitmentEntered, forms.taking_on_form, _no_commitment),),
    "lots": (_Act(N_("Record a delivery"), LotDelivered, forms.delivery_form, _nothing_to_deliver),),
    "duties": (_Act(N_("Lay down a duty"), DutyLaidDown, forms.duty_form, _no_commitment),),
    "breaches": (
        _Act(N_("Record a suspected breach"), BreachSuspected, forms.suspicion_form, _no_commitment),
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
        _Act(N_("Record that it was fulfilled"), DutyFulfilled, forms.fulfilment_form, _of_fulfilment),
        _Act(N_("Waive it"), WaiverEntered, forms.waiver_form, _of_waiver),
    ),
    "consents": (
        _Act(N_("Enter the answer"), ConsentAnswerEntered, forms.consent_answer_form, _of_answer),
        _Act(N_("Revoke the consent"), RevocationEntered, forms.revocation_form, _of_revocation),
    ),
    "breaches": (
        _Act(N_("Record the answer"), BreachAnswered, forms.breach_answer_form, _about_breach),
        _Act(N_("Record a measure"), MeasureTaken, forms.measure_form, _about_breach),
        _Act(N_("Enter what came of it"), BreachEndEntered, forms.breach_end_form, _of_breach_end),
    ),
}


class FollowUpActs:
    """What can be done on the page, as the case stands now."""

    def __init__(self, model: CaseModel) -> None:
        follow_up = FollowUp(procedure_of(model.case))
        self._model, self._now = model, _Now(follow_up, model.case.state, model.session.today())
        self._before = refusal_before(follow_up.procedure, model.case.state)

    def of_section(self, section: str) -> Iterator[ActSays]:
        """What can be done in a part of the page."""
        for act in _OF_SECTION.get(section, ()):
            yield self._says(act, "", self._refusal(act, ""))

    def of_thing(self, section: str, subject: str) -> Iterator[ActSays]:
        """What can be done on a thing."""
        for act in _OF_THING.get(section, ()):
            refusal = self._refusal(act, subject)
            if refusal is None or code_of_refusal(refusal) not in ("already_done", "not_confirmed"):
                yield self._says(act, subject, refusal)

    def do(self, act: ActSays) -> None:
        """Asks what an act asks."""
        found = next(
            each for acts in (*_OF_SECTION.values(), *_OF_THING.values()) for each in acts if each.label == act.id
        )
        self._model.ask(found.form(self._model, act.subject))

    def _refusal(self, act: _Act, subject: str) -> Mendable | None:
        """What stands against an act on a thing: that it is settled before all that is about a field of its form."""
        found = tuple(act.refusals(self._now, subject))
        settled = first(each for each in found if code_of_refusal(each) in ("already_done", "not_confirmed"))
        return settled or whatever_is_typed(found)

    def _says(self, act: _Act, subject: str, refusal: Mendable | None) -> ActSays:
        why = reason_against(self._model, act.event, self._before or refusal)
        return ActSays(act.label, subject, self._model.session.words._(act.label), why)
