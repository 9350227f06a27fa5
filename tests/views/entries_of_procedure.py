"""The forms in which papers are entered and confirmed, on cases that are as far as they have to be for that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtWidgets import QComboBox

from app.documents.sheet_to_go import ENDING
from app.domain.ids import CaseId
from app.domain.procedure.sheet_file import made_sheet, read_sheet
from app.domain.register.procedure_of_case import procedure_of
from app.services.confirming import withdraw_entry
from app.services.permitting import enter_permit
from app.services.staffing import set_training_day
from app.viewmodels.procedure.entering_model import EnteringModel
from app.viewmodels.procedure.sheet_file_forms import answer_form
from app.views.kit.form_dialog import FormDialog
from app.views.kit.rows_field import RowsField
from app.views.window.main_window import MainWindow
from tests.domain.procedure.sheets import ASKED, PDF, verify
from tests.viewmodels.in_procedure import DATED, EXAMINATION, MINISTERS, PERMIT, CaseInProcedure
from tests.viewmodels.surroundings import Office
from tests.views.conftest import settle
from tests.views.hands import press

#: The day on which the papers are entered: what is typed of days lies before it.
TODAY = date(2026, 12, 31)


class Cases(NamedTuple):
    """A case in which each step waits for its papers, with the codes on their sheets."""

    examined: CaseInProcedure
    examination: str
    decided: CaseInProcedure
    ministers: str
    permitted: CaseInProcedure
    permit: str
    permit_entry: int
    refused: CaseInProcedure
    refusal: str


_MADE: WeakKeyDictionary[Office, Cases] = WeakKeyDictionary()


def cases_of(office: Office) -> Cases:
    """The cases, made once."""
    if office not in _MADE:
        examined, decided, permitted, refused = (CaseInProcedure(office) for _ in range(4))
        examination, ministers, permit = (
            examined.request(EXAMINATION),
            decided.up_to(MINISTERS),
            permitted.up_to(PERMIT),
        )
        refusal = refused.up_to(PERMIT)
        entry = enter_permit(
            permitted.acting("mori"),
            case_id=permitted.id,
            number="No. 1",
            dated=DATED,
            valid_until=date(2026, 11, 30),
            quantities={1: 1},
            code=permit,
        ).entry
        permitted.confirm(entry, by="hanako")
        set_training_day(office.register, day=TODAY)
        office.session.know_day(TODAY)
        _MADE[office] = Cases(examined, examination, decided, ministers, permitted, permit, entry, refused, refusal)
    return _MADE[office]


def _at(window: MainWindow, case: CaseInProcedure) -> EnteringModel:
    """The case on the screen, without entries that wait."""
    window.model.show_requests()
    for entry in procedure_of(case.case).waiting():
        withdraw_entry(case.acting("hanako"), case_id=case.id, entry=entry.number, reason="To be entered anew.")
    window.model.open_case(CaseId(case.id))
    settle()
    assert window.case is not None
    return window.case.model.page_model(EnteringModel)


def shown(window: MainWindow) -> FormDialog:
    """The dialog that has been opened."""
    settle()
    return next(each for each in window.findChildren(FormDialog) if each.isVisible())


def choose(dialog: FormDialog, **codes: str) -> FormDialog:
    """The dialog with what has to be chosen in it."""
    for name, code in codes.items():
        box = dialog.fields[name]
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(code))
    return dialog


def code(office: Office, window: MainWindow) -> FormDialog:
    """Asks for the code on a sheet."""
    window.model.enter_from_sheet()
    return shown(window)


def finding(office: Office, window: MainWindow) -> FormDialog:
    """A finding, with the reasons of one view."""
    made = cases_of(office)
    _at(window, made.examined).enter_from_sheet(made.examination)
    dialog = choose(shown(window), office="mofa")
    box = dialog.fields["text"].findChildren(QComboBox)[0]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    settle()
    return dialog


def decision(office: Office, window: MainWindow) -> FormDialog:
    """A decision with one condition."""
    made = cases_of(office)
    _at(window, made.decided).enter_from_sheet(made.ministers)
    return _with_a_condition(choose(shown(window), office="prime_minister", decision="agree_with_conditions"))


def _with_a_condition(dialog: FormDialog) -> FormDialog:
    rows = dialog.fields["conditions"]
    assert isinstance(rows, RowsField)
    press(rows.add_button)
    return dialog


def _on_permit(act: Callable[[EnteringModel, Cases], None]) -> Callable[[Office, MainWindow], FormDialog]:
    def open_it(office: Office, window: MainWindow) -> FormDialog:
        made = cases_of(office)
        act(_at(window, made.permitted), made)
        return shown(window)

    return open_it


def permit(office: Office, window: MainWindow) -> FormDialog:
    """A permit with one condition."""
    return _with_a_condition(_on_permit(lambda entering, made: entering.enter_from_sheet(made.permit))(office, window))


def permit_refusal(office: Office, window: MainWindow) -> FormDialog:
    """The refusal of the permit of a line that has none: it was entered and waits."""
    made = cases_of(office)
    _at(window, made.refused).enter_from_sheet(made.refusal)
    dialog = shown(window)
    (way,) = dialog.shown.other_ways
    dialog.done(0)
    way.go()
    return shown(window)


extension = _on_permit(lambda entering, made: entering.extend_permit(made.permit_entry))
permit_end = _on_permit(lambda entering, made: entering.end_permit(made.permit_entry))


def _on_entry(act: Callable[[EnteringModel, int], None]) -> Callable[[Office, MainWindow], FormDialog]:
    def open_it(office: Office, window: MainWindow) -> FormDialog:
        made = cases_of(office)
        _at(window, made.decided)
        set_training_day(office.register, day=DATED)
        entry = made.decided.decide(MINISTERS, "prime_minister", made.ministers)
        set_training_day(office.register, day=TODAY)
        assert window.case is not None
        act(window.case.model.page_model(EnteringModel), entry)
        return shown(window)

    return open_it


confirming = _on_entry(lambda entering, entry: entering.confirm_entry(entry))
withdrawal = _on_entry(lambda entering, entry: entering.withdraw_entry(entry))


def entered(office: Office) -> object:
    """All that was entered, and why entries were withdrawn."""
    made = cases_of(office)
    procedures = [procedure_of(case.case) for case in (made.examined, made.decided, made.permitted, made.refused)]
    entries = [entry for procedure in procedures for entry in procedure.entries.values()]
    return [(entry.said, entry.withdrawn_because) for entry in entries]


def _folder(office: Office) -> Path:
    """Where the sheets of other offices lie."""
    folder = office.register.work.register.path.parent / "sheets"
    folder.mkdir(exist_ok=True)
    return folder


def answer(office: Office, window: MainWindow) -> FormDialog:
    """A decision on a sheet of another office, with one condition."""
    for dialog in window.findChildren(FormDialog):
        dialog.done(0)
    sheet = made_sheet(ASKED._replace(kind="each", requested_on=date(2026, 5, 1)), PDF)
    path = _folder(office) / f"sheet{ENDING}"
    form = answer_form(office.session, path, sheet, path, window.model.form_wanted.emit)
    window.model.form_wanted.emit(form)
    return _with_a_condition(choose(shown(window), decision="agree_with_conditions"))


def answered(office: Office) -> object:
    """All that was filled in on sheets."""
    sheets = [read_sheet(path.read_bytes(), verify) for path in _folder(office).iterdir()]
    return [sheet.filled.answer for sheet in sheets if sheet.filled is not None]
