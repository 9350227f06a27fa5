"""Every part of others that comes with the program is named with its licence."""

import tomllib
from importlib import metadata

from app import paths
from app.storage.files.shipped_parts import shipped_parts
from tests.builders import ROOT

#: The wheels of Qt name their licence and bring no text of it.
_WITHOUT_TEXT = {"PySide6_Essentials", "shiboken6"}


def _plain(name: str) -> str:
    return name.replace("_", "-").lower()


def test_every_library_of_the_project_is_there_with_its_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {_plain(each.split(">")[0].split("=")[0]) for each in project["dependencies"]}
    parts = {_plain(part.name): part for part in shipped_parts(paths.FONTS)}
    assert needed <= parts.keys()
    assert [name for name in needed if parts[name].version != metadata.version(name)] == []


def test_what_only_the_development_needs_is_not_there() -> None:
    assert not {"pytest", "mypy", "hypothesis", "ruff"} & {_plain(part.name) for part in shipped_parts(paths.FONTS)}


def test_every_part_names_its_licence_and_brings_its_text() -> None:
    parts = shipped_parts(paths.FONTS)
    assert [part.name for part in parts if not part.licence_text and part.name not in _WITHOUT_TEXT] == []
    assert [part.name for part in parts if not (part.licence or part.licence_text)] == []


def test_every_font_is_there() -> None:
    names = {part.name for part in shipped_parts(paths.FONTS)}
    assert {path.stem.partition("-")[0] for path in paths.FONTS.glob("*.[ot]tf")} <= names
