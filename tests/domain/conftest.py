"""The program's own rulebook and reference tables, read once."""

from pathlib import Path

import pytest

from app.domain.law.reference import Reference
from app.storage.law.reference_shelf import read_reference
from app.storage.law.rulebook_shelf import EditionShelf

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The reference tables."""
    return read_reference(RESOURCES / "reference")


@pytest.fixture(scope="session")
def shelf(reference: Reference) -> EditionShelf:
    """The editions."""
    return EditionShelf(RESOURCES / "rulebooks" / "three-principles", reference)
