"""Processes that work at a register until they are ended: python -m tests.reliability.worker.

Each line of the input is an order: FILE KIND NUMBER MOMENT VARIANT. A process of its own works at the file from the act
of this number on, with pauses, closing and opening, and says "did NUMBER" once an act was saved; when it has ended,
"ended" is said here. It ends itself before the system call of the number that MOMENT gives; where this is 0 it says its
"pid", and works until it is ended. With the variants "in turn", "at once" and "careless" three processes open so many
cases each, and say which, "did CASE"; "ended" is said of each.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.domain.errors import Mendable
from app.storage.register.file_key import FileKey
from tests.builders import a_register_file
from tests.reliability import broken
from tests.reliability.desk import KEYS, Undisturbed, at_desk
from tests.reliability.system_calls import Call, looked_at, the_library


def say(line: str) -> None:
    """Tell the test, at once and whole."""
    os.write(1, f"{line}\n".encode())


def work(path: Path, key: FileKey | None, number: int, told: Callable[[int], None]) -> None:
    """Work at a register until something ends it."""
    chance = random.Random(number)  # noqa: S311 - when to pause, not a secret
    while True:
        with at_desk(path, number, key) as desk:
            for _ in range(chance.randrange(2, 12)):
                desk.do(number)
                told(number)
                if chance.random() < 0.2:
                    desk.work.tend()
                number += 1


def end_itself() -> None:
    """As the system ends a process: without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


def work_as_ordered(path: Path, key: FileKey | None, number: int, moment: int, variant: str) -> None:
    """Carry out an order."""
    calls = count(1)

    def watch(_call: Call) -> int:
        if next(calls) == moment:
            end_itself()
        return 0

    def told(done: int) -> None:
        if variant != "told before":
            say(f"did {done}")

    with (
        pytest.MonkeyPatch.context() as patch,
        looked_at(the_library(), path.parent, watch) if moment else nullcontext(),
    ):
        if variant == "told before":
            numbers = count(number)
            broken.with_telling_before(patch, lambda: say(f"did {next(numbers)}"))
        if not moment:
            say(f"pid {os.getpid()}")
        work(path, key, number, told)


def open_cases(path: Path, key: FileKey | None, name: str, cases: int) -> None:
    """Open so many cases among others who do the same; whoever is refused tries again."""
    chance = random.Random(name)  # noqa: S311 - when to give way, not a secret
    left = [f"{name}-{number}" for number in range(cases)]
    while left:
        with suppress(Mendable), at_desk(path, 1, key) as desk:
            for case in left[: chance.randrange(1, 4)]:
                desk.open_case(case)
                left.remove(case)
                say(f"did {case}")
        time.sleep(chance.uniform(0, 0.005))


def in_processes(acts: Sequence[Callable[[], None]]) -> list[int]:
    """Do things in processes of their own, which begin together; their numbers."""
    start, started = os.pipe()
    processes = []
    for act in acts:
        process = os.fork()
        if not process:
            try:
                os.close(started)
                os.read(start, 1)  # until the other end is closed
                act()
                os._exit(0)
            finally:
                os._exit(1)
        processes.append(process)
    os.close(started)
    os.close(start)
    return processes


def main() -> None:
    """Make ready whatever is made once, then carry out the orders."""
    with TemporaryDirectory() as folder:
        Undisturbed(a_register_file(Path(folder)), None, acts=30)
    say("ready")
    for line in sys.stdin:
        path, kind, number, moment, variant = line.rstrip("\n").split("\t")
        place = Path(path), KEYS[kind]
        with pytest.MonkeyPatch.context() as patch:
            if variant in ("at once", "careless"):
                broken.without_a_lock(patch)
            if variant == "careless":
                broken.with_the_end_of_the_ledger_read_before(patch)
            if variant in ("in turn", "at once", "careless"):
                acts = [partial(open_cases, *place, name, int(number)) for name in ("A", "B", "C")]
            else:
                acts = [partial(work_as_ordered, *place, int(number), int(moment), variant)]
            for process in in_processes(acts):
                say(f"ended {os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])}")


if __name__ == "__main__":
    main()
