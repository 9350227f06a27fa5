"""The people in the window: who there is, and what changes them, by keyboard, each with what can be said against it."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.register.people import Role, RoleHeld
from app.services.staffing import leave
from app.views.kit.button import Button
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.form_dialog import FormDialog
from app.views.window.main_window import MainWindow
from app.views.window.people_dialog import PeopleDialog
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle
from tests.views.hands import press, seen, told

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def people(open_window: OpenWindow) -> PeopleDialog:
    """The dialog of the people."""
    window = open_window()
    window.model.people_wanted.emit()
    settle()
    (dialog,) = seen(window, PeopleDialog)
    return dialog


def named(root: QWidget, name: str) -> Button:
    """The button that a reader of the screen hears so."""
    (button,) = [each for each in seen(root, Button) if each.accessibleName() == name]
    return button


def form_of(people: PeopleDialog) -> FormDialog:
    """The form that was opened on it."""
    settle()
    (form,) = seen(people, FormDialog)
    return form


def typed(form: FormDialog, **texts: str) -> None:
    """Types into fields."""
    for name, text in texts.items():
        field = form.fields[name]
        assert isinstance(field, QLineEdit)
        field.selectAll()
        # An input method commits what no key has.
        field.insert(text)


def choose(form: FormDialog, name: str, code: object) -> None:
    """Chooses in a field."""
    field = form.fields[name]
    assert isinstance(field, ChoiceBox)
    field.choose(code)


def test_everybody_is_there_with_roles_and_when_they_were_last_seen(office: Office, open_window: OpenWindow) -> None:
    office.case(MISSILES)
    leave(office.register, account="trainer")
    window = open_window()
    window.model.people_wanted.emit()
    settle()
    (people,) = seen(window, PeopleDialog)
    said = told(people)
    assert "Hanako Yamada (hanako)" in said
    assert "recorder from 2000-01-01" in said
    assert "in the register since 2026-11-01, last seen 2026-11-22 12:" in said
    assert "in the register since 2026-11-01, nothing recorded yet" in said
    assert said.index("trainer (trainer)") > said.index("administrator (administrator)"), "who left stands at the end"
    assert "has left" in said


def test_somebody_is_added_by_keyboard_alone_and_can_act_at_once(office: Office, people: PeopleDialog) -> None:
    people.add_button.setFocus()
    QTest.keyClick(people.add_button, Qt.Key.Key_Return)
    form = form_of(people)
    typed(form, account="hanako", name_ja="森", name_en="Mori")
    QTest.keyClick(form.fields["name_en"], Qt.Key.Key_Return)
    settle()
    assert "The account hanako is taken." in told(form)
    typed(form, account="mori")
    choose(form, "roles", "recorder")
    QTest.keyClick(form.fields["account"], Qt.Key.Key_Return)
    settle()
    assert office.register.work.people.get("mori").roles == (RoleHeld(Role.RECORDER, date(2026, 11, 22)),)
    assert "Mori (mori)" in told(people)
    assert "mori" in [person.account for person in office.session.people], "they can be acted as at once"


def test_roles_are_given_and_ended(office: Office, people: PeopleDialog) -> None:
    press(named(people, "Give a role: reviewer"))
    form = form_of(people)
    choose(form, "role", "recorder")
    typed(form, until="2026-01-01")
    press(form.accept_button)
    assert "The role would end on 2026-01-01, before it begins on 2026-11-22." in told(form)
    typed(form, until="2027-01-01")
    press(form.accept_button)
    assert "recorder from 2026-11-22 to 2027-01-01" in told(people)
    press(named(people, "End a role: reviewer"))
    form = form_of(people)
    choose(form, "role", "recorder")
    typed(form, until="2026-12-01")
    press(form.accept_button)
    assert "recorder from 2026-11-22 to 2026-12-01" in told(people)
    held = office.register.work.people.get("reviewer").roles
    assert RoleHeld(Role.RECORDER, date(2026, 11, 22), date(2026, 12, 1)) in held


def test_before_somebody_leaves_it_is_said_what_would_be_missing(office: Office, people: PeopleDialog) -> None:
    press(named(people, "Has left: recorder"))
    form = form_of(people)
    alone = "at most one person would hold the role recorder: what that one enters nobody could confirm."
    assert f"Without recorder {alone}" in told(form)
    press(form.accept_button)
    assert office.register.work.people.get("recorder").has_left
    assert office.register.kinds_of_register_events()[-1] == "person_left"
    press(named(people, "Has left: trainer"))
    assert "Without trainer" not in told(form_of(people)), "Hanako Yamada is one, too"


def test_open_requests_of_who_leaves_are_counted_and_handed_over_first(office: Office, open_window: OpenWindow) -> None:
    cases = [office.register.a_case(number=number, case_officer="officer") for number in ("A", "B", "C")]
    window = open_window()
    window.model.open_case(cases[0].id)
    window.model.people_wanted.emit()
    settle()
    (people,) = seen(window, PeopleDialog)
    assert "case officer of 3 open requests" in told(people)
    press(named(people, "Has left: officer"))
    form = form_of(people)
    assert "officer is the case officer of 3 open requests, and would stay named in them." in told(form)
    form.reject()
    press(named(people, "Hand over requests: officer"))
    form = form_of(people)
    numbers = form.fields["numbers"]
    assert isinstance(numbers, QPlainTextEdit)
    numbers.setPlainText("A\nX")
    press(form.accept_button)
    assert "There is no case “X” in this register." in told(form)
    numbers.setPlainText("A\n\n C ")
    press(form.accept_button)
    assert "case officer of 1 open request" in told(people)
    assert [office.register.case(case.id).particulars.case_officer for case in cases] == ["hanako", "officer", "hanako"]
    assert window.model.case is not None
    assert window.model.case.case.particulars.case_officer == "hanako", "the request below says so, too"
    press(named(people, "Has left: officer"))
    press(form_of(people).accept_button)
    assert "Hand over requests: officer" in [button.accessibleName() for button in seen(people, Button)]


def test_who_is_no_officer_hands_nothing_over_and_is_told_who_may(office: Office, open_window: OpenWindow) -> None:
    office.register.a_case(case_officer="officer")
    office.session.act_as("administrator")
    window = open_window()
    window.model.people_wanted.emit()
    settle()
    (people,) = seen(window, PeopleDialog)
    assert "Hand over requests: officer" not in [button.accessibleName() for button in seen(people, Button)]
    press(named(people, "Has left: officer"))
    assert "administrator can't do this: it is for officer." in told(form_of(people))


def test_nobody_records_that_they_leave_themselves(people: PeopleDialog) -> None:
    press(named(people, "Has left: Hanako Yamada"))
    form = form_of(people)
    assert "Nobody records that they leave themselves." in told(form)
    assert form.accept_button.text() == "Close"


def test_who_is_no_administrator_reads_and_is_told_who_may(office: Office, people: PeopleDialog) -> None:
    office.session.act_as("recorder")
    settle()
    assert "recorder can't do this: it is for administrator." in told(people)
    assert not people.add_button.isEnabled()
    assert not [each for each in seen(people, Button) if each.accessibleName().startswith("Has left")]
