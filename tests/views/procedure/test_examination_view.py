"""The matrix of an examination by keyboard alone, as it is read out, and in the room that there is."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap.rehearsals import fresh_stage, read_rehearsal
from app.rehearsals.given import Given
from app.rehearsals.playing import play
from app.services.reading import read_case
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.place import Stage
from app.views.case.case_view import CaseView
from app.views.kit.captions import follow
from app.views.kit.form_dialog import FormDialog
from app.views.kit.theme import dress
from app.views.procedure.examination_view import ExaminationView
from app.wording.language import Language
from tests.builders import ROOT, the_shelf
from tests.viewmodels.in_procedure import EXAMINATION, CaseInProcedure
from tests.viewmodels.surroundings import LOOKS, Office, session_on
from tests.views.conftest import settle
from tests.views.hands import seen, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from app.views.window.main_window import MainWindow

OFFICES = frozenset(the_shelf().reference().bodies)


@contextmanager
def shown(qtbot: QtBot, name: str, until: int | None, language: Language = Language.EN) -> Iterator[CaseView]:
    """The only case of a rehearsal after so many acts, at its procedure, in the room of a window of 1280 × 720."""
    rehearsal, given = read_rehearsal(ROOT / "resources" / "rehearsals" / f"{name}.toml", OFFICES), Given()
    with fresh_stage(rehearsal) as stage:
        play(rehearsal.acts[:until], stage, given, lambda _played: None)
        [case_id] = given.cases.values()
        session = session_on(stage.work, stage.clock, stage.shelf, language)
        follow(session.language)
        model = CaseModel(session, read_case(stage.work, case_id))
        model.go_to_stage(Stage.PROCEDURE)
        view = CaseView(model, is_training=True)
        qtbot.addWidget(view)
        view.resize(1152, 690)
        view.show()
        view.activateWindow()
        settle()
        yield view


def at_the_matrix(view: CaseView) -> ExaminationView:
    """Goes to the matrix by the keyboard: along the tabs, then down to the page."""
    pages = view.procedure
    pages.tabs.setFocus()
    QTest.keyClick(pages.tabs, Qt.Key.Key_Right)
    settle()
    assert pages.page is pages.examination
    assert pages.tabs.hasFocus(), "another page leaves the keyboard at the tabs"
    pages.take_keyboard()
    assert pages.examination.table.hasFocus()
    return pages.examination


def test_the_arrows_lead_through_the_cells_and_what_was_found_stands_beside_them(
    qtbot: QtBot, dressed: QApplication
) -> None:
    with shown(qtbot, "objection_carried_on", 11) as view:
        page = at_the_matrix(view)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
            QTest.keyClick(page.table, key)
        settle()
        said = told(page.beside)
        assert "Use by the end user" in said
        assert "Ministry of Defense" in said
        assert "Objection" in said
        assert "使用の目的の確認が十分でない（架空）。" in said
        assert "No. 3: 防衛省 課長（架空）, 2026-06-01" in said
        QTest.keyClick(page.table, Qt.Key.Key_Home)
        settle()
        said = told(page.beside)
        assert all(name in said for name in ("Trade and Industry", "Foreign Affairs", "Defense", "National Security"))
        view.procedure.examination.say()
        assert page.table.hasFocus()
        assert (page.table.currentRow(), page.table.currentColumn()) == (1, 0)


@pytest.mark.parametrize(
    ("language", "heard"),
    [
        (Language.EN, "Use by the end user, Ministry of Defense, Objection, 2026-06-01 防衛省 課長（架空）"),
        (Language.JA, "最終需要者による使用, 防衛省, 異議あり, 2026-06-01 防衛省 課長（架空）"),
    ],
)
def test_a_reader_of_the_screen_hears_question_office_and_view(
    qtbot: QtBot, dressed: QApplication, language: Language, heard: str
) -> None:
    with shown(qtbot, "objection_carried_on", 11, language) as view:
        page = at_the_matrix(view)
        cell = page.table.model().index(1, 3)
        assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == heard
        table = QAccessible.queryAccessibleInterface(page.table)
        assert table.text(QAccessible.Text.Name)
        row = page.table.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert row == ("Use by the end user, Differing" if language is Language.EN else "最終需要者による使用, 相違")


def test_what_is_void_stays_in_sight_with_why(qtbot: QtBot, dressed: QApplication) -> None:
    with shown(qtbot, "fact_changed_after_three_of_four", 38) as view:
        page = at_the_matrix(view)
        QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        settle()
        said = told(page.beside)
        assert "No objection [Void]" in said
        assert "Changed since it was given:" in said


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_with_enlarged_text_every_cell_can_be_reached_and_its_words_stand_in_it(
    qtbot: QtBot, dressed: QApplication, scale: float
) -> None:
    dress(dressed, LOOKS, "light", scale)
    with shown(qtbot, "objection_carried_on", 11, Language.JA) as view:
        page = at_the_matrix(view)
        table = page.table
        for row in range(table.rowCount()):
            for column in range(table.columnCount()):
                table.setCurrentCell(row, column)
                cell = table.visualRect(table.currentIndex())
                assert table.viewport().rect().intersects(cell)
        seen_of_it = table.viewport().visibleRegion().boundingRect()
        assert seen_of_it.height() >= table.rowHeight(0), "the page came to the matrix with the keyboard"
    dress(dressed, LOOKS, "light", 1.0)


def test_before_the_review_the_page_says_when_the_examination_begins(qtbot: QtBot, dressed: QApplication) -> None:
    with shown(qtbot, "objection_carried_on", 3) as view:
        pages = view.procedure
        pages.tabs.setFocus()
        QTest.keyClick(pages.tabs, Qt.Key.Key_Right)
        settle()
        assert "The examination begins when the determinations have been reviewed." in told(pages)
        assert not pages.examination.table.isVisible()


def test_the_matrix_of_another_line_is_chosen_by_the_keyboard(qtbot: QtBot, dressed: QApplication) -> None:
    with shown(qtbot, "lines_with_different_steps", None) as view:
        page = at_the_matrix(view)
        rows = page.table.rowCount()
        page.lines.setFocus()
        QTest.keyClick(page.lines, Qt.Key.Key_Down)
        settle()
        assert page.lines.currentText().startswith("Line 2")
        assert page.table.rowCount() == rows - 1, "no question about fighting"
        assert page.lines.hasFocus()


def test_enter_in_a_cell_asks_for_the_view_of_its_office(
    office: Office, open_window: Callable[[], MainWindow], dressed: QApplication
) -> None:
    case = CaseInProcedure(office)
    case.request(EXAMINATION)
    office.session.act_as("officer")
    window = open_window()
    window.model.open_case(case.id)
    settle()
    assert window.case is not None
    window.case.model.go_to_stage(Stage.PROCEDURE)
    settle()
    page = at_the_matrix(window.case)
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    [form] = seen(window, FormDialog)
    assert "Effect of the destination" in told(form)
    assert "Overall view" not in told(form)
    form.reject()
    settle()
    assert window.focusWidget() is page.table, "the keyboard comes back to the cell"
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    settle()
    [form] = seen(window, FormDialog)
    assert form.windowTitle() == "Enter from a signed sheet"
    form.reject()
    settle()
