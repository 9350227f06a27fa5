"""Record requests for consent to pass equipment on or to use it otherwise, what was answered, and revocations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.refusals_of_consents import (
    refusals_of_asking_consent,
    refusals_of_consent_answer,
    refusals_of_revocation,
)
from app.domain.procedure.later_events import ConsentAnswerEntered, ConsentAsked, RevocationEntered
from app.domain.register.entered_text import checked_text
from app.services.following_up import act_of_follow_up, states_known

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.ids import CaseId, DocumentId
    from app.services.acting import Acting


def ask_consent(
    acting: Acting,
    *,
    case_id: CaseId,
    name: str,
    lot: str,
    holder: str,
    to: str,
    kind: str,
    purpose: str,
    received_on: date,
    serials: Sequence[str] = (),
    document_id: DocumentId | None = None,
) -> ConsentAsked:
    """Record a request of a holder to pass pieces on (`transfer`) or to use them otherwise (`use`)."""
    today, states = acting.clock.today(), states_known(acting)
    name, purpose = checked_text("name", name), checked_text("purpose", purpose)
    said = ConsentAsked(case_id, 0, name, lot, holder, to, kind, purpose, received_on, tuple(serials), document_id)
    with act_of_follow_up(
        acting,
        ConsentAsked,
        case_id,
        lambda follow_up, state: refusals_of_asking_consent(follow_up, state, said, states, today),
    ) as (change, follow_up):
        return change.record(said._replace(entry=follow_up.procedure.next_number))


def answer_consent(
    acting: Acting,
    *,
    case_id: CaseId,
    request: str,
    consent: str,
    body: str,
    signatory: str,
    dated: date,
    reference: str,
    conditions: Sequence[str] = (),
    document_id: DocumentId | None = None,
) -> ConsentAnswerEntered:
    """Enter what was answered to a request, by its name; it counts once another person confirms it."""
    today = acting.clock.today()
    texts = {"body": body, "signatory": signatory, "reference": reference}
    said = {name: checked_text(name, text) for name, text in texts.items()}
    written = tuple(checked_text("conditions", each) for each in conditions)
    with act_of_follow_up(
        acting,
        ConsentAnswerEntered,
        case_id,
        lambda follow_up, state: refusals_of_consent_answer(
            follow_up,
            state,
            request=request,
            consent=consent,
            dated=dated,
            conditions=written,
            today=today,
            **said,
        ),
    ) as (change, follow_up):
        return change.record(
            ConsentAnswerEntered(
                case_id,
                follow_up.procedure.next_number,
                request,
                consent,
                said["body"],
                said["signatory"],
                dated,
                said["reference"],
                written,
                document_id,
            )
        )


def revoke_consent(
    acting: Acting, *, case_id: CaseId, consent: str, reason: str, happened: date | None = None
) -> RevocationEntered:
    """Enter that a consent, by the name of its request, was revoked; it counts once another person confirms it."""
    today, reason = acting.clock.today(), checked_text("reason", reason)
    day = happened or today
    with act_of_follow_up(
        acting,
        RevocationEntered,
        case_id,
        lambda follow_up, state: refusals_of_revocation(
            follow_up, state, consent, reason=reason, happened=day, today=today
        ),
    ) as (change, follow_up):
        return change.record(RevocationEntered(case_id, follow_up.procedure.next_number, consent, reason, day))
