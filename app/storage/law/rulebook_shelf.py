"""The editions that the program has: found by date, kept ready between starts, compiled when they are first asked for.

Reading TOML is slow, so resolved editions are kept in a cache, in the one form that is hashed.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import Mendable, on_one_line
from app.domain.law.timeline import EntryIntoForce, Timeline

# A list of cases is shown without any edition: what reads, keeps and compiles one is imported with the first.
if TYPE_CHECKING:
    from app.domain.decision.compiled_edition import CompiledEdition
    from app.domain.law.facts import Vocabulary
    from app.domain.law.reference import Reference
    from app.domain.law.rulebook import Edition
    from app.storage.editions.edition_cache import EditionCache
    from app.storage.editions.edition_files import EditionTables, Predecessor
    from app.storage.editions.edition_reader import EditionReader


def _no_other(_edition_id: str) -> None:
    """There are no editions but the program's own."""


class EditionShelf:
    """The editions in `folder`, one folder each, with the reference tables they are read against."""

    def __init__(self, folder: Path, reference: Reference, cache: Path | None = None) -> None:
        self._folder = folder
        self._reference = reference
        self._cache_folder = cache
        self._compiled: dict[str, CompiledEdition] = {}

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
                    id=on_one_line(edition_id),
                    editions=tuple(self.days),
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
        from app.domain.law.facts import Vocabulary

        return {
            fact: Vocabulary(tuple(values), is_state, is_answerable)
            for fact, (values, is_state, is_answerable) in self._index["facts"].items()
        }

    def read_outside(self, folder: str) -> CompiledEdition:
        """An edition in a folder from outside the program; it may build on one of the program's.

        Raises `RefusedData` naming every mistake.
        """
        from app.domain.decision.compiled_edition import CompiledEdition

        return CompiledEdition(self._reader.parsed(self.tables_outside(folder), folder))

    def tables_outside(self, folder: str, other: Predecessor = _no_other) -> EditionTables:
        """What is written in a folder from outside; it may build on one of the program's, or on what `other` gives."""
        return self._reader.tables_outside(Path(folder), other)

    def content(self, edition: Edition) -> bytes:
        """The content of an edition that this shelf has read, in the one form that is hashed."""
        return self._reader.contents[edition.sha256]

    def write_draft(self, edition: Edition, folder: str) -> None:
        """Write an edition that was read here whole into a folder; `Mendable` where that can't be."""
        from app.storage.editions.edition_writer import write_edition  # its library is needed for nothing else

        write_edition(self.content(edition), Path(folder))

    @cached_property
    def _reader(self) -> EditionReader:
        from app.storage.editions.edition_reader import EditionReader

        return EditionReader(self._folder, self._reference)

    @cached_property
    def _cache(self) -> EditionCache | None:
        from app.storage.editions.edition_cache import EditionCache

        return EditionCache(self._cache_folder, self._folder, self._reference) if self._cache_folder else None

    @cached_property
    def _index(self) -> dict[str, Any]:
        kept = self._cache.read("index") if self._cache else None
        if kept is not None:
            index: dict[str, Any] = json.loads(kept)
            return index
        editions = self._reader.editions()
        index = {
            "days": {edition.id: edition.heading.in_force_from.isoformat() for edition in editions},
            "hashes": {edition.id: edition.sha256 for edition in editions},
            "facts": _facts_of(editions),
        }
        if self._cache:
            for edition in editions:
                self._cache.write(edition.id, self.content(edition))
            self._cache.write("index", json.dumps(index).encode())
        return index

    def _load(self, edition_id: str) -> CompiledEdition:
        from app.domain.decision.compiled_edition import CompiledEdition

        content = self._cache.read(edition_id) if self._cache else None
        # What is in the cache was found faultless when it was put there.
        return CompiledEdition(self._reader.kept(content) if content is not None else self._reader.edition(edition_id))


def _facts_of(editions: list[Edition]) -> dict[str, tuple[list[str], bool, bool]]:
    facts: dict[str, tuple[list[str], bool, bool]] = {}
    for edition in editions:
        for fact in edition.facts:
            values, _, _ = facts.setdefault(fact.id, ([], fact.is_country, fact.answerable))
            values.extend(value for value in fact.values if value not in values)
    return facts
