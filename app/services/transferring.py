"""Record that equipment passed to somebody else, and tell whether it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.follow_up import FollowUp
from app.domain.commitments.refusals_of_consents import (
    Passing,
    may_pass,
    opened_by_hop,
    refusals_of_asking_whether,
    refusals_of_transfer,
)
from app.domain.procedure.later_events import TransferRecorded
from app.domain.procedure.refusals import first
from app.domain.register.permissions import refusal_of_role
from app.domain.register.procedure_of_case import procedure_of
from app.services.changing import raise_if_refused
from app.services.following_up import act_of_follow_up, states_known

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.ids import CaseId, DocumentId
    from app.services.acting import Acting


def record_transfer(
    acting: Acting,
    *,
    case_id: CaseId,
    lot: str,
    holder: str,
    to: str,
    serials: Sequence[str] = (),
    consent: str = "",
    happened: date | None = None,
    document_id: DocumentId | None = None,
) -> TransferRecorded:
    """Record that pieces of a lot passed from their holder to a state: with cover or, marked so, without.

    Raises `Mendable` where the pieces are not there. Without cover a suspected breach is opened by it.
    """
    today, states = acting.clock.today(), states_known(acting)
    said = TransferRecorded(case_id, 0, lot, holder, to, happened or today, tuple(serials), consent, document_id)
    with act_of_follow_up(
        acting,
        TransferRecorded,
        case_id,
        lambda follow_up, state: refusals_of_transfer(follow_up, state, said, states, today),
    ) as (change, follow_up):
        opens = opened_by_hop(follow_up, said)
        return change.record(said._replace(entry=follow_up.procedure.next_number, opens=opens))


def tell_whether(
    acting: Acting,
    *,
    case_id: CaseId,
    lot: str,
    holder: str,
    to: str,
    serials: Sequence[str] = (),
    on: date | None = None,
) -> Passing:
    """Whether a holder may pass pieces to a state on a day, and why; nothing is recorded."""
    today, states = acting.clock.today(), states_known(acting)
    with acting.work.snapshot():
        follow_up = FollowUp(procedure_of(acting.work.cases.get(case_id)))
    role = refusal_of_role(acting.person, TransferRecorded, today)
    raise_if_refused(first((role, *refusals_of_asking_whether(follow_up, lot, serials, states, holder, to))))
    return may_pass(follow_up, follow_up.lots[lot], tuple(serials), holder, to, on or today)
