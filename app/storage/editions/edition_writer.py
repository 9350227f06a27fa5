"""Write an edition whole as a folder of TOML files, laid out to be read and edited, that loads to the same content."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import Array, InlineTable, Item

from app.domain.errors import Mendable
from app.storage.editions.edition_files import KINDS, from_canonical
from app.storage.editions.edition_schema import is_day

_FILES = {
    "section": "sections.toml",
    "definition": "definitions.toml",
    "ground": "grounds.toml",
    "rule": "rules.toml",
    "approval": "procedure.toml",
    "notice": "procedure.toml",
    "commitment": "commitments.toml",
    "fact": "facts.toml",
    "source": "sources.toml",
    "unverified": "unverified.toml",
    "sentence": "guideline.toml",
    "judgement": "judgements.toml",
}
_HEADING = "edition.toml"
_HEADING_SAYS = """\
# A draft that starts from the edition of this id, written whole. Before you change anything, give it another id:
# an edition that was put in force is never edited.
"""
#: Written in braces; every other table is written as dotted keys, one line a text.
_IN_BRACES = ("when", "applicable", "sign_off")
_DAYS = ("in_force_from", "date")
_LONGEST_LINE = 120


def write_edition(content: bytes, folder: Path) -> None:
    """Write the edition with this content; `Mendable` where the folder has something in it or can't be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Mendable("There is something in {folder} already. Name an empty folder, or a new one.", folder=folder)
        for name, text in _files(content).items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:  # a name with a NUL in it is no name
        raise Mendable(
            "No edition can be written to {folder}: {reason}. Name a folder in which you may write.",
            folder=folder,
            reason=getattr(error, "strerror", None) or str(error),
        ) from error


def _files(content: bytes) -> dict[str, str]:
    tables = from_canonical(content)
    heading = _HEADING_SAYS + "\n".join(_lines(tables.heading)) + "\n"
    blocks: dict[str, list[str]] = {}
    for kind in KINDS:
        for entry_id, entry in tables.entries[kind].items():
            head = f"[{tomlkit.key([kind, entry_id]).as_string()}]"
            blocks.setdefault(_FILES[kind], []).append("\n".join([head, *_lines(entry)]) + "\n")
    return {_HEADING: heading, **{name: "\n".join(written) for name, written in blocks.items()}}


def _lines(entry: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[str]:
    """Each value with its dotted key, in the order written."""
    for name, value in entry.items():
        here = (*path, name)
        if isinstance(value, dict) and value and name not in _IN_BRACES:
            yield from _lines(value, here)
            continue
        key = tomlkit.key(list(here)).as_string()
        written = _item(date.fromisoformat(value) if name in _DAYS and is_day(value) else value)
        if len(key) + len(written.as_string()) > _LONGEST_LINE:
            _spread(written)
        yield f"{key} = {written.as_string()}"


def _item(value: Any) -> Item:
    if isinstance(value, dict):
        table = tomlkit.inline_table()
        for key, inner in value.items():
            table.append(key, _item(inner))
        return table
    if isinstance(value, list):
        array = tomlkit.array()
        for inner in value:
            array.append(_item(inner))
        return array
    item: Item = tomlkit.item(value)
    return item


def _spread(item: Item) -> None:
    """One line for each part of a long condition; the tables inside stay whole."""
    if isinstance(item, Array):
        item.multiline(multiline=True)
    elif isinstance(item, InlineTable):
        for inner in item.values():
            _spread(inner)
