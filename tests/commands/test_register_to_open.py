"""Which register the window opens."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app import paths
from app.bootstrap.composition import SystemClock
from app.bootstrap.registers import OpenRegister, to_open
from app.domain.errors import Mendable
from app.viewmodels.window.recent_registers import note_recent
from app.wording.language import Language
from tests.builders import a_register_file
from tests.viewmodels.surroundings import Memory

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The training register in the user's folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setattr(paths, "data_folder", lambda: folder)
    return a_register_file(folder)


def opened_before(*registers: Path) -> Memory:
    """What is kept where these were open, the last of them last."""
    kept = Memory()
    for at, register in enumerate(registers):
        note_recent(kept, str(register), NOON + timedelta(hours=at))
    return kept


def test_at_the_first_start_it_is_the_training_register(training: Path) -> None:
    assert to_open(None, Memory(), Language.EN) == (training, None)
    assert to_open(None, Memory(registers=json.dumps(["nothing"])), Language.EN) == (training, None)


def test_it_is_the_one_that_was_worked_in_last(training: Path, tmp_path: Path) -> None:
    copy = a_register_file(tmp_path, "training.kept.20261122T000000Z.sekisho")
    assert to_open(None, opened_before(training, copy), Language.EN) == (copy, None)
    assert to_open(None, opened_before(copy, training), Language.EN) == (training, None)


def test_the_one_that_is_named_comes_before_it(training: Path, tmp_path: Path) -> None:
    named, last = a_register_file(tmp_path, "named.sekisho"), a_register_file(tmp_path, "last.sekisho")
    assert to_open(str(named), opened_before(last), Language.EN) == (named, None)
    with pytest.raises(Mendable):
        to_open(str(tmp_path / "missing.sekisho"), opened_before(last), Language.EN)


@pytest.mark.parametrize("happens", [Path.unlink, lambda path: path.write_bytes(b"something else" * 100)])
def test_where_it_can_not_be_opened_the_one_before_it_is_and_that_is_said(
    training: Path, tmp_path: Path, happens: object
) -> None:
    before, last = a_register_file(tmp_path, "before.sekisho"), a_register_file(tmp_path, "last.sekisho")
    happens(last)  # type: ignore[operator]
    path, said = to_open(None, opened_before(before, last), Language.EN)
    assert path == before
    assert str(last) in str(said)
    assert str(before) in str(said)
    path, said = to_open(None, opened_before(last), Language.EN)
    assert path == training
    assert str(last) in str(said)


def test_a_training_register_that_is_gone_is_made_anew_and_that_is_said(training: Path) -> None:
    training.unlink()
    path, said = to_open(None, opened_before(training), Language.EN)
    assert path == training
    assert "made anew" in str(said)


def test_a_newer_copy_is_found_though_the_register_was_looked_into_before(training: Path) -> None:
    copy = a_register_file(training.parent, "training.kept.20261122T000000Z.sekisho")
    path, _said = to_open(str(training), Memory(), Language.EN)
    assert OpenRegister(path, SystemClock()).newer_copy == str(copy)
    os.utime(copy, (0, 0))
    assert OpenRegister(path, SystemClock()).newer_copy == ""
