"""`sekisho register new`: a training register, filled with the worked cases."""

from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import composition
from app.services.reading import claim_register
from app.storage.law.scenario_shelf import worked_cases
from app.storage.register import sqlite
from app.wording.language import Language
from tests.builders import WORKED_CASES
from tests.commands.conftest import Call


def number_of_cases(path: Path) -> int:
    """How many cases the register holds."""
    with closing(sqlite.connect(path)) as register:
        return int(register.execute("SELECT count(*) FROM cases").fetchone()[0])


def test_a_training_register_is_filled_with_the_worked_cases(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "training.sekisho"
    said = sekisho("register", "new", path, "--training")
    count = len(worked_cases(WORKED_CASES))
    assert said == (0, f"{path}: a training register with {count} cases was made.\n", "")
    assert number_of_cases(path) == count


def test_a_register_can_be_made_empty(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "training.sekisho"
    assert sekisho("register", "new", path, "--training", "--empty").status == 0
    assert number_of_cases(path) == 0


def test_a_register_is_for_training_as_long_as_there_is_no_other_kind(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "training.sekisho"
    assert sekisho("register", "new", path, "--empty").out == f"{path}: a training register with 0 cases was made.\n"


@pytest.mark.parametrize("options", [("--empty",), ()], ids=["empty", "filled"])
def test_a_register_that_is_there_is_left_alone(options: tuple[str, ...], sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "training.sekisho"
    path.write_bytes(b"mine")
    said = sekisho("register", "new", path, "--training", *options)
    assert (said.status, said.out) == (2, "")
    assert str(path) in said.err
    assert path.read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_named(sekisho: Call, tmp_path: Path) -> None:
    said = sekisho("register", "new", tmp_path / "nowhere" / "training.sekisho", "--training", "--empty")
    assert (said.status, said.out) == (2, "")
    assert "nowhere" in said.err


def test_a_register_is_claimed_for_writing_under_the_name_of_who_is_at_the_machine(tmp_path: Path) -> None:
    path, clock = tmp_path / "new.sekisho", composition.SystemClock()
    composition.make_training_register(path, Language.EN, is_empty=True)
    with composition.opened(path, clock) as work:
        assert not claim_register(work).is_read_only
