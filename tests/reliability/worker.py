"""Processes that work at a register until they are ended: python -m tests.reliability.worker.

Each line of the input is an order: FILE KIND NUMBER MOMENT VARIANT. A process of its own works at the file from the act
of this number on, with pauses, closing and opening, and says "did NUMBER" once an act was saved; when it has ended,
"ended" is said here. It ends itself before the system call of the number that MOMENT gives; where this is 0 it says its
"pid", and works until it is ended.
"""

import os
import random
import signal
import sys
from collections.abc import Callable
from contextlib import nullcontext
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.storage.register.file_key import FileKey
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


def main() -> None:
    """Make ready whatever is made once, then carry out the orders."""
    with TemporaryDirectory() as folder:
        Undisturbed(Path(folder), 30, None)
    say("ready")
    for line in sys.stdin:
        path, kind, number, moment, variant = line.rstrip("\n").split("\t")
        process = os.fork()
        if not process:
            try:
                work_as_ordered(Path(path), KEYS[kind], int(number), int(moment), variant)
            finally:
                os._exit(1)
        _, status = os.waitpid(process, 0)
        say(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
