"""What the tests of reliability share."""

import pytest

from tests.reliability.desk import KEYS, Undisturbed


@pytest.fixture(scope="session", params=list(KEYS))
def undisturbed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """A register on which nothing goes wrong, plain and encrypted."""
    return Undisturbed(tmp_path_factory.mktemp("undisturbed"), 40, KEYS[request.param])
