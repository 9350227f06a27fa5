"""The command line as a process of its own: how it starts, how it ends, and what it takes with it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import ROOT, a_register_file, an_official, opened
from tests.commands.cases import case_file
from tests.fakes import TickingClock

PROGRAM = (sys.executable, "-W", "error", "-m", "app")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}


def call(*arguments: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Call the program as a process."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=ROOT,
        env={**ENVIRONMENT, "LANG": "C", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_python_m_app_is_the_command(tmp_path: Path) -> None:
    done = call("assess", case_file(tmp_path), "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["outcome"] == "eligible"


def test_japanese_comes_out_whatever_the_encoding_of_the_terminal(tmp_path: Path) -> None:
    done = call("assess", case_file(tmp_path), "--language", "ja", LANG="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "海外移転を認め得る案件に該当" in done.stdout


def test_a_wrong_call_ends_with_status_2() -> None:
    done = call("assess", "nowhere.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "nowhere.toml: there is no such file. Name a case file.\n"


@pytest.mark.skipif(os.name != "posix", reason="a shell of that name is only there")
@pytest.mark.parametrize("arguments", ["rulebook show 2026-04-21", "rulebook show --format json"])
def test_a_reader_who_leaves_early_sees_no_traceback(arguments: str) -> None:
    command = f"{' '.join(PROGRAM)} {arguments} | true"
    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, env=ENVIRONMENT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
def test_a_full_disk_is_told_in_a_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "rulebook", "show"], cwd=ROOT, env={**ENVIRONMENT, "LANG": "C"}, stdout=full,
            stderr=subprocess.PIPE, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "The answer cannot be written: No space left on device.\n")


def test_an_assessment_imports_neither_the_window_nor_the_register(tmp_path: Path) -> None:
    code = f"""
import sys
from app.bootstrap.program import run
run(["assess", {str(case_file(tmp_path))!r}, "--format", "json"])
late = ("PySide6", "sqlite_utils", "sqlcipher3", "sqlite3", "cryptography", "logging")
heavy = [name for name in sys.modules if name.partition(".")[0] in late or name.startswith("app.domain.procedure.")]
heavy += {{"app.domain.register.events", "app.bootstrap.restoration"}} & set(sys.modules)
print(heavy, file=sys.stderr)
"""
    environment = {**ENVIRONMENT, "LANG": "C"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=60,
        check=True,
    )  # fmt: skip
    assert done.stderr == "[]\n"


def test_the_list_is_painted_before_anything_of_keys_and_people_and_no_source_is_read(tmp_path: Path) -> None:
    register = a_register_file(tmp_path)
    with opened(register) as work:
        an_official(work, TickingClock()).a_case()
    code = f"""
import inspect, os, sys
from app.bootstrap import qt_libraries
qt_libraries.ensure_libraries()
read, source_of = [], inspect.getsource
inspect.getsource = lambda module: (read.append(module.__name__), source_of(module))[1]
from app.bootstrap.program import run
from app.views.kit import case_table
late = ("cryptography", "sqlite_utils", "app.storage.keys.register_seals", "app.bootstrap.restoration",
    "app.storage.register.people_table", "app.services.comparing_ledgers", "app.domain.decision.determination",
    "app.domain.law.rulebook")
def tell(_delegate, _painter, _option, index):
    if index.data() not in (None, "…"):
        print([name for name in late if name in sys.modules], read, flush=True)
        os._exit(0)
case_table.CaseCell.paint = tell
run(["--register", {str(register)!r}])
"""
    environment = {**ENVIRONMENT, "LANG": "C", "QT_QPA_PLATFORM": "offscreen"}
    environment |= {f"XDG_{kind}_HOME": str(tmp_path) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=60,
        check=True,
    )  # fmt: skip
    assert done.stdout == "[] []\n"


def test_a_register_is_opened_by_its_file_and_refused_in_a_sentence(tmp_path: Path) -> None:
    letter = tmp_path / "letter.sekisho"
    letter.write_text("Dear colleague, " * 100, encoding="utf-8")
    for path, sentence in (
        (letter, f"{letter} is no register of this program."),
        (tmp_path / "missing.sekisho", "There is no register at"),
        (tmp_path / f"{'x' * 300}.sekisho", "There is no register at"),
    ):
        done = call(path, QT_QPA_PLATFORM="offscreen", XDG_DATA_HOME=str(tmp_path))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(sentence)
        assert done.stderr.count("\n") == 1


def test_a_folder_of_the_user_that_can_not_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    done = call(QT_QPA_PLATFORM="offscreen", XDG_DATA_HOME=str(tmp_path / "data"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Your folder for registers, ")
    (tmp_path / "taken" / "sekisho" / "training.sekisho").mkdir(parents=True)
    done = call(QT_QPA_PLATFORM="offscreen", XDG_DATA_HOME=str(tmp_path / "taken"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("There is a file at")


@pytest.mark.parametrize(
    "arguments",
    [
        ("rulebook", "certify", "x" * 300),
        ("rulebook", "draft", "2026-04-21", "x" * 300),
        ("assess", "x" * 300),
        ("screenshots", "x" * 300),
        ("register", "new", "x" * 300, "--training"),
        ("--register", "x" * 300, "rulebook", "show"),
    ],
    ids=" ".join,
)
def test_a_name_that_is_too_long_is_told_in_a_sentence(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = call(*arguments, XDG_DATA_HOME=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert "xxx" in done.stderr
    assert done.stderr.count("\n") == 1
