"""The forms: particulars of the case and of a line, which identify and decide nothing."""

from datetime import date
from typing import NamedTuple

from app.viewmodels.case_model import CaseModel
from app.wording.language import Words


class FieldSays(NamedTuple):
    """One field. `kind` is "text", "long", "date" or "marking"."""

    name: str
    label: str
    kind: str
    help: str = ""
    is_short: bool = True


class FormSays(NamedTuple):
    """A form with its values."""

    title: str
    explanation: str
    fields: tuple[FieldSays, ...]
    values: tuple[str | date, ...]
    markings: tuple[tuple[str, str], ...]
    may_change: bool


def case_fields(words: Words) -> tuple[FieldSays, ...]:
    """The particulars of a case."""
    _ = words._
    return (
        FieldSays("title", _("Title"), "text", is_short=False),
        FieldSays("number", _("Case number"), "text"),
        FieldSays("marking", _("Handling marking"), "marking"),
        FieldSays("received_on", _("Received on"), "date"),
        FieldSays(
            "assessed_on",
            _("Assessed as of"),
            "date",
            _("This date chooses the edition in force and the dated reference rows."),
        ),
        FieldSays("exporter", _("Exporter"), "text"),
        FieldSays("end_user", _("End user"), "text"),
        FieldSays("consignee", _("Consignee"), "text"),
        FieldSays("intermediaries", _("Intermediaries"), "text"),
        FieldSays("contract_reference", _("Contract reference"), "text"),
        FieldSays("case_officer", _("Case officer"), "text"),
    )


def line_fields(words: Words) -> tuple[FieldSays, ...]:
    """The particulars of a line."""
    _ = words._
    return (
        FieldSays("item", _("Item"), "text", is_short=False),
        FieldSays("quantity", _("Quantity"), "text"),
        FieldSays("value", _("Value"), "text"),
        FieldSays("remarks", _("Remarks"), "long", is_short=False),
    )


def case_form(model: CaseModel) -> FormSays:
    """The particulars of the case, to be filled in."""
    _, particulars = model.desk.words._, model.case.particulars
    fields = case_fields(model.desk.words)
    return FormSays(
        _("Particulars of the case"),
        _("They identify the request and decide nothing, except the date as of which it is assessed."),
        fields,
        tuple(getattr(particulars, field.name) for field in fields),
        markings(model),
        model.may_change,
    )


def line_form(model: CaseModel) -> FormSays:
    """The particulars of the line shown, to be filled in."""
    _, line = model.desk.words._, model.interview.line
    fields = line_fields(model.desk.words)
    return FormSays(
        _("Line {position}: item and quantity", position=line.position),
        _("They say what the line is about and decide nothing."),
        fields,
        tuple(getattr(line.particulars, field.name) for field in fields),
        (),
        model.may_change,
    )


def markings(model: CaseModel) -> tuple[tuple[str, str], ...]:
    """The handling markings with their names; the empty one stands first."""
    rows = model.desk.shelf.reference().markings
    return (("", "—"), *((code, model.desk.words.text(row.name)) for code, row in rows.items()))


def shown_value(model: CaseModel, field: str, value: str | date) -> str:
    """The value of a field as it is read."""
    if isinstance(value, date):
        return model.desk.words.date(value)
    if field == "marking" and value:
        return dict(markings(model)).get(value, value)
    return value
