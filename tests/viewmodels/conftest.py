"""A session before an empty training register, for tests of the view-models."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.viewmodels.surroundings import Office, an_office


@pytest.fixture
def office(qapp: object, tmp_path: Path) -> Iterator[Office]:
    """An empty training register with a session before it, in English."""
    with an_office(tmp_path) as office:
        yield office
