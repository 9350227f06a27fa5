"""What the tests of reliability share."""

import pytest

from tests.builders import a_register_file
from tests.reliability.desk import KEYS, Undisturbed


@pytest.fixture(scope="session", params=list(KEYS))
def undisturbed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """A register on which nothing goes wrong, plain and encrypted."""
    key = KEYS[request.param]
    return Undisturbed(a_register_file(tmp_path_factory.mktemp("undisturbed"), file_key=key), key, acts=40)
