"""From the start of a process to its answer, or to the first painted window, against processes that only import."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from app.storage.law.register_shelf import RegisterShelf
from tests.benchmarks.conftest import AnyCase, mixed
from tests.benchmarks.large_register import a_large_live_register, a_large_register
from tests.benchmarks.report import Report
from tests.benchmarks.taking_turns import in_turns, seconds_of
from tests.builders import ARMS_TAKEN_ALONG, ROOT
from tests.live_office import PASSPHRASE

BATCH = CASES = 100_000
MODULE = [sys.executable, "-m", "app"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a user whose program has been started before: byte code and cache are there."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    home = tmp_path_factory.mktemp("home")
    environment |= {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
    run([sys.executable, "-m", "compileall", "-q", "app"], environment)
    run([*MODULE, "rulebook", "show", "2026-04-21"], environment)
    return environment


def run(command: list[str], environment: Mapping[str, str]) -> None:
    """Run a process to its end."""
    subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


def run_until_it_speaks(command: list[str], environment: Mapping[str, str]) -> str:
    """Run a process until it writes something and ends, which it does at once; what it wrote."""
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        assert said
    return said.decode()


def sekisho() -> list[str]:
    """The command as `make install` puts it beside the interpreter; the same without it elsewhere."""
    script = Path(sys.executable).with_name("sekisho")
    return [str(script)] if script.exists() else [sys.executable, "-c", "from app.__main__ import main; main()"]


@pytest.fixture(scope="module")
def case_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A case that evaluation settles, and one that needs the diagram."""
    folder = tmp_path_factory.mktemp("cases")
    some = dict(list(ARMS_TAKEN_ALONG.items())[:9])
    files = {}
    for name, answers in (("settled", ARMS_TAKEN_ALONG), ("open", some)):
        written = "\n".join(f'{fact} = "{value}"' for fact, value in answers.items())
        path = folder / f"{name}.toml"
        path.write_text(f'title = "Small arms taken along"\non = 2026-05-20\n[answers]\n{written}\n', encoding="utf-8")
        files[name] = str(path)
    return files


@pytest.mark.parametrize(
    ("key", "name", "form"),
    [
        ("start-settled-text", "settled", "text"),
        ("start-settled-json", "settled", "json"),
        ("start-open-text", "open", "text"),
        ("start-open-json", "open", "json"),
        ("start-module", "open", "json"),
    ],
)
def test_start(
    benchmark: BenchmarkFixture,
    report: Report,
    environment: dict[str, str],
    case_files: dict[str, str],
    key: str,
    name: str,
    form: str,
) -> None:
    command = MODULE if key == "start-module" else sekisho()
    ours = [*command, "assess", case_files[name], "--format", form]
    bare = [sys.executable, "-c", "import json, tomllib"]
    ratio_of(benchmark, report, key, ours, "bare interpreter", bare, lambda one: run(one, environment), bound=4.0)


def test_window(benchmark: BenchmarkFixture, report: Report, environment: dict[str, str], tmp_path: Path) -> None:
    register = str(tmp_path / "training.sekisho")
    run([*MODULE, "register", "new", register, "--training"], environment)
    ours = [sys.executable, str(Path(__file__).with_name("first_paint.py")), register]
    alone = [sys.executable, "-c", "import os, PySide6.QtWidgets; os.write(1, b'imported')"]
    ratio_of(
        benchmark,
        report,
        "window",
        ours,
        "QtWidgets alone",
        alone,
        lambda one: run_until_it_speaks(one, environment),
        bound=2.5,
    )


def test_live(
    benchmark: BenchmarkFixture,
    report: Report,
    environment: dict[str, str],
    shelf: RegisterShelf,
    worked: tuple[AnyCase, ...],
    tmp_path: Path,
) -> None:
    """A live register against a training one that holds the same: each from the start of the process."""
    cases = mixed(CASES, worked, seed=83)
    training = a_large_register(tmp_path, shelf, cases)
    live = a_large_live_register(tmp_path, shelf, cases)
    paint = [sys.executable, str(Path(__file__).with_name("first_paint.py"))]
    derived: list[float] = []

    def open_live(_nothing: None) -> None:
        said = run_until_it_speaks([*paint, str(live.path), "sato", PASSPHRASE], environment)
        derived.append(float(said.split()[1]))

    def open_training(_nothing: None) -> None:
        run_until_it_speaks([*paint, str(training)], environment)

    measured = in_turns(benchmark, [None], open_live, {"training": open_training}, times=15)
    assert min(derived) > 0, "a key was derived"
    aside = [seconds - deriving for seconds, deriving in zip(measured["ours"], derived[1:], strict=True)]
    report.ratio("live", median(aside), median(measured["training"]), "a training register", bound=1.5)


def ratio_of(
    benchmark: BenchmarkFixture,
    report: Report,
    key: str,
    ours: list[str],
    anchor_name: str,
    anchor: list[str],
    measure: Callable[[list[str]], object],
    *,
    bound: float,
) -> None:
    """Start both processes in turns, and report the ratio of their medians."""
    measured = in_turns(benchmark, [ours], measure, {"anchor": lambda _: measure(anchor)}, times=15)
    report.ratio(key, median(measured["ours"]), median(measured["anchor"]), anchor_name, bound=bound)


def test_batch(
    benchmark: BenchmarkFixture,
    report: Report,
    environment: dict[str, str],
    worked: tuple[AnyCase, ...],
    tmp_path: Path,
) -> None:
    batch = tmp_path / "cases.jsonl"
    with batch.open("w", encoding="utf-8") as file:
        for number, case in enumerate(mixed(BATCH, worked, seed=73)):
            line = {"id": str(number), "on": case.on.isoformat(), "answers": dict(case.answers)}
            file.write(json.dumps(line) + "\n")
    command = [*sekisho(), "assess", "--batch", str(batch), "--brief"]
    (seconds,) = seconds_of(benchmark, run, args=(command, environment), rounds=1)
    report.rate("batch", BATCH / seconds)
