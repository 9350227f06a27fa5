"""A process of its own that works on a register, for tests that end it or look on: python typist.py FILE MODE.

`make` makes a register. `hold` opens it for writing and waits for a line on its input. `list` says whether it can only
be read, and how many cases are in it. `type` gives answers until it is ended, and
writes each to its output once it was saved; with a limit on the size of files it types until the disk is full, and says
so in a last line.
"""

import sys
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from app.domain.errors import Mendable
from app.services.ports import Holder
from app.services.reading import list_cases, read_heading
from tests.builders import Official, a_register_file, an_official, opened, the_shelf
from tests.fakes import TickingClock

OTHER = Holder("Taro Sato", "desk-8", 815, datetime(2026, 11, 20, 1, 30, tzinfo=UTC))


def say(line: str) -> None:
    """Tell the test, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def type_answers(official: Official, limit: int | None) -> None:
    """Open cases and give answers, in an order known to the test, until something stops it."""
    if limit is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    while True:
        line_id = official.a_case().lines[0].id
        # The next value each time round: an answer that says the same again is not saved anew.
        for turn, fact in product(range(5), ("item_heading", "form", "weapon", "treaty_breach", "unsc_breach")):
            choices = the_shelf().vocabulary[fact].values
            value = choices[turn % len(choices)]
            official.answer(line_id, {fact: value})
            say(f"{line_id} {fact} {value}")


def main() -> None:
    """Do what the command line says."""
    path, mode, *limit = sys.argv[1:]
    clock = TickingClock()
    if mode == "make":
        a_register_file(Path(path).parent, Path(path).name)
        return
    with opened(Path(path), clock, OTHER) as work:
        if mode == "list":
            say(f"read-only: {read_heading(work).is_read_only}, cases: {len(list_cases(work))}")
            return
        if mode == "hold":
            say("open")
            sys.stdin.readline()
            return
        # What is loaded once is loaded now, so that the process is ended while it types and not while it gets ready.
        the_shelf().edition_on(clock.today())
        assert work.register.database
        say("open")
        try:
            type_answers(an_official(work, clock), int(limit[0]) if limit else None)
        except Mendable as sentence:
            say(f"stopped: {sentence}")


if __name__ == "__main__":
    main()
