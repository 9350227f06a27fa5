"""A register that is encrypted, with its seals beside it, and passphrases that are tried quickly."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.keys import register_seals
from app.storage.keys.sealing import Chance, Derivation
from tests.storage.keys.office import Office


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    """The least that is read back at all; the parameters of the program have a test of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(register_seals, "new_derivation", least)
        yield


def least(chance: Chance) -> Derivation:
    """Parameters that are quick to try."""
    return Derivation(chance(16), iterations=2, memory=19 * 1024, lanes=1)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that is made once, and left as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(register_seals, "new_derivation", least)
        return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    """Two people, a recovery sheet, and a register with a case in it that nobody has open."""
    return made.moved_to(tmp_path)
