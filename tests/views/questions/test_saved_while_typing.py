"""What is typed in a field that is saved when it is left: said not to be saved yet, and saved in a pause, too."""

from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.register.cases import Case
from app.viewmodels.case.panels import LINE, PARTICULARS
from app.views.case.case_view import CaseView
from app.views.kit import typing_pause
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle
from tests.views.hands import OpenCase, told


@pytest.fixture
def view(open_case: OpenCase, monkeypatch: pytest.MonkeyPatch) -> CaseView:
    """A case in the window; nobody waits two seconds for a pause."""
    monkeypatch.setattr(typing_pause, "_PAUSE", 100)
    return open_case(MISSILES)


def begun(view: CaseView, panel: str, name: str, text: str) -> QWidget:
    """Types into a field, and stays in it."""
    view.model.go_to_field(panel, name)
    settle()
    field = view.window().focusWidget()
    assert isinstance(field, QWidget)
    QTest.keyClicks(field, text)
    return field


def state(view: CaseView) -> str:
    """What the frame says of saving."""
    return view.window().band.accessibleDescription()  # type: ignore[attr-defined,no-any-return]


def on_register(office: Office, view: CaseView) -> Case:
    """The case as it is on the register."""
    return office.register.case(view.model.case.id)


@pytest.mark.parametrize(("panel", "name"), [(PARTICULARS, "exporter"), (LINE, "quantity"), (LINE, "remarks")])
def test_it_is_said_not_to_be_saved_yet_and_saved_in_a_pause_while_the_keyboard_stays(
    view: CaseView, office: Office, qtbot: QtBot, panel: str, name: str
) -> None:
    assert state(view) == "All saved"
    field = begun(view, panel, name, "ABC")
    assert state(view) == "Not saved yet"
    qtbot.waitUntil(lambda: state(view) == "All saved")
    case = on_register(office, view)
    kept = case.particulars if panel == PARTICULARS else case.lines[0].particulars
    assert getattr(kept, name) == "ABC"
    QTest.keyClicks(field, "D")
    assert view.window().focusWidget() is field
    assert state(view) == "Not saved yet"
    field.clearFocus()
    assert state(view) == "All saved"
    case = on_register(office, view)
    kept = case.particulars if panel == PARTICULARS else case.lines[0].particulars
    assert getattr(kept, name) == "ABCD"


def test_the_item_beside_its_question_too(view: CaseView, office: Office, qtbot: QtBot) -> None:
    view.model.go_to_fact("item_heading")
    settle()
    editor = view.request.question.item.editor
    assert editor is not None
    editor.widget.setFocus()
    QTest.keyClicks(editor.widget, "Radars")
    assert state(view) == "Not saved yet"
    qtbot.waitUntil(lambda: state(view) == "All saved")
    assert on_register(office, view).lines[0].particulars.item == "Radars"


def test_what_is_refused_is_said_at_its_field_and_the_keyboard_stays(view: CaseView, qtbot: QtBot) -> None:
    view.model.go_to_field(PARTICULARS, "title")
    settle()
    field = view.window().focusWidget()
    assert field is not None
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, " ")
    qtbot.waitUntil(lambda: state(view) == "1 entry not saved")
    assert view.window().focusWidget() is field
    assert field.text() == " "  # type: ignore[attr-defined]
    assert view.request.case_form.fields["title"] is field
    assert "title" in told(view.request.case_form).lower()


def test_half_a_date_waits_until_it_is_whole_or_left(view: CaseView, office: Office, qtbot: QtBot) -> None:
    view.model.go_to_field(PARTICULARS, "received_on")
    settle()
    field = view.window().focusWidget()
    assert field is not None
    before = on_register(office, view).particulars.received_on
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "2026-05-")
    qtbot.wait(300)
    assert state(view) == "Not saved yet"
    assert on_register(office, view).particulars.received_on == before
    QTest.keyClicks(field, "18")
    qtbot.waitUntil(lambda: state(view) == "All saved")
    assert on_register(office, view).particulars.received_on == date(2026, 5, 18)
