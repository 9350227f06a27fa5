"""The tests themselves are watched: what would go unseen elsewhere fails here."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WATCHED = """
import logging
import warnings

import pytest
from PySide6.QtCore import qWarning


def test_logs_a_warning():
    logging.getLogger("sekisho").warning("the disk is nearly full")


def test_announces_the_warning_it_logs(caplog):
    with caplog.at_level(logging.WARNING):
        logging.getLogger("sekisho").warning("the disk is nearly full")


def test_logs_what_everybody_may_see():
    logging.getLogger("sekisho").info("opened")


def test_uses_what_is_deprecated():
    warnings.warn("old", DeprecationWarning, stacklevel=1)


def test_displeases_qt(qtbot):
    qWarning("no such property")


@pytest.mark.long
def test_takes_minutes():
    pass


@pytest.mark.xfail
def test_passes_although_it_was_given_up():
    pass


def test_counts(how_many):
    print("counted", how_many(2, long=20))


def test_keeps_to_one_day(clock):
    assert clock.now().isoformat() == "2026-11-22T03:00:00+00:00"
    clock.advance(hours=12)
    assert clock.today().isoformat() == "2026-11-23"
"""


def outcomes(project: Path, *options: str) -> dict[str, str]:
    """What pytest says of each watched test: its worst outcome."""
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    run = subprocess.run(command, cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False)
    said = re.findall(r"^(PASSED|FAILED|ERROR) \S+::test_(\w+)", run.stdout, re.MULTILINE)
    return {name: outcome.lower() for outcome, name in sorted(said, key=lambda pair: pair[0] != "PASSED")} | {
        "counted": "".join(re.findall(r"counted (\d+)", run.stdout))
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that is tested under the same rules."""
    project = tmp_path_factory.mktemp("watched")
    (project / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", project)
    shutil.copy(ROOT / "tests" / "conftest.py", project / "tests")
    (project / "tests" / "test_watched.py").write_text(WATCHED, encoding="utf-8")
    return project


def test_what_goes_wrong_unseen_fails_the_test(project: Path) -> None:
    assert outcomes(project) == {
        "logs_a_warning": "error",
        "announces_the_warning_it_logs": "passed",
        "logs_what_everybody_may_see": "passed",
        "uses_what_is_deprecated": "failed",
        "displeases_qt": "failed",
        "passes_although_it_was_given_up": "failed",
        "counts": "passed",
        "keeps_to_one_day": "passed",
        "counted": "2",
    }


def test_the_full_counts_run_when_they_are_asked_for(project: Path) -> None:
    said = outcomes(project, "--long", "-k", "takes_minutes or counts")
    assert said == {"takes_minutes": "passed", "counts": "passed", "counted": "20"}
