"""The forms: particulars of the case and of a line, which identify and decide nothing."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from app.domain.register.cases import LineId
from app.services.acting import Acting
from app.services.receiving import amend_line, amend_particulars
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.session.unsaved_model import Entry, EntryField
from app.wording.language import Words


class FieldSays(NamedTuple):
    """One field. `kind` is "text", "long", "date" or "marking"."""

    name: str
    label: str
    kind: str
    help: str = ""
    is_short: bool = True


class FormSays(NamedTuple):
    """A form with its values. A value that could not be saved has a complaint, the others an empty one."""

    title: str
    explanation: str
    fields: tuple[FieldSays, ...]
    values: tuple[str | date, ...]
    complaints: tuple[str, ...]
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
    _ = model.session.words._
    return _form(
        model,
        _("Particulars of the case"),
        _("They identify the request and decide nothing, except the date as of which it is assessed."),
        case_fields(model.session.words),
        None,
    )


def line_form(model: CaseModel) -> FormSays:
    """The particulars of the line shown, to be filled in."""
    _, line = model.session.words._, model.interview.line
    return _form(
        model,
        _("Line {position}: item and quantity", position=line.position),
        _("They say what the line is about and decide nothing."),
        line_fields(model.session.words),
        line.id,
    )


def enter_in_case(model: CaseModel, field: str, value: str | date) -> None:
    """Saves one of the particulars of the case."""
    case_id = model.case.id
    _enter(
        model,
        EntryField(case_id, None, field, is_answer=False),
        value,
        lambda acting: amend_particulars(acting, case_id=case_id, field=field, value=value),
    )


def enter_in_line(model: CaseModel, field: str, value: str) -> None:
    """Saves one of the particulars of the line shown."""
    line_id = model.line_id
    _enter(
        model,
        EntryField(model.case.id, line_id, field, is_answer=False),
        value,
        lambda acting: amend_line(acting, line_id=line_id, field=field, value=value),
    )


def _enter(model: CaseModel, at: EntryField, value: str | date, save: Callable[[Acting], object]) -> None:
    # A field that is merely left again holds what it held before, and is not saved or refused once more.
    if value != _held(model, at):
        model.save_entry(at, Entry(value, save))


def _held(model: CaseModel, at: EntryField) -> str | date:
    """What was last entered in a field, saved or not."""
    entry = model.session.unsaved.get(at)
    if entry is not None and entry.value is not None:
        return entry.value
    stored = model.case.particulars if at.line_id is None else model.case.line(at.line_id).particulars
    value: str | date = getattr(stored, at.name)
    return value


def _complaint(model: CaseModel, at: EntryField) -> str:
    entry = model.session.unsaved.get(at)
    return "" if entry is None or entry.error is None else model.session.complaint(entry.error)


def _form(
    model: CaseModel, title: str, explanation: str, fields: tuple[FieldSays, ...], line_id: LineId | None
) -> FormSays:
    places = [EntryField(model.case.id, line_id, field.name, is_answer=False) for field in fields]
    return FormSays(
        title,
        explanation,
        fields,
        tuple(_held(model, at) for at in places),
        tuple(_complaint(model, at) for at in places),
        markings(model) if any(field.kind == "marking" for field in fields) else (),
        model.may_change,
    )


def markings(model: CaseModel) -> tuple[tuple[str, str], ...]:
    """The handling markings with their names; the empty one stands first."""
    rows = model.session.shelf.reference().markings
    return (("", "—"), *((code, model.session.words.text(row.name)) for code, row in rows.items()))


def shown_value(model: CaseModel, field: str, value: str | date) -> str:
    """The value of a field as it is read."""
    if isinstance(value, date):
        return model.session.words.date(value)
    if field == "marking" and value:
        return dict(markings(model)).get(value, value)
    return value
