"""The work on a request, done without a mouse: every key goes to the window, as from a keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.viewmodels.case import lines_model
from app.viewmodels.case.place import Stage
from app.viewmodels.rulebook.rulebook_model import Page
from app.views.case.line_tabs import LineTab
from app.views.kit.button import Button
from app.views.kit.choice_card import ChoiceCard
from app.views.kit.form_dialog import FormDialog
from app.views.kit.keyboard import give_keyboard, stops_in
from app.views.kit.link_row import LinkRow
from app.views.kit.picker_list import PickerList
from app.views.kit.theme import shade
from app.views.questions.beside_field import BesideField
from app.views.questions.section_row import SectionRow
from app.views.rulebook.comparison_view import ComparisonView
from app.views.rulebook.reading_view import ReadingView
from app.views.rulebook.share_row import ShareRow
from app.views.window.help_dialog import HelpDialog
from app.views.window.main_window import MainWindow
from app.views.window.palette_dialog import PaletteDialog
from tests.viewmodels.surroundings import LOOKS, MISSILES, Office, Waiting
from tests.views.conftest import settle
from tests.views.hands import OpenCase, card, hold, repeat, seen, told

KEY = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def press(widget: QWidget, key: Qt.Key, keys_held: Qt.KeyboardModifier = PLAIN) -> None:
    """Presses a key on the keyboard: the window hands it to whatever has the focus."""
    window = widget.window()
    window.activateWindow()
    settle()
    assert window.isActiveWindow()
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key, keys_held)
    settle()


def focused(view: QWidget) -> QWidget:
    """What has the keyboard; it is always something that can be seen and used."""
    widget = view.window().focusWidget()
    assert widget is not None
    assert widget.isVisible()
    assert widget.isEnabled()
    return widget


def is_in_sight(widget: QWidget) -> bool:
    """Whether the whole of a widget can be seen in what scrolls it."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    assert above is not None
    top = widget.mapTo(above, QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= above.height()


# -- steps


def test_no_key_reaches_a_question_that_is_not_shown(open_case: OpenCase) -> None:
    view = open_case({**MISSILES, "weapon": "yes"})
    view.request.go_to_fact("careful_consideration")
    settle()
    given = dict(view.model.interview.given)
    press(view, KEY.Key_Return)
    assert view.model.place.stage is Stage.CHECK
    for key in (KEY.Key_1, KEY.Key_2, KEY.Key_0):
        press(view, key)
    press(view, KEY.Key_E, CONTROL)
    assert view.model.interview.given == given
    assert not view.window().findChildren(FormDialog)


def test_each_step_takes_the_keyboard_to_its_own_beginning(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    press(view, KEY.Key_2, CONTROL)
    change = focused(view)
    assert isinstance(change, Button)
    assert change.text() == "Change"
    press(view, KEY.Key_3, CONTROL)
    assert focused(view) is view.determination.record_button
    press(view, KEY.Key_4, CONTROL)
    assert focused(view) is view.editions.line
    press(view, KEY.Key_1, CONTROL)
    assert view.request.question.isAncestorOf(focused(view))


def test_change_is_pressed_with_enter_and_leads_to_the_answer(open_case: OpenCase) -> None:
    view = open_case({**MISSILES, "weapon": "yes"})
    press(view, KEY.Key_2, CONTROL)
    changes = [each for each in view.check.findChildren(Button) if each.text() == "Change" and each.isVisible()]
    changes[-1].setFocus()
    press(view, KEY.Key_Return)
    assert view.model.place.stage is Stage.REQUEST
    assert view.request.question.isAncestorOf(focused(view))


def test_recording_and_adding_a_line_have_keys(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    led: list[bool] = []
    for key in (KEY.Key_1, KEY.Key_2):
        press(view, key, CONTROL)
        press(view, KEY.Key_Return, CONTROL)
        led.append(view.model.place.is_recording)
    assert led == [False, True], "while a question is shown there is nothing to record"
    press(view, KEY.Key_Return, CONTROL)
    assert view.model.interview.line.determination is None, "the keys lead to the page, and its button records"
    press(view, KEY.Key_N, CONTROL | SHIFT)
    assert view.findChildren(FormDialog)[0].isVisible()


# -- the question


def test_tab_goes_on_through_the_question_to_back_and_next(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.request.go_to_fact("form")
    settle()
    assert focused(view) is card(view, "finished")
    press(view, KEY.Key_Tab)
    assert focused(view) is view.request.back_button
    press(view, KEY.Key_Tab)
    assert focused(view) is view.request.next_button
    press(view, KEY.Key_Backtab, SHIFT)
    assert focused(view) is view.request.back_button


def test_an_answered_question_leads_on_to_its_evidence(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.request.go_to_fact("weapon")
    settle()
    press(view, KEY.Key_2)
    assert focused(view) is card(view, "no"), "the keyboard goes with the choice"
    press(view, KEY.Key_Tab)
    link = focused(view)
    assert isinstance(link, Button)
    assert link.text() == "Link a document"


def test_enter_on_an_answer_that_is_not_chosen_only_says_how_to_choose(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.request.go_to_fact("weapon")
    settle()
    how = "The space bar chooses"
    assert how not in told(view.request.question)
    press(view, KEY.Key_Down)
    press(view, KEY.Key_Return)
    assert "weapon" not in view.model.interview.given
    assert view.model.fact.id == "weapon"
    assert how in told(view.request.question)
    press(view, KEY.Key_Space)
    assert view.model.interview.given["weapon"] == "no"
    assert how not in told(view.request.question)
    press(view, KEY.Key_Return)
    assert view.model.fact.id != "weapon"
    assert view.request.question.isAncestorOf(focused(view))


def test_enter_on_another_answer_than_the_chosen_one_changes_nothing(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2", "weapon": "yes"})
    view.request.go_to_fact("weapon")
    settle()
    press(view, KEY.Key_Down)
    press(view, KEY.Key_Return)
    assert view.model.interview.given["weapon"] == "yes"
    assert view.model.fact.id == "weapon"


def test_the_keyboard_and_the_choice_look_different(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2", "weapon": "yes"})
    view.request.go_to_fact("weapon")
    settle()
    other = card(view, "no")
    other.setFocus()
    settle()
    with_keyboard = other.grab().toImage()
    chosen = card(view, "yes").grab().toImage()
    middle = with_keyboard.height() // 2
    assert with_keyboard.pixelColor(120, middle) != chosen.pixelColor(120, middle), "only the choice is filled"


def test_each_card_shows_its_digit(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.request.go_to_fact("weapon")
    settle()
    cards = [each for each in view.request.question.findChildren(ChoiceCard) if each.isVisible()]
    assert [each.digit for each in cards] == ["1", "2", "0"]


def test_enter_in_a_list_to_search_picks_and_goes_on(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.request.go_to_fact("destination")
    settle()
    for letter in "zealand":
        press(view, Qt.Key(ord(letter.upper())))
    press(view, KEY.Key_Return)
    assert view.model.interview.given["destination"] == "NZ"
    assert view.model.fact.id != "destination"
    assert view.request.question.isAncestorOf(focused(view))


def test_enter_in_a_list_to_search_that_found_nothing_stays(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.request.go_to_fact("destination")
    settle()
    for letter in "qqq":
        press(view, Qt.Key(ord(letter.upper())))
    press(view, KEY.Key_Return)
    assert view.model.fact.id == "destination"
    assert "destination" not in view.model.interview.given


def test_a_section_and_a_missing_answer_are_chosen_with_enter_and_answered_at_once(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    row = [each for each in view.request.sections.findChildren(SectionRow) if each.isVisible()][4]
    row.setFocus()
    press(view, KEY.Key_Return)
    assert view.request.question.isAncestorOf(focused(view))
    link = [each for each in view.request.live.findChildren(LinkRow) if each.isVisible()][-1]
    link.setFocus()
    press(view, KEY.Key_Return)
    assert view.request.question.isAncestorOf(focused(view))
    asked = view.model.fact.id
    if not view.request.question.findChildren(PickerList):
        press(view, KEY.Key_1)
        assert asked in view.model.interview.given


def test_ctrl_z_brings_the_last_answer_back_and_a_field_keeps_its_own(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.request.go_to_fact("weapon")
    settle()
    press(view, KEY.Key_1)
    press(view, KEY.Key_2)
    view.request.go_to_fact("destination")
    settle()
    press(view, KEY.Key_N)
    press(view, KEY.Key_Z, CONTROL)
    search = view.request.question.findChildren(PickerList)[0].search
    assert search.text() == "", "what was typed is undone first"
    assert view.model.interview.given["weapon"] == "no"
    press(view, KEY.Key_Z, CONTROL)
    assert view.model.interview.given["weapon"] == "yes"
    assert view.model.fact.id == "weapon"
    assert "again" in told(view.header)
    press(view, KEY.Key_Z, CONTROL)
    assert "weapon" not in view.model.interview.given
    for key, modifiers in ((KEY.Key_Y, CONTROL), (KEY.Key_Z, CONTROL | SHIFT)):
        press(view, key, modifiers)
    assert view.model.interview.given["weapon"] == "no", "by either of its keys it is done again"


def test_keys_of_undoing_that_find_nothing_say_so_and_are_heard(
    open_case: OpenCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr("app.views.case.case_header.announce", lambda _widget, words: heard.append(words))
    view = open_case({"item_heading": "2"})
    for key, said in ((KEY.Key_Z, "there is nothing here to undo"), (KEY.Key_Y, "There is nothing to do again")):
        for _time in range(2):
            press(view, key, CONTROL)
            assert said in told(view.header)
            assert said in heard[-1]
    assert len(heard) == 4, "each time"
    view.request.go_to_fact("weapon")
    settle()
    assert "There is nothing" not in told(view.header), "the next step takes it away"


@pytest.mark.parametrize("where", ["header", "sections", "live", "next", "nowhere", "rail"])
def test_a_digit_answers_wherever_the_keyboard_is(open_case: OpenCase, where: str) -> None:
    view = open_case({"item_heading": "2"})
    view.request.go_to_fact("weapon")
    settle()
    window = view.window()
    assert isinstance(window, MainWindow)
    places = {
        "header": view.header.editions_button,
        "sections": next(stops_in(view.request.sections)),
        "live": view.request.live,
        "next": view.request.next_button,
        "rail": next(stops_in(window.rail)),
    }
    if where == "nowhere":
        window.focusWidget().clearFocus()
    else:
        give_keyboard(places[where])
    settle()
    hold(KEY.Key_1)
    assert view.model.interview.given["weapon"] == "yes"
    assert card(view, "yes").hasFocus(), "Enter goes on from here"


def test_a_digit_that_is_still_held_answers_no_question_that_came_since(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.request.go_to_fact("weapon")
    settle()
    QTest.keyPress(focused(view), KEY.Key_1)
    view.request.go_on()
    settle()
    after, given = view.model.fact.id, dict(view.model.interview.given)
    view.request.next_button.setFocus()
    repeat(KEY.Key_1)
    assert (view.model.fact.id, view.model.interview.given) == (after, given)
    assert after != "weapon"


def test_a_digit_in_a_field_is_typed(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.request.go_to_fact("item_heading")
    settle()
    before = dict(view.model.interview.given)
    field = seen(view.request.question, BesideField)[0].findChildren(QLineEdit)[0]
    field.setFocus()
    press(view, KEY.Key_1)
    assert (field.text(), view.model.interview.given) == ("1", before)


# -- lines


def test_tab_goes_through_the_lines_in_their_order(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    for item in ("Second", "Third"):
        press(view, KEY.Key_N, CONTROL | SHIFT)
        dialog = next(each for each in view.findChildren(FormDialog) if each.isVisible())
        QTest.keyClicks(dialog.focusWidget(), item)
        press(dialog, KEY.Key_Return)
    tabs = sorted((each for each in view.findChildren(LineTab) if each.isVisible()), key=lambda each: each.x())
    assert len(tabs) > 2
    tabs[0].setFocus()
    reached = [focused(view)]
    for _tab in tabs[1:]:
        press(view, KEY.Key_Tab)
        reached.append(focused(view))
    assert reached == tabs


# -- what takes the keyboard away


def test_the_keyboard_stays_on_the_case_when_it_is_withdrawn(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2", "weapon": "yes"})
    view.request.go_to_fact("weapon")
    settle()
    lines_model.withdrawal_form(view.model).hand_in(reason="No longer wanted")
    settle()
    assert view.isAncestorOf(focused(view))


def test_another_theme_leaves_the_keyboard_where_it_is(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    press(view, KEY.Key_3, CONTROL)
    window = view.window()
    assert isinstance(window, MainWindow)
    link = next(each for each in view.determination.findChildren(Button) if "Rulebook" in each.text())
    link.setFocus()
    name = link.text()
    press(view, KEY.Key_T, CONTROL)
    now = focused(window)
    assert isinstance(now, Button)
    assert now.text() == name
    assert is_in_sight(now)


def test_what_tab_reaches_can_be_seen_after_the_text_was_enlarged_too(open_case: OpenCase) -> None:
    view = open_case({**MISSILES, "weapon": "yes"})
    window = view.window()
    press(view, KEY.Key_2, CONTROL)
    for _tab in range(12):
        press(window, KEY.Key_Tab)
    name = focused(window).accessibleName()
    for _step in range(3):
        press(window, KEY.Key_Plus, CONTROL)
    assert focused(window).accessibleName() == name
    assert is_in_sight(focused(window))


# -- what is only read


@pytest.mark.parametrize("key", [KEY.Key_PageDown, KEY.Key_End, KEY.Key_Down])
def test_help_is_scrolled_by_key(open_window: Callable[[], MainWindow], key: Qt.Key) -> None:
    window = open_window()
    press(window, KEY.Key_F1)
    dialog = window.findChildren(HelpDialog)[0]
    page = focused(dialog)
    assert isinstance(page, QScrollArea)
    sheet = page.parentWidget()
    assert sheet is not None
    assert sheet.grab().toImage().pixelColor(sheet.width() // 2, 0) == shade(sheet, "accent"), "the ring can be seen"
    press(dialog, key)
    assert page.verticalScrollBar().value() > 0
    press(dialog, KEY.Key_Home)
    assert page.verticalScrollBar().value() == 0


@pytest.mark.parametrize("part", ["sources", "points", "agreements", "bodies", "countries"])
def test_every_part_of_the_rulebook_is_reached_and_scrolled_by_key(
    open_window: Callable[[], MainWindow], part: str
) -> None:
    window = open_window()
    window.model.show_rulebook()
    settle()
    assert window.rulebook is not None
    page = window.rulebook.page
    assert isinstance(page, ReadingView)
    rows = page.contents.rows
    assert part in rows, sorted(rows)
    rows[part].setFocus()
    press(window, KEY.Key_Return)
    sheet = page.table if page.table.isVisible() else page.page
    for _tab in range(len(rows)):
        press(window, KEY.Key_Tab)
        if focused(window) is sheet or sheet.isAncestorOf(focused(window)):
            break
    before = sheet.verticalScrollBar().value()
    press(window, KEY.Key_End)
    press(window, KEY.Key_PageDown)
    assert sheet.verticalScrollBar().maximum() == 0 or sheet.verticalScrollBar().value() > before


def test_a_settled_determination_beside_the_questions_is_scrolled_by_key(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    press(view, KEY.Key_1, CONTROL)
    view.request.next_button.setFocus()
    press(view, KEY.Key_Tab)
    panel = focused(view)
    assert view.request.live.isAncestorOf(panel)
    assert isinstance(panel, QScrollArea)
    press(view, KEY.Key_End)
    assert panel.verticalScrollBar().value() == panel.verticalScrollBar().maximum() > 0


# -- the palette


def test_the_palette_finds_questions_and_rules_by_their_words(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    press(view, KEY.Key_K, CONTROL)
    dialog = view.window().findChildren(PaletteDialog)[0]
    QTest.keyClicks(dialog.picker.search, "fighting")
    names = [str(dialog.model.index(row).data()) for row in range(dialog.model.rowCount())]
    assert any(name.startswith("Question: ") for name in names)
    assert any(name.startswith("Rule: ") for name in names)
    at = next(row for row, name in enumerate(names) if name.startswith("Question: "))
    for _step in range(at):
        press(dialog, KEY.Key_Down)
    press(dialog, KEY.Key_Return)
    assert view.request.question.isAncestorOf(focused(view))


def test_the_palette_records_and_adds_a_line_where_that_can_be_done(open_case: OpenCase) -> None:
    view = open_case(MISSILES)

    def offered() -> list[str]:
        press(view, KEY.Key_K, CONTROL)
        dialog = [each for each in view.window().findChildren(PaletteDialog) if each.isVisible()][-1]
        names = [str(dialog.model.index(row).data()) for row in range(dialog.model.rowCount())]
        press(dialog, KEY.Key_Escape)
        return names

    assert "Add a line" in offered()
    assert "Record this determination" not in offered()
    press(view, KEY.Key_2, CONTROL)
    assert "Record this determination" in offered()


@pytest.fixture
def waiting(office: Office, qtbot: QtBot) -> tuple[MainWindow, Waiting]:
    """A window whose register answers only when it is told to, on its list of requests."""
    office.register.a_case(title="Radars to nowhere")
    runner = Waiting(office.register.work)
    slow = Office(office.register, runner)
    window = MainWindow(slow.window(), LOOKS)
    qtbot.addWidget(window)
    window.model.start()
    runner.do_all()
    window.show()
    settle()
    return window, runner


def opened_palette(window: MainWindow) -> PaletteDialog:
    """The palette, opened by its key."""
    press(window, KEY.Key_K, CONTROL)
    return window.findChildren(PaletteDialog)[0]


def test_what_the_register_finds_leaves_a_row_chosen(waiting: tuple[MainWindow, Waiting]) -> None:
    window, runner = waiting
    dialog = opened_palette(window)
    runner.do_all()
    QTest.keyClicks(dialog.picker.search, "nowhere")
    runner.do_all()
    press(dialog, KEY.Key_Return)
    runner.do_all()
    assert window.model.case is not None


def test_enter_before_anything_is_found_waits_for_it(waiting: tuple[MainWindow, Waiting]) -> None:
    window, runner = waiting
    dialog = opened_palette(window)
    QTest.keyClicks(dialog.picker.search, "nowhere")
    press(dialog, KEY.Key_Return)
    runner.do_all()
    settle()
    assert window.model.case is not None


def test_what_comes_for_a_palette_that_is_closed_is_left(waiting: tuple[MainWindow, Waiting], qtbot: QtBot) -> None:
    window, runner = waiting
    dialog = opened_palette(window)
    QTest.keyClicks(dialog.picker.search, "help")
    with qtbot.captureExceptions() as mistakes:
        press(dialog, KEY.Key_Return)
        runner.do_all()
        settle()
    assert not mistakes
    assert window.findChildren(HelpDialog)


# -- the list


def titles(window: MainWindow) -> list[str]:
    """The titles in the list, from the top."""
    model = window.model.requests
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def test_from_the_search_enter_and_down_go_into_the_list(office: Office, open_window: Callable[[], MainWindow]) -> None:
    for title in ("Radars", "Frigates", "Frigate parts"):
        office.register.a_case(title=title)
    window = open_window()
    for key in (KEY.Key_Return, KEY.Key_Down):
        press(window, KEY.Key_F, CONTROL)
        QTest.keyClicks(window.requests.search, "frig")
        press(window, key)
        assert focused(window) is window.requests.table
        assert titles(window)[window.requests.table.currentIndex().row()].startswith("Frigate")


def test_home_and_end_go_to_the_ends_of_the_list(office: Office, open_window: Callable[[], MainWindow]) -> None:
    for number in range(30):
        office.register.a_case(title=f"Radar {number}")
    window = open_window()
    table = window.requests.table
    window.requests.focus_list()
    press(window, KEY.Key_End)
    assert table.currentIndex().row() == 29
    press(window, KEY.Key_Home)
    assert table.currentIndex().row() == 0


def test_on_return_to_the_list_enter_opens_the_same_request(
    office: Office, open_window: Callable[[], MainWindow]
) -> None:
    for title in ("Alpha", "Bravo", "Charlie"):
        office.register.a_case(title=title)
    window = open_window()
    window.requests.focus_list()
    at = titles(window).index("Bravo")
    for _step in range(at):
        press(window, KEY.Key_Down)
    press(window, KEY.Key_Return)
    assert window.model.case is not None
    window.model.show_requests()
    settle()
    assert focused(window) is window.requests.table
    press(window, KEY.Key_Return)
    assert window.model.case is not None
    assert window.model.case.case.particulars.title == "Bravo"


def test_the_list_is_sorted_by_keys(office: Office, open_window: Callable[[], MainWindow]) -> None:
    for title in ("Bravo", "Alpha", "Charlie"):
        office.register.a_case(title=title)
    window = open_window()
    window.requests.focus_list()
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Up):
        press(window, key, CONTROL | SHIFT)
    assert titles(window) == ["Alpha", "Bravo", "Charlie"]
    press(window, KEY.Key_Down, CONTROL | SHIFT)
    assert titles(window) == ["Charlie", "Bravo", "Alpha"]
    assert focused(window) is window.requests.table


def test_the_list_is_sorted_from_the_palette(office: Office, open_window: Callable[[], MainWindow]) -> None:
    for title in ("Bravo", "Alpha", "Charlie"):
        office.register.a_case(title=title)
    window = open_window()
    press(window, KEY.Key_K, CONTROL)
    dialog = window.findChildren(PaletteDialog)[0]
    QTest.keyClicks(dialog.picker.search, "sort the list by: title")
    press(dialog, KEY.Key_Return)
    assert titles(window) == ["Alpha", "Bravo", "Charlie"]


# -- law


def test_a_choice_in_a_comparison_keeps_the_keyboard(open_window: Callable[[], MainWindow], qtbot: QtBot) -> None:
    window = open_window()
    window.model.show_rulebook()
    assert window.model.rulebook is not None
    window.model.rulebook.go_to_page(Page.COMPARE)
    settle()
    assert window.rulebook is not None
    page = window.rulebook.page
    assert isinstance(page, ComparisonView)
    page.compare_button.setFocus()
    press(window, KEY.Key_Return)
    qtbot.waitUntil(lambda: not page.model.is_finding)
    page.model.show_counts(shown=True)
    settle()
    kinds = [each for each in page.panel.kinds.findChildren(ShareRow) if each.isVisible()]
    kinds[-1].setFocus()
    name = kinds[-1].text()
    press(window, KEY.Key_Return)
    qtbot.waitUntil(lambda: not page.model.is_finding)
    settle()
    row = focused(window)
    assert isinstance(row, ShareRow)
    assert row.text() == name
    assert row.is_here


def test_a_link_in_the_rulebook_takes_the_keyboard_along(open_window: Callable[[], MainWindow]) -> None:
    window = open_window()
    window.model.show_rulebook()
    settle()
    assert window.rulebook is not None
    page = window.rulebook.page
    assert isinstance(page, ReadingView)
    page.model.choose_part("terms")
    settle()
    link = next(each for each in page.page.findChildren(LinkRow) if each.isVisible())
    link.setFocus()
    press(window, KEY.Key_Return)
    assert page.page is focused(window) or page.page.isAncestorOf(focused(window))


def test_recording_leaves_the_keyboard_on_the_determination(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    press(view, KEY.Key_3, CONTROL)
    press(view, KEY.Key_Return)
    assert view.model.place.is_recording
    view.recording.act_button.setFocus()
    press(view, KEY.Key_Return)
    assert view.model.interview.line.determination is not None
    assert view.determination.isAncestorOf(focused(view))
    assert focused(view) is not view.determination.record_button
