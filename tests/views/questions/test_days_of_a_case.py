"""The days of a case: entered in any form, refused in place, asked back where a slip is likely."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.viewmodels.case.panels import DOCUMENTS, PARTICULARS
from app.views.case.case_view import CaseView
from app.views.kit.date_field import DateField
from app.views.kit.form_dialog import FormDialog
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.viewmodels.surroundings import Office
from tests.views.conftest import settle
from tests.views.entering import WAYS, Way, begin_anew, pasted, typed
from tests.views.hands import OpenCase, press, told


def field_of(view: CaseView, name: str) -> DateField:
    """A field for a day on the page of particulars, as the page now stands."""
    field = view.request.case_form.fields[name]
    assert isinstance(field, DateField)
    return field


@pytest.fixture
def view(open_case: OpenCase) -> CaseView:
    """A case at its particulars."""
    view = open_case({})
    view.model.go_to_panel(PARTICULARS)
    settle()
    return view


def leave(view: CaseView) -> None:
    """The keyboard goes to another field."""
    view.request.case_form.fields["exporter"].setFocus(Qt.FocusReason.TabFocusReason)
    settle()


SAVED = {"2026-06-01": date(2026, 6, 1), "R8.5.20": date(2026, 5, 20), "２０２５－０２－１５": date(2025, 2, 15)}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_day_is_saved_as_it_was_meant(view: CaseView, way: Way) -> None:
    for form, day in SAVED.items():
        field = field_of(view, "received_on")
        begin_anew(field)
        way(field, form)
        leave(view)
        assert view.model.case.particulars.received_on == day


def test_what_is_no_day_stays_in_the_field_whatever_happens_and_is_mended_there(office: Office, view: CaseView) -> None:
    before = view.model.case.particulars
    field = field_of(view, "assessed_on")
    begin_anew(field)
    pasted(field, "26/5/20")
    leave(view)
    assert view.model.case.particulars == before
    assert "which number is the year" in told(view.request.case_form)
    office.session.language.switch(Language.JA)
    settle()
    field = field_of(view, "assessed_on")
    assert field.text() == "26/5/20"
    assert "どの数字が年、月、日に当たるか分かりません" in told(view.request.case_form)
    view.model.go_to_panel(DOCUMENTS)
    settle()
    view.model.go_to_panel(PARTICULARS)
    settle()
    field = field_of(view, "assessed_on")
    assert field.text() == "26/5/20"
    begin_anew(field)
    typed(field, "令和8年5月20日")
    leave(view)
    assert view.model.case.particulars.assessed_on == date(2026, 5, 20)
    assert office.session.unsaved.refused == 0


def test_a_day_to_come_is_saved_once_it_is_said_to_be_meant(view: CaseView) -> None:
    before = view.model.case.particulars.received_on
    field = field_of(view, "received_on")
    begin_anew(field)
    pasted(field, "2099-01-01")
    leave(view)
    assert view.model.case.particulars.received_on == before
    assert field.text() == "2099-01-01"
    press(field.meant)
    assert view.model.case.particulars.received_on == date(2099, 1, 1)
    assert "Is this day meant?" not in told(view)


def test_a_new_request_keeps_a_day_that_is_none_and_asks_back(
    office: Office, open_window: Callable[[], MainWindow]
) -> None:
    window = open_window()
    window.model.propose_request()
    settle()
    dialog = window.findChildren(FormDialog)[0]
    received, assessed = dialog.fields["received_on"], dialog.fields["assessed_on"]
    assert isinstance(received, DateField)
    QTest.keyClicks(dialog.fields["title"], "Radars")
    for field, text, said in (
        (assessed, "2026年5月", "no whole date"),
        (assessed, "2014-03-31", "No edition of the rulebook was in force on 2014-03-31"),
        (received, "2099-01-01", "Is this day meant?"),
        (received, "0001-01-01", "only the years from 1868 to 2199"),
    ):
        begin_anew(field)
        pasted(field, text)
        press(dialog.accept_button)
        assert window.case is None
        assert said in told(dialog)
        assert field.property("text") == text
        begin_anew(field)
        pasted(field, "令和8年5月20日")
    press(dialog.accept_button)
    assert window.case is not None
    particulars = window.case.model.case.particulars
    assert (particulars.received_on, particulars.assessed_on) == (date(2026, 5, 20), date(2026, 5, 20))
