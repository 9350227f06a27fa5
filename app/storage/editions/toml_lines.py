"""Find the line of a TOML file on which a key is written, or a mistake is found, for messages."""

import re
from functools import lru_cache
from typing import TypeAlias

#: The names from the top of the file to a key: ("rule", "treaty", "label").
KeyPath: TypeAlias = tuple[str, ...]

# Compiled where they are needed, which is only for a message.
_NAME = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_PATH = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_TABLE = rf"\s*\[\[?\s*({_PATH})\s*\]\]?\s*(?:#.*)?$"
_KEY = rf"\s*({_PATH})\s*="


def line_of(text: str, path: KeyPath) -> int:
    """The line (from 1) that writes `path`, or the nearest table around it; 0 if there is none."""
    nearest, depth = 0, 0
    for line, written in _written(text):
        common = _common_length(written, path)
        if common > depth and common in (len(written), len(path)):
            nearest, depth = line, common
    return nearest


def line_named(message: str, text: str) -> int:
    """The line that tomllib's message names ("… (at line 3, column 5)"); 0 if it names none."""
    if message.endswith("(at end of document)"):
        return text.rstrip("\n").count("\n") + 1
    _, found, rest = message.partition("at line ")
    digits = rest.split(",")[0]
    return int(digits) if found and digits.isdigit() else 0


@lru_cache(maxsize=64)
def _written(text: str) -> tuple[tuple[int, KeyPath], ...]:
    """Each line that begins a table or gives a key, with the whole path that it writes."""
    found: list[tuple[int, KeyPath]] = []
    table: KeyPath = ()
    table_begins, key_stands = re.compile(_TABLE), re.compile(_KEY)
    for number, line in enumerate(text.split("\n"), 1):
        if begins := table_begins.match(line):
            table = _names(begins[1])
            found.append((number, table))
        elif gives := key_stands.match(line):
            found.append((number, (*table, *_names(gives[1]))))
    return tuple(found)


def _names(path: str) -> KeyPath:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, path))


def _common_length(one: KeyPath, other: KeyPath) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (left, right) in pairs if left != right), min(len(one), len(other)))
