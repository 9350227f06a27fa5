"""The command line called as a user would, in this process."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from app.bootstrap.program import run
from tests.builders import a_register_file, an_official, opened
from tests.fakes import TickingClock


class Said(NamedTuple):
    """What a call came to: its exit status, what it printed, and what it complained of."""

    status: int
    out: str
    err: str


Call = Callable[..., Said]


@pytest.fixture(autouse=True)
def _plain_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages are in English, whatever the language of the person who runs the tests."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")


@pytest.fixture
def sekisho(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the program with these arguments."""

    def call(*arguments: str | Path) -> Said:
        capsys.readouterr()
        try:
            status = run([str(argument) for argument in arguments])
        except SystemExit as ended:  # how the help and a slip in an option end
            status = int(ended.code or 0)
        out, err = capsys.readouterr()
        return Said(status, out, err)

    return call


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register with one case, in a folder of its own."""
    (tmp_path / "here").mkdir()
    path = a_register_file(tmp_path / "here")
    with opened(path) as work:
        an_official(work, TickingClock()).a_case({"weapon": "yes"})
    return path
