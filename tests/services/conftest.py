"""A desk with an empty training register, for tests of the use cases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import Desk, a_register_file, opened
from tests.fakes import TickingClock


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty training register at work."""
    clock = TickingClock()
    with opened(a_register_file(tmp_path), clock) as work:
        yield Desk(work, clock)
