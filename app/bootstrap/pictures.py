"""The screens drawn into files, without a display."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.bootstrap import registers
from app.bootstrap.composition import SystemClock, make_training_register, opened
from app.bootstrap.qt_libraries import QT_ARGUMENTS, ensure_libraries
from app.bootstrap.window import looks, window_model
from app.domain.errors import Mendable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.viewmodels.window.picture_model import PictureSubjects, Practice
    from app.viewmodels.window.window_model import WindowModel
    from app.wording.language import Language


def draw_screens(folder: Path, language: Language, theme: str) -> list[Path]:
    """Draw every screen with the worked cases, without a display; the files drawn."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    ensure_libraries()

    from PySide6.QtCore import qInstallMessageHandler

    from app.views.window.screenshots import draw_screens as draw

    qInstallMessageHandler(_tell_of_qt)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Mendable("{folder} cannot be made: {why}.", folder=str(folder), why=error.strerror) from error
    with on_worked_cases(language, theme) as (model, practice, subjects):
        try:
            return draw(model, looks(), folder, practice, subjects)
        except OSError as error:
            raise Mendable("{file} cannot be written: {why}.", file=error.filename, why=error.strerror) from error


def _tell_of_qt(_kind: object, _context: object, message: str) -> None:
    """What Qt has to say; not that pictures in memory have no window manager, which it says of each window."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(message + "\n")


@contextmanager
def on_worked_cases(language: Language, theme: str) -> Iterator[tuple[WindowModel, Practice, PictureSubjects]]:
    """The view-model of a window on a register of the worked cases, law to practise on, and what to show of both.

    Everything is done at once, on the thread of the caller; the register is gone after the block.
    """
    from tempfile import TemporaryDirectory

    from PySide6.QtWidgets import QApplication

    from app.storage.files.preferences_file import PreferencesFile
    from app.viewmodels.session.background import Inline
    from app.viewmodels.window.picture_model import picture_subjects, practice_law

    application = QApplication.instance() or QApplication(QT_ARGUMENTS)
    clock = SystemClock()
    with TemporaryDirectory() as place:
        path = Path(place) / "training.sekisho"
        make_training_register(path, language, is_empty=False)
        with opened(path, clock) as work:
            preferences = PreferencesFile(Path(place) / "preferences.json")
            preferences.keep("theme", theme)
            files = registers.PictureRegister(clock)
            model = window_model(Inline(work), clock, preferences, language, files=files)
            yield (
                model,
                practice_law(paths.PRACTICE_EDITION, paths.REFERENCE, Path(place)),
                picture_subjects(paths.PICTURES),
            )
            # What the window does in pauses ends with it.
            model.close()
    del application
