"""Why it can't be entered that commitments were taken on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.refusals import before, commitment_unknown, day_not_to_come
from app.domain.procedure.refusals import refused, texts_missing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from app.domain.commitments.follow_up import FollowUp
    from app.domain.errors import Mendable
    from app.domain.procedure.case_states import CaseState
    from app.domain.procedure.later_events import Instrument, Signatory

#: In what kind of instrument a recipient takes on a commitment.
INSTRUMENTS = ("agreement", "exchange_of_notes", "contract", "pledge")


def refusals_of_taking_on(
    follow_up: FollowUp,
    state: CaseState,
    *,
    lines: Collection[int],
    commitments: Collection[str],
    instrument: Instrument,
    signatory: Signatory,
    verified: str,
    known_states: Collection[str],
    today: date,
) -> Iterator[Mendable]:
    """Commitments of lines are taken on in an instrument that somebody signed who could."""
    yield from before(follow_up, state)
    if not lines or not commitments:
        yield refused("bad_value", "Say which commitments of which lines were taken on.", field="commitment")
    for line in lines:
        for commitment in commitments:
            yield from commitment_unknown(follow_up, line, commitment)
    if instrument.kind not in INSTRUMENTS:
        yield refused(
            "bad_value",
            "An instrument is one of: agreement, exchange of notes, contract, pledge.",
            field="kind",
        )
    if any(each not in known_states for each in instrument.states):
        yield refused(
            "bad_value", "A country to which the equipment may pass is not in the list of countries.", field="states"
        )
    yield from texts_missing(
        title=instrument.title,
        reference=instrument.reference,
        article=instrument.article,
        name=signatory.name,
        office=signatory.office,
        on_behalf_of=signatory.on_behalf_of,
        verified=verified,
    )
    yield from day_not_to_come(instrument.dated, today, "dated")
