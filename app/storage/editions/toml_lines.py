"""Find the line of a TOML file on which a key is written, or a mistake is found, for messages."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from app.domain.errors import Flaw

#: The names from the top of the file to a key: ("rule", "treaty", "label").
KeyPath: TypeAlias = tuple[str, ...]

# Compiled where they are needed, which is only for a message.
_NAME = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_PATH = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_TABLE = rf"\s*\[\[?\s*({_PATH})\s*\]\]?\s*(?:#.*)?$"
_KEY = rf"\s*({_PATH})\s*="


def line_of(text: str, path: KeyPath) -> int:
    """The line (from 1) that writes `path`, or something in it, or the nearest table around it; 0 if there is none."""
    written, begun = _lines_by_path(text)
    if path in begun:
        return begun[path]
    return next((written[path[:depth]] for depth in range(len(path), 0, -1) if path[:depth] in written), 0)


def toml_fault(file: str, text: str, error: ValueError | RecursionError) -> Flaw:
    """What tomllib found, in words that can be translated: until Python 3.14 the place stands only in its sentence."""
    if isinstance(error, RecursionError):
        return Flaw(file, 0, "", "The file cannot be read as TOML: it is nested too deeply.")
    place = re.search(r"at line (\d+), column (\d+)", str(error))
    if place:
        return Flaw(
            file, int(place[1]), "", "The file cannot be read as TOML: look at column {column}.", column=place[2]
        )
    if str(error).endswith("(at end of document)"):
        line = text.rstrip("\n").count("\n") + 1
        return Flaw(file, line, "", "The file cannot be read as TOML: it ends too early.")
    return Flaw(file, 0, "", "The file cannot be read as TOML: a number is too long.")


@lru_cache(maxsize=64)
def _lines_by_path(text: str) -> tuple[dict[KeyPath, int], dict[KeyPath, int]]:
    """The first line that writes a path, and the first that writes it or anything in it."""
    written: dict[KeyPath, int] = {}
    begun: dict[KeyPath, int] = {}
    for line, path in _written(text):
        written.setdefault(path, line)
        for depth in range(1, len(path) + 1):
            begun.setdefault(path[:depth], line)
    return written, begun


def _written(text: str) -> Iterator[tuple[int, KeyPath]]:
    """Each line that begins a table or gives a key, with the whole path that it writes."""
    table: KeyPath = ()
    table_begins, key_stands = re.compile(_TABLE), re.compile(_KEY)
    for number, line in enumerate(text.split("\n"), 1):
        if begins := table_begins.match(line):
            table = _names(begins[1])
            yield number, table
        elif gives := key_stands.match(line):
            yield number, (*table, *_names(gives[1]))


def _names(path: str) -> KeyPath:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, path))
