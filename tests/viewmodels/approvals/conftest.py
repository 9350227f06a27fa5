"""A register on which a rehearsal was played so far."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.bootstrap.rehearsals import StageAtHand, fresh_stage, read_rehearsal
from app.rehearsals.given import Given
from app.rehearsals.playing import play
from tests.builders import ROOT

Played = Callable[[str, int], StageAtHand]


@pytest.fixture
def played(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    """Plays the first acts of a rehearsal of the repository."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with ExitStack() as stack:

        def play_it(stem: str, acts: int) -> StageAtHand:
            path = ROOT / "resources" / "rehearsals" / f"{stem}.toml"
            rehearsal = read_rehearsal(path, frozenset({"meti"}))
            stage = stack.enter_context(fresh_stage(rehearsal))
            play(rehearsal.acts[:acts], stage, Given(), lambda _played: None)
            return stage

        yield play_it
