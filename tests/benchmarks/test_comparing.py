"""Two editions compared as wholes: what is shown at once, and every group of situations that differ."""

from statistics import median

from pytest_benchmark.fixture import BenchmarkFixture

from app.domain.decision.comparison import Comparison
from app.domain.decision.compiled_edition import CompiledEdition
from app.storage.law.register_shelf import RegisterShelf
from tests.benchmarks.report import Report
from tests.benchmarks.taking_turns import seconds_of

#: The pair that differs most: five categories given up, agreements asked for.
BEFORE, AFTER = "2024-03-26", "2026-04-21"


def compared(shelf: RegisterShelf) -> Comparison:
    a, b = (CompiledEdition(shelf.edition(edition)) for edition in (BEFORE, AFTER))
    return Comparison(a, b, shelf.reference())


def test_what_differs_and_why(benchmark: BenchmarkFixture, report: Report, shelf: RegisterShelf) -> None:
    def counted() -> int:
        return sum(shift.situations for shift in compared(shelf).shifts)

    report.figure("compare", median(seconds_of(benchmark, counted, rounds=5, warmup_rounds=1)))


def test_every_group(benchmark: BenchmarkFixture, report: Report, shelf: RegisterShelf) -> None:
    def grouped() -> int:
        return sum(1 for _ in compared(shelf).groups())

    report.figure("compare-groups", median(seconds_of(benchmark, grouped, rounds=1)))
