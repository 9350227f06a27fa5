"""Lots of equipment as they stand: pieces, dates, who holds them, what covers each hop."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from app.domain.procedure.later_events import (
        ConsentAnswerEntered,
        ConsentAsked,
        LotDelivered,
        LotInspected,
        RevocationEntered,
        TransferRecorded,
    )

#: The piece of a lot that has no serials: it is followed whole.
WHOLE = ""
#: Ways in which a piece is accounted for; all but the last but one mean that it is gone.
LOST, DESTROYED, RETURNED, TRANSFERRED, ERROR = "lost", "destroyed", "returned", "transferred", "error"
ACCOUNTS = (LOST, DESTROYED, RETURNED, TRANSFERRED, ERROR)
#: How the life of a piece ends.
ENDS = (RETURNED, "disposed")
#: What covers a hop beside a consent, which does so by its name.
RETURN, INSTRUMENT, DELIVERY, NONE = "return", "instrument", "delivery", "none"


class Hop(NamedTuple):
    """Pieces that passed from one holder to another on a day; `number` is that of the event."""

    number: int
    said: TransferRecorded

    @property
    def day(self) -> date:
        """When it was."""
        return self.said.happened


@dataclass(slots=True)
class Consent:
    """A request for consent, with what was answered and taken back as far as another person has confirmed it."""

    number: int
    asked: ConsentAsked
    answer: ConsentAnswerEntered | None = None
    answered_place: int = 0
    revoked: RevocationEntered | None = None
    revoked_place: int = 0

    @property
    def state(self) -> str:
        """`asked`, `given`, `given_with_conditions`, `refused` or `revoked`."""
        if self.revoked is not None:
            return "revoked"
        return "asked" if self.answer is None else self.answer.consent


@dataclass(slots=True)
class Lot:
    """A lot as the events left it; what was taken back is not in it."""

    number: int
    said: LotDelivered
    #: The state to which the permit let it go.
    destination: str
    accepted: date | None = None
    title_passed: date | None = None
    in_service: date | None = None
    inspections: list[LotInspected] = field(default_factory=list)
    #: By piece the day on which it was accounted for, and as what; and that of the end of its life.
    accounted: dict[str, tuple[date, str]] = field(default_factory=dict)
    ended: dict[str, date] = field(default_factory=dict)
    hops: list[Hop] = field(default_factory=list)

    @property
    def pieces(self) -> tuple[str, ...]:
        """Its serials; of a lot without any the one piece that it is."""
        return self.said.serials or (WHOLE,)

    def pieces_named(self, serials: tuple[str, ...]) -> tuple[str, ...]:
        """The pieces that are meant; without serials all of them."""
        return serials or self.pieces

    def day_of(self, trigger: str) -> date | None:
        """The date of the lot that bears this name, where it is known."""
        if trigger == "handed_over":
            return self.said.handed_over
        found: date | None = getattr(self, trigger)
        return found

    def gone_on(self, piece: str) -> date | None:
        """The day by which a piece was gone: its life ended, or it is accounted for otherwise than as passed on."""
        account = self.accounted.get(piece)
        days = [self.ended.get(piece), None if account is None or account[1] == TRANSFERRED else account[0]]
        return min((day for day in days if day is not None), default=None)

    @property
    def gone(self) -> date | None:
        """The day by which all of it was gone; None as long as it is not."""
        days = [self.gone_on(piece) for piece in self.pieces]
        return None if None in days else max(day for day in days if day is not None)

    def not_seen(self, on: date) -> tuple[str, ...]:
        """The serials not seen on the latest day of an inspection that names serials, but for those accounted for or
        ended by then."""
        named = [each for each in self.inspections if each.serials_seen is not None and each.happened <= on]
        if not named:
            return ()
        latest = max(each.happened for each in named)
        seen = {serial for each in named if each.happened == latest for serial in each.serials_seen or ()}
        left = (serial for serial in self.said.serials if serial not in seen)
        return tuple(serial for serial in left if not self._is_settled(serial, on))

    def _is_settled(self, piece: str, on: date) -> bool:
        account, end = self.accounted.get(piece), self.ended.get(piece)
        return (account is not None and account[0] <= on) or (end is not None and end <= on)

    def hops_in_order(self) -> list[Hop]:
        """The hops by day, then by order of recording."""
        return sorted(self.hops, key=lambda hop: (hop.day, hop.number))

    def holder(self, piece: str, on: date, besides: Hop | None = None) -> str:
        """Who holds a piece on a day; nobody (empty) before it was handed over, and from the day after its end on."""
        end = self.ended.get(piece)
        if on < self.said.handed_over or (end is not None and on > end):
            return ""
        holder = self.destination
        for hop in self.hops_in_order():
            if hop.day <= on and hop is not besides and piece in self.pieces_named(hop.said.serials):
                holder = hop.said.to
        return holder

    def is_chain(self, hops: list[Hop]) -> bool:
        """Whether each of these hops starts where its pieces are, read by day and then by order of recording."""
        holders = dict.fromkeys(self.pieces, self.destination)
        for hop in sorted(hops, key=lambda each: (each.day, each.number)):
            for piece in self.pieces_named(hop.said.serials):
                end = self.ended.get(piece)
                if holders[piece] != hop.said.holder or hop.day < self.said.handed_over:
                    return False
                if end is not None and hop.day > end:
                    return False
                holders[piece] = hop.said.to
        return True
