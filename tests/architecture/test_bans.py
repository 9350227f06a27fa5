"""What import-linter cannot see is banned by ruff, and each ban is proved to bite."""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def banned_by(configuration: Path) -> list[str]:
    """The names that a configuration of ruff bans."""
    table: dict[str, Any] = tomllib.loads(configuration.read_text(encoding="utf-8"))
    table = table.get("tool", {}).get("ruff", table)
    return list(table["lint"]["flake8-tidy-imports"]["banned-api"])


EVERYWHERE = banned_by(ROOT / "pyproject.toml")
IN_VIEWS = banned_by(ROOT / "app" / "views" / "ruff.toml")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty project under the same rules."""
    (tmp_path / "app" / "views").mkdir(parents=True)
    for name in ("pyproject.toml", "app/views/ruff.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def complaints(project: Path, module: str, source: str) -> list[str]:
    """The codes of the rules that a module would break."""
    file = project / module
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'"""A module."""\n\n{source}\n', encoding="utf-8")
    run = subprocess.run(
        [Path(sys.executable).with_name("ruff"), "check", "--no-cache", "--output-format", "json", file],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return [complaint["code"] for complaint in json.loads(run.stdout)]


def use_of(name: str) -> str:
    """Code that uses a name: a module is imported, a function or method is called."""
    owner, _, last = name.rpartition(".")
    if name.startswith("PySide6") or not owner:
        return f"import {name}\n\nprint({name})"
    module, _, kind = owner.partition(".")
    return f"from {module} import {kind}\n\n{kind}.{last}()" if kind else f"import {module}\n\n{module}.{last}()"


@pytest.mark.parametrize("module", ["app/domain/x.py", "app/viewmodels/x.py", "app/commands/x.py", "app/storage/x.py"])
@pytest.mark.parametrize("name", EVERYWHERE)
def test_the_ban_bites(project: Path, module: str, name: str) -> None:
    assert "TID251" in complaints(project, module, use_of(name))


@pytest.mark.parametrize("name", IN_VIEWS)
def test_the_ban_bites_in_views_too(project: Path, name: str) -> None:
    assert "TID251" in complaints(project, "app/views/x.py", use_of(name))


def test_views_may_draw_and_no_other_ban_is_lifted_for_them(project: Path) -> None:
    assert "TID251" not in complaints(project, "app/views/x.py", use_of("PySide6.QtWidgets"))
    assert set(EVERYWHERE) - set(IN_VIEWS) == {"PySide6.QtGui", "PySide6.QtWidgets"}


def test_bootstrap_may_ask_the_clock(project: Path) -> None:
    assert "TID251" not in complaints(project, "app/bootstrap/composition.py", use_of("datetime.datetime.now"))


def test_one_module_chooses_the_sqlite_library(project: Path) -> None:
    assert "TID251" not in complaints(project, "app/storage/register/sqlite.py", use_of("sqlcipher3"))


@pytest.mark.parametrize("suppression", ["type: ignore", "noqa"])
def test_a_suppression_must_name_its_code(project: Path, suppression: str) -> None:
    assert {"PGH003", "PGH004"} & set(complaints(project, "app/domain/x.py", f"LENGTH = 1  # {suppression}"))


def test_relative_imports_are_refused(project: Path) -> None:
    assert "TID252" in complaints(project, "app/domain/x.py", "from .texts import Text\n\nprint(Text)")


@pytest.mark.parametrize("module", ["app/viewmodels/case/x.py", "app/views/window/main_window.py"])
def test_a_screen_is_imported_late_only_where_the_window_says_so(project: Path, module: str) -> None:
    late = 'def made() -> object:\n    """Make it."""\n    from json import dumps\n\n    return dumps'
    assert complaints(project, module, late) == ["PLC0415"]
    for table in ("app/viewmodels/window/late.py", "app/views/window/screens.py"):
        assert complaints(project, table, late) == []
