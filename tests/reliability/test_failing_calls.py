"""A system call fails, whichever it is: it is said in a sentence, nothing is lost, and one can work on."""

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from app.domain.errors import Mendable
from app.storage.register import database, sqlite
from tests.conftest import HowMany
from tests.reliability import broken
from tests.reliability.desk import Undisturbed, at_desk
from tests.reliability.system_calls import Call, looked_at, needs_linux, the_library

pytestmark = needs_linux

#: Of so many acts each run is.
ACTS = 8
#: The calls for which a disk needs room.
_NEED_ROOM = ("write", "truncate")


class Fault(NamedTuple):
    """The call of this number fails, and for as long as it `stays` so does each after it."""

    number: int
    error: int
    stays: bool


class Disk:
    """A disk at fault."""

    def __init__(self, fault: Fault) -> None:
        self.calls = 0
        #: The numbers of those calls that wait for the disk.
        self.waits: list[int] = []
        self._fault = fault
        self._is_mended = False

    def mend(self) -> None:
        """From now on nothing fails."""
        self._is_mended = True

    def watch(self, call: Call) -> int:
        """Fail where it is time to."""
        number, error, stays = self._fault
        if self._is_mended or (error == errno.ENOSPC and not (call.makes or call.name in _NEED_ROOM)):
            return 0
        self.calls += 1
        if call.name == "sync":
            self.waits.append(self.calls)
        return error if self.calls == number or (stays and self.calls > number) else 0


class Run:
    """Acts at a register whose disk is at fault until somebody was told."""

    def __init__(self, path: Path, undisturbed: Undisturbed) -> None:
        self._path = path
        self._undisturbed = undisturbed
        self.done = undisturbed.acts
        self.said: list[str] = []

    def with_fault(self, fault: Fault) -> Disk:
        """Do the acts; the disk, with the calls until the fault was mended."""
        shutil.copy(self._undisturbed.begun, self._path)
        disk = Disk(fault)
        with looked_at(the_library(), self._path.parent, disk.watch):
            while self.done < self._undisturbed.acts + ACTS:
                with self._hindered(disk):
                    self._work(disk)
        disk.mend()
        self._undisturbed.acts_in(self._path, self.done)
        return disk

    def _work(self, disk: Disk) -> None:
        """Work from the opening of the register to its closing, with a pause."""
        with at_desk(self._path, self.done + 1, self._undisturbed.key) as desk:
            for turn in range(ACTS // 2):
                before = len(self.said)
                with self._hindered(disk):
                    desk.do(self.done + 1)
                if len(self.said) > before:
                    self._undisturbed.acts_in(self._path, self.done)
                    desk.do(self.done + 1)
                self.done += 1
                if turn == 1:
                    with self._hindered(disk):
                        desk.work.tend()

    @contextmanager
    def _hindered(self, disk: Disk) -> Iterator[None]:
        """A block that may be refused, in a sentence that is true even if the process ends then; the disk is mended."""
        try:
            yield
        except Mendable as sentence:
            self.said.append(str(sentence))
            ended = self._path.parent.with_name("ended")
            shutil.rmtree(ended, ignore_errors=True)
            shutil.copytree(self._path.parent, ended, ignore=shutil.ignore_patterns("*-shm", "*.holder"))
            disk.mend()
            with at_desk(ended / self._path.name, self.done + 1, self._undisturbed.key) as desk:
                assert desk.work.claim()
            may_be_there = "it may be there when the register is opened again" in self.said[-1]
            self._undisturbed.acts_in(ended / self._path.name, self.done, under_way=int(may_be_there))


@pytest.fixture(autouse=True)
def _little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies beside the file is brought into it after a few acts already."""
    monkeypatch.setattr(database, "_MOST_BESIDE", 60_000)


def tried(folder: Path, undisturbed: Undisturbed, fault: Fault) -> tuple[Disk, list[str]]:
    """The disk after a run with a fault, and what was said."""
    place = folder / "place"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    run = Run(place / "training.sekisho", undisturbed)
    return run.with_fault(fault), run.said


def faults(folder: Path, undisturbed: Undisturbed, error: int, stays: bool, count: int) -> Iterator[Fault]:
    """So many faults, at calls that are spread over a whole run, and at the calls that wait for the disk; or at all."""
    disk, said = tried(folder, undisturbed, Fault(0, error, False))
    assert said == []
    numbers = {*range(1, disk.calls + 1, max(1, disk.calls // count)), *disk.waits[:: max(1, 30 // count)]}
    return (Fault(number, error, stays) for number in sorted(numbers))


@pytest.mark.parametrize("stays", [False, True], ids=["once", "from-then-on"])
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC], ids=["fails", "full"])
def test_a_call_that_fails_is_told_in_a_sentence_and_nothing_is_lost(
    tmp_path: Path, undisturbed: Undisturbed, how_many: HowMany, error: int, stays: bool
) -> None:
    told = 0
    for fault in faults(tmp_path, undisturbed, error, stays, how_many(9, long=10_000)):
        _, said = tried(tmp_path, undisturbed, fault)
        assert all(str(tmp_path) in sentence for sentence in said)
        told += bool(said)
    assert told > 5


@pytest.mark.parametrize("undisturbed", ["plain"], indirect=True)
@pytest.mark.parametrize(
    "break_it",
    [broken.with_swallowing, broken.without_sentences, broken.without_taking_back, broken.refusing_what_is_saved],
)
def test_a_program_that_passes_over_what_fails_is_found_out(
    tmp_path: Path, undisturbed: Undisturbed, break_it: Callable[[pytest.MonkeyPatch], None]
) -> None:
    found = 0
    for fault in faults(tmp_path, undisturbed, errno.EIO, False, 10):
        with pytest.MonkeyPatch.context() as patch:
            break_it(patch)
            try:
                tried(tmp_path, undisturbed, fault)
            except (AssertionError, sqlite.Error):
                found += 1
    assert found > 0
