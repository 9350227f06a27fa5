"""What is done once: loading editions, compiling and certifying the largest."""

from pathlib import Path
from statistics import median

from pytest_benchmark.fixture import BenchmarkFixture

from app.domain.decision.certificate import certify
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.diagram.compilation import Diagram
from app.domain.law.rulebook import Edition
from app.storage.law.program_editions import ProgramEditions
from app.storage.law.register_shelf import RegisterShelf
from tests.benchmarks.report import Report
from tests.benchmarks.taking_turns import seconds_of
from tests.builders import ROOT

EDITIONS = ROOT / "resources" / "rulebooks" / "three-principles"


def test_compile(benchmark: BenchmarkFixture, report: Report, largest: CompiledEdition) -> None:
    def compiled() -> tuple[int, int]:
        diagram = Diagram.of(largest.edition)
        return diagram.root, diagram.advice

    report.figure("compile", median(seconds_of(benchmark, compiled, rounds=30, warmup_rounds=1)))


def test_certify(benchmark: BenchmarkFixture, report: Report, shelf: RegisterShelf, largest: CompiledEdition) -> None:
    def certified() -> bool:
        return certify(CompiledEdition(largest.edition), shelf.reference()).is_certified

    assert certified()
    report.figure("certify", median(seconds_of(benchmark, certified, rounds=10)))


def test_load(benchmark: BenchmarkFixture, report: Report, shelf: RegisterShelf) -> None:
    def loaded() -> tuple[Edition, ...]:
        return RegisterShelf(ProgramEditions(EDITIONS, shelf.reference)).editions()

    report.figure("load", median(seconds_of(benchmark, loaded, rounds=5)))


def test_load_kept(
    benchmark: BenchmarkFixture, report: Report, shelf: RegisterShelf, largest: CompiledEdition, tmp_path: Path
) -> None:
    def loaded() -> CompiledEdition:
        return RegisterShelf(ProgramEditions(EDITIONS, shelf.reference, tmp_path)).compiled(largest.edition.id)

    report.figure("load-kept", median(seconds_of(benchmark, loaded, rounds=30, warmup_rounds=1)))
