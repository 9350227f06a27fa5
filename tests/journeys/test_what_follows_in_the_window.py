"""What follows a permit, recorded in the window by people of a training register: commitments, lots, duties, hops."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.bootstrap import composition
from app.bootstrap.rehearsals import read_rehearsal, stage_on
from app.rehearsals.given import Given
from app.rehearsals.playing import play
from app.views.approvals.approvals_view import ApprovalsView
from app.views.kit.form_dialog import FormDialog
from app.wording.language import Language
from tests.builders import ROOT
from tests.journeys.desk import Desk, Paper

if TYPE_CHECKING:
    from pathlib import Path

    from app.views.procedure.follow_up_view import FollowUpView
    from tests.journeys.person import Person

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

FILE = ROOT / "resources" / "rehearsals" / "ordinary_parts.toml"
COMMITMENTS = ("no_extra_purpose_use", "no_third_party_transfer", "appropriate_control", "un_charter_use")
DATED = date(2026, 6, 9)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A training register with a case that has its permit; it is the day of that."""
    path = tmp_path / "journey.sekisho"
    composition.make_training_register(path, Language.EN, is_empty=True)
    rehearsal = read_rehearsal(FILE, frozenset({"meti"}))
    until = next(at for at, act in enumerate(rehearsal.acts, 1) if act.do == "confirm" and act.fields["entry"] == "p1")
    with stage_on(path, rehearsal) as stage:
        play(rehearsal.acts[:until], stage, Given(), lambda _played: None)
    return path


@pytest.fixture
def desk(person: Person) -> Desk:
    """The desk at which they sit down in turns, with the page of commitments open."""
    desk = Desk(person.qtbot, person.window)
    desk.open_first()
    assert desk.ladder.isVisible()
    desk.turn_to(desk.case.procedure.tabs, "Commitments and equipment")
    desk.until(lambda: page(desk).isVisible())
    return desk


def page(desk: Desk) -> FollowUpView:
    return desk.case.procedure.follow_up


def record(desk: Desk, label: str, entered: dict[str, Any]) -> None:
    """Presses a button of the page, fills in its form and hands it in."""
    desk.hand_in(desk.do(label, page(desk)), entered)


def test_commitments_a_delivery_a_duty_and_a_transfer_without_consent(desk: Desk, register: Path) -> None:
    desk.sit_down("Recorder A")
    form = desk.do("Enter what was taken on", page(desk))
    for _ in COMMITMENTS[1:]:
        desk.click(desk.labelled(form, "Add a commitment"))
    for box, commitment in zip(desk.choices_in(form.fields["commitments"]), COMMITMENTS, strict=True):
        desk.type_into(box, commitment)
    signed = {"name": "Head of procurement", "reference": "P-1", "article": "1", "dated": DATED}
    more = {"kind": "pledge", "title": "Pledge", "office": "Navy", "on_behalf_of": "XB", "verified": "Letter seen."}
    desk.hand_in(form, signed | more)
    # Before another person has confirmed it, nothing is handed over without saying why.
    lot = {"lot": "L1", "quantity": "2", "serials": "A-1, A-2", "handed_over": desk.today}
    refused = desk.do("Record a delivery", page(desk))
    desk.fill(refused, lot)
    desk.click(refused.accept_button)
    desk.until(lambda: "Nobody has confirmed that these commitments were taken on" in desk.texts(refused))
    assert "“Appropriate control”" in desk.texts(refused)
    assert "appropriate_control" not in desk.texts(refused)
    desk.click(desk.labelled(refused, "Cancel"))
    desk.click(desk.labelled(desk.window, "Close and lose them"))
    desk.sit_down("Recorder B")
    # What waits for somebody leads to where it is done, wherever the case was left.
    desk.turn_to(desk.case.procedure.tabs, "Steps")
    desk.click(desk.labelled(desk.window, "Approvals"))
    table = desk.seen(desk.window, ApprovalsView).table
    desk.until(lambda: table.model().rowCount() > 0)
    told = [str(table.model().index(row, 2).data()) for row in range(table.model().rowCount())]
    table.go_to_row(told.index("Confirm: commitment"))
    QTest.keyClick(table, Qt.Key.Key_Return)
    desk.until(lambda: desk.window.case is not None and page(desk).isVisible())
    paper = Paper({"signatory": "Head of procurement", "dated": DATED, "reference": "P-1", "article": "1"})
    desk.confirm("", paper, page(desk))
    desk.sit_down("Recorder A")
    record(desk, "Record a delivery", lot)
    record(
        desk,
        "Lay down a duty",
        {
            "name": "Report",
            "of": "1 appropriate_control",
            "owed_by": "Navy",
            "trigger": "handed_over",
            "due": "P1Y",
            "satisfied_by": "A letter",
        },
    )
    refused = desk.do("Record a transfer", page(desk))
    desk.fill(refused, {"holder": "XC", "to": "XB"})
    desk.click(refused.accept_button)
    desk.until(lambda: "“Invented country XC (training)” does not hold all of these pieces" in desk.texts(refused))
    desk.click(desk.labelled(refused, "Cancel"))
    desk.click(desk.labelled(desk.window, "Close and lose them"))
    record(desk, "Record a transfer", {"holder": "XB", "to": "XC", "serials": "A-2"})
    said = desk.read(page(desk))
    assert "Passed on without consent" in said
    assert "Report, no. 1" in said
    state = desk.on_record(register)
    assert {each["state"] for each in state["commitments"]} == {"taken_on"}
    assert [(each["name"], each["due"], each["state"]) for each in state["duties"]] == [
        ("Report", "2027-06-10", "not_yet_due")
    ]
    (found,) = state["lots"]
    assert found["flags"] == ["without_consent"]
    assert [each["holder"] for each in found["holders"]] == ["XB", "XC"]
    assert [each["state"] for each in state["breaches"]] == ["suspected"]
    # What stands for a while can be asked.
    desk.hand_in(desk.do("May it be passed on?", page(desk)), {"holder": "XB", "to": "JP", "serials": "A-1"})
    answer = desk.dialog(FormDialog)
    assert answer.shown.title == "What is on record covers it"
