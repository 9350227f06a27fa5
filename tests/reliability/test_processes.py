"""Processes are ended at any moment, and write beside one another: what was told to be saved is there, whole."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.storage.register.connections import connect
from app.storage.register.soundness import damage_of
from tests.builders import ROOT
from tests.conftest import HowMany
from tests.reliability.desk import KEYS, Undisturbed, at_desk, verified
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
        self.begun_with = self.acts = undisturbed.acts

    def end_after(self, acts: int, seconds: float) -> None:
        """Let somebody do so many acts and go on for a while, and end the process.

        What was told to be saved is there then, in whole acts.
        """
        self._order(0)
        process, last = int(self._heard("pid")), self.acts + acts
        while self.acts < last:
            self._heard("did")
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        self._look()

    def end_at(self, moment: int, variant: str = "") -> None:
        """Let the process end before the system call of a number; as above."""
        self._order(moment, variant)
        self._look()

    def write_together(self, cases: int, variant: str) -> None:
        """Let three processes open so many cases each; all of them are there then, and nothing else."""
        self._order(0, variant, cases)
        told: list[str] = []
        ended: list[str] = []
        while len(ended) < 3:
            said, what = self._line()
            (told if said == "did" else ended).append(what)
        assert ended == ["0"] * 3
        assert sorted(told) == sorted(f"{name}-{number}" for name in "ABC" for number in range(cases))
        key = self._undisturbed.key
        with (
            closing(connect(self._path, "ro", key)) as there,
            closing(connect(self._undisturbed.begun, "ro", key)) as before,
        ):
            now, then = (set(each.execute("SELECT number FROM cases").fetchall()) for each in (there, before))
        assert now - then == {(case,) for case in told}
        assert damage_of(self._path, lambda _share: None, key) is None
        assert verified(self._path, key) == []

    def _order(self, moment: int, variant: str = "", number: int | None = None) -> None:
        assert self._process.stdin is not None
        order = self._path, self._kind, self.acts + 1 if number is None else number, moment, variant
        self._process.stdin.write("\t".join(map(str, order)) + "\n")
        self._process.stdin.flush()

    def _heard(self, word: str) -> str:
        """What follows a word, once it is said; what was done is taken note of."""
        while True:
            said, what = self._line()
            if said == "did":
                self.acts = int(what)
            if said == word:
                return what

    def _line(self) -> tuple[str, str]:
        assert self._process.stdout is not None
        said, what = self._process.stdout.readline().split()
        return said, what

    def _look(self) -> None:
        assert self._heard("ended") == str(-signal.SIGKILL)
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
    moments = [(chance.randrange(4), chance.uniform(0, 0.02)) for _ in range(how_many(30, long=250))]
    for acts, seconds in moments:
        workers.end_after(acts, seconds)
    assert workers.acts >= workers.begun_with + sum(acts for acts, _seconds in moments) > 80


def test_ending_the_process_before_any_of_its_system_calls_loses_nothing_that_was_saved(
    workers: Workers, how_many: HowMany
) -> None:
    chance = random.Random(20260421)  # noqa: S311 - as above
    for _ in range(how_many(30, long=250)):
        # With its entry, and its part of opening the register, an act takes about eighty calls.
        workers.end_at(chance.randrange(1, 800))
    assert workers.acts > workers.begun_with + 100


@pytest.mark.parametrize("undisturbed", ["plain"], indirect=True)
def test_a_program_that_tells_before_it_has_saved_is_found_out(workers: Workers) -> None:
    chance = random.Random(20260421)  # noqa: S311 - as above
    found = 0
    for _ in range(10):
        before = workers.acts
        try:
            workers.end_at(chance.randrange(1, 300), "told before")
        except AssertionError:
            workers.acts = before
            found += 1
    assert found > 3


@pytest.mark.parametrize("variant", ["in turn", "at once"])
def test_what_three_processes_write_all_stands(workers: Workers, variant: str) -> None:
    """They are told who writes and wait; or, where a drive knows no locks of that kind, come one after another."""
    workers.write_together(12, variant)


@pytest.mark.parametrize("undisturbed", ["plain"], indirect=True)
def test_a_program_that_reads_the_end_of_the_ledger_too_early_is_found_out(workers: Workers) -> None:
    with pytest.raises(AssertionError):
        workers.write_together(40, "careless")
