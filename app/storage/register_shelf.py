"""The editions and reference tables that decide in a register: those of the program, and those put in force in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Flaw, Mendable, RefusedData
from app.domain.facts import Vocabulary
from app.domain.law_on_record import EditionOnRecord, LawOnRecord, Pack, PackOnRecord, ReferenceUse
from app.domain.reference import Reference
from app.domain.timeline import Timeline
from app.storage.edition_files import EditionTables, WrittenFile, from_canonical, sha256_of
from app.storage.reference_shelf import pack_sha256, parse_pack, read_pack
from app.storage.rulebook_shelf import EditionShelf

# A list of cases is shown without any edition: what reads and compiles one is imported with the first.
if TYPE_CHECKING:
    from app.domain.assessment import CompiledEdition
    from app.domain.rulebook import Edition

#: Stands for the files of an edition that the register keeps.
_REGISTER = "register"


class RegisterShelf:
    """See `app.services.ports.RegisterRulebook`.

    What it has learned is changed in one step, so that the window's thread may read while the register's thread writes.
    """

    def __init__(self, own: EditionShelf) -> None:
        self._own = own
        self._state = _State(own, LawOnRecord())
        self._drafts: dict[str, bytes] = {}

    def learn(self, law: LawOnRecord) -> None:
        """Take up what the register holds of the law now."""
        self._state = _State(self._own, law)

    def reference(self) -> Reference:
        """The reference tables in force. Raises `Mendable` where the register's copy is damaged."""
        return self._state.reference

    def editions(self) -> tuple[Edition, ...]:
        """All editions that are known, the earliest first."""
        return tuple(self.edition(edition_id) for edition_id in self.days)

    def edition(self, edition_id: str) -> Edition:
        """The edition of this id. Raises `Mendable` where there is none, or the register's copy is damaged."""
        return self.compiled(edition_id).edition

    def edition_on(self, day: date) -> Edition:
        """The edition in force on a day. Raises `Mendable` before the first."""
        return self.edition(self.id_on(day))

    def id_on(self, day: date) -> str:
        """The id of the edition in force on a day. Raises `Mendable` before the first."""
        return self.timeline.id_on(day) or self._own.id_on(day)

    def compiled(self, edition_id: str) -> CompiledEdition:
        """The edition, ready to assess with."""
        return self._state.compiled(edition_id)

    @property
    def timeline(self) -> Timeline:
        """The entries into force, and which edition decides when."""
        return self._state.timeline

    @property
    def days(self) -> dict[str, date]:
        """Each edition's id with the first day from which it was put in force, the earliest first."""
        return self._state.days

    @property
    def vocabulary(self) -> dict[str, Vocabulary]:
        """Every fact that some edition knows, with all its values."""
        return self._state.vocabulary

    @property
    def reference_uses(self) -> tuple[ReferenceUse, ...]:
        """Which packs were taken, and when one went back, the earliest first."""
        return self._state.law.uses

    def content(self, edition: Edition) -> bytes:
        """The content of an edition read here, in the one form that is hashed."""
        return self._drafts.get(edition.sha256) or self._state.content(edition)

    def write_draft(self, edition: Edition, folder: str) -> None:
        """Write an edition that was read here whole into a folder; `Mendable` where that can't be."""
        from app.storage.edition_writer import write_edition  # its library is needed for nothing else

        write_edition(self.content(edition), Path(folder))

    def has_content(self, edition_id: str, sha256: str) -> bool:
        """Whether the edition of this id, if there is one, is this one."""
        return edition_id not in self.days or self.edition(edition_id).sha256 == sha256

    def read_outside(self, folder: str) -> CompiledEdition:
        """An edition in a folder from outside; it may build on any that is known.

        Raises `RefusedData` naming every mistake.
        """
        return self._read(folder, self._own.tables_outside(folder, self._state.tables))

    def read_draft(self, folder: str) -> CompiledEdition:
        """An edition in a folder that may be put in force: its id is its own, or its content that of the known one.

        Raises `RefusedData` naming every mistake.
        """
        tables = self._own.tables_outside(folder, self._state.tables)
        edition_id = tables.heading.get("id")
        if not isinstance(edition_id, str) or self.has_content(edition_id, sha256_of(tables.canonical())):
            return self._read(folder, tables)
        taken = tables.flaw(
            "",
            "",
            "id",
            "The id “{id}” is that of an edition with other content. Give this one an id of its own.",
            id=edition_id,
        )
        return self._read(folder, tables._replace(flaws=(*tables.flaws, taken)))

    def read_pack(self, folder: str) -> Pack:
        """The reference tables in a folder. Raises `RefusedData` naming every mistake."""
        return read_pack(Path(folder))

    def former_pack(self) -> Pack | None:
        """The reference tables that going back would take up again; None where the program's own are in force."""
        packs = self._state.law.packs_in_force
        if not packs:
            return None
        if len(packs) == 1:
            return Pack(self._own.reference(), {})
        former = self._state.law.packs[packs[-2]]
        return Pack(_reference_of(former), former.files)

    def unfit_editions(self, reference: Reference) -> tuple[Flaw, ...]:
        """What the known editions name that other reference tables lack."""
        from app.storage.edition_parser import parse_edition

        return tuple(
            Flaw(edition_id, 0, flaw.entry, flaw.template, **flaw.params)
            for edition_id, content in self._state.contents()
            for flaw in parse_edition(from_canonical(content), reference, content).flaws
        )

    def _read(self, folder: str, tables: EditionTables) -> CompiledEdition:
        from app.domain.assessment import CompiledEdition
        from app.storage.edition_parser import parse_edition

        content = tables.canonical()
        edition, flaws = parse_edition(tables, self.reference(), content)
        if flaws:
            raise RefusedData(folder, flaws)
        self._drafts[edition.sha256] = content
        return CompiledEdition(edition)


