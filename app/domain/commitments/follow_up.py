"""What became of the commitments of a case and of its equipment, worked out from what was recorded.

It follows from the acts of the case alone, and never from the order in which they came to be known, but for two things
that are as they were then: which commitments were lacking at a delivery, and which breaches a hop or the revocation of
a consent opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from app.domain.commitments.durations import Duration, read_duration
from app.domain.commitments.duties import Occurrence, Schedule, Settling, occurrences
from app.domain.commitments.lots import INSTRUMENT, NONE, RETURN, Consent, Hop, Lot
from app.domain.law.facts import DESTINATION
from app.domain.procedure.later_events import (
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
    RevocationEntered,
    SerialAccountedFor,
    TransferRecorded,
    WaiverEntered,
)
from app.domain.procedure.permits import end_of, permit_of, permit_said, valid_until

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.procedure.entries import Entry, Happening
    from app.domain.procedure.procedure import Procedure

CONFIRMED = "confirmed"
#: What can trigger a duty beside a day: a date of a lot, or that of the instrument.
TAKEN_ON = "taken_on"
TRIGGERS = ("handed_over", "accepted", "title_passed", "in_service", TAKEN_ON)


class Commitment(NamedTuple):
    """A commitment of a line: of its determination, or a condition of a decision or permit, `condition:N`."""

    line: int
    id: str
    binding: bool


@dataclass(slots=True)
class Breach:
    """A breach that is suspected, by the number of what opened it; `end` once another person has confirmed one."""

    number: int
    commitment: str
    line: int
    lot: str
    since: date
    end: BreachEndEntered | None = None

    @property
    def state(self) -> str:
        """`suspected`, or what came of it."""
        return "suspected" if self.end is None else self.end.outcome

    @property
    def confirmed_on(self) -> date | None:
        """The day on which it was found to be one."""
        return self.end.happened if self.end is not None and self.end.outcome == CONFIRMED else None


class FollowUp:
    """The commitments, lots, duties, consents and breaches of a case, as its procedure has them recorded.

    With `besides` as they would be without what has this number.
    """

    def __init__(self, procedure: Procedure, besides: int | None = None) -> None:
        self.procedure = procedure
        self.lots: dict[str, Lot] = {}
        self.duties: dict[str, DutyLaidDown] = {}
        self.consents: dict[str, Consent] = {}
        self.breaches: dict[int, Breach] = {}
        self._fulfilled: dict[str, dict[int, date]] = {}
        happenings = list(procedure.happenings.values())
        #: The numbers of what was taken back.
        self.taken_back = {each.said.taken_back for each in happenings if isinstance(each.said, EventTakenBack)}
        if besides is not None:
            self.taken_back.add(besides)
        standing = [each for each in happenings if each.number not in self.taken_back]
        for each in standing:
            if isinstance(each.said, LotDelivered):
                self._deliver(each.number, each.said)
        for each in standing:
            self._take(each)
        # A request was answered, or a consent revoked, once another person confirmed it.
        for entry in self._confirmed(ConsentAnswerEntered):
            self._answer(entry)
        for entry in self._confirmed(RevocationEntered):
            self._revoke(entry)
        for entry in self._confirmed(BreachEndEntered):
            said = entry.said
            if isinstance(said, BreachEndEntered) and said.breach in self.breaches:
                self.breaches[said.breach].end = said

    # -- what is worked out

    def _deliver(self, number: int, said: LotDelivered) -> None:
        permit = permit_of(self.procedure, said.permit)
        destination = ""
        if permit is not None and said.line in permit.contents:
            destination = permit.contents[said.line].line.decision.answers.get(DESTINATION, "")
        self.lots[said.lot] = Lot(number, said, destination, said.accepted, said.title_passed, said.in_service)

    def _take(self, each: Happening) -> None:
        said, number = each.said, each.number
        match said:
            case DatesAdded():
                lot = self.lots[said.lot]
                lot.accepted = said.accepted or lot.accepted
                lot.title_passed = said.title_passed or lot.title_passed
                lot.in_service = said.in_service or lot.in_service
            case DutyLaidDown():
                self.duties[said.name] = said
            case DutyFulfilled():
                self._fulfilled.setdefault(said.duty, {})[said.occurrence] = said.happened
            case LotInspected():
                self.lots[said.lot].inspections.append(said)
            case SerialAccountedFor():
                self.lots[said.lot].accounted[said.serial] = (said.happened, said.as_what)
            case LifeEnded():
                lot = self.lots[said.lot]
                for piece in lot.pieces_named(said.serials):
                    lot.ended.setdefault(piece, said.happened)
            case BreachSuspected():
                self._open(number, said.commitment, said.line, said.lot, said.happened)
            case ConsentAsked():
                self.consents[said.name] = Consent(number, said)
            case TransferRecorded():
                lot = self.lots[said.lot]
                lot.hops.append(Hop(number, said))
                if said.opens:
                    self._open(number, said.opens, lot.said.line, said.lot, said.happened)
            case _:
                pass

    def _open(self, number: int, commitment: str, line: int, lot: str, since: date) -> None:
        self.breaches.setdefault(number, Breach(number, commitment, line, lot, since))

    def _answer(self, entry: Entry) -> None:
        said = entry.said
        consent = self.consents.get(said.request) if isinstance(said, ConsentAnswerEntered) else None
        if consent is not None and isinstance(said, ConsentAnswerEntered):
            consent.answer, consent.answered_place = said, entry.confirmed_place

    def _revoke(self, entry: Entry) -> None:
        """Takes a consent back, and suspects a breach where a hop recorded by then loses its cover by it."""
        said = entry.said
        consent = self.consents.get(said.consent) if isinstance(said, RevocationEntered) else None
        if consent is None or not isinstance(said, RevocationEntered):
            return
        lot = self.lots.get(consent.asked.lot)
        hops = [] if lot is None else [each for each in lot.hops_in_order() if each.number < self._numbers_at(entry)]
        before = {hop.number: self.cover(lot, hop, entry.confirmed_place) for hop in hops if lot is not None}
        consent.revoked, consent.revoked_place = said, entry.confirmed_place
        if lot is None:
            return
        for hop in hops:
            if before[hop.number] != NONE and self.cover(lot, hop, entry.confirmed_place) == NONE:
                commitment = self.commitment_of_uncovered_hops(lot.said.line)
                if commitment:
                    self._open(hop.number, commitment, lot.said.line, lot.said.lot, said.happened)

    def _numbers_at(self, entry: Entry) -> int:
        """All that was recorded before an entry was confirmed has a lower number than this."""
        later = (each.number for each in self.procedure.happenings.values() if each.place > entry.confirmed_place)
        return min(later, default=self.procedure.next_number)

    def _confirmed(self, kind: type) -> list[Entry]:
        """The entries of a kind that count, in the order of their confirmation."""
        found = [
            entry
            for entry in self.procedure.entries.values()
            if isinstance(entry.said, kind) and entry.stands and entry.number not in self.taken_back
        ]
        return sorted(found, key=lambda entry: entry.confirmed_place)

    # -- commitments

    def commitments(self) -> tuple[Commitment, ...]:
        """The commitments of the lines in procedure, those of the determination before the conditions."""
        return tuple(each for line in self.procedure.lines_in_procedure for each in self.commitments_of(line))

    def commitments_of(self, line: int) -> tuple[Commitment, ...]:
        """The commitments of a line."""
        procedure = self.procedure
        if line not in procedure.lines:
            return ()
        decided = procedure.lines[line].content.decision.commitments
        conditions = [
            Commitment(line, f"condition:{condition.number}", binding=True)
            for condition in procedure.conditions
            for entry in [procedure.entries[condition.entry]]
            if procedure.counts(entry) and line in entry.lines
        ]
        return (*(Commitment(line, each.id, each.binding) for each in decided), *conditions)

    def taken_on(self, line: int, commitment: str) -> tuple[Entry, ...]:
        """The confirmed entries by which a commitment was taken on, by the date of the instrument."""
        return tuple(
            sorted(
                (entry for entry in self._confirmed(CommitmentEntered) if _is_of(entry, line, commitment)),
                key=lambda entry: entry.dated,
            )
        )

    def is_entered(self, line: int, commitment: str) -> bool:
        """Whether somebody has still to confirm that a commitment was taken on."""
        return any(_is_of(entry, line, commitment) for entry in self.procedure.waiting())

    def state_of_commitment(self, line: int, commitment: str, on: date) -> str:
        """`missing`, `entered`, `taken_on` or `breached`."""
        if any(day <= on for day in self.breached_on(line, commitment)):
            return "breached"
        if self.taken_on(line, commitment):
            return TAKEN_ON
        return "entered" if self.is_entered(line, commitment) else "missing"

    def lacking(self, line: int) -> tuple[str, ...]:
        """The binding commitments of a line that nobody has confirmed yet."""
        return tuple(each.id for each in self.commitments_of(line) if each.binding and not self.taken_on(line, each.id))

    def breached_on(self, line: int, commitment: str = "") -> tuple[date, ...]:
        """The days on which a breach of a commitment of a line, or of any, was confirmed."""
        days = [
            each.confirmed_on
            for each in self.breaches.values()
            if each.line == line and commitment in ("", each.commitment)
        ]
        return tuple(sorted(day for day in days if day is not None))

    def commitment_of_uncovered_hops(self, line: int) -> str:
        """Of which commitment of a line a hop without cover is a suspected breach; empty where it has none such."""
        has = {each.id for each in self.commitments_of(line)}
        terms = self.procedure.terms
        return next((each for each in (terms.breached_by_transfer if terms else ()) if each in has), "")

    # -- lots

    def lots_of(self, line: int) -> list[Lot]:
        """The lots of a line."""
        return [lot for lot in self.lots.values() if lot.said.line == line]

    def flags(self, lot: Lot, on: date) -> tuple[str, ...]:
        """What stands against a lot, as of a day, in the order in which it is told."""
        permit = permit_of(self.procedure, lot.said.permit)
        handed_over = lot.said.handed_over
        told = {
            "commitment_missing": bool(lot.said.lacking),
            "over_quantity": permit is not None and self._is_over(lot, permit),
            "outside_validity": permit is not None and self._is_outside(permit, handed_over),
            "after_breach": any(day <= handed_over for day in self.breached_on(lot.said.line)),
            "without_consent": any(self.cover(lot, hop) == NONE for hop in lot.hops if hop.day <= on),
        }
        return tuple(flag for flag, is_so in told.items() if is_so)

    def _is_over(self, lot: Lot, permit: Entry) -> bool:
        """Whether the lots of a permit and line, by day and name, pass its quantity with this one."""
        whole, total = permit_said(permit).quantities.get(lot.said.line, 0), 0
        same = [each for each in self.lots_of(lot.said.line) if permit_of(self.procedure, each.said.permit) is permit]
        for each in sorted(same, key=lambda each: (each.said.handed_over, each.said.lot)):
            total += each.said.quantity
            if each is lot:
                break
        return total > whole

    def _is_outside(self, permit: Entry, day: date) -> bool:
        end = end_of(self.procedure, permit)
        is_ended = end is not None and day > end.dated
        return day < permit.dated or day > valid_until(self.procedure, permit, day) or is_ended

    # -- hops

    def cover(self, lot: Lot, hop: Hop, place: int | None = None) -> str:
        """What covers a hop on its day; with a place only by what was confirmed by then."""
        return self.cover_of(
            lot,
            lot.pieces_named(hop.said.serials),
            hop.said.holder,
            hop.said.to,
            hop.day,
            consent=hop.said.consent,
            place=place,
        )

    def cover_without(self, lot: Lot, hop: Hop, consent: Consent) -> str:
        """What covers a hop beside a consent."""
        pieces, said = lot.pieces_named(hop.said.serials), hop.said
        return self.cover_of(lot, pieces, said.holder, said.to, hop.day, consent=said.consent, besides=consent)

    def cover_of(
        self,
        lot: Lot,
        pieces: Iterable[str],
        holder: str,
        to: str,
        day: date,
        *,
        consent: str = "",
        place: int | None = None,
        besides: Consent | None = None,
    ) -> str:
        """What covers, or would cover, the passing of pieces of a lot on a day."""
        terms = self.procedure.terms
        if terms is not None and to and to == terms.returns_to:
            return RETURN
        for entry in self._confirmed(CommitmentEntered):
            said = entry.said
            if (
                isinstance(said, CommitmentEntered)
                and lot.said.line in said.lines
                and to in said.instrument.states
                and said.instrument.dated <= day
                and (place is None or entry.confirmed_place <= place)
            ):
                return INSTRUMENT
        named = [self.consents[consent]] if consent in self.consents else []
        for each in (*named, *self.consents.values()):
            if each is not besides and self._covers(each, lot, set(pieces), holder, to, day, place):
                return each.asked.name
        return NONE

    @staticmethod
    def _covers(
        consent: Consent, lot: Lot, pieces: set[str], holder: str, to: str, day: date, place: int | None
    ) -> bool:
        asked, answer, revoked = consent.asked, consent.answer, consent.revoked
        if answer is None or answer.consent == "refused" or answer.dated > day:
            return False
        if place is not None and consent.answered_place > place:
            return False
        is_revoked = revoked is not None and revoked.happened < day
        is_for = (asked.kind, asked.lot, asked.holder, asked.to) == ("transfer", lot.said.lot, holder, to)
        return is_for and pieces <= set(lot.pieces_named(asked.serials)) and not is_revoked

    # -- duties

    def schedule(self, duty: DutyLaidDown) -> Schedule:
        """When a duty is due."""
        return Schedule(
            self.triggered(duty),
            read_duration(duty.due) or Duration(),
            read_duration(duty.every) if duty.every else None,
            duty.until,
        )

    def triggered(self, duty: DutyLaidDown) -> date | None:
        """The day on which a duty began; without a lot the earliest such day of the line."""
        if duty.trigger == TAKEN_ON:
            entries = self.taken_on(duty.line, duty.commitment)
            return entries[0].dated if entries else None
        if duty.trigger not in TRIGGERS:
            return date.fromisoformat(duty.trigger)
        lots = self._lots_of_duty(duty)
        return min((day for lot in lots if (day := lot.day_of(duty.trigger)) is not None), default=None)

    def _lots_of_duty(self, duty: DutyLaidDown) -> list[Lot]:
        if not duty.lot:
            return self.lots_of(duty.line)
        return [self.lots[duty.lot]] if duty.lot in self.lots else []

    def settling(self, duty: DutyLaidDown) -> Settling:
        """What can settle the occurrences of a duty."""
        waived: dict[int, date] = {}
        for entry in self._confirmed(WaiverEntered):
            said = entry.said
            if isinstance(said, WaiverEntered) and said.duty == duty.name:
                waived.setdefault(said.occurrence, said.happened)
        gone = [lot.gone for lot in self._lots_of_duty(duty)]
        return Settling(
            self._fulfilled.get(duty.name, {}),
            waived,
            self.breached_on(duty.line, duty.commitment),
            None if not gone or None in gone else max(day for day in gone if day is not None),
        )

    @property
    def has_open_duties(self) -> bool:
        """Whether any occurrence of a duty is still to be settled, be it that the duty has not begun."""
        return any(self._is_open(duty) for duty in self.duties.values())

    def _is_open(self, duty: DutyLaidDown) -> bool:
        schedule, settling = self.schedule(duty), self.settling(duty)
        if schedule.triggered is None:
            return True
        # What lies behind the day by which all was gone ended with it: nobody counts to the end of the calendar.
        due_days = takewhile(lambda each: settling.gone is None or each[1] <= settling.gone, schedule.due_days())
        return any(settling.of(number, due) is None for number, due in due_days)

    def occurrences(self, duty: DutyLaidDown, on: date) -> Iterator[Occurrence]:
        """The occurrences of a duty as of a day."""
        return occurrences(self.schedule(duty), self.settling(duty), on)


def _is_of(entry: Entry, line: int, commitment: str) -> bool:
    said = entry.said
    return isinstance(said, CommitmentEntered) and line in said.lines and commitment in said.commitments
