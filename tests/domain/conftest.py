"""The program's own rulebook and reference tables, read once."""

from pathlib import Path

import pytest

from app.domain.law.reference import Reference
from app.storage.law.program_editions import ProgramEditions
from app.storage.law.reference_shelf import read_reference
from app.storage.law.register_shelf import RegisterShelf

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The reference tables."""
    return read_reference(RESOURCES / "reference")


@pytest.fixture(scope="session")
def shelf(reference: Reference) -> RegisterShelf:
    """The editions."""
    return RegisterShelf(ProgramEditions(RESOURCES / "rulebooks" / "three-principles", lambda: reference))
