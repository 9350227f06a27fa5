"""The worked cases in a window, and a live register for one."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app import paths
from app.bootstrap import composition
from app.bootstrap.registers import PictureRegister
from app.bootstrap.window import window_model
from app.storage.keys import register_seals
from app.viewmodels.session.background import Inline
from app.viewmodels.window.picture_model import Practice, picture_subjects, practice_law
from app.viewmodels.window.window_model import WindowModel
from app.wording.language import Language
from tests.live_office import LiveOffice
from tests.storage.keys.conftest import least
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


@pytest.fixture
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase takes no time to be tried, and a wrong one is in no log."""
    monkeypatch.setattr(register_seals, "new_derivation", least)
    monkeypatch.setattr("app.bootstrap.keyring.log_wrong_passphrase", lambda _account, _count: None)


@pytest.fixture
def live(tmp_path: Path, quick_passphrases: None) -> LiveOffice:
    """A live register that Sato has just made."""
    return LiveOffice(tmp_path)
