"""The pages on which law is compared and put in force, by keyboard and for who cannot see them."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app import paths
from app.services.determining import record_determination
from app.viewmodels.enactment.publishing_model import PublishingModel, PublishingStage
from app.viewmodels.enactment.publishing_page_model import confirmation_form
from app.viewmodels.rulebook.comparison_model import ComparisonModel
from app.viewmodels.rulebook.rulebook_model import RulebookModel
from app.viewmodels.window.picture_model import Practice, practice_law
from app.views.enactment.publishing_view import PublishingView
from app.views.kit.form_dialog import FormDialog
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.rulebook.comparison_view import ComparisonView
from app.views.rulebook.share_row import ShareRow
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle
from tests.views.hands import told


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """Invented law to put in force."""
    return practice_law(paths.PRACTICE_EDITION, paths.REFERENCE, tmp_path / "practice")


@pytest.fixture
def rulebook(office: Office, dressed: QApplication) -> RulebookModel:
    """The Rulebook of a training register."""
    return RulebookModel(office.session, lambda: True)


def shown(qtbot: QtBot, page: QWidget) -> None:
    qtbot.addWidget(page)
    page.resize(1100, 640)
    page.show()
    page.activateWindow()
    settle()


def visible(page: QWidget, text: str) -> bool:
    return any(text in prose.text() for prose in page.findChildren(Prose) if prose.isVisible())


def test_a_comparison_is_read_by_keyboard(qtbot: QtBot, rulebook: RulebookModel) -> None:
    page = ComparisonView(ComparisonModel(rulebook))
    shown(qtbot, page)
    page.a.choose("2014-04-01")
    page.b.choose("2022-03-08")
    QTest.keyClick(page.compare_button, Qt.Key.Key_Space)
    settle()
    assert visible(page.panel.changes, "Ground: Gift of equipment to Ukraine")
    assert not page.panel.shifts.isVisible(), "who does not ask for counts is not shown any"
    counts = next(link for link in page.panel.changes.findChildren(LinkRow) if link.text().startswith("Counts"))
    QTest.keyClick(counts, Qt.Key.Key_Space)
    settle()
    assert page.panel.to_changes.hasFocus()
    row = next(iter(page.panel.shifts.findChildren(ShareRow)))
    assert row.accessibleName().startswith(
        "Rule: No case that may be permitted　→　Ground: Gift of equipment to Ukraine"
    )
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.model.is_finding)
    settle()
    again = next(iter(page.panel.shifts.findChildren(ShareRow)))
    assert again.is_here
    assert again.hasFocus()
    assert visible(page, "groups of combinations, the largest first")
    QTest.keyClick(page.panel.to_changes, Qt.Key.Key_Space)
    settle()
    assert page.panel.changes.isVisible()


def test_a_click_leaves_the_lists_of_a_comparison_where_they_are(qtbot: QtBot, rulebook: RulebookModel) -> None:
    page = ComparisonView(ComparisonModel(rulebook))
    shown(qtbot, page)
    page.model.show_counts(shown=True)
    settle()
    for column in (page.panel.shifts, page.panel.kinds):
        bar = column.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        place = bar.value()
        assert place > 0
        rows = column.findChildren(ShareRow)
        rows[len(rows) // 2].click()
        qtbot.waitUntil(lambda: not page.model.is_finding)
        settle()
        assert bar.value() == place


def test_the_page_opens_with_what_the_latest_edition_changed(qtbot: QtBot, rulebook: RulebookModel) -> None:
    page = ComparisonView(ComparisonModel(rulebook))
    shown(qtbot, page)
    assert visible(page, "What changes from 2024-03-26 to 2026-04-21")
    assert visible(page, "Not within the cases that may be permitted　→　Within the cases that may be permitted")


def test_the_pages_speak_the_other_language_at_once(
    qtbot: QtBot, office: Office, rulebook: RulebookModel, practice: Practice
) -> None:
    page = PublishingView(PublishingModel(rulebook))
    shown(qtbot, page)
    page.model.examine(str(practice.flawed))
    assert visible(page, "1 mistake.")
    office.session.language.switch(Language.JA)
    settle()
    assert visible(page, "誤りが1件あります。")
    assert page.folder.read_button.text() == "版を読み込む"


def test_nothing_is_put_in_force_by_a_slip(
    qtbot: QtBot, office: Office, rulebook: RulebookModel, practice: Practice
) -> None:
    case = office.case({**MISSILES, "destination": "NZ"}, on=date(2026, 6, 10))
    page = PublishingView(PublishingModel(rulebook))
    shown(qtbot, page)
    page.folder.folder.setText(str(practice.edition))
    QTest.keyClick(page.folder.folder, Qt.Key.Key_Return)
    for stage in (
        PublishingStage.CERTIFICATE,
        PublishingStage.COMPARISON,
        PublishingStage.LINES,
        PublishingStage.FORCE,
    ):
        qtbot.waitUntil(page.next_button.isEnabled)
        QTest.keyClick(page.next_button, Qt.Key.Key_Space)
        assert page.model.stage is stage
        if stage is PublishingStage.LINES:
            qtbot.waitUntil(lambda: page.model.reexamination.is_finished)
            settle()
            assert visible(page, "1 stored line looked at: 1 line would come out otherwise.")
    assert not page.act.act_button.isEnabled()
    QTest.keyClicks(page.act.person, "Hanako Yamada")
    QTest.keyClick(page.act.person, Qt.Key.Key_Return)
    dialog = FormDialog.ask(page, confirmation_form(page.model))
    repeated = dialog.fields["repeated"]
    assert isinstance(repeated, QLineEdit)
    for typed, is_ready in (("", False), ("practic", False), ("practice", True)):
        repeated.setText(typed)
        assert dialog.accept_button.isEnabled() is is_ready
    repeated.setText("no")
    QTest.keyClick(repeated, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.reject()
    assert office.session.shelf.id_on(date(2026, 6, 10)) == "2026-04-21"
    assert office.register.case(case.id).state.value == "draft"


def test_the_day_can_not_be_before_that_of_the_edition(
    qtbot: QtBot, rulebook: RulebookModel, practice: Practice
) -> None:
    page = PublishingView(PublishingModel(rulebook))
    shown(qtbot, page)
    page.model.examine(str(practice.edition))
    for _ in range(3):
        page.model.step(1)
    qtbot.waitUntil(lambda: page.model.reexamination.is_finished)
    page.since.setText("2026-04-30")
    assert page.model.since == date(2026, 5, 1)
    assert "can't be from 2026-04-30" in told(page)
    page.look_button.click()
    assert not page.model.reexamination.is_begun
    assert page.since.text() == "2026-04-30"
    page.since.setText("令和8年7月1日")
    assert page.model.since == date(2026, 7, 1)
    settle()
    assert page.look_button.isVisible()
    assert not page.next_button.isEnabled()


def test_the_page_takes_account_of_a_case_that_was_recorded_on_another_screen(
    qtbot: QtBot, rulebook: RulebookModel, practice: Practice, office: Office
) -> None:
    page = PublishingView(PublishingModel(rulebook))
    shown(qtbot, page)
    page.model.examine(str(practice.edition))
    for _ in range(3):
        page.model.step(1)
    qtbot.waitUntil(lambda: page.model.reexamination.is_finished)
    settle()
    assert visible(page, "No stored line is assessed under it.")
    page.hide()
    line = office.case({**MISSILES, "destination": "NZ"}, on=date(2026, 6, 10)).lines[0]
    office.session.write(lambda acting: record_determination(acting, line_id=line.id), lambda _done: None)
    page.show()
    qtbot.waitUntil(lambda: page.model.reexamination.is_finished)
    settle()
    assert visible(page, "1 stored line looked at: 1 line would come out otherwise.")
    other = office.case({**MISSILES, "destination": "CA"}, on=date(2026, 6, 10)).lines[0]
    office.session.write(lambda acting: record_determination(acting, line_id=other.id), lambda _done: None)
    qtbot.waitUntil(lambda: visible(page, "2 stored lines looked at"))
