"""The repository holds what it should, and nothing it should not."""

import ast
import fnmatch
import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
TOP_LEVEL = {
    ".ci", ".git", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md",
    "app", "db", "packaging", "pyproject.toml", "resources", "tests",
}  # fmt: skip
IGNORED = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
MODULES = sorted((ROOT / "app").rglob("*.py"))
CHECKED = sorted(file for folder in ("app", "packaging", "tests") for file in (ROOT / folder).rglob("*.py"))
# Written in parts, so that this file does not name what it looks for.
INDEX_HOSTS = ("py" + r"pi\.org", "python" + r"hosted\.org")
INDEX_OPTIONS = ("index" + "-url", "find" + "-links")
INDEX_ADDRESSES = re.compile(rf"{'|'.join(INDEX_HOSTS)}|({'|'.join(INDEX_OPTIONS)})[ =]+\S*/", re.IGNORECASE)
UNCODED = re.compile(r"#\s*(type:\s*ignore(?!\[)|noqa(?!:\s*[A-Z]+[0-9]+))")


def is_ignored(path: Path) -> bool:
    """Whether git does not keep the file or folder."""
    return any(fnmatch.fnmatch(part, pattern) for part in path.parts for pattern in IGNORED)


def kept_files() -> Iterator[Path]:
    """Every file that git keeps, relative to the root."""
    folders = (entry for entry in ROOT.iterdir() if not is_ignored(entry.relative_to(ROOT)) and entry.name != ".git")
    files = chain.from_iterable(entry.rglob("*") if entry.is_dir() else [entry] for entry in folders)
    return (file.relative_to(ROOT) for file in files if file.is_file() and not is_ignored(file.relative_to(ROOT)))


def test_the_top_level_holds_only_what_the_design_names() -> None:
    assert {entry.name for entry in ROOT.iterdir() if not is_ignored(entry.relative_to(ROOT))} <= TOP_LEVEL


def test_packaging_is_a_folder_of_scripts_and_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), "it would hide the library of the same name"


def test_no_file_names_a_package_index() -> None:
    texts = ((file, (ROOT / file).read_bytes().decode("utf-8", errors="ignore")) for file in kept_files())
    assert [str(file) for file, text in texts if INDEX_ADDRESSES.search(text)] == []


@pytest.mark.parametrize(
    "address",
    [
        "https://py" + "pi.org/simple",
        "https://files.python" + "hosted.org/packages",
        "--extra-index" + "-url file:///wheels",
        "--find" + "-links=wheels/",
    ],
)
def test_an_index_address_would_be_found(address: str) -> None:
    assert INDEX_ADDRESSES.search(address)


@pytest.mark.parametrize("module", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_module_says_what_it_is_for(module: Path) -> None:
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    assert docstring.splitlines(), "a module begins with one plain sentence"


@pytest.mark.parametrize("module", CHECKED, ids=lambda file: str(file.relative_to(ROOT)))
def test_each_suppression_names_its_code(module: Path) -> None:
    assert not UNCODED.search(module.read_text(encoding="utf-8"))


def test_every_file_the_readme_points_to_is_there() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []


def locked() -> dict[str, set[Version]]:
    """The versions that the lock holds, by name."""
    lines = (ROOT / "packaging" / "requirements.lock").read_text(encoding="ascii").splitlines()
    pins = (Requirement(line.split(";")[0].rstrip(" \\")) for line in lines if not line.startswith(" "))
    versions: dict[str, set[Version]] = {}
    for pin in pins:
        (exactly,) = pin.specifier
        versions.setdefault(canonicalize_name(pin.name), set()).add(Version(exactly.version))
    return versions


def test_the_lock_holds_every_part_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    asked += chain.from_iterable(project["dependency-groups"].values())
    pins = locked()
    for part in map(Requirement, asked):
        versions = pins[canonicalize_name(part.name)]
        assert all(version in part.specifier for version in versions), part


def test_every_locked_part_is_pinned_by_its_hashes() -> None:
    lines = (ROOT / "packaging" / "requirements.lock").read_text(encoding="ascii").splitlines()
    assert all(re.match(r"[a-z0-9-]+==\S+( ;.*)? \\$|    --hash=sha256:[0-9a-f]{64}( \\)?$", line) for line in lines)
