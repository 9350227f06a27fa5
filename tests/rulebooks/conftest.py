"""The program's own rulebook and reference tables, read once without a cache."""

import pytest

from app.domain.law.reference import Reference
from app.storage.law.reference_shelf import read_reference
from app.storage.law.rulebook_shelf import EditionShelf
from tests.rulebooks.broken_files import EDITIONS, REFERENCE


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The reference tables."""
    return read_reference(REFERENCE)


@pytest.fixture(scope="session")
def shelf(reference: Reference) -> EditionShelf:
    """The editions."""
    return EditionShelf(EDITIONS, reference)
