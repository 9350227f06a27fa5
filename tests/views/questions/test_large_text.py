"""A question at 200 % of the text in a small window: nothing beyond the edge, and what is asked in sight."""

import pytest
from PySide6.QtTest import QTest

from app.views.kit.badge import Badge
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle
from tests.views.hands import OpenCase


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("steps", [0, 9])
def test_a_question_is_in_sight_and_nothing_stands_beyond_the_edge(
    open_case: OpenCase, office: Office, language: Language, steps: int
) -> None:
    window = open_case(MISSILES).window()
    assert isinstance(window, MainWindow)
    office.session.language.switch(language)
    window.resize(1024, 700)
    window.model.looks.enlarge(steps)
    settle()
    assert window.case is not None
    panel = window.case.request.question
    for fact in ("item_heading", "destination", "treaty_breach"):
        window.case.request.go_to_fact(fact)
        settle()
        QTest.qWait(20)
        assert panel._scroll.inside.width() <= panel._scroll.viewport().width(), fact
        assert not panel._question.visibleRegion().isEmpty(), fact
        chip = panel.findChild(Badge)
        place = panel._place.geometry()
        assert chip is not None
        assert not place.adjusted(0, 0, 4, 0).intersects(chip.geometry()), fact
