"""What a person typed on the way of law into force is not lost when it is refused, nor when its page is made anew."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import paths
from app.services.register_clock import RegisterClock
from app.viewmodels.rulebook.rulebook_model import Page
from app.viewmodels.window.picture_model import Practice, practice_law
from app.viewmodels.window.window_model import RULEBOOK
from app.views.enactment.enactment_frame import EnactmentFrame
from app.views.enactment.publishing_view import PublishingView
from app.views.kit.form_dialog import FormDialog
from app.views.rulebook.comparison_view import ComparisonView
from app.views.rulebook.example_dialog import ExampleDialog
from app.views.rulebook.reading_view import ReadingView
from app.views.rulebook.rulebook_view import PageView
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.fakes import BrokenClock
from tests.viewmodels.surroundings import Office, a_full_disk
from tests.views.conftest import settle
from tests.views.hands import press, told

#: More than the register takes.
TOO_LONG = "x" * 10_001
#: What an official types to confirm each piece of the practice law.
REPEATED = {Page.IN_FORCE: "practice", Page.REFERENCE: "2026-12-01"}

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """Invented law to put in force."""
    return practice_law(paths.PRACTICE_EDITION, paths.REFERENCE, tmp_path / "practice")


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    """A window on the Rulebook."""
    window = open_window()
    window.model.show_rulebook()
    settle()
    return window


@pytest.fixture(params=REPEATED)
def way(request: pytest.FixtureRequest) -> Page:
    """Each page on which law is put in force."""
    page = request.param
    assert isinstance(page, Page)
    return page


def turned_to(window: MainWindow, page: Page) -> PageView:
    """A page of the Rulebook on the screen."""
    assert window.rulebook is not None
    window.rulebook.model.go_to_page(page)
    settle()
    return window.rulebook.page


def at_the_act(qtbot: QtBot, window: MainWindow, page: Page, practice: Practice) -> EnactmentFrame:
    """The last step, with everything looked at."""
    frame = turned_to(window, page)
    assert isinstance(frame, EnactmentFrame)
    frame.folder.folder.setText(str(practice.edition if page is Page.IN_FORCE else practice.pack))
    press(frame.folder.read_button)
    while not frame.act.isVisible():
        qtbot.waitUntil(frame.next_button.isEnabled)
        press(frame.next_button)
    return frame


def asked(window: MainWindow, frame: EnactmentFrame, page: Page) -> FormDialog:
    """The last question, with the answer typed."""
    press(frame.act.act_button)
    dialog = next(dialog for dialog in window.findChildren(FormDialog) if dialog.isVisible())
    QTest.keyClicks(dialog.fields["repeated"], REPEATED[page])
    return dialog


def law_in_force(office: Office) -> tuple[str | None, str]:
    """The edition that decides in the summer of 2026, and the tables beside it."""
    return office.session.shelf.id_on(date(2026, 7, 1)), office.session.shelf.reference().version


# -- refused


@pytest.mark.parametrize("cause", ["full disk", "fault"])
def test_the_last_question_stays_until_the_law_is_in_force(
    qtbot: QtBot, office: Office, window: MainWindow, practice: Practice, way: Page, cause: str
) -> None:
    frame = at_the_act(qtbot, window, way, practice)
    QTest.keyClicks(frame.act.person, "Hanako Yamada")
    before, dialog = law_in_force(office), asked(window, frame, way)
    if cause == "fault":
        office.session.clock = RegisterClock(BrokenClock())
        press(dialog.accept_button)
        office.session.clock = RegisterClock(office.register.clock)
    else:
        with a_full_disk(office.register):
            press(dialog.accept_button)
    assert dialog.isVisible()
    assert {"full disk": "is full", "fault": "OSError: the clock has stopped"}[cause] in told(dialog)
    assert dialog.entered()["repeated"] == REPEATED[way]
    assert not office.troubles, "it is said in the dialog, and only there"
    assert law_in_force(office) == before
    press(dialog.accept_button)
    assert not window.findChildren(FormDialog)
    assert REPEATED[way] in law_in_force(office)


def test_a_note_that_is_refused_is_mended_on_its_page(
    qtbot: QtBot, office: Office, window: MainWindow, practice: Practice, way: Page
) -> None:
    frame = at_the_act(qtbot, window, way, practice)
    QTest.keyClicks(frame.act.person, "Hanako Yamada")
    frame.act.note.insert(TOO_LONG)
    dialog = asked(window, frame, way)
    press(dialog.accept_button)
    assert "Shorten it" in told(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert frame.act.note.text() == TOO_LONG
    assert frame.act.person.text() == "Hanako Yamada"
    frame.act.note.setText("Corrected after publication.")
    press(asked(window, frame, way).accept_button)
    assert not window.findChildren(FormDialog)
    assert REPEATED[way] in law_in_force(office)
    assert "Corrected after publication." in "".join(label.text() for label in frame.history.findChildren(QLabel))


def test_an_example_stays_until_it_is_filed_whatever_the_page_shows_meanwhile(
    qtbot: QtBot, office: Office, window: MainWindow
) -> None:
    page = turned_to(window, Page.COMPARE)
    assert isinstance(page, ComparisonView)
    page.model.choose("2014-04-01", "2022-03-08")
    page.model.open_shift(0)
    qtbot.waitUntil(lambda: not page.model.is_finding)
    page.panel.show_example(0, 0)
    dialog = window.findChildren(ExampleDialog)[0]
    page.model.open_shift(0)
    office.session.clock = RegisterClock(BrokenClock())
    press(dialog.accept_button)
    assert dialog.isVisible()
    assert "OSError: the clock has stopped" in told(dialog)
    assert not office.troubles
    assert window.model.screen.name == RULEBOOK
    office.session.clock = RegisterClock(office.register.clock)
    press(dialog.accept_button)
    assert not window.findChildren(ExampleDialog)
    assert window.model.case is not None
    assert window.model.case.case.particulars.title.startswith("Invented example: ")


def test_what_is_typed_to_put_law_in_force_is_not_lost_unasked_when_the_window_is_closed(
    qtbot: QtBot, window: MainWindow, practice: Practice, way: Page
) -> None:
    frame = at_the_act(qtbot, window, way, practice)
    assert not window.model.session.unsaved.has_drafts
    QTest.keyClicks(frame.act.note, "Corrected after publication")
    window.close()
    settle()
    asked_first = window.findChildren(FormDialog)[0]
    assert window.isVisible()
    assert "not on record yet" in told(asked_first)
    QTest.keyClick(asked_first, Qt.Key.Key_Return)
    settle()
    assert window.isVisible(), "Enter stays"
    assert frame.act.note.text() == "Corrected after publication"
    QTest.keyClicks(frame.act.person, "Hanako Yamada")
    press(asked(window, frame, way).accept_button)
    assert not window.model.session.unsaved.has_drafts, "it is on record now"


# -- the page made anew


def changed_looks(window: MainWindow, change: str) -> None:
    """The window in another language, theme or size."""
    changes: dict[str, Callable[[], None]] = {
        "language": lambda: window.model.looks.choose_language(Language.JA.value),
        "theme": window.model.looks.next_theme,
        "size": lambda: window.model.looks.enlarge(1),
    }
    changes[change]()
    settle()


@pytest.mark.parametrize("change", ["language", "theme", "size"])
def test_what_is_typed_to_put_law_in_force_survives_another_look(
    qtbot: QtBot, window: MainWindow, practice: Practice, way: Page, change: str
) -> None:
    frame = at_the_act(qtbot, window, way, practice)
    QTest.keyClicks(frame.act.person, "Hanako Yamada")
    frame.act.note.setFocus()
    QTest.keyClicks(frame.act.note, "Corrected after")
    frame.folder.folder.setText("/somewhere/else")
    changed_looks(window, change)
    assert window.rulebook is not None
    again = window.rulebook.page
    assert isinstance(again, EnactmentFrame)
    assert (again is frame) == (change == "language")
    assert again.act.isVisible(), "the way is gone no further and no less far"
    typed = (again.folder.folder.text(), again.act.person.text(), again.act.note.text())
    assert typed == ("/somewhere/else", "Hanako Yamada", "Corrected after")
    assert again.act.note.hasFocus()
    QTest.keyClicks(again.act.note, " publication")
    assert again.act.act_button.isEnabled()
    press(asked(window, again, way).accept_button)
    assert not window.findChildren(FormDialog)
    assert "Corrected after publication" in "".join(label.text() for label in again.history.findChildren(QLabel))


def test_a_folder_that_was_only_typed_survives_another_theme(window: MainWindow, way: Page) -> None:
    frame = turned_to(window, way)
    assert isinstance(frame, EnactmentFrame)
    QTest.keyClicks(frame.folder.folder, "/drafts/2026-06")
    changed_looks(window, "theme")
    assert window.rulebook is not None
    again = window.rulebook.page
    assert isinstance(again, EnactmentFrame)
    assert again is not frame
    assert again.folder.folder.text() == "/drafts/2026-06"
    assert again.folder.read_button.isEnabled()


def test_a_search_in_an_edition_survives_another_theme(window: MainWindow) -> None:
    page = turned_to(window, Page.READ)
    assert isinstance(page, ReadingView)
    QTest.keyClicks(page.search, "gift")
    page.search_now()
    settle()
    found = told(page)
    assert "found" in found
    changed_looks(window, "theme")
    assert window.rulebook is not None
    again = window.rulebook.page
    assert isinstance(again, ReadingView)
    assert again is not page
    assert again.search.text() == "gift"
    assert told(again) == found


def test_a_comparison_and_the_editions_it_names_survive_another_theme(window: MainWindow) -> None:
    page = turned_to(window, Page.COMPARE)
    assert isinstance(page, ComparisonView)
    page.a.choose("2014-04-01")
    page.b.choose("2022-03-08")
    press(page.compare_button)
    summary = told(page.panel)
    changed_looks(window, "theme")
    assert window.rulebook is not None
    again = window.rulebook.page
    assert isinstance(again, ComparisonView)
    assert again is not page
    assert (again.a.code(), again.b.code()) == ("2014-04-01", "2022-03-08")
    assert told(again.panel) == summary


def test_editions_that_were_only_chosen_survive_another_theme(window: MainWindow) -> None:
    page = turned_to(window, Page.COMPARE)
    assert isinstance(page, ComparisonView)
    assert (page.a.code(), page.b.code()) == ("2024-03-26", "2026-04-21"), "the two latest at first"
    page.a.choose("2014-04-01")
    page.b.choose("2022-03-08")
    publishing = turned_to(window, Page.IN_FORCE)
    assert isinstance(publishing, PublishingView)
    assert publishing.known.code() == "2026-04-21", "the latest at first"
    publishing.known.choose("2023-12-22")
    changed_looks(window, "theme")
    again = turned_to(window, Page.IN_FORCE)
    assert isinstance(again, PublishingView)
    assert again is not publishing
    assert again.known.code() == "2023-12-22"
    compare = turned_to(window, Page.COMPARE)
    assert isinstance(compare, ComparisonView)
    assert compare is not page
    assert (compare.a.code(), compare.b.code()) == ("2014-04-01", "2022-03-08")
