"""Measure ours and its anchors in turns, so that a busy minute of the machine meets all of them."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter
from typing import TypeVar

from pytest_benchmark.fixture import BenchmarkFixture

_T = TypeVar("_T")


def in_turns(
    benchmark: BenchmarkFixture,
    cases: Sequence[_T],
    ours: Callable[[_T], object],
    others: Mapping[str, Callable[[_T], object]],
    *,
    times: int,
) -> dict[str, list[float]]:
    """Seconds for each case, `times` times over: under "ours", and under the name of each other.

    All cases are run with each of the others, then with ours; then it is the others' turn again.
    """
    measured: dict[str, list[float]] = {name: [] for name in others}
    waiting: list[_T] = []

    def next_case() -> tuple[tuple[_T], dict[str, object]]:
        if not waiting:
            for name, act in others.items():
                for case in cases:
                    start = perf_counter()
                    act(case)
                    measured[name].append(perf_counter() - start)
            waiting.extend(reversed(cases))
        return (waiting.pop(),), {}

    for act in (ours, *others.values()):
        act(cases[0])
    return measured | {"ours": seconds_of(benchmark, ours, setup=next_case, rounds=len(cases) * times)}


def seconds_of(benchmark: BenchmarkFixture, act: Callable[..., object], **how: object) -> list[float]:
    """The seconds of each round; `how` is what pytest-benchmark's pedantic mode takes."""
    pedantic: Callable[..., object] = benchmark.pedantic
    pedantic(act, **how)
    assert benchmark.stats is not None
    seconds: list[float] = benchmark.stats.stats.data
    return seconds


def percentile(seconds: Sequence[float], percent: float) -> float:
    """The time that so many per cent of the rounds do not exceed."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def quickest(measured: Mapping[str, list[float]], names: Sequence[str]) -> float:
    """The least of the medians of these."""
    return min(median(measured[name]) for name in names)
