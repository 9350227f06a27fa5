"""What the benchmarks share: the rulebook, cases, the report.

`make bench` runs all of them, prints the table and writes it to README.md. A part of them, named on the command line,
prints its rows and leaves README.md alone.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pytest

from app.domain.decision.compiled_edition import CompiledEdition
from app.storage.law.register_shelf import RegisterShelf
from app.storage.law.scenario_shelf import worked_cases
from tests.benchmarks.report import README, Report
from tests.builders import WORKED_CASES, the_shelf
from tests.oracles.random_cases import Cases

_REPORT = pytest.StashKey[Report]()


class AnyCase(NamedTuple):
    """Answers on a date, under the edition then in force or another."""

    edition: str
    on: date
    answers: Mapping[str, str]


def pytest_configure(config: pytest.Config) -> None:
    """Print our table, not that of the plugin."""
    config.stash[_REPORT] = Report()
    config.option.benchmark_quiet = True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what was measured; write it down if nothing is missing."""
    report = config.stash[_REPORT]
    terminalreporter.section("measured")
    terminalreporter.write_line(report.printed())
    if report.is_whole:
        report.write()
        terminalreporter.write_line(f"\nwritten to {README.relative_to(config.rootpath)}")


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Report:
    """Where a benchmark puts its rows."""
    return request.config.stash[_REPORT]


@pytest.fixture(scope="session")
def shelf() -> RegisterShelf:
    """The program's own editions."""
    return the_shelf()


@pytest.fixture(scope="session")
def largest(shelf: RegisterShelf) -> CompiledEdition:
    """The edition with the most rules and grounds."""
    edition = max(shelf.editions(), key=lambda edition: len(edition.rules_and_grounds))
    return shelf.compiled(edition.id)


@pytest.fixture(scope="session")
def worked(shelf: RegisterShelf) -> tuple[AnyCase, ...]:
    """The worked cases, each under the edition in force on its date."""
    return tuple(AnyCase(shelf.id_on(case.on), case.on, case.answers) for case in worked_cases(WORKED_CASES))


def mixed(number: int, worked: tuple[AnyCase, ...], seed: int) -> list[AnyCase]:
    """Random and worked cases, complete and incomplete ones, in turns."""
    cases = Cases(seed)
    draw = cases.random
    found: list[AnyCase] = []
    for at in range(number):
        if at % 4:
            found.append(AnyCase(*(cases.complete() if at % 4 == 1 else cases.partial())))
            continue
        case = draw.choice(worked)
        missing = draw.sample(sorted(case.answers), draw.randint(0, 6) if at % 8 else 0)
        found.append(case._replace(answers={fact: case.answers[fact] for fact in case.answers if fact not in missing}))
    return found
