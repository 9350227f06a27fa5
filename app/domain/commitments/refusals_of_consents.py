"""Why consent can't be asked, answered or revoked, and why a transfer can't be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.characters import visible
from app.domain.commitments.lots import NONE, Hop
from app.domain.commitments.refusals import (
    CountryCode,
    before,
    day_not_to_come,
    day_of_lot,
    named_twice,
    serials_unknown,
    unknown_lot,
)
from app.domain.errors import Mendable, Quoted
from app.domain.procedure.later_events import ConsentAnswerEntered, RevocationEntered, TransferRecorded
from app.domain.procedure.refusals import reason_missing, refused, texts_missing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from app.domain.commitments.follow_up import FollowUp
    from app.domain.commitments.lots import Lot
    from app.domain.procedure.case_states import CaseState
    from app.domain.procedure.later_events import ConsentAsked

#: What can be asked, and how it can be answered.
KINDS = ("transfer", "use")
GIVEN, WITH_CONDITIONS, REFUSED = "given", "given_with_conditions", "refused"
ANSWERS = (GIVEN, WITH_CONDITIONS, REFUSED)


def refusals_of_asking_consent(
    follow_up: FollowUp, state: CaseState, asked: ConsentAsked, known_states: Collection[str], today: date
) -> Iterator[Mendable]:
    """Who holds pieces asks to pass them on, or to use them otherwise."""
    yield from before(follow_up, state)
    lot = follow_up.lots.get(asked.lot)
    if lot is None:
        yield unknown_lot(asked.lot)
        return
    yield from serials_unknown(lot, asked.serials)
    yield from named_twice(follow_up.consents, asked.name)
    if asked.kind not in KINDS:
        yield refused("bad_value", "Consent is asked for one of: transfer, use.", field="kind")
    yield from _states_unknown(known_states, holder=asked.holder, to=asked.to)
    yield from texts_missing(name=asked.name, purpose=asked.purpose)
    yield from day_of_lot(lot, asked.received_on, today, "received_on")
    yield from _holds(lot, asked.serials, asked.holder, asked.received_on)


def _states_unknown(known: Collection[str], **named: str) -> Iterator[Mendable]:
    for field, state in named.items():
        if state not in known:
            yield refused(
                "bad_value", "{state} is not in the list of countries.", state=CountryCode(state), field=field
            )


def _holds(lot: Lot, serials: tuple[str, ...], holder: str, on: date) -> Iterator[Mendable]:
    if any(lot.holder(piece, on) != holder for piece in lot.pieces_named(serials)):
        yield not_holder(holder, on)


def not_holder(holder: str, on: date) -> Mendable:
    """Somebody else holds the pieces on that day, or nobody."""
    return refused(
        "not_holder",
        "{holder} does not hold all of these pieces on {day}.",
        holder=CountryCode(holder),
        day=on,
        field="holder",
    )


def refusals_of_consent_answer(
    follow_up: FollowUp,
    state: CaseState,
    *,
    request: str,
    consent: str,
    body: str,
    signatory: str,
    dated: date,
    reference: str,
    conditions: Collection[str],
    today: date,
) -> Iterator[Mendable]:
    """A request is answered once, by somebody, in writing."""
    yield from before(follow_up, state)
    found = follow_up.consents.get(request)
    if found is None:
        yield no_such_request(request)
        return
    if consent not in ANSWERS or (conditions and consent != WITH_CONDITIONS):
        yield refused(
            "bad_value",
            "Consent is one of: given, given with conditions, refused; conditions go with the second.",
            field="consent",
        )
    waits = any(
        isinstance(each.said, ConsentAnswerEntered) and each.said.request == request
        for each in follow_up.procedure.waiting()
    )
    if waits:
        yield already_answered()
    yield from refusals_of_confirming_answer(follow_up, request)
    yield from texts_missing(body=body, signatory=signatory, reference=reference)
    if consent == WITH_CONDITIONS and (not conditions or any(not visible(each) for each in conditions)):
        yield refused("missing_text", "Write each condition in words.", field="conditions")
    if dated < found.asked.received_on:
        yield refused(
            "impossible_date",
            "It is dated {dated}, and the request came on {earliest} only.",
            dated=dated,
            earliest=found.asked.received_on,
            field="dated",
        )
    yield from day_not_to_come(dated, today, "dated")


def refusals_of_confirming_answer(follow_up: FollowUp, request: str) -> Iterator[Mendable]:
    """What was answered is not answered again."""
    found = follow_up.consents.get(request)
    if found is not None and found.answer is not None:
        yield already_answered()


def already_answered() -> Mendable:
    """The answer is there."""
    return refused("already_done", "The answer to this request is entered already.", field="request")


def no_such_request(name: str) -> Mendable:
    """Nobody asked under this name."""
    return refused("unknown_key", "There is no request {name} in this case.", name=Quoted(name), field="request")


def opened_by_hop(follow_up: FollowUp, hop: TransferRecorded) -> str:
    """The commitment of which a breach is suspected by a hop that is recorded now; empty where it is covered."""
    lot = follow_up.lots.get(hop.lot)
    if lot is None or follow_up.cover(lot, Hop(follow_up.procedure.next_number, hop)) != NONE:
        return ""
    return follow_up.commitment_of_uncovered_hops(lot.said.line)


def refusals_of_transfer(
    follow_up: FollowUp, state: CaseState, hop: TransferRecorded, known_states: Collection[str], today: date
) -> Iterator[Mendable]:
    """Pieces pass from who holds them, so that every hop still starts where its pieces are."""
    yield from before(follow_up, state)
    lot = follow_up.lots.get(hop.lot)
    if lot is None:
        yield unknown_lot(hop.lot)
        return
    yield from serials_unknown(lot, hop.serials)
    yield from _states_unknown(known_states, holder=hop.holder, to=hop.to)
    if hop.holder == hop.to:
        yield refused(
            "bad_value", "The pieces would pass from {state} to itself.", state=CountryCode(hop.to), field="to"
        )
    if hop.consent and hop.consent not in follow_up.consents:
        yield no_such_request(hop.consent)
    yield from day_of_lot(lot, hop.happened, today)
    if set(hop.serials) <= set(lot.said.serials) and not lot.is_chain(
        [*lot.hops, Hop(follow_up.procedure.next_number, hop)]
    ):
        yield not_holder(hop.holder, hop.happened)


def refusals_of_revocation(
    follow_up: FollowUp, state: CaseState, consent: str, *, reason: str, happened: date, today: date
) -> Iterator[Mendable]:
    """A consent that was given is revoked once, with a reason."""
    yield from before(follow_up, state)
    found = follow_up.consents.get(consent)
    if found is None:
        yield no_such_request(consent)
        return
    if found.answer is None or found.answer.consent == REFUSED:
        yield refused("not_confirmed", "No confirmed consent stands under this name.", field="consent")
    waits = any(
        isinstance(each.said, RevocationEntered) and each.said.consent == consent
        for each in follow_up.procedure.waiting()
    )
    if waits:
        yield already_revoked()
    yield from refusals_of_confirming_revocation(follow_up, consent)
    yield from reason_missing(reason)
    if found.answer is not None and happened < found.answer.dated:
        yield refused(
            "impossible_date",
            "It is dated {dated}, and the consent {earliest}.",
            dated=happened,
            earliest=found.answer.dated,
            field="happened",
        )
    yield from day_not_to_come(happened, today)


def refusals_of_confirming_revocation(follow_up: FollowUp, consent: str) -> Iterator[Mendable]:
    """What was revoked is not revoked again."""
    found = follow_up.consents.get(consent)
    if found is not None and found.revoked is not None:
        yield already_revoked()


def already_revoked() -> Mendable:
    """The revocation is there."""
    return refused("already_done", "The revocation of this consent is entered already.", field="consent")


def hops_losing_cover(follow_up: FollowUp, consent: str, day: date) -> tuple[tuple[Lot, Hop], ...]:
    """The hops that would have no cover any more, were a consent revoked on a day: shown before it is recorded."""
    found = follow_up.consents.get(consent)
    lot = None if found is None else follow_up.lots.get(found.asked.lot)
    if found is None or lot is None:
        return ()
    return tuple(
        (lot, hop)
        for hop in lot.hops_in_order()
        if hop.day > day and follow_up.cover(lot, hop) == consent and follow_up.cover_without(lot, hop, found) == NONE
    )


class Passing(NamedTuple):
    """Whether pieces may pass: what would cover it, whether the holder holds them, and earlier hops without cover."""

    is_covered_by: str
    holds: bool
    uncovered: tuple[Hop, ...] = ()

    @property
    def may(self) -> bool:
        """Yes only if who would pass them holds them, and something covers it."""
        return self.holds and self.is_covered_by != NONE


def refusals_of_asking_whether(
    follow_up: FollowUp, lot: str, serials: Collection[str], known_states: Collection[str], holder: str, to: str
) -> Iterator[Mendable]:
    """Nobody can tell of a lot, pieces or states that are not there."""
    found = follow_up.lots.get(lot)
    if found is None:
        yield unknown_lot(lot)
        return
    yield from serials_unknown(found, serials)
    yield from _states_unknown(known_states, holder=holder, to=to)


def may_pass(follow_up: FollowUp, lot: Lot, serials: tuple[str, ...], holder: str, to: str, day: date) -> Passing:
    """Whether a holder may pass pieces of a lot to a state on a day; nothing is recorded."""
    pieces = lot.pieces_named(serials)
    earlier = [
        hop for hop in lot.hops_in_order() if hop.day <= day and set(lot.pieces_named(hop.said.serials)) & set(pieces)
    ]
    return Passing(
        follow_up.cover_of(lot, pieces, holder, to, day),
        all(lot.holder(piece, day) == holder for piece in pieces),
        tuple(hop for hop in earlier if follow_up.cover(lot, hop) == NONE),
    )
