"""The law by which a command or an open register decides; see `app.services.ports.RegisterRulebook`.

`LawInForce` says where it comes from. Until `learn` was told of a register, it is the law that comes with the program.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.domain.law.law_on_record import LawOnRecord

# A list of cases is shown without any edition: what reads and compiles one is imported with the first.
if TYPE_CHECKING:
    from datetime import date

    from app.domain.decision.compiled_edition import CompiledEdition
    from app.domain.errors import Flaw
    from app.domain.law.examination import Examination
    from app.domain.law.facts import Vocabulary
    from app.domain.law.law_on_record import EditionOnRecord, Pack, ReferenceUse
    from app.domain.law.onward import OnwardTerms
    from app.domain.law.reference import Reference
    from app.domain.law.rulebook import Edition, Judgement
    from app.domain.law.timeline import Timeline
    from app.services.ports import WrittenEntries
    from app.storage.editions.edition_files import EditionTables
    from app.storage.law.law_in_force import LawInForce
    from app.storage.law.program_editions import ProgramEditions


class RegisterShelf:
    """The law in force, replaced as a whole whenever something is learned.

    So the window's thread may read while the register's thread writes.
    """

    def __init__(self, own: ProgramEditions) -> None:
        self._own = own
        self._drafts: dict[str, EditionTables] = {}
        self._learned = _Learned(own, LawOnRecord(), self._drafts)

    def learn(self, law: LawOnRecord) -> None:
        # What is known already stays, with all that was compiled of it.
        if not law.is_same(self.on_record):
            self._learned = _Learned(self._own, law, self._drafts)

    @property
    def on_record(self) -> LawOnRecord:
        return self._learned.law

    def key_with(self, law: LawOnRecord) -> str:
        return _Learned(self._own, law, self._drafts).in_force.key

    @property
    def key(self) -> str:
        return self._law.key

    @property
    def timeline(self) -> Timeline:
        return self._law.timeline

    @property
    def vocabulary(self) -> dict[str, Vocabulary]:
        return self._law.vocabulary

    def reference(self) -> Reference:
        return self._learned.reference

    def compiled(self, edition_id: str) -> CompiledEdition:
        return self._law.compiled(edition_id)

    def edition(self, edition_id: str) -> Edition:
        return self.compiled(edition_id).edition

    def editions(self) -> tuple[Edition, ...]:
        return tuple(self.edition(edition_id) for edition_id in self.timeline.days)

    def edition_on(self, day: date) -> Edition:
        return self.edition(self.id_on(day))

    def id_on(self, day: date) -> str:
        edition_id = self.timeline.id_on(day)
        if edition_id is None:
            raise Mendable(
                "No edition of the rulebook was in force on {day}: the first is in force from {first}.",
                day=day.isoformat(),
                first=self.timeline.entries[0].since.isoformat(),
            )
        return edition_id

    def judgements(self, edition: Edition) -> tuple[Judgement, ...]:
        own = edition.judgements or self._own.judgements_beside
        asked = {fact.id for fact in edition.asked}
        return tuple(judgement for judgement in own if judgement.fact in asked)

    def examination(self, edition: Edition) -> Examination:
        return edition.examination or self._own.examination_beside(edition.heading.in_force_from)

    def onward(self) -> OnwardTerms:
        return self._own.onward

    def written_beside(self, edition: Edition) -> WrittenEntries | None:
        if edition.examination is not None:
            return None
        return self._own.written_beside(edition.heading.in_force_from)

    def content(self, edition: Edition) -> bytes:
        return self._law.content(edition)

    def place(self, edition: Edition, entry_id: str) -> str:
        return self._law.place(edition, entry_id)

    def read_recorded(self, edition: EditionOnRecord) -> Edition:
        return self._law.read_recorded(edition)

    def read_outside(self, folder: str) -> CompiledEdition:
        return self._law.read_outside(folder)

    def read_draft(self, folder: str) -> CompiledEdition:
        return self._law.read_draft(folder)

    def write_draft(self, edition: Edition, folder: str) -> None:
        from app.storage.editions.edition_writer import write_edition  # its library is needed for nothing else

        write_edition(self.content(edition), Path(folder), self.written_beside(edition))

    @property
    def reference_uses(self) -> tuple[ReferenceUse, ...]:
        return self._learned.law.uses

    def read_pack(self, folder: str) -> Pack:
        from app.storage.law.reference_shelf import read_pack

        return read_pack(Path(folder), self._own.reference)

    def former_pack(self) -> Pack | None:
        return self._law.former_pack()

    def unfit_editions(self, reference: Reference) -> tuple[Flaw, ...]:
        return self._law.unfit_editions(reference)

    @property
    def _law(self) -> LawInForce:
        return self._learned.in_force


class _Learned:
    """What was learned at one time; what it means for the editions is worked out when one is asked for."""

    def __init__(self, own: ProgramEditions, law: LawOnRecord, drafts: dict[str, EditionTables]) -> None:
        self._own = own
        self.law = law
        self._drafts = drafts

    @cached_property
    def reference(self) -> Reference:
        return self.in_force.reference if self.law.packs_in_force else self._own.reference

    @cached_property
    def in_force(self) -> LawInForce:
        from app.storage.law.law_in_force import LawInForce

        return LawInForce(self._own, self.law, self._drafts)
