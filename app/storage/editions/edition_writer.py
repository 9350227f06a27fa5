"""Write an edition whole as a folder of TOML files, laid out to be read and edited, that loads to the same content."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.items import Array, InlineTable, Item

from app.domain.errors import Mendable
from app.storage.editions.edition_files import KINDS, KINDS_OF_EXAMINATION, from_canonical
from app.storage.editions.edition_schema import is_day

if TYPE_CHECKING:
    from app.services.ports import WrittenEntries

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
    **dict.fromkeys(KINDS_OF_EXAMINATION, "examination.toml"),
}
_HEADING = "edition.toml"
_HEADING_SAYS = """\
# A draft that starts from the edition of this id, written whole. Before you change anything, give it another id:
# an edition that was put in force is never edited.
"""
_BESIDE_SAYS = """\
# What the examination asks, when notices are due, how long a permit runs. The edition says nothing of this itself: what
# stands below is laid beside it, and is no part of it. To say something else, take away the "# " before every line
# below this block, and change what has to be changed: an edition says all of this, or nothing of it.

"""
#: Written in braces; every other table is written as dotted keys, one line a text.
_IN_BRACES = ("when", "applicable", "sign_off")
_DAYS = ("in_force_from", "date")
_LONGEST_LINE = 120


def write_edition(content: bytes, folder: Path, beside: "WrittenEntries | None" = None) -> None:
    """Write the edition with this content, and as comments what is laid beside it, by kind and id.

    Raises `Mendable` where the folder has something in it or can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Mendable("There is something in {folder} already. Name an empty folder, or a new one.", folder=folder)
        for name, text in _files(content, beside or {}).items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:  # a name with a NUL in it is no name
        raise Mendable(
            "No edition can be written to {folder}: {reason}. Name a folder in which you may write.",
            folder=folder,
            reason=getattr(error, "strerror", None) or str(error),
        ) from error


def _files(content: bytes, beside: "WrittenEntries") -> dict[str, str]:
    tables = from_canonical(content)
    heading = _HEADING_SAYS + "\n".join(_lines(tables.heading)) + "\n"
    blocks: dict[str, list[str]] = {}
    for kind in KINDS:
        for entry_id, entry in tables.entries[kind].items():
            blocks.setdefault(_FILES[kind], []).append(_block(kind, entry_id, entry))
    files = {_HEADING: heading, **{name: "\n".join(written) for name, written in blocks.items()}}
    for kind, entries in beside.items():
        said = "\n".join(_block(kind, entry_id, entry) for entry_id, entry in entries.items()) + "\n"
        files[_FILES[kind]] = files.get(_FILES[kind], _BESIDE_SAYS) + _commented(said)
    return files


def _block(kind: str, entry_id: str, entry: Mapping[str, Any]) -> str:
    head = f"[{tomlkit.key([kind, entry_id]).as_string()}]"
    return "\n".join([head, *_lines(entry)]) + "\n"


def _commented(text: str) -> str:
    return "".join(f"# {line}" if line.strip() else line for line in text.splitlines(keepends=True))


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
