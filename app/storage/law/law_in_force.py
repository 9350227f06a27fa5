"""What decides in a register: the program's own law, and over it what the register holds."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.errors import Flaw, Mendable, RefusedData, on_one_line
from app.domain.law.facts import Vocabulary
from app.domain.law.law_on_record import LawOnRecord, Pack
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.domain.law.timeline import Timeline
from app.storage.editions.edition_files import EditionTables, from_canonical, sha256_of
from app.storage.editions.edition_parser import parse_edition
from app.storage.law.kept_law import edition_of, ensure_whole, reference_of, tables_of
from app.storage.law.rulebook_shelf import EditionShelf


class LawInForce:
    """See `app.services.ports.RegisterRulebook`; `drafts` takes up the content of every edition read from outside."""

    def __init__(self, own: EditionShelf, law: LawOnRecord, drafts: dict[str, bytes]) -> None:
        self._own = own
        self._law = law
        self._drafts = drafts
        self._compiled: dict[str, CompiledEdition] = {}

    @cached_property
    def timeline(self) -> Timeline:
        """The entries into force, and which edition decides when."""
        own = (entry for entry in self._own.timeline.entries if entry.edition_id not in self._law.editions)
        return Timeline((*own, *self._law.entries))

    @cached_property
    def days(self) -> dict[str, date]:
        """Each edition's id with the first day from which it was put in force, the earliest first."""
        days: dict[str, date] = {}
        for entry in self.timeline.entries:
            days.setdefault(entry.edition_id, entry.since)
        return days

    @cached_property
    def vocabulary(self) -> dict[str, Vocabulary]:
        """Every fact that some edition knows, with all its values."""
        known = dict(self._own.vocabulary)
        for fact in (fact for edition_id in self._law.editions for fact in self.compiled(edition_id).edition.facts):
            values = known[fact.id].values if fact.id in known else ()
            added = tuple(value for value in fact.values if value not in values)
            known[fact.id] = Vocabulary((*values, *added), fact.is_country, fact.answerable)
        return known

    @cached_property
    def reference(self) -> Reference:
        """The reference tables in force. Raises `Mendable` where the register's copy is damaged."""
        packs = self._law.packs_in_force
        return reference_of(self._law.packs[packs[-1]]) if packs else self._own.reference()

    def compiled(self, edition_id: str) -> CompiledEdition:
        """The edition, ready to assess with. Raises `Mendable` where there is none, or its copy is damaged."""
        kept = self._law.editions.get(edition_id)
        if kept is None:
            return self._own_edition(edition_id)
        found = self._compiled.get(edition_id)
        if found is None:
            found = self._compiled[edition_id] = edition_of(kept, self.reference)
        return found

    def content(self, edition: Edition) -> bytes:
        """The content of an edition read here, in the one form that is hashed."""
        draft = self._drafts.get(edition.sha256)
        if draft is not None:
            return draft
        kept = self._law.editions.get(edition.id)
        return kept.content if kept is not None else self._own.content(edition)

    def has_content(self, edition_id: str, sha256: str) -> bool:
        """Whether the edition of this id, if there is one, is this one."""
        return edition_id not in self.days or self.compiled(edition_id).edition.sha256 == sha256

    def read_outside(self, folder: str) -> CompiledEdition:
        """An edition in a folder from outside. Raises `RefusedData` naming every mistake."""
        return self._read(folder, self._own.tables_outside(folder, self._tables))

    def read_draft(self, folder: str) -> CompiledEdition:
        """An edition in a folder that may be put in force. Raises `RefusedData` naming every mistake."""
        tables = self._own.tables_outside(folder, self._tables)
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

    def former_pack(self) -> Pack | None:
        """The reference tables that going back would take up again; None where the program's own are in force."""
        packs = self._law.packs_in_force
        if not packs:
            return None
        if len(packs) == 1:
            return Pack(self._own.reference(), {})
        former = self._law.packs[packs[-2]]
        return Pack(reference_of(former), former.files)

    def unfit_editions(self, reference: Reference) -> tuple[Flaw, ...]:
        """What the known editions name that other reference tables lack."""
        return tuple(
            Flaw(edition_id, 0, flaw.entry, flaw.template, **flaw.params)
            for edition_id, content in self._contents()
            for flaw in parse_edition(from_canonical(content), reference, content).flaws
        )

    def _read(self, folder: str, tables: EditionTables) -> CompiledEdition:
        content = tables.canonical()
        edition, flaws = parse_edition(tables, self.reference, content)
        if flaws:
            raise RefusedData(folder, flaws)
        self._drafts[edition.sha256] = content
        return CompiledEdition(edition)

    def _tables(self, edition_id: str) -> EditionTables | None:
        """An edition that the register keeps, as tables that another may build on."""
        kept = self._law.editions.get(edition_id)
        return tables_of(kept) if kept is not None else None

    def _contents(self) -> Iterator[tuple[str, bytes]]:
        """The content of every known edition, whatever the reference tables in force."""
        for edition_id in self.days:
            kept = self._law.editions.get(edition_id)
            if kept is not None:
                ensure_whole(kept)
            yield edition_id, kept.content if kept is not None else self._own.content(self._own.edition(edition_id))

    def _own_edition(self, edition_id: str) -> CompiledEdition:
        if edition_id in self._own.days:
            return self._own.compiled(edition_id)
        raise Mendable(
            "There is no edition “{id}”. The editions are: {editions}.",
            id=on_one_line(edition_id),
            editions=tuple(self.days),
        )
