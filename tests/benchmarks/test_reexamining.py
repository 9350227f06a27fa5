"""A register of 100,000 lines looked at again: under a draft of an edition, and under another pack."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from app.domain.decision.evaluation import known_facts
from app.services.publishing import draft_reexamination, examine_draft
from app.services.reexamining import Reexamination
from app.services.renewing import examine_pack, pack_reexamination
from app.storage.law.register_shelf import RegisterShelf
from app.storage.register.unit_of_work import RegisterWork
from tests.benchmarks.conftest import AnyCase
from tests.benchmarks.large_register import a_large_register
from tests.benchmarks.report import Report
from tests.benchmarks.taking_turns import seconds_of
from tests.builders import a_shelf, opened
from tests.drafts import a_draft_that_opens_parts, a_pack
from tests.oracles.random_cases import Cases

LINES = 100_000
NEWEST = date(2026, 4, 21)
OPEN_IN = 10  # one line in so many is open


class Stored(NamedTuple):
    """The register at work, with what was put in it."""

    work: RegisterWork
    shelf: RegisterShelf
    cases: list[AnyCase]


@pytest.fixture(scope="module")
def stored(shelf: RegisterShelf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stored]:
    """The register: all of it under the newest edition, nine lines of ten determined."""
    source, edition_id = Cases(seed=79), NEWEST.isoformat()
    drawn = (source.complete(edition_id) if at % OPEN_IN else source.partial(edition_id) for at in range(LINES))
    cases = [AnyCase(edition_id, max(case.on, NEWEST), case.answers) for case in drawn]
    path = a_large_register(tmp_path_factory.mktemp("large"), shelf, cases)
    with opened(path) as work:
        yield Stored(work, a_shelf(), cases)


def looked_at(benchmark: BenchmarkFixture, stored: Stored, run: Reexamination) -> float:
    """The seconds of a whole run."""

    def to_the_end() -> None:
        while not run.is_finished:
            run.step(stored.work)

    (seconds,) = seconds_of(benchmark, to_the_end, rounds=1)
    assert run.done == LINES
    return seconds


def test_under_a_draft(benchmark: BenchmarkFixture, report: Report, stored: Stored, tmp_path: Path) -> None:
    folder = a_draft_that_opens_parts(tmp_path, in_force_from=NEWEST)
    examined = examine_draft(stored.shelf, str(folder))
    assert examined.draft is not None
    edition, plan, reference = examined.draft.edition, examined.draft.plan, stored.shelf.reference()
    start = perf_counter()
    for case in stored.cases:
        plan.evaluate(known_facts(edition, reference, case.on, case.answers))
    bare = perf_counter() - start
    seconds = looked_at(benchmark, stored, draft_reexamination(stored.shelf, examined, NEWEST))
    report.rate("reexamine", LINES / seconds)
    report.ratio("reexamine-line", seconds / LINES, bare / LINES, "bare evaluation")


def test_under_another_pack(benchmark: BenchmarkFixture, report: Report, stored: Stored, tmp_path: Path) -> None:
    folder = a_pack(tmp_path, ("CA,2026-01-27,,", "CA,2026-01-27,2026-05-05,"))
    examined = examine_pack(stored.shelf, str(folder))
    report.rate("reexamine-pack", LINES / looked_at(benchmark, stored, pack_reexamination(stored.shelf, examined)))
