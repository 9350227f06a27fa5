"""The ledger in the window: a page at a time, narrowed, each entry in words and one key from what it is about."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.register.people import Role, RoleHeld
from app.services.ports import EntryFilter
from app.services.reading import read_entries
from app.services.receiving import amend_particulars
from app.services.staffing import give_role
from app.views.kit.captions import follow
from app.views.kit.form_dialog import FormDialog
from app.views.kit.link_row import LinkRow
from app.views.window.ledger_dialog import LedgerDialog
from app.views.window.main_window import MainWindow
from app.views.window.registers_dialog import RegistersDialog
from tests.builders import a_register_file
from tests.viewmodels.surroundings import LOOKS, MISSILES
from tests.viewmodels.window.test_register_model import Desk, a_desk
from tests.views.conftest import settle
from tests.views.hands import press, seen, told


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a register with a case of many entries, and another one."""
    with a_desk(a_register_file(tmp_path)) as desk:
        follow(desk.session.language)
        cases = [desk.case(MISSILES), desk.case(MISSILES)]
        for n in range(25):
            amend_particulars(desk.register, case_id=cases[n % 2].id, field="title", value=f"Title {n}")
        give_role(desk.register, account="reviewer", held=RoleHeld(Role.RECORDER, date(2026, 1, 1), date(2026, 2, 1)))
        yield desk


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    """Its window."""
    window = MainWindow(desk.opened_window(), LOOKS)
    qtbot.addWidget(window)
    window.show()
    settle()
    return window


@pytest.fixture
def ledger(window: MainWindow) -> LedgerDialog:
    """The ledger, as one gets there from the register."""
    window.model.register_wanted.emit()
    settle()
    (registers,) = seen(window, RegistersDialog)
    press(registers.ledger_button)
    settle()
    (dialog,) = seen(window, LedgerDialog)
    return dialog


def numbers(ledger: LedgerDialog) -> list[int]:
    """The numbers of the entries that are shown."""
    return [entry.number for entry in ledger.model.says().entries]


def narrowed(ledger: LedgerDialog, **entered: object) -> None:
    """Narrows it by its form."""
    ledger.model.narrowing_form().hand_in(None, **entered)
    settle()


def test_the_newest_come_first_and_the_older_are_a_page_away(desk: Desk, ledger: LedgerDialog) -> None:
    last = desk.register.work.events.count()
    assert numbers(ledger) == list(range(last, last - 50, -1))
    press(ledger.older_button)
    assert numbers(ledger)[0] == last - 50
    while ledger.older_button.isEnabled():
        press(ledger.older_button)
    assert numbers(ledger)[-1] == 1
    while ledger.newer_button.isEnabled():
        press(ledger.newer_button)
    assert numbers(ledger)[0] == last


def test_an_entry_says_what_changed(ledger: LedgerDialog) -> None:
    said = told(ledger)
    assert "Role given, Hanako Yamada" in said
    assert "reviewer, recorder, from 2026-01-01, until 2026-02-01" in said
    assert "Title: Title 22 → Title 24" in said
    press(ledger.older_button)
    assert "Destination: not given → Philippines" in told(ledger)


def test_it_is_narrowed_by_case_person_kind_and_day(desk: Desk, ledger: LedgerDialog) -> None:
    every = read_entries(desk.register.work, wanted=EntryFilter(), below=None, size=1000).entries
    for entered, holds in (
        ({"case": "2026-0001"}, lambda each: each.case_number == "2026-0001"),
        ({"person": "hanako"}, lambda each: each.event.by == "hanako"),
        ({"kind": "answer_given"}, lambda each: each.event.kind == "answer_given"),
        ({"day": date(2026, 11, 22)}, lambda each: desk.session.words.day_of(each.event.at) == "2026-11-22"),
        (
            {"case": "2026-0002", "kind": "case_amended"},
            lambda each: each.case_number == "2026-0002" and each.event.kind == "case_amended",
        ),
    ):
        narrowed(ledger, **{"case": "", "person": "", "kind": "", "day": None, **entered})
        assert numbers(ledger) == [each.event.number for each in every if holds(each)][:50]
        assert numbers(ledger)


def test_a_case_that_is_not_there_is_refused_at_its_field(ledger: LedgerDialog) -> None:
    press(ledger.narrow_button)
    (form,) = seen(ledger, FormDialog)
    QTest.keyClicks(form.fields["case"], "1999-0001")
    press(form.accept_button)
    assert "There is no case “1999-0001” in this register." in told(form)


def test_enter_opens_the_case_at_the_place(window: MainWindow, ledger: LedgerDialog) -> None:
    narrowed(ledger, case="2026-0001", person="", kind="answer_given", day=None)
    event = ledger.model.page.entries[0].event
    row = seen(ledger, LinkRow)[0]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    settle()
    assert window.case is not None
    assert window.case.model.case.particulars.number == "2026-0001"
    assert window.case.model.fact.id == event.body["fact"]


def test_a_sound_register_is_verified_and_a_faulty_one_named(desk: Desk, ledger: LedgerDialog) -> None:
    press(ledger.verify_button)
    for _round in range(50):
        settle()
    assert "Nothing wrong was found in the file, in 2 requests with their determinations" in ledger.verdict.text()
    database = desk.register.work.register.database
    database.execute("UPDATE cases SET line_count = 7 WHERE number = '2026-0001'")
    press(ledger.verify_button)
    for _round in range(50):
        settle()
    assert "1 fault was found:" in told(ledger)
    assert "2026-0001" in told(ledger)


def test_a_checkpoint_is_made_by_who_keeps_the_records(desk: Desk, ledger: LedgerDialog) -> None:
    press(ledger.checkpoint_button)
    last = desk.register.work.events.count()
    assert f"A checkpoint speaks of all entries up to {last}." in told(ledger)
    (row,) = desk.register.work.register.database.execute("SELECT max(size) FROM checkpoints").fetchall()
    assert row[0] == last
    desk.session.act_as("officer")
    settle()
    assert not ledger.checkpoint_button.isEnabled()
    assert "it is for records keeper" in ledger.checkpoint_button.toolTip()
