"""The process is ended at any moment: the register opens, is sound, and has what was told to be saved."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import ROOT
from tests.conftest import HowMany
from tests.reliability.desk import KEYS, Undisturbed, at_desk
from tests.reliability.system_calls import needs_linux

pytestmark = needs_linux


class Workers:
    """Sends processes to work at a register, and ends them."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path, undisturbed: Undisturbed) -> None:
        self._process = process
        self._undisturbed = undisturbed
        self._kind = next(kind for kind, key in KEYS.items() if key is undisturbed.key)
        self._path = folder / "training.sekisho"
        shutil.copy(undisturbed.begun, self._path)
        self.acts = undisturbed.acts

    def end_after(self, acts: int, seconds: float) -> None:
        """Let somebody do so many acts and go on for a while, and end the process.

        What was told to be saved is there then, in whole acts.
        """
        self._order(0)
        process, last = int(self._heard("pid")[0]), self.acts + acts
        while self.acts < last:
            self._heard("did")
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        self._look()

    def end_at(self, moment: int, variant: str = "") -> None:
        """Let the process end before the system call of a number; as above."""
        self._order(moment, variant)
        self._look()

    def _order(self, moment: int, variant: str = "") -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{self._path}\t{self._kind}\t{self.acts + 1}\t{moment}\t{variant}\n")
        self._process.stdin.flush()

    def _heard(self, word: str) -> list[str]:
        """What follows a word, once it is said; what was done is taken note of."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said, *rest = line.split()
            if said == "did":
                self.acts = int(rest[0])
            if said == word:
                return rest
        raise AssertionError("nobody answers any more")

    def _look(self) -> None:
        assert self._heard("ended") == [str(-signal.SIGKILL)]
        told = self.acts
        with at_desk(self._path, told + 1, self._undisturbed.key) as desk:
            assert desk.work.claim()
        self.acts = self._undisturbed.acts_in(self._path, told, under_way=1)


@pytest.fixture(scope="module")
def process() -> Iterator["subprocess.Popen[str]"]:
    """From which the others are made, so that each of them begins at once."""
    command = [sys.executable, "-m", "tests.reliability.worker"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def workers(process: "subprocess.Popen[str]", tmp_path: Path, undisturbed: Undisturbed) -> Workers:
    """Who work at a register."""
    return Workers(process, tmp_path, undisturbed)


def test_ending_the_process_at_random_moments_loses_nothing_that_was_saved(workers: Workers, how_many: HowMany) -> None:
    chance = random.Random(20260421)  # noqa: S311 - moments to end a process at, not a secret
    for _ in range(how_many(30, long=250)):
        workers.end_after(chance.randrange(8), chance.uniform(0, 0.02))
    assert workers.acts > 60


def test_ending_the_process_before_any_of_its_system_calls_loses_nothing_that_was_saved(
    workers: Workers, how_many: HowMany
) -> None:
    chance = random.Random(20260421)  # noqa: S311 - as above
    for _ in range(how_many(30, long=250)):
        workers.end_at(chance.randrange(1, 400))
    assert workers.acts > 60


def test_a_program_that_tells_before_it_has_saved_is_found_out(workers: Workers) -> None:
    chance = random.Random(20260421)  # noqa: S311 - as above
    found = 0
    for _ in range(10):
        before = workers.acts
        try:
            workers.end_at(chance.randrange(1, 400), "told before")
        except AssertionError:
            workers.acts = before
            found += 1
    assert found > 3
