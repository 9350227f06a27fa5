"""Who follows a link and comes back finds everything as it was left: place, suppositions, scroll and keyboard."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from app.services.answering import give_answer
from app.services.determining import record_determination
from app.services.receiving import add_line
from app.viewmodels.case.place import CaseScreen, Stage
from app.viewmodels.rulebook.rulebook_model import Example
from app.viewmodels.window.window_model import CASE, EXAMPLE, RULEBOOK
from app.views.case.case_view import CaseView
from app.views.editions.editions_view import EditionsView
from app.views.editions.suppose_dialog import SupposeDialog
from app.views.kit.link_row import LinkRow
from app.views.rulebook.reading_view import ReadingView
from app.views.rulebook.rulebook_view import RulebookView
from app.views.window.main_window import MainWindow
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle
from tests.views.hands import OpenCase, press, seen

OPENED = Callable[[], MainWindow]

#: Of the missiles, what only editions before 2024 ask.
SUPPOSED = "un_charter_commitment"


def rules(view: QWidget) -> list[LinkRow]:
    """The links to rules that decide."""
    return [each for each in seen(view, LinkRow) if " – Edition" in each.accessibleName() and each._sign == "rulebook"]


def window_of(view: QWidget) -> MainWindow:
    """The window around a part."""
    window = view.window()
    assert isinstance(window, MainWindow)
    return window


def rulebook(window: MainWindow) -> RulebookView:
    """The Rulebook that is shown."""
    assert window.model.screen.name == RULEBOOK
    shown = window.shown
    assert isinstance(shown, RulebookView)
    return shown


def go_back(window: MainWindow) -> None:
    """Presses the way back of the Rulebook."""
    press(rulebook(window)._back)


@pytest.fixture
def view(open_case: OpenCase) -> CaseView:
    view = open_case({**MISSILES, "weapon": "yes"})
    view.window().activateWindow()
    settle()
    return view


def test_back_from_the_deciding_rule_all_is_as_it_was_left(view: CaseView) -> None:
    window = window_of(view)
    view.model.show_editions()
    view.editions.model.suppose("mounted_arms_only", "yes")
    view.editions.model.move_to(date(2018, 6, 1))
    settle()
    bar = view.editions.columns.area.verticalScrollBar()
    link = rules(view)[-1]
    link.setFocus()
    settle()
    bar.setValue(min(60, bar.maximum()))
    before = bar.value(), dict(view.editions.model.supposed), view.editions.model.day, view.model.place
    name = link.accessibleName()
    press(link)
    go_back(window)
    assert window.case is view
    assert view.model.place.screen is CaseScreen.EDITIONS
    assert (bar.value(), dict(view.editions.model.supposed), view.editions.model.day, view.model.place) == before
    focused = window.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == name


def test_what_was_supposed_outlives_another_look_of_the_window(view: CaseView) -> None:
    window = window_of(view)
    view.model.show_editions()
    view.editions.model.suppose("mounted_arms_only", "yes")
    press(rules(view)[-1])
    window.model.looks.enlarge(1)
    settle()
    go_back(window)
    again = window.case
    assert again is not None
    assert again.model.place.screen is CaseScreen.EDITIONS
    assert again.editions.model.supposed == {"mounted_arms_only": "yes"}


def test_every_deciding_rule_says_its_edition_and_leads_to_its_own_place(view: CaseView) -> None:
    window = window_of(view)
    view.model.show_editions()
    settle()
    names = [link.accessibleName() for link in rules(view)]
    assert len(set(names)) == len(names), "two links with one text say which is which"
    for name in names:
        view.model.show_editions()
        settle()
        press(next(link for link in rules(view) if link.accessibleName() == name))
        page = rulebook(window).page
        assert isinstance(page, ReadingView)
        label, _, edition = name.partition(" – Edition ")
        assert page.model.edition.id == edition
        marked = [block for block in page.blocks.values() if block.is_marked]
        assert [page.model.phrases.words.text(page.model.edition.entry_by_id[marked[0].id].label)] == [label]
        go_back(window)


@pytest.mark.parametrize("stage", [Stage.REQUEST, Stage.CHECK, Stage.DETERMINATION])
def test_from_each_step_the_rulebook_and_back_leads_to_that_step(view: CaseView, stage: Stage) -> None:
    window = window_of(view)
    view.request.go_to_fact("fighting")
    view.model.go_to_stage(stage)
    settle()
    place, fact = view.model.place, view.model.fact.id
    window.model.show_rulebook()
    settle()
    go_back(window)
    assert (view.model.place, view.model.fact.id) == (place, fact)
    assert window.shown is view


def test_a_case_one_comes_back_to_is_as_the_register_then_has_it(view: CaseView, office: Office) -> None:
    window = window_of(view)
    window.model.show_rulebook()
    give_answer(office.register, line_id=view.model.line_id, fact="fighting", value="yes")
    settle()
    go_back(window)
    assert view.model.interview.given["fighting"] == "yes"
    view.model.answer("fighting", "no")
    assert not view.model.is_left


def test_an_example_is_come_back_to_and_then_the_case_before_it(view: CaseView) -> None:
    window = window_of(view)
    window.model.show_rulebook()
    window.model.look_at(Example("Invented", date(2026, 5, 20), MISSILES))
    settle()
    example = window.shown
    link = rules(example)[-1]
    press(link)
    assert rulebook(window)._back.text() == "Back to Invented"
    go_back(window)
    assert window.model.screen.name == EXAMPLE
    assert window.shown is example
    example.back_wanted.emit()  # type: ignore[attr-defined]
    settle()
    go_back(window)
    assert window.model.screen.name == CASE
    assert window.shown is view


def test_another_case_has_nothing_of_the_one_before(view: CaseView, office: Office) -> None:
    window = window_of(view)
    other = office.case({"weapon": "no"})
    window.model.show_rulebook()
    window.model.open_case(other.id)
    settle()
    assert window.case is not None
    assert window.case is not view
    assert window.case.model.case.id == other.id


def test_after_supposing_the_keyboard_is_on_what_comes_of_it(view: CaseView) -> None:
    view.model.show_editions()
    settle()
    asked = [each for each in seen(view.editions, LinkRow) if each._sign == "unknown"]
    press(asked[0])
    dialog = next(each for each in view.editions.findChildren(SupposeDialog) if each.isVisible())
    press(dialog.cards[0])
    press(dialog.accept_button)
    settle()
    window_of(view).activateWindow()
    settle()
    focused = view.window().focusWidget()
    assert focused is not None
    assert view.editions.columns.isAncestorOf(focused)


def test_a_determined_case_opens_at_its_determination_and_an_open_one_at_its_questions(
    office: Office, open_window: OPENED
) -> None:
    window = open_window()
    case = office.case(MISSILES)
    places = []
    for lines in range(3):
        if lines:
            if lines == 2:
                add_line(office.register, case_id=case.id, copy_answers_from=case.lines[0].id)
            for line in office.register.case(case.id).lines:
                if line.determination is None:
                    record_determination(office.register, line_id=line.id)
        window.model.open_case(case.id)
        settle()
        assert window.case is not None
        places.append(window.case.model.place.screen)
    assert places == [CaseScreen.REQUEST, CaseScreen.DETERMINATION, CaseScreen.WHOLE_CASE]


def test_the_page_of_all_editions_does_not_take_the_keyboard_by_itself(view: CaseView) -> None:
    view.model.show_editions()
    settle()
    assert isinstance(view.editions, EditionsView)
    assert view.window().focusWidget() is view.editions.line
