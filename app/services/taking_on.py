"""Enter that a recipient took on commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.refusals_of_taking_on import refusals_of_taking_on
from app.domain.procedure.later_events import CommitmentEntered
from app.domain.register.entered_text import checked_text
from app.services.following_up import act_of_follow_up, states_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.ids import CaseId, DocumentId
    from app.domain.procedure.later_events import Instrument, Signatory
    from app.services.acting import Acting


def take_on(
    acting: Acting,
    *,
    case_id: CaseId,
    lines: Sequence[int],
    commitments: Sequence[str],
    instrument: Instrument,
    signatory: Signatory,
    verified: str,
    document_id: DocumentId | None = None,
    code: str = "",
) -> CommitmentEntered:
    """Enter that commitments were taken on for lines; they count once another person confirms the entry.

    Raises `Mendable` with what stands against it.
    """
    instrument = instrument._replace(
        title=checked_text("title", instrument.title),
        reference=checked_text("reference", instrument.reference),
        article=checked_text("article", instrument.article),
        states=tuple(dict.fromkeys(instrument.states)),
    )
    signatory = signatory._replace(
        name=checked_text("name", signatory.name),
        office=checked_text("office", signatory.office),
        on_behalf_of=checked_text("on_behalf_of", signatory.on_behalf_of),
    )
    verified, code = checked_text("verified", verified), checked_text("code", code)
    today, states = acting.clock.today(), states_known(acting)
    lines, commitments = tuple(dict.fromkeys(lines)), tuple(dict.fromkeys(commitments))
    with act_of_follow_up(
        acting,
        CommitmentEntered,
        case_id,
        lambda follow_up, state: refusals_of_taking_on(
            follow_up,
            state,
            lines=lines,
            commitments=commitments,
            instrument=instrument,
            signatory=signatory,
            verified=verified,
            known_states=states,
            today=today,
        ),
    ) as (change, follow_up):
        number = follow_up.procedure.next_number
        return change.record(
            CommitmentEntered(
                case_id,
                number,
                lines,
                commitments,
                instrument,
                signatory,
                verified,
                document_id,
                checked_text("code", code),
            )
        )
