"""Confirming an entry: what its paper says is typed anew, compared, and what is too long for that is read beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from app.domain.commitments.refusals_of_breaches import OUTCOMES
from app.domain.commitments.refusals_of_consents import ANSWERS
from app.domain.procedure import paper
from app.domain.procedure.code import read_code
from app.domain.procedure.entries import Entry
from app.domain.procedure.events import FindingEntered, PermitEntered
from app.domain.procedure.paper import differing, said_on_paper, texts_to_read
from app.domain.procedure.periods import last_day_of
from app.domain.procedure.quantities import whole_number
from app.domain.procedure.sheets import mistyped
from app.domain.register.events import kind_of
from app.domain.register.procedure_of_case import procedure_of
from app.services.confirming import confirm_as_typed, withdraw_entry
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.on_sheet import Facts, case_says
from app.viewmodels.procedure.paper_fields import PaperFields
from app.viewmodels.procedure.phrases_of_case import phrases_of
from app.viewmodels.session.form import Field, FieldKind, Form, OtherWay, reason_field
from app.viewmodels.session.session import Reply
from app.wording.event_words import SAID
from app.wording.follow_up_words import BREACHES, CONSENTS

_YES, _NO = "yes", "no"
_WIDTH = 760


class Confirming:
    """An entry of a case that a second person compares with its paper.

    `typed_before` is what this person typed at an earlier attempt: it stands in the fields again.
    """

    def __init__(
        self, model: CaseModel, entry: Entry, withdraw: OtherWay | None, keep: Callable[[Mapping[str, object]], None]
    ) -> None:
        self._model, self._entry, self._withdraw, self._keep = model, entry, withdraw, keep
        self._procedure = procedure_of(model.case)
        self._words, self._phrases = model.session.words, phrases_of(model.session, model.case)
        self._said = said_on_paper(self._procedure, entry, model.session.office)
        #: What was typed when it was last compared.
        self._compared: Mapping[str, object] = MappingProxyType({})

    # -- what is typed

    def typing_form(self, typed_before: Mapping[str, object] = MappingProxyType({})) -> Form:
        """What the paper says, to be typed; what was entered is not shown."""
        _ = self._words._
        return Form(
            _("Confirm: {what}", what=entry_named(self._model, self._entry)),
            _("Type what stands on the paper. It is compared with what was entered, which is not shown before."),
            accept=_("Compare with what was entered"),
            act=self._compare,
            facts=self._facts(),
            fields=tuple(field._replace(value=typed_before.get(field.name, field.value)) for field in self._fields()),
            cancel=_("Leave it unconfirmed"),
            leave=lambda **entered: self._keep(entered),
            other_ways=self._ways,
            width=_WIDTH,
        )

    @property
    def _ways(self) -> tuple[OtherWay, ...]:
        return () if self._withdraw is None else (self._withdraw,)

    def _facts(self) -> Facts:
        """Which entry it is: nothing of what its paper says."""
        _ = self._words._
        step = ((_("Step"), self._phrases.named(self._entry.step)),) if self._entry.step else ()
        by = self._words.person(self._entry.by)
        return (
            case_says(self._model.session, self._model.case),
            *step,
            (_("Entered by"), self._words.listed([by, self._words.date(self._entry.on)])),
        )

    def _fields(self) -> Iterator[Field]:
        """The fields of its paper, empty."""
        _, fields = self._words._, PaperFields(self._model, self._phrases)
        step = self._procedure.step(self._entry.step)
        is_permit = isinstance(self._entry.said, PermitEntered)
        making: Mapping[str, Callable[[], Field]] = {
            paper.CODE: fields.code,
            paper.OFFICE: lambda: fields.office(step.offices if step is not None else ()),
            paper.AUTHOR: fields.author,
            paper.SIGNATORY: fields.signatory,
            paper.DATED: fields.dated,
            paper.REFERENCE: fields.reference,
            paper.DECISION: fields.decision,
            paper.NUMBER: fields.permit_number,
            paper.UNTIL: lambda: fields.valid_until(
                missing="" if is_permit else _("Give the new last day."),
                help_text=_("Empty where the permit does not say") if is_permit else "",
            ),
            paper.CONDITIONS: lambda: fields.line(
                paper.CONDITIONS, _("Number of conditions"), _("Count the conditions on the paper; 0 if it has none.")
            ),
            paper.ACTING: self._acting,
            paper.ARTICLE: lambda: fields.line(paper.ARTICLE, _("Article")),
            paper.OUTCOME: lambda: self._coded(paper.OUTCOME, _("Outcome"), OUTCOMES, BREACHES),
            paper.CONSENT: lambda: self._coded(paper.CONSENT, _("Answer"), ANSWERS, CONSENTS),
        }
        for name in self._said:
            if name == paper.VIEWS and step is not None:
                yield fields.views(self._procedure, step, (), with_text=False)
            elif name == paper.QUANTITIES and step is not None:
                yield fields.quantities(self._procedure, step.lines)
            elif name in making:
                yield making[name]()

    def _coded(self, name: str, label: str, codes: tuple[str, ...], words: Mapping[str, str]) -> Field:
        _ = self._words._
        choices = (("", _("Choose what stands on the paper")), *((code, _(words[code])) for code in codes))
        missing = _("Choose what stands on the paper")
        return Field(name, label, FieldKind.CHOICE, "", missing=missing, choices=choices, is_short=True)

    def _acting(self) -> Field:
        _ = self._words._
        return Field(
            paper.ACTING,
            _("Signed for another office?"),
            FieldKind.CHOICE,
            "",
            missing=_("Choose whether the signatory signs for an office that is not their own."),
            choices=(
                ("", _("Choose what stands on the paper")),
                (_NO, _("No, for their own office")),
                (_YES, _("Yes, and the paper says on what ground")),
            ),
            is_short=True,
        )

    # -- what is compared

    def _compare(self, reply: Reply | None, **entered: Any) -> None:
        self._keep(entered)
        typed = {name: self._read(name, value, entered) for name, value in entered.items()}
        wrong = differing(self._said, typed)
        if wrong:
            self._tell_differing(reply, wrong, typed)
            return
        if texts_to_read(self._entry):
            if reply is not None:
                reply.taken.emit(None)
            self._model.ask(self._reading(typed))
        else:
            self._confirm(typed, reply)

    def _confirm(self, typed: Mapping[str, object], reply: Reply | None = None) -> None:
        self._model.change(
            partial(confirm_as_typed, case_id=self._model.case.id, entry=self._entry.number, typed=typed),
            reply,
            then=lambda _event: self._keep({}),
        )

    def _read(self, name: str, value: Any, entered: Mapping[str, Any]) -> object:
        """What was typed in a field, as it is compared."""
        if name == paper.CONDITIONS:
            return whole_number(value)
        if name == paper.ACTING:
            return value == _YES
        if name in (paper.VIEWS, paper.QUANTITIES):
            return {key: whole_number(each) if name == paper.QUANTITIES else each for key, each in value}
        if name == paper.UNTIL and value is None and isinstance(entered.get(paper.DATED), date):
            terms = self._procedure.terms
            return last_day_of(entered[paper.DATED], 0 if terms is None else terms.permit_months)
        return value

    def _tell_differing(self, reply: Reply | None, wrong: tuple[str, ...], typed: Mapping[str, object]) -> None:
        """At first only that they differ: the paper is read again. Who types the same again is told what was entered,
        since then one of the two has made a slip that reading does not find."""
        again = {name for name in wrong if name in self._compared and self._compared[name] == typed.get(name)}
        told = {name: self._insisted(name) if name in again else self._differs(name, typed) for name in wrong}
        self._compared = typed
        if reply is None:
            self._model.session.tell_refused("\n".join(told.values()))
            return
        reply.complaints = told
        reply.refused.emit(self._words._("What you typed is not what was entered."))

    def _differs(self, name: str, typed: Mapping[str, object]) -> str:
        _ = self._words._
        if name == paper.CODE and read_code(str(typed.get(name) or "")) is None:
            return self._words.error(mistyped())
        if name == paper.VIEWS:
            said, given = self._mapping(name), typed.get(name)
            given = given if isinstance(given, dict) else {}
            asked = [slot for slot in dict.fromkeys((*said, *given)) if said.get(slot) != given.get(slot)]
            named = self._words.listed([self._phrases.slot(str(slot)) for slot in asked])
            return _("Not what was entered: {what}. Look at the paper again.", what=named)
        if name == paper.QUANTITIES:
            return _("These quantities are not what was entered. Look at the permit again.")
        return _("This is not what was entered. Look at the paper again.")

    def _insisted(self, name: str) -> str:
        return self._words._(
            "Entered was: {entered}. If the paper says otherwise, leave it unconfirmed and have it withdrawn.",
            entered=self._in_words(name),
        )

    def _mapping(self, name: str) -> Mapping[object, object]:
        said = self._said[name]
        return said if isinstance(said, dict) else {}

    def _in_words(self, name: str) -> str:
        """What was entered in a field."""
        words, phrases, said = self._words, self._phrases, self._said[name]
        if isinstance(said, date):
            return words.date(said)
        if isinstance(said, bool):
            return words._("Yes, and the paper says on what ground") if said else words._("No, for their own office")
        if name == paper.OFFICE:
            return phrases.body(str(said))
        if name == paper.DECISION:
            return phrases.decision(str(said))
        if name in (paper.OUTCOME, paper.CONSENT):
            return words._({**BREACHES, **CONSENTS}[str(said)])
        if name == paper.VIEWS:
            views = {str(slot): str(view) for slot, view in self._mapping(name).items()}
            pairs = [words.noted(phrases.slot(slot), phrases.view(view)) for slot, view in views.items()]
            return words.listed(pairs)
        if name == paper.QUANTITIES:
            pairs = [
                words.noted(words._("Line {position}", position=line), str(number))
                for line, number in self._mapping(name).items()
            ]
            return words.listed(pairs)
        return str(said)

    # -- what is read

    def _reading(self, typed: Mapping[str, object]) -> Form:
        _ = self._words._
        return Form(
            _("Confirm: {what}", what=entry_named(self._model, self._entry)),
            _("What you typed is what was entered. Read these texts beside the paper: they were entered so."),
            accept=_("Confirm the entry"),
            act=lambda reply: self._confirm(typed, reply),
            facts=tuple(self._texts()),
            cancel=_("Leave it unconfirmed"),
            is_lasting=True,
            other_ways=self._ways,
            width=_WIDTH,
        )

    def _texts(self) -> Iterator[tuple[str, str]]:
        words, entry = self._words, self._entry
        count = 0
        for name, text in texts_to_read(entry):
            if name == paper.CONDITIONS:
                count += 1
                yield words._("Condition {n}", n=count), text
            elif isinstance(entry.said, FindingEntered) and name != "reason":
                yield self._phrases.slot(name), text
            else:
                yield words.field(name), text


def entry_named(model: CaseModel, entry: Entry) -> str:
    """What kind of entry it is, with its number in the case."""
    words = model.session.words
    return words._("entry {number} ({kind})", number=entry.number, kind=words._(SAID[kind_of(type(entry.said))]))


def entry_withdrawal_form(model: CaseModel, entry: Entry) -> Form:
    """Takes an entry back before it is confirmed."""
    words = model.session.words
    return Form(
        words._("Withdraw: {what}", what=entry_named(model, entry)),
        words._("It stays on record as withdrawn, with the reason, and what the paper says can be entered anew."),
        accept=words._("Withdraw the entry"),
        act=partial(model.change, partial(withdraw_entry, case_id=model.case.id, entry=entry.number)),
        facts=(
            case_says(model.session, model.case),
            (words._("Entered by"), words.listed([words.person(entry.by), words.date(entry.on)])),
        ),
        fields=(reason_field(words),),
        is_lasting=True,
    )
