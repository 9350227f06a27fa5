"""Where the law comes from that decides: the editions and tables of the program, and over them those of a register.

An edition is that of the register if it keeps one of this id, else that of the program. Which one decides on a day says
the timeline of both. The reference tables are those of the pack taken last, else those of the program. What a register
keeps is compared with its hash before it is used.
"""

from collections.abc import Iterator
from functools import cached_property

from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.errors import Flaw, Mendable, on_one_line
from app.domain.law.decision_digest import decision_digest, law_key
from app.domain.law.facts import Vocabulary
from app.domain.law.law_on_record import EditionOnRecord, LawOnRecord, Pack, PackOnRecord
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.domain.law.timeline import Timeline
from app.storage.editions.edition_files import EditionTables, WrittenFile, from_canonical, sha256_of
from app.storage.editions.edition_parser import faultless_edition, parse_edition
from app.storage.law.program_editions import ProgramEditions
from app.storage.law.reference_shelf import pack_bytes, parse_pack

#: Stands for the files of an edition that the register keeps.
_REGISTER = "register"


class LawInForce:
    """The law of the program with that of one register; `drafts` takes up each edition from outside, by its hash."""

    def __init__(self, own: ProgramEditions, law: LawOnRecord, drafts: dict[str, EditionTables]) -> None:
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
    def key(self) -> str:
        """What it is told apart by."""
        kept, digests = self._law.editions, self._own.digests
        periods = [
            (period.since, decision_digest(self.compiled(each).edition) if each in kept else digests[each])
            for period in self.timeline.periods
            for each in [period.edition_id]
        ]
        return law_key(periods, self.reference.sha256)

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
        return self._reference_of(self._law.packs[packs[-1]]) if packs else self._own.reference

    def compiled(self, edition_id: str) -> CompiledEdition:
        """The edition, ready to assess with. Raises `Mendable` where there is none, or its copy is damaged."""
        kept = self._law.editions.get(edition_id)
        if kept is None:
            if edition_id in self._own.timeline.days:
                return self._own.compiled(edition_id)
            raise Mendable(
                "There is no edition “{id}”. The editions are: {editions}.",
                id=on_one_line(edition_id),
                editions=tuple(self.timeline.days),
            )
        found = self._compiled.get(edition_id)
        if found is None:
            # What was put in force was found faultless then; what is refused in drafts since does not undo it.
            edition = parse_edition(from_canonical(_whole(kept)), self.reference, kept.content).edition
            found = self._compiled[edition_id] = CompiledEdition(edition)
        return found

    def content(self, edition: Edition) -> bytes:
        """The content of an edition read here, in the one form that is hashed."""
        draft = self._drafts.get(edition.sha256)
        if draft is not None:
            return draft.canonical()
        kept = self._law.editions.get(edition.id)
        return kept.content if kept is not None else self._own.content(edition)

    def place(self, edition: Edition, entry_id: str) -> str:
        """File and line of an entry, where its edition was read from outside; else empty."""
        draft = self._drafts.get(edition.sha256)
        return "" if draft is None else draft.place(entry_id)

    def read_recorded(self, kept: EditionOnRecord) -> Edition:
        """An edition that a register keeps because records name it. Raises `Mendable` where that is damaged."""
        return parse_edition(from_canonical(_whole(kept)), self.reference, kept.content).edition

    def read_outside(self, folder: str) -> CompiledEdition:
        """An edition in a folder from outside. Raises `RefusedData` naming every mistake."""
        return self._read(folder, self._own.tables_outside(folder, self._tables))

    def read_draft(self, folder: str) -> CompiledEdition:
        """An edition in a folder that may be put in force. Raises `RefusedData` naming every mistake."""
        tables = self._own.tables_outside(folder, self._tables)
        edition_id = tables.heading.get("id")
        if (
            isinstance(edition_id, str)
            and edition_id in self.timeline.days
            and self.compiled(edition_id).edition.sha256 != sha256_of(tables.canonical())
        ):
            taken = tables.flaw(
                "",
                "",
                "id",
                "The id “{id}” is that of an edition with other content. Give this one an id of its own.",
                id=edition_id,
            )
            tables = tables._replace(flaws=(*tables.flaws, taken))
        return self._read(folder, tables)

    def former_pack(self) -> Pack | None:
        """The reference tables that going back would take up again; None where the program's own are in force."""
        packs = self._law.packs_in_force
        if not packs:
            return None
        if len(packs) == 1:
            return Pack(self._own.reference, {})
        former = self._law.packs[packs[-2]]
        return Pack(self._reference_of(former), former.files)

    def unfit_editions(self, reference: Reference) -> tuple[Flaw, ...]:
        """A flaw for each thing that a known edition names and `reference` lacks; the edition stands as its file.

        What is refused in drafts since an edition was put in force says nothing about the tables.
        """
        return tuple(
            Flaw(edition_id, 0, flaw.entry, flaw.template, **flaw.params)
            for edition_id, content in self._contents()
            for flaw in _flaws(content, reference)
            if str(flaw) not in {str(known) for known in _flaws(content, self.reference)}
        )

    def _read(self, folder: str, tables: EditionTables) -> CompiledEdition:
        content = tables.canonical()
        edition = faultless_edition(tables, self.reference, content, folder)
        self._drafts[edition.sha256] = tables
        return CompiledEdition(edition)

    def _tables(self, edition_id: str) -> EditionTables | None:
        """An edition that the register keeps, as tables that another may build on."""
        kept = self._law.editions.get(edition_id)
        if kept is None:
            return None
        tables = from_canonical(_whole(kept))
        file = WrittenFile(_REGISTER, "", kept.id)
        files = {(kind, entry_id): file for kind, entries in tables.entries.items() for entry_id in entries}
        return tables._replace(heading_file=file, files=files)

    def _contents(self) -> Iterator[tuple[str, bytes]]:
        """The content of every known edition, whatever the reference tables in force."""
        for edition_id in self.timeline.days:
            kept = self._law.editions.get(edition_id)
            yield edition_id, _whole(kept) if kept else self._own.content(self.compiled(edition_id).edition)

    def _reference_of(self, kept: PackOnRecord) -> Reference:
        """The reference tables of a pack that the register keeps. Raises `Mendable` where it is not what was taken."""
        if sha256_of(pack_bytes(kept.files)) != kept.sha256:
            raise Mendable(
                "The register's copy of the reference pack {version} is damaged: its content is not what was taken. "
                "Don't work on; keep the file as it is, and look in its folder and in your backups for a copy of it.",
                version=kept.version,
            )
        return parse_pack(kept.files, kept.version, self._own.reference)


def _flaws(content: bytes, reference: Reference) -> tuple[Flaw, ...]:
    return parse_edition(from_canonical(content), reference, content).flaws


def _whole(kept: EditionOnRecord) -> bytes:
    """The content of an edition that the register keeps. Raises `Mendable` where it is not what was put in force."""
    if sha256_of(kept.content) != kept.sha256:
        raise Mendable(
            "The register's copy of edition {edition} is damaged: its content is not what was put in force. Don't work "
            "on; keep the file as it is, and look in its folder and in your backups for a copy of it.",
            edition=kept.id,
        )
    return kept.content
