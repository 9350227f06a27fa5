"""The editions that the program has: found by date, read, checked, and kept ready between starts.

Reading TOML is slow, so resolved editions are kept in a cache, in the one form that is hashed. Each cached file names
the hash of all the files it was made from: a changed file is read anew, and without a cache all works, only slower.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import Mendable, RefusedData
from app.domain.facts import Vocabulary
from app.domain.reference import Reference
from app.domain.timeline import EntryIntoForce, Timeline
from app.storage.edition_files import EditionTables, Predecessor, from_canonical, read_edition, sha256_of

# A list of cases is shown without any edition: what reads and compiles one is imported with the first.
if TYPE_CHECKING:
    from app.domain.assessment import CompiledEdition
    from app.domain.rulebook import Edition

#: Counted up when the canonical form changes, so that what an older program kept is not read.
_CACHE_FORMAT = "4"


def _no_other(_edition_id: str) -> None:
    """There are no editions but the program's own."""


class EditionShelf:
    """The editions in `folder`, one folder each, with the reference tables they are read against."""

    def __init__(self, folder: Path, reference: Reference, cache: Path | None = None) -> None:
        self._folder = folder
        self._reference = reference
        self._cache = _Cache(cache, _fingerprint(folder, reference)) if cache else None
        self._compiled: dict[str, CompiledEdition] = {}
        self._tables: dict[str, EditionTables] = {}
        self._being_read: set[str] = set()
        self._contents: dict[str, bytes] = {}

    def reference(self) -> Reference:
        """The reference tables."""
        return self._reference

    def editions(self) -> tuple[Edition, ...]:
        """All editions, the earliest first."""
        return tuple(self.edition(edition_id) for edition_id in self.days)

    def edition(self, edition_id: str) -> Edition:
        """The edition of this id. Raises `Mendable` where there is none, `RefusedData` where it has mistakes."""
        return self.compiled(edition_id).edition

    def edition_on(self, day: date) -> Edition:
        """The edition in force on a day. Raises `Mendable` before the first."""
        return self.edition(self.id_on(day))

    def id_on(self, day: date) -> str:
        """The id of the edition in force on a day. Raises `Mendable` before the first."""
        in_force = [edition_id for edition_id, since in self.days.items() if since <= day]
        if not in_force:
            raise Mendable(
                "No edition of the rulebook was in force on {day}: the first is in force from {first}.",
                day=day.isoformat(),
                first=min(self.days.values()).isoformat(),
            )
        return in_force[-1]

    def compiled(self, edition_id: str) -> CompiledEdition:
        """The edition, ready to assess with."""
        found = self._compiled.get(edition_id)
        if found is None:
            if edition_id not in self.days:
                raise Mendable(
                    "There is no edition “{id}”. The editions are: {editions}.",
                    id=edition_id,
                    editions=", ".join(self.days),
                )
            found = self._compiled[edition_id] = self._load(edition_id)
        return found

    @cached_property
    def days(self) -> dict[str, date]:
        """Each edition's id with the day from which it is in force, the earliest first."""
        return {edition_id: date.fromisoformat(day) for edition_id, day in self._index["days"].items()}

    @cached_property
    def timeline(self) -> Timeline:
        """The editions, each in force from its own day on."""
        hashes = self._index["hashes"]
        return Timeline(
            EntryIntoForce(edition_id, hashes[edition_id], since) for edition_id, since in self.days.items()
        )

    @cached_property
    def vocabulary(self) -> dict[str, Vocabulary]:
        """Every fact that some edition knows, with all its values."""
        return {
            fact: Vocabulary(tuple(values), is_state, is_answerable)
            for fact, (values, is_state, is_answerable) in self._index["facts"].items()
        }

    def read_outside(self, folder: str) -> CompiledEdition:
        """An edition in a folder from outside the program; it may build on one of the program's.

        Raises `RefusedData` naming every mistake.
        """
        from app.domain.assessment import CompiledEdition

        return CompiledEdition(self._parsed(self.tables_outside(folder), folder))

    def tables_outside(self, folder: str, other: Predecessor = _no_other) -> EditionTables:
        """What is written in a folder from outside; it may build on one of the program's, or on what `other` gives."""
        return read_edition(Path(folder), lambda edition_id: other(edition_id) or self._predecessor(edition_id))

    def content(self, edition: Edition) -> bytes:
        """The content of an edition that this shelf has read, in the one form that is hashed."""
        return self._contents[edition.sha256]

    def write_draft(self, edition: Edition, folder: str) -> None:
        """Write an edition that was read here whole into a folder; `Mendable` where that can't be."""
        from app.storage.edition_writer import write_edition  # its library is needed for nothing else

        write_edition(self.content(edition), Path(folder))

    @cached_property
    def _index(self) -> dict[str, Any]:
        kept = self._cache.read("index") if self._cache else None
        if kept is not None:
            index: dict[str, Any] = json.loads(kept)
            return index
        editions = [self._released(folder.name) for folder in self._folders()]
        self._refuse_overlaps(editions)
        editions.sort(key=lambda edition: edition.heading.in_force_from)
        index = {
            "days": {edition.id: edition.heading.in_force_from.isoformat() for edition in editions},
            "hashes": {edition.id: edition.sha256 for edition in editions},
            "facts": _facts_of(editions),
        }
        if self._cache:
            for edition in editions:
                self._cache.write(edition.id, self._contents[edition.sha256])
            self._cache.write("index", json.dumps(index).encode())
        return index

    def _load(self, edition_id: str) -> CompiledEdition:
        from app.domain.assessment import CompiledEdition
        from app.storage.edition_parser import parse_edition

        content = self._cache.read(edition_id) if self._cache else None
        if content is not None:
            # What is in the cache was found faultless when it was put there.
            edition = parse_edition(from_canonical(content), self._reference, content).edition
            self._contents[edition.sha256] = content
            return CompiledEdition(edition)
        return CompiledEdition(self._released(edition_id))

    def _released(self, edition_id: str) -> Edition:
        return self._parsed(self._resolved(edition_id), edition_id)

    def _resolved(self, edition_id: str) -> EditionTables:
        found = self._tables.get(edition_id)
        if found is None:
            self._being_read.add(edition_id)
            try:
                found = self._tables[edition_id] = read_edition(self._folder / edition_id, self._predecessor)
            finally:
                self._being_read.remove(edition_id)
        return found

    def _predecessor(self, edition_id: str) -> EditionTables | None:
        """The edition that another builds on; None if there is none, or if it is itself being built on that other."""
        names = {folder.name for folder in self._folders()} - self._being_read
        return self._resolved(edition_id) if edition_id in names else None

    def _parsed(self, tables: EditionTables, folder: str) -> Edition:
        from app.storage.edition_parser import parse_edition

        content = tables.canonical()
        edition, flaws = parse_edition(tables, self._reference, content)
        if flaws:
            raise RefusedData(folder, flaws)
        self._contents[edition.sha256] = content
        return edition

    def _refuse_overlaps(self, editions: list[Edition]) -> None:
        """Each edition is called what its folder is called, and no two come into force on the same day."""
        flaws = []
        taken: dict[date, str] = {}
        for folder, edition in zip(self._folders(), editions, strict=True):
            tables = self._tables[folder.name]
            heading = tables._replace(heading_file=tables.heading_file._replace(edition=folder.name))
            if edition.id != folder.name:
                flaws.append(
                    heading.flaw(
                        "", "", "id", "The id differs from the name of the folder, “{name}”.", name=folder.name
                    )
                )
            day = edition.heading.in_force_from
            other = taken.setdefault(day, folder.name)
            if other != folder.name:
                flaws.append(
                    heading.flaw(
                        "",
                        "",
                        "in_force_from",
                        "The edition comes into force on the same day as “{other}”.",
                        other=other,
                    )
                )
        if flaws:
            raise RefusedData(str(self._folder), tuple(flaws))

    def _folders(self) -> list[Path]:
        return sorted(path for path in self._folder.iterdir() if (path / "edition.toml").is_file())


