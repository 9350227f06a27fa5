"""What waits in a register of 100,000 cases, read as the screen reads it; and a sign-off until it is durable."""

import random
from collections.abc import Iterator
from contextlib import closing
from itertools import product

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from app.domain.procedure.waits import WaitKind
from app.domain.register.awaited import WaitGroup, part_of
from app.domain.register.case_search import search_cases_for
from app.services.awaiting import list_waits
from app.services.ports import WaitFilter, WaitOrder
from app.storage.register import sqlite
from app.storage.register.unit_of_work import RegisterWork
from tests.benchmarks.report import Report
from tests.benchmarks.taking_turns import in_turns, percentile
from tests.benchmarks.test_searching import a_case_row, insert_cases
from tests.builders import LONG_AGO, a_register_file, opened, the_shelf

CASES, WAITING = 100_000, 5_000
#: The first page of the screen.
PAGE = 100
_OFFICERS = ("hanako", "officer", "trainer")
_COLUMNS = "case_id, place, kind, since, step, office, entry_number, subject, until, person, not_for, refusal"
_INSERT = f"INSERT INTO waits ({_COLUMNS}) VALUES ({', '.join('?' * 12)})"  # noqa: S608 - names above
_KINDS = [kind for kind in WaitKind if kind not in (WaitKind.DRAFT, WaitKind.REVIEW)]


def _wait(case_id: int, draw: random.Random) -> tuple[object, ...]:
    """Most cases are drafts, a quarter is determined, and a twentieth is in procedure."""
    day = f"2026-{1 + draw.randrange(11):02}-{1 + draw.randrange(28):02}"
    if case_id > WAITING:
        kind = WaitKind.REVIEW if case_id % 4 == 0 else WaitKind.DRAFT
        return (case_id, 1, kind.value, day, "", "", 0, "", None, "", draw.choice(_OFFICERS), "")
    kind = draw.choice(_KINDS)
    subject = draw.choice(("finding", "decision", "permit"))
    until = f"2026-{1 + draw.randrange(12):02}-{1 + draw.randrange(28):02}" if kind is WaitKind.PERMIT else None
    office, by = draw.choice(("meti", "mofa", "mod", "nss")), draw.choice(("recorder", "hanako"))
    return (case_id, 1, kind.value, day, "nsc", office, 1, subject, until, by, by, "")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RegisterWork]:
    """The register; its cases are those of a few officers."""
    draw = random.Random(98)  # noqa: S311 - the same cases each time
    path = a_register_file(tmp_path_factory.mktemp("waiting"), "waiting.sekisho")
    with closing(sqlite.connect(path)) as connection:
        insert_cases(connection, (a_case_row(number, draw, []) for number in range(1, CASES + 1)))
        connection.execute("UPDATE cases SET case_officer = CASE id % 3 WHEN 0 THEN 'hanako' ELSE 'officer' END")
        connection.executemany(_INSERT, (_wait(number, draw) for number in range(1, CASES + 1)))
        connection.commit()
    with opened(path) as work:
        yield work


def test_first_pages(benchmark: BenchmarkFixture, report: Report, large: RegisterWork) -> None:
    people, today, reference = large.people.all(), LONG_AGO.date(), the_shelf().reference()
    wanted = [
        WaitFilter(
            group,
            part_of(person, "meti", people, today),
            search=search_cases_for(typed, reference),
            order=order,
            limit=PAGE,
        )
        for person, group, order, typed in product(people, WaitGroup, WaitOrder, ("", "護衛艦"))
    ]
    measured = in_turns(benchmark, wanted, lambda each: list_waits(large, each), {}, times=1)
    report.limit("awaiting", percentile(measured["ours"], 95), bound=0.1, aim=0.05)
