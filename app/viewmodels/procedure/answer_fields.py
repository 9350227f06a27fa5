"""The fields of a sheet of another office, and what was entered in them as its answer, and in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.procedure.entries import AGREE, DECISIONS, REFUSE, VIEWS
from app.domain.procedure.events import View
from app.domain.procedure.sheet_file import Answer
from app.domain.register.days_meant import KindOfDay
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Field, FieldKind, NamedRow, Rows
from app.wording.language import N_
from app.wording.procedure_phrases import DECISION_WORDS, VIEW_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.procedure.sheet_file import Asked, SheetFile
    from app.viewmodels.session.session import Session

#: How a permit reads, by the word on the sheet.
_PERMIT_WORDS: Mapping[str, str] = {AGREE: N_("Permit given"), REFUSE: N_("Permit refused")}


def answer_fields(session: Session, sheet: SheetFile) -> tuple[Field, ...]:
    """The fields for the answer to a sheet, with what was filled in on it before."""
    made, asked = _Fields(session, None if sheet.filled is None else sheet.filled.answer), sheet.asked
    if asked.kind == "finding":
        return made.author(), made.dated(), made.reference(is_needed=False), made.views(asked)
    if asked.kind == "permit":
        return (
            made.decision(_PERMIT_WORDS),
            made.permit_number(),
            made.dated(),
            made.valid_until(),
            made.quantities(asked),
            made.conditions(),
            made.reference(is_needed=False),
            made.reason(),
        )
    decisions = {each: DECISION_WORDS[each] for each in DECISIONS}
    return (
        made.decision(decisions),
        made.signatory(),
        made.dated(),
        made.reference(is_needed=True),
        made.conditions(),
        made.reason(),
        made.acting(),
    )


def answer_entered(
    *,
    dated: date,
    quantities: Mapping[int, int],
    reference: str = "",
    author: str = "",
    text: tuple[tuple[str, str, str], ...] = (),
    decision: str = "",
    signatory: str = "",
    acting: str = "",
    conditions: tuple[tuple[int, str], ...] = (),
    reason: str = "",
    permit_number: str = "",
    valid_until: date | None = None,
) -> Answer:
    """What was entered in the fields, by their names; `quantities` are those of the lines."""
    return Answer(
        dated=dated,
        reference=reference,
        author=author,
        views=tuple(View(*each) for each in text),
        decision=decision,
        signatory=signatory,
        acting=acting,
        conditions=tuple(each for _number, each in conditions),
        reason=reason,
        permit_number=permit_number,
        quantities=quantities,
        valid_until=valid_until,
    )


def values_of(answer: Answer) -> dict[str, Any]:
    """An answer by the names of the fields in which such a paper is entered."""
    return {
        "author": answer.author,
        "dated": answer.dated,
        "reference": answer.reference,
        "text": tuple(tuple(view) for view in answer.views),
        "decision": answer.decision,
        "signatory": answer.signatory,
        "acting": answer.acting,
        "conditions": tuple(enumerate(answer.conditions, 1)),
        "reason": answer.reason,
        "permit_number": answer.permit_number,
        "lines": tuple((line, str(quantity)) for line, quantity in sorted(answer.quantities.items())),
        "valid_until": answer.valid_until,
    }


def answer_says(session: Session, sheet: SheetFile) -> Iterator[tuple[str, str]]:
    """An answer in words, field by field; what is not said on the sheet is left out."""
    words, asked = session.words, sheet.asked
    _ = words._
    if sheet.filled is None:
        return
    answer, labels = sheet.filled.answer, {each.id: words.text(each.label) for each in asked.questions}
    if answer.decision:
        kinds = _PERMIT_WORDS if asked.kind == "permit" else DECISION_WORDS
        yield _("Decision"), _(kinds.get(answer.decision, DECISION_WORDS[answer.decision]))
    yield _("Number of the permit"), answer.permit_number
    lines = (_("line {line}: {quantity}", line=line, quantity=n) for line, n in sorted(answer.quantities.items()))
    yield _("Lines and quantities"), words.listed(list(lines))
    yield _("Author"), answer.author
    yield _("Signatory"), answer.signatory
    yield _("On what ground somebody signs for another office"), answer.acting
    yield _("Dated"), words.date(answer.dated)
    yield _("Valid until"), "" if answer.valid_until is None else words.date(answer.valid_until)
    yield _("Reference"), answer.reference
    for view in answer.views:
        yield labels[view.slot], _("{name}: {value}", name=_(VIEW_WORDS[view.view]), value=view.text)
    for number, condition in enumerate(answer.conditions, 1):
        yield _("Condition {n}", n=number), condition
    yield _("Reason"), answer.reason


class _Fields:
    """Makes the fields; `was` is what was filled in before."""

    def __init__(self, session: Session, was: Answer | None) -> None:
        self._session, self._ = session, session.words._
        self._was: dict[str, Any] = {} if was is None else values_of(was)

    def _line(self, name: str, label: str, missing: str = "", help_text: str = "") -> Field:
        value = self._was.get(name, "")
        return Field(name, label, value=value, missing=missing, help=help_text, is_short=True)

    def author(self) -> Field:
        return self._line("author", self._("Author"), self._("Give the author."), self._("Post and name"))

    def signatory(self) -> Field:
        return self._line("signatory", self._("Signatory"), self._("Give the signatory."), self._("Post and name"))

    def reference(self, *, is_needed: bool) -> Field:
        return self._line("reference", self._("Reference"), self._("Give the reference.") if is_needed else "")

    def permit_number(self) -> Field:
        return self._line("permit_number", self._("Number of the permit"), help_text=self._("Where it is given."))

    def acting(self) -> Field:
        label = self._("On what ground somebody signs for another office")
        return self._line("acting", label, help_text=self._("Where somebody signs for another office."))

    def dated(self) -> Field:
        days = DayReader(self._session, KindOfDay.DOCUMENT)
        missing = self._("Give the date.")
        value = self._was.get("dated", self._session.today())
        return Field("dated", self._("Dated"), FieldKind.DATE, value, missing=missing, days=days, is_short=True)

    def valid_until(self) -> Field:
        days = DayReader(self._session, KindOfDay.LOOKED_AT)
        said = self._("If nothing is said, for the period of the law.")
        value = self._was.get("valid_until")
        label = self._("Valid until")
        return Field("valid_until", label, FieldKind.DATE, value, said, days=days, may_lack=True, is_short=True)

    def decision(self, words: Mapping[str, str]) -> Field:
        missing = self._("Choose how the decision reads.")
        choices = (("", self._("Choose")), *((code, self._(word)) for code, word in words.items()))
        value = self._was.get("decision", "")
        return Field(
            "decision", self._("Decision"), FieldKind.CHOICE, value, missing=missing, choices=choices, is_short=True
        )

    def conditions(self) -> Field:
        rows = Rows(
            (Field("condition", "", FieldKind.LONG_TEXT, height=60),),
            add=self._("Add a condition"),
            one=self._("Condition {n}"),
            take_away=self._("Remove"),
        )
        return Field("conditions", self._("Conditions"), FieldKind.ROWS, self._was.get("conditions", ()), rows=rows)

    def reason(self) -> Field:
        said = self._("Where it is not agreed to, or sent back.")
        return Field("reason", self._("Reason"), FieldKind.LONG_TEXT, self._was.get("reason", ""), said, height=64)

    def views(self, asked: Asked) -> Field:
        words = self._session.words
        choices = (("", self._("Left empty")), *((view, self._(VIEW_WORDS[view])) for view in VIEWS))
        fields = (
            Field("view", self._("View"), FieldKind.CHOICE, "", choices=choices),
            Field("text", self._("Reasons"), FieldKind.LONG_TEXT, height=60),
        )
        named = tuple(
            NamedRow(
                each.id,
                words.noted(words.text(each.label), self._("every office"))
                if each.of_every_body
                else words.text(each.label),
                words.text(each.question),
            )
            for each in asked.questions
        )
        missing = self._("Give at least one view with its reasons.")
        value = self._was.get("text", ())
        return Field("text", self._("Views"), FieldKind.ROWS, value, missing=missing, rows=Rows(fields, named))

    def quantities(self, asked: Asked) -> Field:
        position = self._session.words._
        named = tuple(
            NamedRow(
                each.line,
                position("Line {position}", position=each.line),
                "　".join(part for part in (each.item, each.quantity) if part),
            )
            for each in asked.lines
        )
        rows = Rows((Field("quantity", self._("Quantity")),), named)
        return Field("lines", self._("Lines and quantities"), FieldKind.ROWS, self._was.get("lines", ()), rows=rows)
