"""The editions that come with the program, read from their files and compiled when they are first asked for.

Reading TOML is slow, so resolved editions are kept in a cache, in the one form that is hashed.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.law.timeline import EntryIntoForce, Timeline

# A list of cases is shown without any edition: what reads, keeps and compiles one is imported with the first.
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.decision.compiled_edition import CompiledEdition
    from app.domain.law.examination import Examination
    from app.domain.law.facts import Vocabulary
    from app.domain.law.onward import OnwardTerms
    from app.domain.law.reference import Reference
    from app.domain.law.rulebook import Edition, Judgement
    from app.storage.editions.edition_cache import EditionCache
    from app.storage.editions.edition_files import EditionTables, Predecessor
    from app.storage.editions.edition_reader import EditionReader
    from app.storage.editions.examination_beside import ExaminationBeside


class ProgramEditions:
    """The editions in `folder`, one folder each, with the reference tables they are read against.

    The tables are read once somebody needs them, too: a list of cases is shown without any.
    """

    def __init__(self, folder: Path, read_reference: Callable[[], Reference], cache: Path | None = None) -> None:
        self._folder = folder
        self._read_reference = read_reference
        self._cache_folder = cache
        self._compiled: dict[str, CompiledEdition] = {}
        self._examinations: dict[str, Examination] = {}

    def compiled(self, edition_id: str) -> CompiledEdition:
        """One of these editions, ready to assess with. Raises `RefusedData` where it has mistakes."""
        found = self._compiled.get(edition_id)
        if found is None:
            found = self._compiled[edition_id] = self._load(edition_id)
        return found

    @cached_property
    def reference(self) -> Reference:
        """The reference tables that come with the program."""
        return self._read_reference()

    @cached_property
    def timeline(self) -> Timeline:
        """The editions, each in force from its own day on."""
        days, hashes = self._index["days"], self._index["hashes"]
        return Timeline(EntryIntoForce(each, hashes[each], date.fromisoformat(day)) for each, day in days.items())

    @property
    def digests(self) -> Mapping[str, str]:
        """The decision digest of each edition, by its id."""
        digests: Mapping[str, str] = self._index["digests"]
        return digests

    @cached_property
    def vocabulary(self) -> dict[str, Vocabulary]:
        """Every fact that some edition knows, with all its values."""
        from app.domain.law.facts import Vocabulary

        return {
            fact: Vocabulary(tuple(values), is_state, is_answerable)
            for fact, (values, is_state, is_answerable) in self._index["facts"].items()
        }

    def tables_outside(self, folder: str, other: Predecessor) -> EditionTables:
        """What is written in a folder from outside; it may build on one of the program's, or on what `other` gives."""
        return self._reader.tables_outside(Path(folder), other)

    def content(self, edition: Edition) -> bytes:
        """The content of an edition that was read here, in the one form that is hashed."""
        return self._reader.contents[edition.sha256]

    @cached_property
    def judgements_beside(self) -> tuple[Judgement, ...]:
        """The judgements that are laid beside editions which name none."""
        from app.storage.editions.laid_beside import judgements_beside

        return judgements_beside(self._folder.parent / "beside")

    @cached_property
    def onward(self) -> OnwardTerms:
        """What is laid beside all editions of equipment that passes on."""
        from app.storage.editions.onward_beside import onward_beside

        return onward_beside(self._folder.parent / "beside")

    def examination_beside(self, since: date) -> Examination:
        """What is laid beside editions of a day that say nothing of the examination: of the latest not later."""
        edition_id = self._beside(since)
        if edition_id not in self._examinations:
            self._examinations[edition_id] = self._examination_file.of(edition_id, self._days[edition_id])
        return self._examinations[edition_id]

    def written_beside(self, since: date) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
        """The same as it is written: by kind and id."""
        return self._examination_file.written(self._days[self._beside(since)])

    def _beside(self, since: date) -> str:
        """The latest edition not later than a day; before all of them the first."""
        days = self._days
        return max((day, each) for each, day in days.items() if day <= max(since, min(days.values())))[1]

    @cached_property
    def _days(self) -> dict[str, date]:
        return {each: date.fromisoformat(day) for each, day in self._index["days"].items()}

    @cached_property
    def _examination_file(self) -> ExaminationBeside:
        from app.storage.editions.examination_beside import ExaminationBeside

        values = {fact: () if known.is_state else known.values for fact, known in self.vocabulary.items()}
        return ExaminationBeside(self._folder.parent / "beside", values, frozenset(self.reference.countries))

    @cached_property
    def _reader(self) -> EditionReader:
        from app.storage.editions.edition_reader import EditionReader

        return EditionReader(self._folder, self.reference)

    @cached_property
    def _cache(self) -> EditionCache | None:
        from app.storage.editions.edition_cache import EditionCache

        return EditionCache(self._cache_folder, self._folder, self.reference) if self._cache_folder else None

    @cached_property
    def _index(self) -> dict[str, Any]:
        kept = self._cache.read("index") if self._cache else None
        if kept is not None:
            index: dict[str, Any] = json.loads(kept)
            return index
        from app.domain.law.decision_digest import decision_digest

        editions = self._reader.editions()
        index = {
            "days": {edition.id: edition.heading.in_force_from.isoformat() for edition in editions},
            "hashes": {edition.id: edition.sha256 for edition in editions},
            "digests": {edition.id: decision_digest(edition) for edition in editions},
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
