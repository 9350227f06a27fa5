"""Read under what other names things are looked for. They stand beside the reference tables and are no part of them:
no pack has them, and no hash covers them."""

import csv
from pathlib import Path

from app.domain.law.reference import EverydayWords, ItemOfNoHeading, Organization
from app.domain.law.texts import Text


def read_everyday_words(folder: Path) -> EverydayWords:
    """The names and words in `folder`."""
    return EverydayWords(
        states={row["code"]: _names(row["names"]) for row in _rows(folder / "state_names.csv")},
        headings={row["id"]: (_names(row["ja"]), _names(row["en"])) for row in _rows(folder / "heading_words.csv")},
        organizations=tuple(
            Organization(Text(row["ja"], row["en"]), _names(row["names"]))
            for row in _rows(folder / "organizations.csv")
        ),
        items=tuple(
            ItemOfNoHeading(Text(row["ja"], row["en"]), _names(row["names"]), Text(row["note_ja"], row["note_en"]))
            for row in _rows(folder / "items_of_no_heading.csv")
        ),
    )


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("/"))
