"""Read an edition's folder: its TOML files, laid over those of the edition that it builds on."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from app.domain.errors import Flaw, Mendable

#: The tables of a resolved edition: what ("fact", "rule", …) → id → the entry as written.
Tables: TypeAlias = dict[str, dict[str, dict[str, Any]]]

#: What an edition consists of, in the order in which it is printed.
KINDS = ("section", "fact", "definition", "ground", "rule", "approval", "notice", "commitment", "source", "unverified")

_HEADING = "edition.toml"
_PLACING = ("before", "after")
_HEADING_KEYS = frozenset(
    ("id", "in_force_from", "builds_on", "title", "authority", "summary", "sources", "confidence", "unverified")
    + ("without", "risk_exception")
)


class EditionTables(NamedTuple):
    """One edition as written, resolved: heading, entries; and for messages where each entry was read, and the files."""

    heading: dict[str, Any]
    entries: Tables
    places: Mapping[tuple[str, str], tuple[str, int]]
    texts: Mapping[str, str]
    flaws: tuple[Flaw, ...]

    def flaw(self, kind: str, entry_id: str, key: str, template: str, /, **params: object) -> Flaw:
        """A flaw in one entry, with the file and the line of the key at fault."""
        file, line = self.places.get((kind, entry_id), (_HEADING if not kind else "", 0))
        line = line_of_key(self.texts.get(file, ""), line, key.split(".", maxsplit=1)[0]) if key else line
        entry = ".".join(part for part in (kind, entry_id, key) if part)
        return Flaw(file, line, entry, template, **params)

    def canonical(self) -> bytes:
        """The content in the order written, whatever the layout of the files: this is what is hashed."""
        heading = {key: value for key, value in self.heading.items() if key not in ("builds_on", "without")}
        ordered = [[kind, [[key, entry] for key, entry in self.entries[kind].items()]] for kind in KINDS]
        return json.dumps([heading, ordered], ensure_ascii=False, separators=(",", ":")).encode()


def from_canonical(content: bytes) -> EditionTables:
    """The tables of an edition kept in its canonical form."""
    heading, ordered = json.loads(content)
    return EditionTables(heading, {kind: dict(entries) for kind, entries in ordered}, {}, {}, ())


def sha256_of(content: bytes) -> str:
    """The hash that stands in every determination."""
    return hashlib.sha256(content).hexdigest()


def read_edition(folder: Path, predecessor: Callable[[str], EditionTables | None]) -> EditionTables:
    """Read the edition in `folder`; `predecessor` gives the resolved tables of the edition that it builds on.

    Raises `Mendable` when there is no such folder or no heading; every other mistake is a flaw of the result.
    """
    if not folder.is_dir():
        raise Mendable("{folder} is not a folder. Name the folder of an edition.", folder=str(folder))
    if not (folder / _HEADING).is_file():
        raise Mendable(
            "{folder} holds no edition.toml, so it is not an edition. Name the folder of an edition.",
            folder=str(folder),
        )
    reading = _Reading(folder)
    for path in sorted(folder.rglob("*.toml")):
        reading.add_file(path)
    return reading.resolve(predecessor)


class _Reading:
    """One folder being read: what it writes itself, before it is laid over its predecessor."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.heading: dict[str, Any] = {}
        self.own: Tables = {kind: {} for kind in KINDS}
        self.places: dict[tuple[str, str], tuple[str, int]] = {}
        self.texts: dict[str, str] = {}
        self.flaws: list[Flaw] = []

    def add_file(self, path: Path) -> None:
        import tomllib  # slow to import, and not needed when the edition comes from the cache

        name = path.relative_to(self.folder).as_posix()
        try:
            text = self.texts[name] = path.read_text(encoding="utf-8")
            content = _plain(tomllib.loads(text))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.flaws.append(
                Flaw(name, _line_in(str(error)), "", "The file cannot be read as TOML: {why}.", why=error)
            )
            return
        if name == _HEADING:
            self._add_heading(name, text, content)
            return
        for kind, entries in content.items():
            self._add_entries(name, text, kind, entries)

    def _add_heading(self, name: str, text: str, content: dict[str, Any]) -> None:
        self.heading = content
        for key in content:
            if key not in _HEADING_KEYS:
                line = line_of_key(text, 0, key)
                self.flaws.append(
                    Flaw(name, line, key, "There is no key “{key}” in the heading of an edition.", key=key)
                )

    def _add_entries(self, name: str, text: str, kind: str, entries: Any) -> None:
        if kind not in KINDS or not isinstance(entries, dict):
            kinds = ", ".join(KINDS)
            self.flaws.append(
                Flaw(
                    name,
                    line_of_table(text, kind, ""),
                    kind,
                    "There is no kind of entry “{kind}”. The kinds are: {kinds}.",
                    kind=kind,
                    kinds=kinds,
                )
            )
            return
        for key, entry in entries.items():
            line = line_of_table(text, kind, key)
            if not isinstance(entry, dict):
                self.flaws.append(Flaw(name, line, f"{kind}.{key}", "The entry has to be a table."))
            elif key in self.own[kind]:
                first = self.places[kind, key][0]
                self.flaws.append(
                    Flaw(name, line, f"{kind}.{key}", "The entry is already written in {first}.", first=first)
                )
            else:
                self.own[kind][key] = entry
                self.places[kind, key] = (name, line)

    def resolve(self, predecessor: Callable[[str], EditionTables | None]) -> EditionTables:
        base_id = self.heading.get("builds_on")
        base: EditionTables | None = None
        if base_id is not None:
            base = predecessor(base_id) if isinstance(base_id, str) else None
            if base is None:
                self.flaws.append(Flaw(_HEADING, 0, "builds_on", "There is no edition “{id}” to build on.", id=base_id))
        entries: Tables = {kind: self._laid_over(kind, base.entries[kind] if base else {}) for kind in KINDS}
        return EditionTables(self.heading, entries, self.places, self.texts, tuple(self.flaws))

    def _laid_over(self, kind: str, base: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        merged = dict(base)
        for gone in self.heading.get("without", {}).get(kind, ()):
            if merged.pop(gone, None) is None:
                self.flaws.append(Flaw(_HEADING, 0, f"without.{kind}", "“{id}” is not there to be left out.", id=gone))
        for key, entry in self.own[kind].items():
            content = {name: value for name, value in entry.items() if name not in _PLACING}
            beside = self._neighbour(kind, key, entry, merged)
            merged = _placed(merged, key, content, beside)
        return merged

    def _neighbour(
        self, kind: str, key: str, entry: Mapping[str, Any], merged: Mapping[str, Any]
    ) -> tuple[str, str] | None:
        """Where the entry wants to stand: ("before" or "after", the other entry)."""
        for side in _PLACING:
            other = entry.get(side)
            if isinstance(other, str) and other in merged:
                return side, other
            if other is not None:
                name, line = self.places[kind, key]
                self.flaws.append(
                    Flaw(name, line, f"{kind}.{key}.{side}", "There is no {kind} “{id}”.", kind=kind, id=other)
                )
        return None


def _placed(
    entries: dict[str, dict[str, Any]], key: str, entry: dict[str, Any], beside: tuple[str, str] | None
) -> dict[str, dict[str, Any]]:
    """The entries with `entry` put in: where it stood, or at the end, or beside another."""
    if beside is None:
        return {**entries, key: entry}
    side, neighbour = beside
    placed: dict[str, dict[str, Any]] = {}
    for other, content in entries.items():
        if other == neighbour and side == "before":
            placed[key] = entry
        if other != key:
            placed[other] = content
        if other == neighbour and side == "after":
            placed[key] = entry
    return placed


def _plain(value: Any) -> Any:
    """TOML's dates as ISO text, so that an edition can be kept as JSON."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def line_of_table(text: str, kind: str, key: str) -> int:
    """The line (from 1) on which the table of an entry begins; 0 if it is not written as a table of its own."""
    wanted = (f"[{kind}.{key}]", f'[{kind}."{key}"]', f"[{kind}.{key}.", f'[{kind}."{key}".') if key else (f"[{kind}",)
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().startswith(wanted):
            return number
    return 0


def line_of_key(text: str, table_line: int, key: str) -> int:
    """The line of `key` inside the table that begins on `table_line`; the table's own line if it is not found."""
    for number, line in enumerate(text.splitlines(), 1):
        if number <= table_line:
            continue
        if table_line and line.startswith("["):
            break
        word = line.strip()
        if word.startswith(key) and word[len(key) :].lstrip()[:1] in ("=", "."):
            return number
    return table_line


def _line_in(message: str) -> int:
    """The line that tomllib's message names ("… (at line 3, column 5)"); 0 if it names none."""
    _, found, rest = message.partition("at line ")
    digits = rest.split(",")[0]
    return int(digits) if found and digits.isdigit() else 0
