"""What became of commitments and equipment as plain data: a part of the state of a case, in the order of recording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.commitments.lots import DELIVERY

if TYPE_CHECKING:
    from datetime import date

    from app.domain.commitments.follow_up import FollowUp
    from app.domain.commitments.lots import Lot


def follow_up_on_record(follow_up: FollowUp, on: date) -> dict[str, Any]:
    """The commitments, duties, lots, consents and breaches of a case as of a day."""
    return {
        "commitments": [
            {
                "line": each.line,
                "id": each.id,
                "binding": each.binding,
                "state": follow_up.state_of_commitment(each.line, each.id, on),
            }
            for each in follow_up.commitments()
        ],
        "duties": [
            {
                "name": duty.name,
                "occurrence": each.number,
                "due": "" if each.due is None else each.due.isoformat(),
                "state": each.state.value,
            }
            for duty in follow_up.duties.values()
            for each in follow_up.occurrences(duty, on)
        ],
        "lots": [_lot(follow_up, lot, on) for lot in follow_up.lots.values() if lot.said.handed_over <= on],
        "consents": [
            {"name": each.asked.name, "from": each.asked.holder, "to": each.asked.to, "state": each.state}
            for each in follow_up.consents.values()
        ],
        "breaches": [
            {"commitment": each.commitment, "line": each.line, "state": each.state}
            for _, each in sorted(follow_up.breaches.items())
        ],
    }


def _lot(follow_up: FollowUp, lot: Lot, on: date) -> dict[str, Any]:
    said = lot.said
    delivered = {
        "holder": lot.destination,
        "since": said.handed_over.isoformat(),
        "serials": list(said.serials),
        "covered_by": DELIVERY,
    }
    hops = [
        {
            "holder": hop.said.to,
            "since": hop.day.isoformat(),
            "serials": list(hop.said.serials or said.serials),
            "covered_by": follow_up.cover(lot, hop),
        }
        for hop in lot.hops_in_order()
        if hop.day <= on
    ]
    return {
        "name": said.lot,
        "line": said.line,
        "quantity": said.quantity,
        "serials": list(said.serials),
        "not_seen": list(lot.not_seen(on)),
        "flags": list(follow_up.flags(lot, on)),
        "holders": [delivered, *hops],
    }
