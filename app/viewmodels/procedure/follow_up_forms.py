"""The forms in which is recorded what follows a permit; each asks what its use case takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, TypeVar

from app.domain.commitments.follow_up import FollowUp
from app.domain.commitments.lots import NONE
from app.domain.commitments.refusals_of_breaches import OUTCOMES
from app.domain.commitments.refusals_of_consents import ANSWERS, Passing, hops_losing_cover
from app.domain.commitments.refusals_of_taking_back import can_be_taken_back
from app.domain.errors import Mendable
from app.domain.ids import CaseId
from app.domain.procedure.later_events import Instrument, Signatory
from app.domain.procedure.permits import permit_said
from app.domain.procedure.quantities import whole_number
from app.domain.procedure.refusals import refused
from app.domain.register.days_meant import KindOfDay
from app.domain.register.events import kind_of
from app.domain.register.procedure_of_case import procedure_of
from app.services.acting import Acting
from app.services.consenting import answer_consent, ask_consent, revoke_consent
from app.services.delivering import add_dates, deliver
from app.services.inspecting import account_for, end_life, inspect_lot
from app.services.minding_breaches import answer_breach, end_breach, suspect_breach, take_measure
from app.services.obliging import fulfil_duty, lay_down_duty, waive_duty
from app.services.taking_back import take_back
from app.services.taking_on import take_on
from app.services.transferring import record_transfer, tell_whether
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.entry_forms import refuse_in
from app.viewmodels.procedure.follow_up_names import FollowUpNames
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Choices, Field, FieldKind, Form, Rows
from app.viewmodels.session.session import Reply
from app.wording.event_words import SAID
from app.wording.follow_up_words import (
    A_DAY,
    ACCOUNTS,
    BREACHES,
    CONSENT_KINDS,
    CONSENTS,
    DATES,
    ENDS,
    INSTRUMENT_KINDS,
    MEANINGS,
    TRIGGERS,
)

_T = TypeVar("_T")

_WIDTH = 720
#: A trigger that is no date of the equipment: the day is given.
_A_DAY = "day"


class _Asking:
    """Makes the fields of a form for a case."""

    def __init__(self, model: CaseModel) -> None:
        self.model, self.words, self._ = model, model.session.words, model.session.words._
        self.procedure = procedure_of(model.case)
        self.follow_up = FollowUp(self.procedure)
        self.names = FollowUpNames(model)
        self.case_id: CaseId = model.case.id

    def text(self, name: str, label: str, *, is_needed: bool = True, help_text: str = "", long: bool = False) -> Field:
        """A text; one that has to be there says so."""
        missing = self._("Fill this in.") if is_needed else ""
        kind = FieldKind.LONG_TEXT if long else FieldKind.LINE
        return Field(name, label, kind, "", help_text, missing, height=64)

    def choice(self, name: str, label: str, choices: Iterable[tuple[object, str]]) -> Field:
        """One of these; where there is only one, that one."""
        offered: Choices = tuple(choices)
        if len(offered) != 1:
            offered = (("", self._("Choose")), *offered)
        return Field(
            name, label, FieldKind.CHOICE, offered[0][0], missing=self._("Choose one."), choices=offered, is_short=True
        )

    def coded(self, name: str, label: str, words: Mapping[str, str]) -> Field:
        """One of some codes, by their words."""
        return self.choice(name, label, ((code, self._(word)) for code, word in words.items()))

    def day(self, name: str, label: str, *, is_needed: bool = True, help_text: str = "") -> Field:
        """A day that has come."""
        days = DayReader(self.model.session, KindOfDay.DOCUMENT)
        missing = self._("Give the date.") if is_needed else ""
        return Field(name, label, FieldKind.DATE, None, help_text, missing, days=days, may_lack=True, is_short=True)

    def happened(self) -> Field:
        """When it was; without it today."""
        return self.day(
            "happened", self._("Day on which it happened"), is_needed=False, help_text=self._("Empty: today")
        )

    def document(self) -> Field:
        """The paper among the documents of the case."""
        none: Choices = ((None, self._("Not among the documents of the case")),)
        papers: Choices = tuple((each.id, each.particulars.title) for each in self.model.case.documents)
        return Field("document_id", self._("Paper"), FieldKind.CHOICE, None, choices=(*none, *papers), is_short=True)

    def serials(self, name: str = "serials", *, help_text: str = "") -> Field:
        """Serial numbers, typed or pasted: one a line, or parted by commas."""
        told = help_text or self._("One a line, or parted by commas; empty where there are none.")
        return Field(name, self._("Serial numbers"), FieldKind.LONG_TEXT, "", told, height=84)

    def country(self, name: str, label: str) -> Field:
        """A country of the list in force, or where equipment returns to."""
        return self.choice(name, label, self.names.countries())

    def commitment(self) -> Field:
        """A commitment of a line."""
        return self.choice(
            "of",
            self._("Commitment"),
            (
                (
                    f"{each.line} {each.id}",
                    self.words.noted(
                        self.names.commitment(each.id),
                        self._("Line {position}", position=each.line),
                    ),
                )
                for each in self.follow_up.commitments()
            ),
        )

    def form(
        self,
        title: str,
        accept: str,
        act: Callable[..., None],
        fields: Iterable[Field],
        *,
        explanation: str = "",
        facts: tuple[tuple[str, str], ...] = (),
        consequences: tuple[str, ...] = (),
    ) -> Form:
        """A form whose act gets what was entered."""
        return Form(
            title,
            explanation,
            accept=accept,
            act=act,
            fields=tuple(fields),
            facts=facts,
            consequences=consequences,
            width=_WIDTH,
        )

    def doing(self, use_case: Callable[..., Any], **fixed: Any) -> Callable[..., None]:
        """Hands in what was entered to a use case."""
        return partial(self.hand_in, use_case, **fixed)

    def hand_in(self, use_case: Callable[..., Any], reply: Reply | None, **entered: Any) -> None:
        """Hands this in to a use case."""
        self.model.change(self.naming(use_case), reply, case_id=self.case_id, **_taken(entered))

    def naming(self, use_case: Callable[..., _T]) -> Callable[..., _T]:
        """A use case that calls commitments and countries by their names where it refuses."""

        def named(acting: Any, **entered: Any) -> _T:
            try:
                return use_case(acting, **entered)
            except Mendable as refusal:
                said = {name: self.names.in_refusal(each) for name, each in refusal.params.items()}
                refusal.params.update(said)
                raise

        return named


def _taken(entered: Mapping[str, Any]) -> dict[str, Any]:
    """What was entered, as use cases take it: a list of serials, a commitment with its line."""
    taken = dict(entered)
    if "serials" in taken:
        taken["serials"] = serials_in(taken["serials"])
    if "serials_seen" in taken:
        # Empty: none were noted, which does not say that none was seen.
        taken["serials_seen"] = serials_in(taken["serials_seen"]) or None
    if "of" in taken:
        line, _, commitment = str(taken.pop("of")).partition(" ")
        taken |= {"line": int(line), "commitment": commitment}
    return taken


def serials_in(typed: str) -> tuple[str, ...]:
    """The serial numbers in what was typed or pasted: one a line, or parted by commas or tabs."""
    return tuple(each.strip() for each in re.split(r"[\n\t,、，]", typed) if each.strip())


def taking_on_form(model: CaseModel, _subject: str = "") -> Form:
    """Enters that commitments were taken on."""
    asking = _Asking(model)
    _ = asking._
    lines = asking.procedure.lines_in_procedure
    offered = dict.fromkeys(each.id for each in asking.follow_up.commitments())
    named = [(each, asking.names.commitment(each)) for each in offered]
    rows = Rows(
        (asking.choice("commitment", _("Commitment"), named),),
        add=_("Add a commitment"),
        one=_("Commitment {n}"),
        take_away=_("Remove"),
    )

    def act(reply: Reply | None, **entered: Any) -> None:
        asking.hand_in(
            take_on,
            reply,
            lines=lines if entered["line"] == 0 else (entered["line"],),
            commitments=tuple(commitment for _number, commitment in entered["commitments"]),
            instrument=Instrument(
                entered["kind"],
                entered["title"],
                entered["dated"],
                entered["reference"],
                entered["article"],
                states=tuple(each for each in (entered["states"],) if each),
            ),
            signatory=Signatory(entered["name"], entered["office"], entered["on_behalf_of"]),
            verified=entered["verified"],
            document_id=entered["document_id"],
            code=entered["code"],
        )

    every = [(0, _("Every line in procedure"))] if len(lines) > 1 else []
    state = asking.country("states", _("Country to which it lets the equipment pass"))
    return asking.form(
        _("Enter what was taken on"),
        _("Enter it"),
        act,
        (
            asking.choice("line", _("For"), [*every, *((line, _("Line {position}", position=line)) for line in lines)]),
            Field(
                "commitments", _("Commitments"), FieldKind.ROWS, ((1, ""),), rows=rows, missing=_("Name at least one.")
            ),
            asking.coded("kind", _("Kind of instrument"), INSTRUMENT_KINDS),
            asking.text("title", _("Title")),
            asking.day("dated", _("Date of the instrument")),
            asking.text("reference", _("Reference")),
            asking.text("article", _("Article")),
            state._replace(missing="", choices=(("", _("None")), *state.choices[1:])),
            asking.text("name", _("Who signed")),
            asking.text("office", _("In which office")),
            asking.text("on_behalf_of", _("On behalf of")),
            asking.text("verified", _("How this was verified"), long=True),
            asking.text("code", _("Code on the certificate"), is_needed=False),
            asking.document(),
        ),
        explanation=_("It counts once another person has confirmed it."),
    )


def delivery_form(model: CaseModel, _subject: str = "") -> Form:
    """Records a delivery."""
    asking = _Asking(model)
    _ = asking._
    offered = [
        (f"{permit.number} {line}", _("{number}, line {line}", number=permit_said(permit).number, line=line))
        for permit in asking.procedure.permits()
        if permit.stands
        for line in permit_said(permit).quantities
    ]

    def act(reply: Reply | None, *, under: str, quantity: str, **entered: Any) -> None:
        number = whole_number(quantity)
        if number is None:
            refuse_in(
                model, reply, refused("bad_value", "“{typed}” is no whole number.", typed=quantity, field="quantity")
            )
            return
        permit, line = map(int, under.split())
        asking.hand_in(deliver, reply, permit=permit, line=line, quantity=number, **entered)

    return asking.form(
        _("Record a delivery"),
        _("Record it"),
        act,
        (
            asking.choice("under", _("Permit and line"), offered),
            asking.text("lot", _("Name of the lot")),
            asking.text("quantity", _("Quantity")),
            asking.serials(help_text=_("One a piece, one a line or parted by commas; or none at all.")),
            *_dates(asking, is_first=True),
            asking.document(),
            asking.text(
                "reason",
                _("Reason"),
                is_needed=False,
                help_text=_("Needed where it was handed over while a commitment was not taken on."),
                long=True,
            ),
        ),
    )


def _dates(asking: _Asking, *, is_first: bool) -> Iterable[Field]:
    for name, label in DATES.items():
        if is_first or name != "handed_over":
            meaning = asking._(MEANINGS[name])
            yield asking.day(name, asking._(label), is_needed=name == "handed_over", help_text=meaning)


def dates_form(model: CaseModel, lot: str) -> Form:
    """Records further dates of a lot."""
    asking = _Asking(model)
    _ = asking._
    known = asking.follow_up.lots[lot]
    fields = [each for each in _dates(asking, is_first=False) if known.day_of(each.name) is None]
    return asking.form(
        _("Add dates: {lot}", lot=lot), _("Record them"), asking.doing(add_dates, lot=lot), (*fields, asking.document())
    )


def duty_form(model: CaseModel, _subject: str = "") -> Form:
    """Lays down a duty."""
    asking = _Asking(model)
    _ = asking._

    def act(
        reply: Reply | None, *, trigger: str, day: date | None, instrument: str, article: str, **entered: Any
    ) -> None:
        if trigger == _A_DAY and day is None:
            refuse_in(model, reply, refused("bad_value", "Give the day on which the duty begins.", field="day"))
            return
        begins = day.isoformat() if trigger == _A_DAY and day is not None else trigger
        # Without either of the two the office lays it down itself.
        source = instrument if instrument or article else None
        asking.hand_in(lay_down_duty, reply, trigger=begins, instrument=source, article=article, **entered)

    period = _("As in ISO 8601: P1Y is a year, P6M six months, P30D thirty days.")
    lots: Choices = (("", _("All of the line")), *((name, name) for name in asking.follow_up.lots))
    return asking.form(
        _("Lay down a duty"),
        _("Lay it down"),
        act,
        (
            asking.text("name", _("Name of the duty")),
            asking.commitment(),
            Field("lot", _("Lot"), FieldKind.CHOICE, "", choices=lots, is_short=True),
            asking.text("owed_by", _("Owed by")),
            asking.coded("trigger", _("It begins with"), {**TRIGGERS, _A_DAY: A_DAY}),
            asking.day("day", _("Day on which it begins"), is_needed=False),
            asking.text("due", _("Due after"), help_text=period),
            asking.text("every", _("Again every"), is_needed=False, help_text=period),
            Field(
                "until",
                _("Until"),
                FieldKind.DATE,
                None,
                days=DayReader(model.session, KindOfDay.LOOKED_AT),
                may_lack=True,
                is_short=True,
            ),
            asking.text("satisfied_by", _("Satisfied by")),
            asking.text("instrument", _("Instrument"), is_needed=False, help_text=_("Empty: laid down by the office")),
            asking.text("article", _("Article"), is_needed=False),
        ),
    )


def occurrence_of(subject: str) -> tuple[str, int]:
    """The duty and the number of the occurrence that a subject names."""
    name, _, number = subject.rpartition("\n")
    return name, int(number)


def fulfilment_form(model: CaseModel, subject: str) -> Form:
    """Records that an occurrence was fulfilled."""
    asking, (duty, number) = _Asking(model), occurrence_of(subject)
    _ = asking._
    return asking.form(
        _("Fulfilled: {name}, no. {number}", name=duty, number=number),
        _("Record it"),
        asking.doing(fulfil_duty, duty=duty, occurrence=number),
        (asking.happened(), asking.text("note", _("Note"), is_needed=False, long=True), asking.document()),
    )


def waiver_form(model: CaseModel, subject: str) -> Form:
    """Enters that an occurrence was waived."""
    asking, (duty, number) = _Asking(model), occurrence_of(subject)
    _ = asking._
    return asking.form(
        _("Waive: {name}, no. {number}", name=duty, number=number),
        _("Enter it"),
        asking.doing(waive_duty, duty=duty, occurrence=number),
        (
            asking.text("waived_by", _("Waived by")),
            asking.text("reason", _("Reason"), long=True),
            asking.happened(),
        ),
        explanation=_("It counts once another person has confirmed it."),
    )


def inspection_form(model: CaseModel, lot: str) -> Form:
    """Records an inspection of a lot."""
    asking = _Asking(model)
    _ = asking._

    return asking.form(
        _("Record an inspection: {lot}", lot=lot),
        _("Record it"),
        asking.doing(inspect_lot, lot=lot),
        (
            asking.text("inspected_by", _("Who inspected")),
            asking.serials("serials_seen", help_text=_("Those that were seen; empty where none were noted.")),
            asking.text("finding", _("What was found"), long=True),
            asking.happened(),
            asking.document(),
        ),
    )


def account_form(model: CaseModel, lot: str) -> Form:
    """Records what became of a piece."""
    asking = _Asking(model)
    _ = asking._
    known = asking.follow_up.lots[lot]
    left = [serial for serial in known.said.serials if serial not in known.accounted]
    return asking.form(
        _("Account for a piece: {lot}", lot=lot),
        _("Record it"),
        asking.doing(account_for, lot=lot),
        (
            asking.choice("serial", _("Serial number"), ((each, each) for each in left)),
            asking.coded("as_what", _("What became of it"), ACCOUNTS),
            asking.happened(),
            asking.text("note", _("Note"), is_needed=False, long=True),
            asking.document(),
        ),
    )


def end_of_life_form(model: CaseModel, lot: str) -> Form:
    """Records the end of life of pieces."""
    asking = _Asking(model)
    _ = asking._
    return asking.form(
        _("End of life: {lot}", lot=lot),
        _("Record it"),
        asking.doing(end_life, lot=lot),
        (
            asking.serials(help_text=_("Empty: all that is left of the lot")),
            asking.coded("as_what", _("What became of it"), ENDS),
            asking.happened(),
            asking.document(),
        ),
    )


def suspicion_form(model: CaseModel, _subject: str = "") -> Form:
    """Records a suspected breach."""
    asking = _Asking(model)
    _ = asking._
    lots: Choices = (("", _("All of the line")), *((name, name) for name in asking.follow_up.lots))
    return asking.form(
        _("Record a suspected breach"),
        _("Record it"),
        asking.doing(suspect_breach),
        (
            asking.commitment(),
            Field("lot", _("Lot"), FieldKind.CHOICE, "", choices=lots, is_short=True),
            asking.text("finding", _("What was found"), long=True),
            asking.happened(),
        ),
    )


def breach_answer_form(model: CaseModel, breach: str) -> Form:
    """Records what was answered about a suspected breach."""
    asking = _Asking(model)
    _ = asking._
    return _about_breach(asking, _("Record the answer"), asking.doing(answer_breach, breach=int(breach)))


def measure_form(model: CaseModel, breach: str) -> Form:
    """Records what was done about a suspected breach."""
    asking = _Asking(model)
    _ = asking._
    return _about_breach(asking, _("Record a measure"), asking.doing(take_measure, breach=int(breach)))


def _about_breach(asking: _Asking, title: str, act: Callable[..., None]) -> Form:
    _ = asking._
    return asking.form(title, _("Record it"), act, (asking.text("text", _("In words"), long=True), asking.happened()))


def breach_end_form(model: CaseModel, breach: str) -> Form:
    """Enters what came of a suspected breach."""
    asking = _Asking(model)
    _ = asking._
    return asking.form(
        _("Enter what came of it"),
        _("Enter it"),
        asking.doing(end_breach, breach=int(breach)),
        (
            asking.coded("outcome", _("Outcome"), {each: BREACHES[each] for each in OUTCOMES}),
            asking.text("text", _("In words"), long=True),
            asking.happened(),
        ),
        explanation=_("It counts once another person has confirmed it."),
    )


def consent_request_form(model: CaseModel, lot: str) -> Form:
    """Records a request for consent."""
    asking = _Asking(model)
    _ = asking._
    return asking.form(
        _("Record a request for consent: {lot}", lot=lot),
        _("Record it"),
        asking.doing(ask_consent, lot=lot),
        (
            asking.text("name", _("Name of the request")),
            asking.coded("kind", _("What is asked"), CONSENT_KINDS),
            asking.serials(help_text=_("Empty: the whole lot")),
            asking.country("holder", _("Who holds it")),
            asking.country("to", _("To which country")),
            asking.text("purpose", _("Purpose"), long=True),
            asking.day("received_on", _("Received on")),
            asking.document(),
        ),
    )


def consent_answer_form(model: CaseModel, request: str) -> Form:
    """Enters what was answered to a request for consent."""
    asking = _Asking(model)
    _ = asking._

    def act(reply: Reply | None, *, conditions: tuple[tuple[int, str], ...], **entered: Any) -> None:
        texts = [text for _number, text in conditions]
        asking.hand_in(answer_consent, reply, request=request, conditions=texts, **entered)

    rows = Rows(
        (Field("condition", "", FieldKind.LONG_TEXT, height=60),),
        add=_("Add a condition"),
        one=_("Condition {n}"),
        take_away=_("Remove"),
    )
    return asking.form(
        _("Enter the answer: {name}", name=request),
        _("Enter it"),
        act,
        (
            asking.coded("consent", _("Answer"), {each: CONSENTS[each] for each in ANSWERS}),
            asking.text("body", _("Who answered")),
            asking.text("signatory", _("Signatory")),
            asking.day("dated", _("Date on the paper")),
            asking.text("reference", _("Reference")),
            Field("conditions", _("Conditions"), FieldKind.ROWS, (), rows=rows),
            asking.document(),
        ),
        explanation=_("It counts once another person has confirmed it."),
    )


def revocation_form(model: CaseModel, consent: str) -> Form:
    """Enters that a consent was revoked; what it does is said before."""
    asking = _Asking(model)
    _, words = asking._, asking.words
    answer = asking.follow_up.consents[consent].answer
    since = model.session.today() if answer is None else answer.dated
    losing = hops_losing_cover(asking.follow_up, consent, since)
    told = [
        _(
            "The transfer of {day} to {country} loses its cover where it is revoked for an earlier day: a breach is "
            "then suspected.",
            day=words.date(hop.day),
            country=asking.names.country(hop.said.to),
        )
        for _lot, hop in losing
    ]
    return asking.form(
        _("Revoke the consent: {name}", name=consent),
        _("Enter it"),
        asking.doing(revoke_consent, consent=consent),
        (asking.text("reason", _("Reason"), long=True), asking.happened()),
        explanation=_("It counts once another person has confirmed it. Transfers up to its day keep their cover."),
        consequences=tuple(told) or (_("No transfer recorded so far loses its cover."),),
    )


def transfer_form(model: CaseModel, lot: str) -> Form:
    """Records that pieces passed to somebody else."""
    asking = _Asking(model)
    _ = asking._
    consents: Choices = (("", _("None")), *((name, name) for name in asking.follow_up.consents))
    return asking.form(
        _("Record a transfer: {lot}", lot=lot),
        _("Record it"),
        asking.doing(record_transfer, lot=lot),
        (
            asking.country("holder", _("Who passed it on")),
            asking.country("to", _("To which country")),
            asking.serials(help_text=_("Empty: the whole lot")),
            Field("consent", _("Consent"), FieldKind.CHOICE, "", choices=consents, is_short=True),
            asking.happened(),
            asking.document(),
        ),
        explanation=_("A transfer without consent is recorded as it happened, and marked: a breach is then suspected."),
    )


def whether_form(model: CaseModel, lot: str) -> Form:
    """Asks whether pieces may be passed on; nothing is recorded."""
    asking = _Asking(model)
    _ = asking._

    def act(reply: Reply | None, **entered: Any) -> None:
        case_id, taken = asking.case_id, _taken(entered)

        def ask(acting: Acting) -> Passing:
            return asking.naming(tell_whether)(acting, case_id=case_id, lot=lot, **taken)

        def told(passing: Passing) -> None:
            model.ask(_answer_form(asking, passing))

        model.session.hand_in(ask, told, reply)

    return asking.form(
        _("May it be passed on? {lot}", lot=lot),
        _("Tell me"),
        act,
        (
            asking.country("holder", _("Who would pass it on")),
            asking.country("to", _("To which country")),
            asking.serials(help_text=_("Empty: the whole lot")),
        ),
        explanation=_("As of today. Nothing is recorded."),
    )


def _answer_form(asking: _Asking, passing: Passing) -> Form:
    _ = asking._
    reasons = []
    if not passing.holds:
        reasons.append(_("It does not hold all of these pieces today."))
    if passing.is_covered_by == NONE:
        reasons.append(_("No instrument and no consent on record covers it."))
    else:
        reasons.append(_("What covers it: {cover}.", cover=asking.names.cover(passing.is_covered_by)))
    reasons += [
        _(
            "The transfer of {day} to {country} before it has no cover.",
            day=asking.words.date(hop.day),
            country=asking.names.country(hop.said.to),
        )
        for hop in passing.uncovered
    ]
    title = _("What is on record covers it") if passing.may else _("What is on record does not cover it")
    return Form(title, "", accept="", act=lambda **_entered: None, cancel=_("Close"), consequences=tuple(reasons))


def taking_back_form(model: CaseModel, _subject: str = "") -> Form:
    """Takes back something that was recorded and was not so."""
    asking = _Asking(model)
    _, words = asking._, asking.words
    offered = [
        (
            number,
            _(
                "No. {number}: {what}, {day}",
                number=number,
                what=_(SAID[kind_of(type(said))]),
                day=words.date(on),
            ),
        )
        for number, said, on in can_be_taken_back(asking.follow_up)
    ]
    return asking.form(
        _("Take back a record"),
        _("Take it back"),
        asking.doing(take_back),
        (asking.choice("number", _("Record"), offered), asking.text("reason", _("Reason"), long=True)),
        explanation=_("It stays on record as taken back, with the reason."),
    )
