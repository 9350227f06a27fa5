"""A register on the disk, and an official who works on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import Official, a_register_file, an_official, opened
from tests.fakes import TickingClock


@pytest.fixture
def register_file(tmp_path: Path) -> Path:
    """An empty training register that nobody has open."""
    return a_register_file(tmp_path)


@pytest.fixture
def official(register_file: Path) -> Iterator[Official]:
    """The same register at work."""
    clock = TickingClock()
    with opened(register_file, clock) as work:
        yield an_official(work, clock)
