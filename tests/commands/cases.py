"""Cases to call the command line with."""

from collections.abc import Mapping
from pathlib import Path

from tests.builders import DESTROYERS


def answers(**changes: str | None) -> dict[str, str]:
    """The answers of the destroyers, with some changed, or taken out with None."""
    changed: dict[str, str | None] = {**DESTROYERS, **changes}
    return {fact: value for fact, value in changed.items() if value is not None}


def case_text(given: Mapping[str, str], on: str = "2026-05-20", title: str = "Destroyers") -> str:
    """A case file."""
    lines = [f'title = "{title}"', f"on = {on}", "[answers]", *(f'{fact} = "{value}"' for fact, value in given.items())]
    return "\n".join(lines) + "\n"


def case_file(folder: Path, on: str = "2026-05-20", **changes: str | None) -> Path:
    """A case file of the destroyers, with some answers changed."""
    path = folder / "case.toml"
    path.write_text(case_text(answers(**changes), on), encoding="utf-8")
    return path
