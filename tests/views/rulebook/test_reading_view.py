"""What a person does and sees in the Rulebook."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.viewmodels.rulebook.rulebook_model import Page, way_back_says
from app.views.editions.example_view import ExampleView
from app.views.kit.button import Button
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.rulebook.edition_certificate import EditionCertificate
from app.views.rulebook.entry_block import EntryBlock
from app.views.rulebook.reading_view import ReadingView
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office, Waiting
from tests.views.conftest import settle
from tests.views.hands import told

OpenWindow = Callable[[], MainWindow]


def reading(window: MainWindow) -> ReadingView:
    window.model.show_rulebook()
    settle()
    assert window.rulebook is not None
    page = window.rulebook.page
    assert isinstance(page, ReadingView)
    return page


def test_typing_searches_and_emptying_shows_the_part_again(open_window: OpenWindow) -> None:
    window = open_window()
    page = reading(window)
    page.contents.rows["rules"].click()
    settle()
    assert "exception" in page.blocks
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "special circumstances")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    settle()
    assert "exception" in page.blocks
    assert "treaty" not in page.blocks
    page.search.clear()
    page.search_now()
    settle()
    assert "treaty" in page.blocks


def test_the_language_changes_under_the_reader(office: Office, open_window: OpenWindow) -> None:
    page = reading(open_window())
    page.contents.rows["grounds"].click()
    office.session.language.switch(Language.JA)
    settle()
    assert page.contents.rows["grounds"].text() == "移転を認め得る場合"
    assert page.blocks["open"].isVisible()


def test_from_a_determination_to_its_rule_and_from_the_rule_to_the_case(
    office: Office, open_window: OpenWindow
) -> None:
    window = open_window()
    window.model.open_case(office.case(MISSILES).id)
    settle()
    assert window.case is not None
    window.case.model.record()
    settle()
    next(button for button in window.case.findChildren(Button) if button.text() == "Read it in the Rulebook").click()
    settle()
    assert window.rulebook is not None
    page = window.rulebook.page
    assert isinstance(page, ReadingView)
    block = page.blocks["open"]
    assert isinstance(block, EntryBlock)
    assert block.is_marked
    block.decided_button.click()
    settle()
    next(link for link in block.findChildren(LinkRow) if link.text().startswith("2026-0001")).click()
    settle()
    assert window.case is not None
    assert window.case.determination.isVisible()


def test_the_rule_that_is_led_to_is_in_sight(open_window: OpenWindow) -> None:
    window = open_window()
    window.model.show_rule("2026-04-21", "licensor")
    settle()
    assert window.rulebook is not None
    page = window.rulebook.page
    assert isinstance(page, ReadingView)
    block = page.blocks["licensor"]
    assert block.visibleRegion().boundingRect().height() > 40
    name = block.findChildren(Prose)[0]
    assert name.toolTip() == "licensor", "its code is there for who looks for it"
    assert "licensor" not in told(block).split("\n")


def test_a_conflict_of_the_certificate_is_looked_at_and_opened_as_a_training_case(open_window: OpenWindow) -> None:
    window = open_window()
    page = reading(window)
    page.contents.rows["certificate"].click()
    settle()
    assert page.certificate is not None
    page.certificate.looks[0].click()
    settle()
    example = window.shown
    assert isinstance(example, ExampleView)
    settle()
    assert example.editions.line.hasFocus(), "the arrows move the marker of the time line at once"
    assert example.isVisible()
    assert example.case_button.isVisible()
    example.case_button.click()
    settle()
    assert window.case is not None
    assert window.case.model.interview.determination.settled


def test_reference_data_are_a_table(open_window: OpenWindow) -> None:
    page = reading(open_window())
    page.contents.rows["agreements"].click()
    settle()
    assert page.table.isVisible()
    assert page.table.rowCount() == len(page.model.session.shelf.reference().agreements)
    assert page.table.accessibleName() == "Transfer agreements"


def test_a_certificate_that_is_being_made_comes_to_the_page_of_another_theme(
    office: Office, open_window: OpenWindow
) -> None:
    window = open_window()
    page = reading(window)
    waiting = Waiting(office.register.work)
    office.session._runner = waiting
    page.contents.rows["certificate"].click()
    settle()
    window.model.looks.choose_theme("dark")
    settle()
    assert window.rulebook is not None
    again = window.rulebook.page
    assert isinstance(again, ReadingView)
    assert again is not page
    assert not again.findChildren(EditionCertificate)
    waiting.do_all()
    settle()
    assert again.findChildren(EditionCertificate)
    assert not office.faults


def test_the_pages_that_can_be_shown_have_tabs(office: Office, open_window: OpenWindow) -> None:
    window = open_window()
    reading(window)
    book = window.rulebook
    assert book is not None
    tabs = book.tabs
    assert [tabs.tabText(at) for at in range(tabs.count())] == [
        "Read",
        "Compare",
        "Put in force",
        "Update reference data",
    ]
    assert tabs.currentIndex() == 0
    assert not way_back_says(book.model)
    office.session.language.switch(Language.JA)
    assert tabs.tabText(1) == "比較"


def test_the_arrows_and_the_mouse_lead_from_page_to_page(open_window: OpenWindow) -> None:
    window = open_window()
    reading(window)
    book = window.rulebook
    assert book is not None
    shown = []
    book.model.changed.connect(lambda: shown.append(book.model.page))
    book.tabs.setFocus()
    QTest.keyClick(book.tabs, Qt.Key.Key_Right)
    QTest.keyClick(book.tabs, Qt.Key.Key_Left)
    assert book.tabs.hasFocus()
    QTest.mouseClick(book.tabs, Qt.MouseButton.LeftButton, pos=book.tabs.tabRect(3).center())
    assert shown == [Page.COMPARE, Page.READ, Page.REFERENCE]
    assert book.tabs.currentIndex() == 3