class _Cache:
    """Files that name what they were made from, and their own hash; a damaged or missing one is as good as none."""

    def __init__(self, folder: Path, made_from: str) -> None:
        self._folder = folder
        self._made_from = made_from

    def read(self, name: str) -> bytes | None:
        try:
            label, _, kept = (self._folder / f"{name}.json").read_bytes().partition(b"\n")
        except OSError:
            return None
        return kept if label == self._label(kept) else None

    def write(self, name: str, content: bytes) -> None:
        partial = self._folder / f"{name}.{os.getpid()}.partial"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(self._label(content) + b"\n" + content)
            partial.replace(self._folder / f"{name}.json")
            return
        with suppress(OSError):
            partial.unlink()

    def _label(self, content: bytes) -> bytes:
        return f"{self._made_from} {sha256_of(content)}".encode()


def _fingerprint(folder: Path, reference: Reference) -> str:
    digest = hashlib.sha256(f"{_CACHE_FORMAT} {reference.sha256}".encode())
    for path in sorted(folder.rglob("*.toml")):
        digest.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _facts_of(editions: list[Edition]) -> dict[str, tuple[list[str], bool, bool]]:
    facts: dict[str, tuple[list[str], bool, bool]] = {}
    for edition in editions:
        for fact in edition.facts:
            values, _, _ = facts.setdefault(fact.id, ([], fact.is_country, fact.answerable))
            values.extend(value for value in fact.values if value not in values)
    return facts
