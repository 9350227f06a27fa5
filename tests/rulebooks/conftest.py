"""The program's own rulebook and reference tables, read once without a cache."""

import pytest

from app.domain.law.reference import Reference
from app.storage.law.program_editions import ProgramEditions
from app.storage.law.reference_shelf import read_reference
from app.storage.law.register_shelf import RegisterShelf
from tests.rulebooks.broken_files import EDITIONS, REFERENCE


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The reference tables."""
    return read_reference(REFERENCE)


@pytest.fixture(scope="session")
def shelf(reference: Reference) -> RegisterShelf:
    """The editions."""
    return RegisterShelf(ProgramEditions(EDITIONS, lambda: reference))
