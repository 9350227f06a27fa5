"""A key that is held down only moves and types: it answers, records, confirms, removes and closes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.viewmodels.case.lines_model import CLOSE, WITHDRAW
from app.views.kit.keyboard import give_keyboard, stops_in
from app.views.window import screenshots
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.viewmodels.surroundings import LOOKS, MISSILES, Office
from tests.views.conftest import settle
from tests.views.hands import OpenCase, hold, repeat
from tests.views.window.conftest import SUBJECTS, practice, worked_cases

KEY = Qt.Key
ACTING = (KEY.Key_Return, KEY.Key_Space, KEY.Key_Escape, KEY.Key_Delete, KEY.Key_1)


def test_a_key_that_is_still_held_when_a_screen_or_dialog_comes_does_nothing_on_it(
    qapp: QApplication, tmp_path: Path
) -> None:
    """On every kind of stop of the keyboard: nothing reaches the register, and nothing is opened or closed."""
    looked: list[str] = []
    done: list[str] = []
    with worked_cases(tmp_path, Language.EN, "light") as model:
        database = model.session._runner._work.register.database  # type: ignore[attr-defined]
        for sight in screenshots.walk(model, LOOKS, practice(tmp_path), SUBJECTS):
            looked.append(sight.name)
            window = sight.dialog or sight.window
            window.activateWindow()
            settle()
            wrote = database.conn.total_changes
            done += _done_by_held_keys(window, lambda wrote=wrote: database.conn.total_changes != wrote)  # type: ignore[misc]
    assert len(looked) > 50
    assert done == []


def _done_by_held_keys(window: QWidget, has_written: Callable[[], bool]) -> list[str]:
    """The first thing that a key did which only repeats, on one stop of each kind."""
    kinds = {type(stop): stop for stop in stops_in(window) if not isinstance(stop, QLineEdit | QPlainTextEdit)}
    for stop in kinds.values():
        give_keyboard(stop)
        for key in ACTING:
            repeat(key, 2)
            is_elsewhere = QApplication.activeWindow() is not window or QApplication.activePopupWidget() is not None
            if is_elsewhere or has_written():
                return [f"{key.name} on {type(stop).__name__} {stop.accessibleName()}"]
    return []


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Space])
def test_enter_held_on_a_new_request_answers_nothing(open_case: OpenCase, office: Office, key: Qt.Key) -> None:
    view = open_case({})
    view.request.go_to_fact("weapon")
    view.window().activateWindow()
    settle()
    asked = view.model.fact.id
    hold(key)
    given = dict(view.model.interview.given)
    assert given == ({} if key is KEY.Key_Return else {"weapon": "yes"}), "the space bar chooses, once"
    assert view.model.fact.id == asked


@pytest.mark.parametrize("act", [CLOSE, WITHDRAW])
def test_enter_held_in_the_question_before_a_lasting_act_does_not_do_it(open_case: OpenCase, act: object) -> None:
    view = open_case(MISSILES)
    view.model.record()
    settle()
    act.do(view.model)  # type: ignore[attr-defined]
    settle()
    hold(KEY.Key_Return)
    assert not view.model.case.state.has_ended


def test_what_is_typed_may_repeat(open_window: Callable[[], MainWindow]) -> None:
    window = open_window()
    window.requests.search.setFocus()
    window.activateWindow()
    settle()
    repeat(KEY.Key_1, 3)
    assert window.requests.search.text() == "111"
