"""The words for commitments and equipment after a permit: states, marks, kinds, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.duties import DutyState
from app.domain.commitments.lots import DELIVERY, INSTRUMENT, NONE, RETURN
from app.wording.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMITMENT_STATES: Mapping[str, str] = {
    "missing": N_("not taken on"),
    "entered": N_("entered, not confirmed"),
    "taken_on": N_("taken on"),
    "breached": N_("breached"),
}
DUTY_STATES: Mapping[DutyState, str] = {
    DutyState.NOT_TRIGGERED: N_("not begun"),
    DutyState.NOT_YET_DUE: N_("not yet due"),
    DutyState.DUE: N_("due"),
    DutyState.OVERDUE: N_("overdue"),
    DutyState.FULFILLED: N_("fulfilled"),
    DutyState.WAIVED: N_("waived"),
    DutyState.BREACHED: N_("breached"),
    DutyState.ENDED: N_("ended with the equipment"),
}
FLAGS: Mapping[str, str] = {
    "commitment_missing": N_("Handed over while a commitment was not taken on"),
    "over_quantity": N_("Over the quantity of the permit"),
    "outside_validity": N_("Handed over outside the validity of the permit"),
    "after_breach": N_("Handed over after a breach"),
    "without_consent": N_("Passed on without consent"),
}
INSTRUMENT_KINDS: Mapping[str, str] = {
    "agreement": N_("International agreement"),
    "exchange_of_notes": N_("Exchange of notes"),
    "contract": N_("Contract"),
    "pledge": N_("Written pledge"),
}
#: The dates of a lot, with what each of them means.
DATES: Mapping[str, str] = {
    "handed_over": N_("Handed over"),
    "accepted": N_("Accepted"),
    "title_passed": N_("Title passed"),
    "in_service": N_("Put into service"),
}
MEANINGS: Mapping[str, str] = {
    "handed_over": N_("The day on which the recipient got hold of it: the day of the delivery."),
    "accepted": N_("The day on which the recipient accepted it after examining it."),
    "title_passed": N_("The day on which it became the recipient’s."),
    "in_service": N_("The day from which on the recipient uses it."),
}
TRIGGERS: Mapping[str, str] = {**DATES, "taken_on": N_("Commitment taken on")}
#: A trigger that is no date of the equipment.
A_DAY = N_("A day")
ACCOUNTS: Mapping[str, str] = {
    "lost": N_("Lost"),
    "destroyed": N_("Destroyed"),
    "returned": N_("Returned"),
    "transferred": N_("Passed on"),
    "error": N_("Recorded in error"),
}
ENDS: Mapping[str, str] = {"returned": N_("Returned"), "disposed": N_("Disposed of")}
BREACHES: Mapping[str, str] = {
    "suspected": N_("suspected"),
    "confirmed": N_("confirmed"),
    "unfounded": N_("unfounded"),
    "remedied": N_("remedied"),
}
CONSENTS: Mapping[str, str] = {
    "asked": N_("asked"),
    "given": N_("given"),
    "given_with_conditions": N_("given with conditions"),
    "refused": N_("refused"),
    "revoked": N_("revoked"),
}
CONSENT_KINDS: Mapping[str, str] = {"transfer": N_("Transfer to a third party"), "use": N_("Extra-purpose use")}
COVERS: Mapping[str, str] = {
    DELIVERY: N_("delivered"),
    RETURN: N_("returned to Japan"),
    INSTRUMENT: N_("covered by an instrument"),
    NONE: N_("without consent"),
}
