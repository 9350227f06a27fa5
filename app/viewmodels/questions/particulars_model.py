"""The forms: particulars of the case and of a line, which identify and decide nothing."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from app.domain.errors import Damaged, GivenUp, Mendable
from app.domain.ids import LineId
from app.domain.register.basis import DECISIVE
from app.domain.register.cases import CaseParticulars, LineParticulars
from app.domain.register.days_meant import KindOfDay
from app.domain.register.events import CaseAmended, LineAmended
from app.domain.register.refusals import refusal_of_amending
from app.services.acting import Acting
from app.services.receiving import amend_line, amend_particulars
from app.statements.record_status import same_result_says
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.questions.at_odds import at_odds_says
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Choices, Field, FieldKind
from app.viewmodels.session.officer_choices import officer_choices
from app.viewmodels.session.unsaved_model import Entry, EntryField

_DAYS = {"received_on": KindOfDay.RECEIVED, "assessed_on": KindOfDay.ASSESSED}


class ParticularsSays(NamedTuple):
    """Particulars to be filled in: fields with what was entered in them, saved or not; and those that are open."""

    title: str
    explanation: str
    fields: tuple[Field, ...]
    open: frozenset[str]
    caution: str = ""


def case_fields(model: CaseModel) -> tuple[Field, ...]:
    """The particulars of a case."""
    _ = model.session.words._
    assessed_help = _("This date chooses the edition in force and the rows of the reference tables.")
    return (
        Field("title", _("Title")),
        Field("number", _("Case number"), is_short=True),
        Field("marking", _("Handling marking"), FieldKind.CHOICE, choices=markings(model), is_short=True),
        Field("received_on", _("Received on"), FieldKind.DATE, days=_days(model, "received_on"), is_short=True),
        Field(
            "assessed_on",
            _("Assessed as of"),
            FieldKind.DATE,
            help=assessed_help,
            days=_days(model, "assessed_on"),
            is_short=True,
        ),
        Field("exporter", _("Exporter"), is_short=True),
        Field("end_user", _("End user"), is_short=True),
        Field("consignee", _("Consignee"), is_short=True),
        Field("intermediaries", _("Intermediaries"), is_short=True),
        Field("contract_reference", _("Contract reference"), is_short=True),
        Field("case_officer", _("Case officer"), FieldKind.CHOICE, choices=_officers(model), is_short=True),
    )


def _officers(model: CaseModel) -> Choices:
    """Who can be chosen, and who is named: also where that can't be saved."""
    at = EntryField(model.case.id, None, "case_officer", is_answer=False)
    return officer_choices(model.session, model.case.particulars.case_officer, str(_held(model, at)))


def line_fields(model: CaseModel) -> tuple[Field, ...]:
    """The particulars of a line."""
    _ = model.session.words._
    return (
        Field("item", _("Item")),
        Field("quantity", _("Quantity"), is_short=True),
        Field("value", _("Value"), is_short=True),
        Field("remarks", _("Remarks"), FieldKind.LONG_TEXT),
    )


def case_form(model: CaseModel) -> ParticularsSays:
    """The particulars of the case, to be filled in."""
    _ = model.session.words._
    return _form(
        model,
        _("Particulars of the case"),
        _(
            "They identify the request. The result does not depend on them, except on the date as of which it is "
            "assessed."
        ),
        case_fields(model),
        None,
    )._replace(caution=_cautions(at_odds_says(model.interview, model.session.words), *_on_record(model)))


def line_form(model: CaseModel) -> ParticularsSays:
    """The particulars of the line shown, to be filled in."""
    _, line = model.session.words._, model.interview.line
    return _form(
        model,
        _("Line {position}: item and quantity", position=line.position),
        _("They say what the line is about. The result does not depend on them."),
        line_fields(model),
        line.id,
    )._replace(caution=_cautions(*_on_record(model, line.id)))


def item_beside(model: CaseModel) -> Field | None:
    """The item of the line, beside the question under which heading it falls."""
    if not model.fact.is_of_item:
        return None
    item = next(field for field in line_form(model).fields if field.name == "item")
    recorded, words = model.interview.line.determination, model.session.words
    if item.complaint or recorded is None or not model.may_change or not model.interview.is_as_recorded:
        return item
    said = words._(
        "Determination no. {number} was recorded with it. After a change, record anew.", number=recorded.number
    )
    return item._replace(complaint=said)


