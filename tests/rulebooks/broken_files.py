"""Rulebooks with one mistake each, read from the files in `broken/`; the README there explains how they are written."""

import re
import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

from app.domain.errors import Flaw
from tests.drafts import a_heading

BROKEN = Path(__file__).with_name("broken")
RESOURCES = Path(__file__).parents[2] / "resources"
EDITIONS = RESOURCES / "rulebooks" / "three-principles"
REFERENCE = RESOURCES / "reference"

HEADING = a_heading(in_force_from=date(2026, 11, 1))
_MARK = re.compile(r"\s*#! (?P<place>.*?): (?P<words>.*)$")
_ELSEWHERE = re.compile(r"(?P<file>\S+) \[(?P<entry>\S+)\]")


class Expected(NamedTuple):
    """A flaw that has to be reported; `line` is None for some line of a file that the program brings along."""

    file: str
    line: int | None
    entry: str
    words: str

    def is_said_by(self, flaw: Flaw) -> bool:
        """Whether this flaw is the one."""
        place = f"/{self.file}".endswith(f"/{flaw.file}") and flaw.entry == self.entry
        line = flaw.line == self.line if self.line is not None else flaw.line > 0
        return place and line and str(flaw).startswith(self.words)


class Broken(NamedTuple):
    """A rulebook with a mistake: what is wrong, its files, and the flaws that have to be reported."""

    says: str
    files: dict[str, str]
    expected: tuple[Expected, ...]

    @property
    def is_reference(self) -> bool:
        """Whether the mistake is in the reference tables."""
        return any(name.startswith("reference/") for name in self.files)

    @property
    def is_shelf(self) -> bool:
        """Whether the mistake shows only in a whole folder of editions."""
        return not self.is_reference and any("/" in name for name in self.files)


def read_broken(path: Path) -> Broken:
    """The rulebook in one file of `broken/`."""
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    files: dict[str, list[str]] = {}
    expected = []
    name = ""
    for written in lines:
        if written.startswith("#: "):
            name = written.removeprefix("#: ")
            files[name] = []
            continue
        marked = _MARK.search(written)
        if marked and (elsewhere := _ELSEWHERE.fullmatch(marked["place"])):
            line = None if "/" in elsewhere["file"] else 0  # 0: what is missing in a whole file
            expected.append(Expected(elsewhere["file"], line, elsewhere["entry"].strip("-"), marked["words"]))
            continue
        if name:
            files[name].append(_MARK.sub("", written))
        if marked:
            label = name.removeprefix("reference/")
            expected.append(Expected(label, len(files[name]), marked["place"].strip("-"), marked["words"]))
    return Broken(
        first.removeprefix("# "), {name: "\n".join(text) + "\n" for name, text in files.items()}, tuple(expected)
    )


def edition_folder(folder: Path, broken: Broken) -> Path:
    """An edition with the mistake, in a folder of its own."""
    _write(folder, {"edition.toml": HEADING, **broken.files})
    return folder


def shelf_folder(folder: Path, broken: Broken) -> Path:
    """The program's editions, with the mistake among them."""
    shutil.copytree(EDITIONS, folder)
    _write(folder, broken.files)
    return folder


def reference_folder(folder: Path, broken: Broken) -> Path:
    """The program's reference tables, with the mistake in them."""
    shutil.copytree(REFERENCE, folder)
    _write(folder, {name.removeprefix("reference/"): text for name, text in broken.files.items()})
    return folder


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
