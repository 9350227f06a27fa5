"""The worked cases in a window."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app import paths
from app.bootstrap import composition
from app.bootstrap.registers import PictureRegister
from app.bootstrap.window import window_model
from app.viewmodels.session.background import Inline
from app.viewmodels.window.picture_model import Practice, picture_subjects, practice_law
from app.viewmodels.window.window_model import WindowModel
from app.wording.language import Language
from tests.viewmodels.surroundings import Memory

SUBJECTS = picture_subjects(paths.PICTURES)


@cache
def _worked_register(language: Language) -> bytes:
    """What is in the file of a register with the worked cases: made once in each process, as that takes a while."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "worked.sekisho"
        composition.make_training_register(path, language, is_empty=False)
        return path.read_bytes()


@contextmanager
def worked_cases(folder: Path, language: Language, theme: str) -> Iterator[WindowModel]:
    """The window's model on a register with the worked cases."""
    path = folder / "worked.sekisho"
    clock = composition.SystemClock()
    path.write_bytes(_worked_register(language))
    with composition.opened(path, clock) as work:
        files = PictureRegister(clock)
        model = window_model(Inline(work), clock, Memory(theme=theme), language, files=files)
        yield model
        # What the window does in pauses ends with it: the register is closed now.
        model.close()


def practice(folder: Path) -> Practice:
    """Invented law to put in force."""
    return practice_law(paths.PRACTICE_EDITION, paths.REFERENCE, folder)
