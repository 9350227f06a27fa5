"""A real window on a real register, with the thread that the program uses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import composition
from app.bootstrap.window import looks, window_model
from app.storage.files.preferences_file import PreferencesFile
from app.viewmodels.session.background import Background
from app.views.questions import question_panel
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.journeys.person import Person


@pytest.fixture(autouse=True)
def _reads_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person of these journeys answers sooner than anybody who reads."""
    monkeypatch.setattr(question_panel, "_MOMENT", -1)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """An empty training register."""
    path = tmp_path / "journey.sekisho"
    composition.make_training_register(path, Language.EN, is_empty=True)
    return path


@pytest.fixture
def person(qtbot: QtBot, register: Path, tmp_path: Path) -> Iterator[Person]:
    """A person at the window that shows the list of requests, in English."""
    clock = composition.SystemClock()
    runner = Background(lambda: composition.opened(register, clock, is_claimed=False))
    model = window_model(runner, clock, PreferencesFile(tmp_path / "preferences.json"), Language.EN)
    window = MainWindow(model, looks())
    qtbot.addWidget(window)
    window.show()
    model.start()
    qtbot.waitUntil(lambda: model.heading is not None, timeout=10_000)
    yield Person(qtbot, window)
    window.close()
    # A window that is still saving closes later: the thread of the register would keep the interpreter from ending.
    model.close()
