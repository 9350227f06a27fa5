"""The language, the looks and the window change wherever the keyboard is: what had it may be gone by then."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.viewmodels.case.panels import DOCUMENTS, LINE, PARTICULARS
from app.viewmodels.case.place import Stage
from app.viewmodels.rulebook.rulebook_model import Page
from app.viewmodels.window.window_model import WindowModel
from app.views.window import screenshots
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.builders import PARTS_FOR_XA
from tests.viewmodels.surroundings import LOOKS, Office
from tests.views.conftest import settle
from tests.views.window.conftest import SUBJECTS, practice, worked_cases


def kind_of(widget: QWidget) -> tuple[str, ...]:
    """What a widget is, and what it stands in."""
    kinds = [type(widget).__name__]
    while len(kinds) < 2 and (above := widget.parentWidget()) is not None:
        widget = above
        kinds.append(type(widget).__name__)
    return tuple(kinds)


def not_met(window: MainWindow, met: set[tuple[str, ...]]) -> QWidget | None:
    """A widget of a kind that has not had the keyboard yet."""
    for widget in window.findChildren(QWidget):
        takes_keys = widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_keys and kind_of(widget) not in met:
            return widget
    return None


def change_under_each(window: MainWindow, met: set[tuple[str, ...]], change: Callable[[], object]) -> None:
    """Give the keyboard to a widget of each kind that has not had it yet, and change something under it."""
    while (widget := not_met(window, met)) is not None:
        kind = kind_of(widget)
        met.add(kind)
        widget.setFocus()
        assert window.focusWidget() is not None
        change()
        settle()
        assert window.focusWidget() is not None, kind


def test_the_language_changes_wherever_the_keyboard_is(qapp: QApplication, tmp_path: Path) -> None:
    met: set[tuple[str, ...]] = set()
    with worked_cases(tmp_path, Language.EN, "light") as model:
        for sight in screenshots.walk(model, LOOKS, practice(tmp_path), SUBJECTS):
            # A dialog is in the way of everything else.
            if sight.dialog is None:
                change_under_each(sight.window, met, model.looks.other_language)
                model.session.language.switch(Language.EN)
    assert ("Seam", "_ColumnSheet") in met
    assert len(met) > 30


def at_stage(stage: Stage) -> Callable[[WindowModel], None]:
    """Shows a step of the work on the case."""

    def go(model: WindowModel) -> None:
        assert model.case is not None
        model.case.go_to_stage(stage)

    return go


def at_panel(panel: str) -> Callable[[WindowModel], None]:
    """Shows a form of the case."""

    def go(model: WindowModel) -> None:
        assert model.case is not None
        model.case.go_to_panel(panel)

    return go


def on_one_page(model: WindowModel) -> None:
    """Shows all questions of the case."""
    assert model.case is not None
    model.case.toggle_one_page()


def under_editions(model: WindowModel) -> None:
    """Shows the case under every edition."""
    assert model.case is not None
    model.case.show_editions()


def in_rulebook(page: Page) -> Callable[[WindowModel], None]:
    """Shows a page of the Rulebook."""

    def go(model: WindowModel) -> None:
        model.show_rulebook()
        assert model.rulebook is not None
        model.rulebook.go_to_page(page)

    return go


PLACES: dict[str, Callable[[WindowModel], None]] = {
    "requests": WindowModel.show_requests,
    "question": at_stage(Stage.REQUEST),
    **{panel: at_panel(panel) for panel in (PARTICULARS, LINE, DOCUMENTS)},
    "all questions": on_one_page,
    "check": at_stage(Stage.CHECK),
    "determination": at_stage(Stage.DETERMINATION),
    "editions": under_editions,
    **{page.name: in_rulebook(page) for page in Page},
}


@pytest.fixture(scope="module")
def met() -> set[tuple[str, ...]]:
    """What has had the keyboard at one of the places."""
    return set()


@pytest.mark.parametrize("place", PLACES)
def test_the_looks_change_and_the_window_closes_wherever_the_keyboard_is(
    place: str, office: Office, open_window: Callable[[], MainWindow], dressed: QApplication, met: set[tuple[str, ...]]
) -> None:
    case = office.case(PARTS_FOR_XA)
    window = open_window()
    window.model.open_case(case.id)
    PLACES[place](window.model)
    settle()
    change_under_each(window, met, window.model.looks.next_theme)
    window.close()
    settle()
    assert not window.isVisible()
    assert (office.troubles, office.faults) == ([], [])