class _State:
    """What was learned at one time, and what was made of it since."""

    def __init__(self, own: EditionShelf, law: LawOnRecord) -> None:
        self._own = own
        self.law = law
        self._compiled: dict[str, CompiledEdition] = {}

    @cached_property
    def timeline(self) -> Timeline:
        own = (entry for entry in self._own.timeline.entries if entry.edition_id not in self.law.editions)
        return Timeline((*own, *self.law.entries))

    @cached_property
    def days(self) -> dict[str, date]:
        days: dict[str, date] = {}
        for entry in self.timeline.entries:
            days.setdefault(entry.edition_id, entry.since)
        return days

    @cached_property
    def vocabulary(self) -> dict[str, Vocabulary]:
        known = dict(self._own.vocabulary)
        for fact in (fact for edition_id in self.law.editions for fact in self.compiled(edition_id).edition.facts):
            values = known[fact.id].values if fact.id in known else ()
            added = tuple(value for value in fact.values if value not in values)
            known[fact.id] = Vocabulary((*values, *added), fact.is_country, fact.answerable)
        return known

    @cached_property
    def reference(self) -> Reference:
        packs = self.law.packs_in_force
        return _reference_of(self.law.packs[packs[-1]]) if packs else self._own.reference()

    def tables(self, edition_id: str) -> EditionTables | None:
        """An edition that the register keeps, as tables that another may build on."""
        kept = self.law.editions.get(edition_id)
        return _tables_of(kept) if kept is not None else None

    def compiled(self, edition_id: str) -> CompiledEdition:
        kept = self.law.editions.get(edition_id)
        if kept is None:
            return self._own_edition(edition_id)
        found = self._compiled.get(edition_id)
        if found is None:
            found = self._compiled[edition_id] = _edition_of(kept, self.reference)
        return found

    def content(self, edition: Edition) -> bytes:
        kept = self.law.editions.get(edition.id)
        return kept.content if kept is not None else self._own.content(edition)

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """The content of every known edition, whatever the reference tables in force."""
        for edition_id in self.days:
            kept = self.law.editions.get(edition_id)
            if kept is not None:
                _ensure_whole(kept)
            yield edition_id, kept.content if kept is not None else self._own.content(self._own.edition(edition_id))

    def _own_edition(self, edition_id: str) -> CompiledEdition:
        if edition_id in self._own.days:
            return self._own.compiled(edition_id)
        raise Mendable(
            "There is no edition “{id}”. The editions are: {editions}.", id=edition_id, editions=", ".join(self.days)
        )


def _edition_of(kept: EditionOnRecord, reference: Reference) -> CompiledEdition:
    from app.domain.assessment import CompiledEdition
    from app.storage.edition_parser import parse_edition

    _ensure_whole(kept)
    edition, flaws = parse_edition(from_canonical(kept.content), reference, kept.content)
    if flaws:
        raise RefusedData(kept.id, flaws)
    return CompiledEdition(edition)


def _tables_of(kept: EditionOnRecord) -> EditionTables:
    _ensure_whole(kept)
    tables = from_canonical(kept.content)
    file = WrittenFile(_REGISTER, "", kept.id)
    files = {(kind, entry_id): file for kind, entries in tables.entries.items() for entry_id in entries}
    return tables._replace(heading_file=file, files=files)


def _ensure_whole(kept: EditionOnRecord) -> None:
    if sha256_of(kept.content) != kept.sha256:
        raise Mendable(
            "The register's copy of edition {edition} is damaged: its content is not what was put in force. Don't work "
            "on; keep the file as it is and take up the last copy of the register.",
            edition=kept.id,
        )


def _reference_of(kept: PackOnRecord) -> Reference:
    if pack_sha256(kept.files) != kept.sha256:
        raise Mendable(
            "The register's copy of the reference pack {version} is damaged: its content is not what was taken. Don't "
            "work on; keep the file as it is and take up the last copy of the register.",
            version=kept.version,
        )
    return parse_pack(kept.files, kept.version)