def _cautions(*said: str) -> str:
    return "\n".join(filter(None, said))


def _on_record(model: CaseModel, line_id: LineId | None = None) -> Iterator[str]:
    """What a change of the particulars of the case, or of a line, does to the determinations that are on record."""
    words = model.session.words
    form = CaseParticulars if line_id is None else LineParticulars
    names = [words.field(name) for name in form._fields if name in DECISIVE]
    for line in model.case.lines if line_id is None else (model.case.line(line_id),):
        recorded, interview = line.determination, model.interview_of(line.id)
        since = interview.since_recorded
        if recorded is None or since is None or not model.may_change:
            continue
        if since.is_as_recorded:
            yield words._(
                "Line {position}: determination no. {number} is recorded with these particulars. If one of these is "
                "changed, it no longer stands as recorded, and the case is under examination again until it is "
                "recorded anew: {fields}.",
                position=line.position,
                number=recorded.number,
                fields=words.listed(names),
            )
        elif since.is_of_the_same_result:
            said = same_result_says(model.session.phrases(interview.edition), recorded)
            position = words._("Line {position}", position=line.position)
            yield words._("{name}: {value}", name=position, value=said)


def enter_in_case(model: CaseModel, field: str, value: str | date) -> None:
    """Saves one of the particulars of the case. A day that comes as a text can't be taken as it is, and is refused."""
    case_id = model.case.id
    refusal = _refusal_of_text(model, field, value) if field in _DAYS and isinstance(value, str) else None

    def save(acting: Acting) -> object:
        if refusal is not None:
            raise refusal
        return amend_particulars(acting, case_id=case_id, field=field, value=value)

    _enter(model, EntryField(case_id, None, field, is_answer=False), value, save)


def _days(model: CaseModel, field: str) -> DayReader:
    return DayReader(model.session, _DAYS[field])


def _refusal_of_text(model: CaseModel, field: str, typed: str) -> Mendable | None:
    """Why a text can't be taken for the day, or what is asked back."""
    days = _days(model, field)
    try:
        return days.doubt(days.checked(typed))
    except Mendable as refusal:
        return refusal


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
        fields = case_fields(model) if at.line_id is None else line_fields(model)
        name = next((field.label for field in fields if field.name == at.name), at.name)
        words = model.session.words
        said = words.date(value) if isinstance(value, date) else words.particular(at.name, value)
        model.save_entry(at, Entry(value, save, name=name, said=said))


def _held(model: CaseModel, at: EntryField) -> str | date:
    """What was last entered in a field, saved or not."""
    entry = model.session.unsaved.get(at)
    if entry is not None and entry.value is not None:
        return entry.value
    stored = model.case.particulars if at.line_id is None else model.case.line(at.line_id).particulars
    value: str | date = getattr(stored, at.name)
    return value


def _complaint(model: CaseModel, at: EntryField) -> str:
    entry, session = model.session.unsaved.get(at), model.session
    if entry is None or entry.error is None:
        return ""
    # Why nothing is saved any more stands above the screen.
    if isinstance(entry.error, GivenUp) or (session.is_given_up and isinstance(entry.error, Damaged)):
        return session.words._("Not saved")
    return session.complaint(entry.error)


def _form(
    model: CaseModel, title: str, explanation: str, fields: tuple[Field, ...], line_id: LineId | None
) -> ParticularsSays:
    filled = []
    for field in fields:
        at = EntryField(model.case.id, line_id, field.name, is_answer=False)
        filled.append(field._replace(value=_held(model, at), complaint=_complaint(model, at)))
    may = model.session.may(LineAmended if line_id else CaseAmended)
    names = (field.name for field in fields if may and refusal_of_amending(model.case, field.name) is None)
    return ParticularsSays(title, explanation, tuple(filled), frozenset(names))


def markings(model: CaseModel) -> tuple[tuple[str, str], ...]:
    """The handling markings with their names; the empty one stands first."""
    rows = model.session.shelf.reference().markings
    return (("", "—"), *((code, model.session.words.text(row.name)) for code, row in rows.items()))
