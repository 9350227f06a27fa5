"""An official at an empty training register, for tests of the use cases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import Official, a_register_file, an_official, opened
from tests.fakes import TickingClock


@pytest.fixture
def official(tmp_path: Path) -> Iterator[Official]:
    """An empty training register at work."""
    clock = TickingClock()
    with opened(a_register_file(tmp_path), clock) as work:
        yield an_official(work, clock)
