"""Read an edition's folder: its TOML files, laid over those of the edition that it builds on."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from app.domain.canonical import json_in_order
from app.domain.characters import unshowable
from app.domain.errors import Flaw, Mendable, RefusedData, printable
from app.storage.editions.edition_schema import is_words
from app.storage.editions.outside_files import is_folder
from app.storage.editions.toml_lines import KeyPath, line_of, toml_fault

#: The tables of a resolved edition: what ("fact", "rule", …) → id → the entry as written.
Tables: TypeAlias = dict[str, dict[str, dict[str, Any]]]

#: What an edition consists of, in the order in which it is printed.
KINDS = (
    ("section", "fact", "definition", "ground", "rule", "approval", "notice", "commitment")
    + (
        "source",
        "unverified",
        "sentence",
        "judgement",
    )
    + ("slot", "trigger", "permit", "test")
)
#: Those of the procedure after a determination: an edition has entries of each of them, or of none.
KINDS_OF_EXAMINATION = KINDS[-4:]
#: Kinds that came after the first released editions: one without them has the hash that it had before there were any.
_LATER = ("judgement", *KINDS_OF_EXAMINATION)

#: Kinds whose entries are called by their ids, without their kind.
_NAMED = ("fact", "ground", "rule", "approval", "notice", "commitment")

_HEADING = "edition.toml"
_PLACING = ("before", "after")
#: What an edition says only of its relation to the one before; it is no part of its content.
_RELATION = ("builds_on", "without")
#: Far more than any sensible condition needs; deeper ones could exhaust the interpreter.
_DEEPEST = 40
_LONGEST_NUMBER = 64
#: Ten times what the largest edition takes, and more.
_MOST_FILES, _LARGEST_FILE, _MOST_ENTRIES = 200, 2_000_000, 1_000


class WrittenFile(NamedTuple):
    """A file as it was read; `edition` is given where it belongs to an edition that the one at hand builds on."""

    name: str
    text: str
    edition: str = ""

    @property
    def label(self) -> str:
        """What messages call the file."""
        return f"{self.edition}/{self.name}" if self.edition else self.name


class EditionTables(NamedTuple):
    """One edition as written, resolved: heading, entries; and for messages the file in which each was written.

    `before` are the entries of the edition that it builds on; empty where it builds on none.
    """

    heading: dict[str, Any]
    entries: Tables
    heading_file: WrittenFile
    files: Mapping[tuple[str, str], WrittenFile]
    flaws: tuple[Flaw, ...]
    before: Mapping[str, Mapping[str, Mapping[str, Any]]] = MappingProxyType({})

    def flaw(self, kind: str, entry_id: str, key: str, template: str, /, **params: object) -> Flaw:
        """A flaw in one entry, or without a kind in the heading, with its file and the line of the key at fault."""
        file = self.files.get((kind, entry_id), _NO_FILE) if kind else self.heading_file
        path = [part for part in (kind, entry_id) if part] + [part.partition("[")[0] for part in key.split(".")]
        entry = ".".join(part for part in (kind, entry_id, key) if part)
        return Flaw(file.label, line_of(file.text, tuple(path)), entry, template, **params)

    def place(self, entry_id: str) -> str:
        """File and line of what has this id among the facts, rules, grounds and steps, or of any entry that is named
        with its kind: `slot.form`. Empty where no file is known."""
        for (kind, name), file in self.files.items():
            if (name == entry_id and kind in _NAMED) or f"{kind}.{name}" == entry_id:
                return f"{file.label}:{line_of(file.text, (kind, name))}" if file.text else file.label
        return ""

    def canonical(self) -> bytes:
        """The content in the order written, whatever the layout of the files: this is what is hashed."""
        heading = {key: value for key, value in self.heading.items() if key not in _RELATION}
        kinds = [kind for kind in KINDS if self.entries[kind] or kind not in _LATER]
        ordered = [[kind, [[key, entry] for key, entry in self.entries[kind].items()]] for kind in kinds]
        return json_in_order([heading, ordered]).encode()


#: Gives the edition that another builds on; None where there is none of this id.
Predecessor: TypeAlias = Callable[[str], EditionTables | None]

#: Where an edition was not read from files, there is no line to name.
_NO_FILE = WrittenFile("", "")


def from_canonical(content: bytes) -> EditionTables:
    """The tables of an edition kept in its canonical form."""
    heading, ordered = json.loads(content)
    written = {kind: dict(entries) for kind, entries in ordered}
    # What an older program kept may lack a kind of entry.
    return EditionTables(heading, {kind: written.get(kind, {}) for kind in KINDS}, _NO_FILE, {}, ())


def sha256_of(content: bytes) -> str:
    """The hash that stands in every determination."""
    return hashlib.sha256(content).hexdigest()


def read_edition(folder: Path, predecessor: Predecessor) -> EditionTables:
    """Read the edition in `folder`; `predecessor` gives the resolved tables of the edition that it builds on.

    Raises `Mendable` when there is no such folder or no heading, and `RefusedData` when a part of the edition cannot be
    read at all; every other mistake is a flaw of the result.
    """
    if not is_folder(folder):
        raise Mendable("{folder} is not a folder. Name the folder of an edition.", folder=str(folder))
    if not (folder / _HEADING).is_file():
        raise Mendable(
            "{folder} holds no edition.toml, so it is not an edition. Name the folder of an edition.",
            folder=str(folder),
        )
    reading = _Reading(folder)
    for path in _files_of(folder):
        reading.add_file(path)
    reading.stop_at_flaws()
    return reading.resolve(predecessor)


def _files_of(folder: Path) -> list[Path]:
    """The files of an edition; hidden ones are not its own: other systems leave them beside what they copy."""
    paths = sorted(path for path in folder.rglob("*.toml") if not _is_hidden(path.relative_to(folder)))
    if len(paths) > _MOST_FILES:
        raise Mendable(
            "{folder} holds more than {limit} files, so it is no edition. Name another folder.",
            folder=printable(str(folder)),
            limit=_MOST_FILES,
        )
    return paths


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


class _Reading:
    """One folder being read: what it writes itself, before it is laid over its predecessor."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.heading: dict[str, Any] = {}
        self.own: Tables = {kind: {} for kind in KINDS}
        self.files: dict[str, WrittenFile] = {}
        self.places: dict[tuple[str, str], WrittenFile] = {}
        self.flaws: list[Flaw] = []

    def add_file(self, path: Path) -> None:
        import tomllib  # slow to import, and not needed when the edition comes from the cache

        name = path.relative_to(self.folder).as_posix()
        try:
            text = _read(path)
            self.files[name] = WrittenFile(name, text)
            content = _plain(tomllib.loads(text))
        except Mendable as mistake:
            self.complain(name, (), mistake.template, **mistake.params)
        except OSError as error:
            self.complain(name, (), "The file cannot be read: {why}.", why=error.strerror)
        except UnicodeDecodeError:
            self.complain(name, (), "The file is not encoded as UTF-8. Save it as UTF-8.")
        except (ValueError, RecursionError) as error:
            self.flaws.append(toml_fault(name, self.files[name].text, error))
        else:
            self._add_content(name, content)

    def _add_content(self, name: str, content: dict[str, Any]) -> None:
        for path, code in _unshowable(content):
            self.complain(name, path, "The text holds a character that cannot be shown ({code}). Remove it.", code=code)
        if name == _HEADING:
            self.heading = content
            return
        for kind, entries in content.items():
            if kind in KINDS and isinstance(entries, dict):
                for key, entry in entries.items():
                    self._add_entry(name, kind, key, entry)
            else:
                self._complain_of_kind(name, (kind,))

    def _add_entry(self, name: str, kind: str, key: str, entry: object) -> None:
        if not isinstance(entry, dict):
            self.complain(name, (kind, key), "The entry has to be a table.")
        elif len(self.own[kind]) >= _MOST_ENTRIES:
            raise Mendable(
                "{folder} has more than {limit} entries of one kind ({kind}), so it is no edition. Name another one.",
                folder=printable(str(self.folder)),
                limit=_MOST_ENTRIES,
                kind=kind,
            )
        elif key in self.own[kind]:
            first = self.places[kind, key].name
            self.complain(name, (kind, key), "The entry is already written in {first}.", first=first)
        else:
            self.own[kind][key] = entry
            self.places[kind, key] = self.files[name]

    def stop_at_flaws(self) -> None:
        """Go no further where a part is missing: all that refers to it would seem wrong too."""
        if self.flaws:
            raise RefusedData(str(self.folder), tuple(self.flaws))

    def resolve(self, predecessor: Predecessor) -> EditionTables:
        base = None
        base_id = self.heading.get("builds_on")
        if base_id is not None:
            base = predecessor(base_id) if isinstance(base_id, str) else None
            if base is None:
                self.complain(_HEADING, ("builds_on",), "There is no edition “{id}” to build on.", id=base_id)
                self.stop_at_flaws()
            else:
                self._compare_days(base.heading, base_id)
        left_out = self._left_out()
        entries = {kind: self._laid_over(kind, base.entries[kind] if base else {}, left_out[kind]) for kind in KINDS}
        inherited = {
            entry: file if file.edition else file._replace(edition=str(base_id))
            for entry, file in (base.files.items() if base else ())
        }
        files = {**inherited, **self.places}
        before = base.entries if base else {}
        return EditionTables(self.heading, entries, self.files[_HEADING], files, tuple(self.flaws), before)

    def _compare_days(self, base: Mapping[str, Any], base_id: str) -> None:
        since, base_since = self.heading.get("in_force_from"), base.get("in_force_from")
        if isinstance(since, str) and isinstance(base_since, str) and since < base_since:  # as year-month-day
            self.complain(
                _HEADING,
                ("in_force_from",),
                "The edition comes into force before the one that it builds on, “{other}”.",
                other=base_id,
            )

    def _left_out(self) -> dict[str, list[str]]:
        """What the edition takes out of the one before, kind by kind."""
        left_out: dict[str, list[str]] = {kind: [] for kind in KINDS}
        written = self.heading.get("without", {})
        for kind, ids in written.items() if isinstance(written, dict) else ():
            if kind not in KINDS:
                self._complain_of_kind(_HEADING, ("without", kind))
            elif is_words(ids):
                left_out[kind] = ids
            else:
                self.complain(_HEADING, ("without", kind), "“{key}” has to be a list of texts.", key=kind)
        return left_out

    def _laid_over(
        self, kind: str, base: Mapping[str, dict[str, Any]], left_out: Iterable[str]
    ) -> dict[str, dict[str, Any]]:
        merged = dict(base)
        for gone in left_out:
            if merged.pop(gone, None) is None:
                self.complain(_HEADING, ("without", kind), "“{id}” is not there to be left out.", id=gone)
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
                file = self.places[kind, key].name
                self.complain(
                    file, (kind, key, side), "There is no {kind} “{id}” to stand beside.", kind=kind, id=other
                )
        return None

    def _complain_of_kind(self, file: str, path: KeyPath) -> None:
        self.complain(
            file,
            path,
            "There is no kind of entry “{kind}”. The kinds are: {kinds}.",
            kind=path[-1],
            kinds=KINDS,
        )

    def complain(self, file: str, path: KeyPath, template: str, /, **params: object) -> None:
        """Note what is wrong at `path` of a file."""
        line = line_of(self.files.get(file, _NO_FILE).text, path)
        self.flaws.append(Flaw(file, line, ".".join(path), template, **params))


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


def _unshowable(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Where a name or a text holds a character that no text may hold, and its code. Texts may have several lines."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from ((path, _code(hidden)) for hidden in [unshowable(key)] if hidden)
            yield from _unshowable(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _unshowable(inner, path)
    elif isinstance(value, str):
        hidden = unshowable(value, breaks="\n")
        if hidden is not None:
            yield path, _code(hidden)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _read(path: Path) -> str:
    if not path.is_file():
        raise Mendable("This is no file that can be read.")
    if path.stat().st_size > _LARGEST_FILE:
        raise Mendable("The file has more than {limit} bytes, so it is none of an edition.", limit=_LARGEST_FILE)
    return path.read_text(encoding="utf-8-sig")


def _plain(value: Any, depth: int = 0) -> Any:
    """TOML's dates as ISO text, so that an edition can be kept as JSON; `Mendable` for what no edition needs."""
    if depth > _DEEPEST:
        raise Mendable("The file cannot be read as TOML: it is nested too deeply.")
    if isinstance(value, dict):
        return {key: _plain(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, depth + 1) for inner in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        raise Mendable("The file cannot be read as TOML: a number is too long.")
    return value
