"""A process of its own that works on a register, for tests that end it or look on: python typist.py FILE MODE.

`hold` opens the register for writing and waits for a line on its input. `type` gives answers until it is ended, and
writes each to its output once it was saved; with a limit on the size of files it types until the disk is full, and says
so in a last line.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.domain.errors import Mendable  # noqa: E402 - the program is found only now
from app.services.ports import Holder  # noqa: E402
from tests.builders import Desk, opened, the_shelf  # noqa: E402
from tests.fakes import TickingClock  # noqa: E402

OTHER = Holder("Taro Sato", "desk-8", 815, datetime(2026, 11, 20, 1, 30, tzinfo=UTC))


def type_answers(desk: Desk, limit: int | None) -> None:
    """Open cases and give answers, in an order known to the test, until something stops it."""
    if limit is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    place = 0
    while True:
        case = desk.a_case(title=f"Case {place}")
        for fact in ("item_heading", "form", "weapon", "treaty_breach", "unsc_breach", "conflict_party") * 5:
            choices = the_shelf().vocabulary[fact].values
            value = choices[place % len(choices)]
            desk.answer(case.lines[0].id, {fact: value})
            print(case.lines[0].id, fact, value, flush=True)
            place += 1


def main() -> None:
    """Do what the command line says."""
    path, mode, *limit = sys.argv[1:]
    clock = TickingClock()
    with opened(Path(path), clock, OTHER) as work:
        print("open", flush=True)
        if mode == "hold":
            sys.stdin.readline()
            return
        try:
            type_answers(Desk(work, clock), int(limit[0]) if limit else None)
        except Mendable as sentence:
            print("stopped:", sentence, flush=True)


if __name__ == "__main__":
    main()
