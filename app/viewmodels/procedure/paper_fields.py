"""The fields of papers, as they are typed from a signed sheet: by who enters it, and again by who confirms it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from app.domain.procedure.entries import DECISIONS, VIEWS
from app.domain.procedure.procedure import Procedure, StepOfCase
from app.domain.procedure.refusals import first
from app.domain.procedure.sheets import Sheet, day_given
from app.domain.register.days_meant import KindOfDay
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.on_sheet import line_says
from app.viewmodels.questions.documents_model import new_document_form
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Adding, Choices, Field, FieldKind, NamedRow, Rows
from app.viewmodels.session.session import Session
from app.wording.procedure_phrases import ProcedurePhrases


class PaperFields:
    """Makes the fields of a paper of a case; `value` is what stands in one at first."""

    def __init__(self, model: CaseModel, phrases: ProcedurePhrases) -> None:
        self._model, self._phrases, self._ = model, phrases, model.session.words._

    def code(self, value: str = "") -> Field:
        """The code on the sheet."""
        return code_field(self._model.session, value)

    def office(self, offices: Iterable[str], value: str = "") -> Field:
        """Whose finding or decision it is; where there is only one, that one."""
        named: list[tuple[object, str]] = [(office, self._phrases.body(office)) for office in offices]
        if len(named) > 1:
            named.insert(0, ("", self._("Choose the office")))
        missing = self._("Choose the office that stands on the paper.")
        chosen = value or str(named[0][0])
        return Field(
            "office", self._("Office"), FieldKind.CHOICE, chosen, missing=missing, choices=tuple(named), is_short=True
        )

    def line(self, name: str, label: str, missing: str = "", value: str = "", help_text: str = "") -> Field:
        """A short text that has to be there where `missing` says so."""
        return Field(name, label, value=value, missing=missing, help=help_text, is_short=True)

    def author(self, value: str = "") -> Field:
        """Who wrote a finding."""
        missing = self._("Give the author, as the paper names them.")
        return self.line("author", self._("Author"), missing, value, self._("Post and name, as on the paper"))

    def signatory(self, value: str = "") -> Field:
        """Who signed."""
        missing = self._("Give the signatory, as the paper names them.")
        return self.line("signatory", self._("Signatory"), missing, value, self._("Post and name, as on the paper"))

    def reference(self, value: str = "") -> Field:
        """The number under which the paper was sent."""
        return self.line(
            "reference", self._("Reference"), self._("Give the reference that stands on the paper."), value
        )

    def permit_number(self, value: str = "") -> Field:
        """The number of a permit."""
        return self.line(
            "permit_number", self._("Number of the permit"), self._("Give the number that stands on the permit."), value
        )

    def dated(self, value: date | str | None = None, sheet: Sheet | None = None) -> Field:
        """The day that stands on the paper: of what is given on a sheet, one on which it can have been given."""
        session, procedure = self._model.session, self._model.case.procedure

        def also(day: date) -> None:
            refusal = first(day_given(procedure, sheet, day, session.today())) if procedure is not None else None
            if refusal is not None:
                raise refusal

        days = DayReader(session, KindOfDay.DOCUMENT, also if sheet is not None else None)
        missing = self._("Give the date that stands on the paper.")
        label = self._("Date on the paper")
        return Field("dated", label, FieldKind.DATE, value, "", missing, days=days, may_lack=True, is_short=True)

    def valid_until(self, value: date | str | None = None, *, missing: str = "", help_text: str = "") -> Field:
        """The last day of a permit."""
        days = DayReader(self._model.session, KindOfDay.LOOKED_AT)
        return Field(
            "valid_until",
            self._("Valid until"),
            FieldKind.DATE,
            value,
            help_text,
            missing,
            days=days,
            may_lack=True,
            is_short=True,
        )

    def decision(self, value: str = "") -> Field:
        """How it reads."""
        choices = (
            ("", self._("Choose what stands on the paper")),
            *((d, self._phrases.decision(d)) for d in DECISIONS),
        )
        missing = self._("Choose how the decision reads.")
        return Field(
            "decision",
            self._("What was decided"),
            FieldKind.CHOICE,
            value,
            missing=missing,
            choices=choices,
            is_short=True,
        )

    def conditions(self, value: tuple[str, ...] = ()) -> Field:
        """The conditions in words, each by itself."""
        rows = Rows(
            (Field("condition", "", FieldKind.LONG_TEXT, height=60),),
            add=self._("Add a condition"),
            one=self._("Condition {n}"),
            take_away=self._("Remove"),
        )
        return Field("conditions", self._("Conditions"), FieldKind.ROWS, tuple(enumerate(value, 1)), rows=rows)

    def reason(self, label: str, *, is_needed: bool, value: str = "", help_text: str = "") -> Field:
        """Why."""
        missing = self._("Give the reason: it stays on record.") if is_needed else ""
        return Field("reason", label, FieldKind.LONG_TEXT, value, help_text, missing, height=64)

    def views(self, procedure: Procedure, step: StepOfCase, slots: Iterable[str], *, with_text: bool) -> Field:
        """What the office holds of each question that is asked, with its reasons or without."""
        choices: Choices = (("", self._("Not on this paper")), *((view, self._phrases.view(view)) for view in VIEWS))
        fields = [Field("view", self._("View"), FieldKind.CHOICE, "", choices=choices)]
        if with_text:
            fields.append(Field("text", self._("Reasons"), FieldKind.LONG_TEXT, height=60))
        wanted = set(slots)
        asked = dict.fromkeys(
            slot.id for line in step.lines for slot in procedure.lines[line].slots if not wanted or slot.id in wanted
        )
        named = tuple(NamedRow(slot, self._phrases.slot(slot), self._question(slot)) for slot in asked)
        missing = self._("Give at least one view with its reasons.") if with_text else ""
        name = "text" if with_text else "views"
        return Field(name, self._("Views"), FieldKind.ROWS, (), missing=missing, rows=Rows(tuple(fields), named))

    def _question(self, slot_id: str) -> str:
        slot = self._phrases.slot_asked(slot_id)
        return "" if slot is None else self._model.session.words.text(slot.question)

    def quantities(self, procedure: Procedure, lines: Iterable[int], value: tuple[tuple[int, str], ...] = ()) -> Field:
        """How much of each line a permit covers."""
        named = tuple(
            NamedRow(line, self._("Line {position}", position=line), line_says(procedure, line)) for line in lines
        )
        missing = self._("Give the quantity of at least one line.")
        fields = (Field("quantity", self._("Quantity")),)
        return Field(
            "lines",
            self._("Quantities"),
            FieldKind.ROWS,
            value,
            self._("Whole numbers of the unit of the line; leave a line empty that the permit does not name."),
            missing,
            rows=Rows(fields, named),
        )

    def document(self, value: object = None) -> Field:
        """The paper among the documents of the case."""
        return Field(
            "document_id",
            self._("Paper"),
            FieldKind.CHOICE,
            value,
            choices=self._documents(),
            is_short=True,
            adding=Adding(
                self._("Add a document"), partial(new_document_form, self._model), self._documents, nothing=""
            ),
        )

    def _documents(self) -> Choices:
        none: Choices = ((None, self._("Not among the documents of the case")),)
        return (*none, *((each.id, each.particulars.title) for each in self._model.case.documents))


def code_field(session: Session, value: str = "") -> Field:
    """The code on a signed sheet."""
    _ = session.words._
    return Field(
        "code",
        _("Code on the sheet"),
        value=value,
        help=_("Ten characters and a check character, on every page: XXXXX-XXXXX-X"),
        missing=_("Type the code from the signed sheet."),
    )
