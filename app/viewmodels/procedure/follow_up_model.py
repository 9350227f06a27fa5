"""The page of a case on commitments and equipment: what it says as of today, and what can be done from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.commitments.duties import DutyState
from app.domain.commitments.follow_up import FollowUp
from app.domain.commitments.lots import DELIVERY
from app.domain.procedure.later_events import CommitmentEntered, LaterEntry
from app.domain.procedure.permits import permit_of, permit_said
from app.domain.register.procedure_of_case import procedure_of
from app.viewmodels.procedure.entries_says import Entries, EntrySays
from app.viewmodels.procedure.follow_up_names import FollowUpNames
from app.viewmodels.procedure.offered_acts import ActSays, entry_acts
from app.viewmodels.procedure.phrases_of_case import phrases_of
from app.wording.follow_up_words import (
    ACCOUNTS,
    BREACHES,
    COMMITMENT_STATES,
    CONSENT_KINDS,
    CONSENTS,
    DATES,
    DUTY_STATES,
    FLAGS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.domain.commitments.duties import Occurrence
    from app.domain.commitments.follow_up import Breach, Commitment
    from app.domain.commitments.lots import Consent, Lot
    from app.domain.procedure.later_events import DutyLaidDown
    from app.viewmodels.case.case_model import CaseModel


class ThingSays(NamedTuple):
    """One thing of the page: its name, the mark that says how it stands, more about it, and what stands against it.

    `subject` is what an act on it is told.
    """

    subject: str
    title: str
    mark: str = ""
    is_alarming: bool = False
    details: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class SectionSays(NamedTuple):
    """A part of the page; `nothing` is said where it holds nothing."""

    id: str
    heading: str
    nothing: str
    things: tuple[ThingSays, ...]


class FollowUpSays(NamedTuple):
    """The page; `status` says why nothing can be recorded there yet, where that is so."""

    heading: str
    status: str
    sections: tuple[SectionSays, ...]
    entries: tuple[EntrySays, ...]
    entry_acts: tuple[ActSays, ...]

    def acts_on_entry(self, number: int) -> tuple[ActSays, ...]:
        """What can be done with an entry that waits."""
        return tuple(act for act in self.entry_acts if act.subject == str(number))


class FollowUpModel:
    """What the page says of a case."""

    def __init__(self, model: CaseModel) -> None:
        self.model = model

    def says(self) -> FollowUpSays:
        """The page as of today."""
        return _Page(self.model).says()


class _Page:
    def __init__(self, model: CaseModel) -> None:
        self._model, self._words = model, model.session.words
        self._procedure = procedure_of(model.case)
        self._follow_up = FollowUp(self._procedure)
        self._names, self._today = FollowUpNames(model), model.session.today()

    def says(self) -> FollowUpSays:
        _ = self._words._
        told = Entries(phrases_of(self._model.session, self._model.case), self._procedure)
        entries = [each for each in self._procedure.entries.values() if isinstance(each.said, LaterEntry)]
        sections: tuple[tuple[str, str, str, Callable[[], Iterator[ThingSays]]], ...] = (
            ("commitments", _("Recipient's commitments"), _("No line is in procedure."), self._commitments),
            ("lots", _("Deliveries"), _("Nothing was handed over yet."), self._lots),
            ("duties", _("Duties"), _("No duty was laid down."), self._duties),
            ("consents", _("Requests for consent"), _("Nobody has asked for consent."), self._consents),
            ("breaches", _("Suspected breaches"), _("No breach is suspected."), self._breaches),
        )
        return FollowUpSays(
            heading=_("Commitments and equipment"),
            status="" if self._procedure.was_reviewed else _("It begins once the determinations were reviewed."),
            sections=tuple(SectionSays(id_, heading, none, tuple(things())) for id_, heading, none, things in sections),
            entries=tuple(told.says(each) for each in entries),
            entry_acts=tuple(entry_acts(self._model)),
        )

    # -- its parts

    def _commitments(self) -> Iterator[ThingSays]:
        _ = self._words._
        for each in self._follow_up.commitments():
            state = self._follow_up.state_of_commitment(each.line, each.id, self._today)
            kind = _("binding") if each.binding else _("recommended: no public clause found")
            yield ThingSays(
                each.id,
                self._words.noted(self._names.commitment(each.id), _("Line {position}", position=each.line)),
                _(COMMITMENT_STATES[state]),
                is_alarming=state == "breached" or (state == "missing" and each.binding),
                details=(kind, *self._instruments(each)),
            )

    def _instruments(self, commitment: Commitment) -> Iterator[str]:
        words = self._words
        for entry in self._follow_up.taken_on(commitment.line, commitment.id):
            if not isinstance(entry.said, CommitmentEntered):
                continue
            instrument, signatory = entry.said.instrument, entry.said.signatory
            yield words._(
                "{title} ({reference}, art. {article}) of {day}, signed by {name}, {office}",
                title=instrument.title,
                reference=instrument.reference,
                article=instrument.article,
                day=words.date(instrument.dated),
                name=signatory.name,
                office=signatory.office,
            )

    def _lots(self) -> Iterator[ThingSays]:
        words = self._words
        for lot in self._follow_up.lots.values():
            flags = self._follow_up.flags(lot, self._today)
            not_seen = lot.not_seen(self._today)
            warnings = [words._(FLAGS[flag]) for flag in flags]
            if not_seen:
                warnings.append(words._("Not seen: {serials}", serials=words.listed(list(not_seen))))
            yield ThingSays(
                lot.said.lot,
                words._(
                    "{lot}: {quantity} of line {line}", lot=lot.said.lot, quantity=lot.said.quantity, line=lot.said.line
                ),
                is_alarming=bool(warnings),
                details=tuple(self._of_lot(lot)),
                warnings=tuple(warnings),
            )

    def _of_lot(self, lot: Lot) -> Iterator[str]:
        words = self._words
        permit = permit_of(self._procedure, lot.said.permit)
        if permit is not None:
            yield words._("Permit {number}", number=permit_said(permit).number)
        dates = [(words._(DATES[name]), day) for name in DATES if (day := lot.day_of(name)) is not None]
        yield words.listed([words._("{label}: {value}", label=label, value=words.date(day)) for label, day in dates])
        if lot.said.serials:
            yield words._("Serial numbers: {serials}", serials=words.listed(list(lot.said.serials)))
        for piece, (day, as_what) in lot.accounted.items():
            yield words.listed([piece, words._(ACCOUNTS[as_what]), words.date(day)])
        yield words._(
            "{day}: {country} ({cover})",
            day=words.date(lot.said.handed_over),
            country=self._names.country(lot.destination),
            cover=self._names.cover(DELIVERY),
        )
        for hop in lot.hops_in_order():
            yield words._(
                "→ {day}: {country} ({cover})",
                day=words.date(hop.day),
                country=self._names.country(hop.said.to),
                cover=self._names.cover(self._follow_up.cover(lot, hop)),
            )

    def _duties(self) -> Iterator[ThingSays]:
        for duty in self._follow_up.duties.values():
            for each in self._follow_up.occurrences(duty, self._today):
                yield self._occurrence(duty, each)

    def _occurrence(self, duty: DutyLaidDown, each: Occurrence) -> ThingSays:
        words = self._words
        source = words._("laid down by the office")
        if duty.instrument:
            source = words._("{instrument}, art. {article}", instrument=duty.instrument, article=duty.article)
        due = "" if each.due is None else words._("Due on {day}", day=words.date(each.due))
        return ThingSays(
            f"{duty.name}\n{each.number}",
            words._("{name}, no. {number}", name=duty.name, number=each.number),
            words._(DUTY_STATES[each.state]),
            is_alarming=each.state in (DutyState.OVERDUE, DutyState.BREACHED),
            details=tuple(
                filter(
                    None,
                    (
                        due,
                        words._("Owed by {who}; satisfied by {what}", who=duty.owed_by, what=duty.satisfied_by),
                        words._("{label}: {value}", label=words._("Source"), value=source),
                    ),
                )
            ),
        )

    def _consents(self) -> Iterator[ThingSays]:
        words = self._words
        for each in self._follow_up.consents.values():
            yield ThingSays(
                each.asked.name, each.asked.name, words._(CONSENTS[each.state]), details=tuple(self._of_consent(each))
            )

    def _of_consent(self, consent: Consent) -> Iterator[str]:
        words, asked = self._words, consent.asked
        kind = words._(CONSENT_KINDS[asked.kind])
        yield words._(
            "{kind}, lot {lot}: {holder} → {to}",
            kind=kind,
            lot=asked.lot,
            holder=self._names.country(asked.holder),
            to=self._names.country(asked.to),
        )
        if asked.serials:
            yield words._("Serial numbers: {serials}", serials=words.listed(list(asked.serials)))
        yield words._("{label}: {value}", label=words._("Purpose"), value=asked.purpose)
        if consent.answer is not None:
            yield words._(
                "Answered by {body} ({signatory}) on {day}",
                body=consent.answer.body,
                signatory=consent.answer.signatory,
                day=words.date(consent.answer.dated),
            )
            yield from (words._("Condition: {text}", text=text) for text in consent.answer.conditions)
        if consent.revoked is not None:
            yield words._(
                "Revoked on {day}: {reason}", day=words.date(consent.revoked.happened), reason=consent.revoked.reason
            )

    def _breaches(self) -> Iterator[ThingSays]:
        for _number, each in sorted(self._follow_up.breaches.items()):
            yield self._breach(each)

    def _breach(self, breach: Breach) -> ThingSays:
        words = self._words
        return ThingSays(
            str(breach.number),
            self._names.commitment(breach.commitment),
            words._(BREACHES[breach.state]),
            is_alarming=breach.state in ("suspected", "confirmed"),
            details=tuple(
                filter(
                    None,
                    (
                        words._("Line {position}", position=breach.line),
                        words._("Lot {lot}", lot=breach.lot) if breach.lot else "",
                        words._("Suspected since {day}", day=words.date(breach.since)),
                        breach.end.text if breach.end is not None else "",
                    ),
                )
            ),
        )
