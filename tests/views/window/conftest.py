"""The worked cases in a window, and every screen of it one after another."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app import paths
from app.bootstrap import composition
from app.bootstrap.window import window_model
from app.viewmodels.session.background import Inline
from app.viewmodels.window.picture_model import Practice, picture_subjects, practice_law
from app.viewmodels.window.window_model import WindowModel
from app.views.window import screenshots
from app.wording.language import Language
from tests.viewmodels.surroundings import Memory

SUBJECTS = picture_subjects(paths.PICTURES)
Look = Callable[[QWidget], None]


@contextmanager
def worked_cases(folder: Path, language: Language, theme: str) -> Iterator[WindowModel]:
    """The window's model on a register with the worked cases."""
    path = folder / "worked.sekisho"
    clock = composition.SystemClock()
    composition.make_training_register(path, language, is_empty=False)
    with composition.opened(path, clock) as work:
        yield window_model(Inline(work), clock, Memory(theme=theme), language)


def practice(folder: Path) -> Practice:
    """Invented law to put in force."""
    return practice_law(paths.PRACTICE_EDITION, paths.REFERENCE, folder)


@pytest.fixture
def look_at_each(monkeypatch: pytest.MonkeyPatch) -> Callable[[Look], None]:
    """Has each screen looked at when its picture is taken."""

    def have(look: Look) -> None:
        for name in ("_window", "_dialog"):
            take = getattr(screenshots, name)

            def taken(window: QWidget, *rest: object, take: Callable[..., object] = take) -> object:
                picture = take(window, *rest)
                look(window)
                return picture

            monkeypatch.setattr(screenshots, name, taken)

    return have
