"""The editions and reference tables that decide in a register: those of the program, and those put in force in it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.law.law_on_record import LawOnRecord

# A list of cases is shown without any edition: what reads and compiles one is imported with the first.
if TYPE_CHECKING:
    from datetime import date

    from app.domain.decision.compiled_edition import CompiledEdition
    from app.domain.errors import Flaw
    from app.domain.law.facts import Vocabulary
    from app.domain.law.law_on_record import Pack, ReferenceUse
    from app.domain.law.reference import Reference
    from app.domain.law.rulebook import Edition
    from app.domain.law.timeline import Timeline
    from app.storage.law.law_in_force import LawInForce
    from app.storage.law.rulebook_shelf import EditionShelf


class RegisterShelf:
    """See `app.services.ports.RegisterRulebook`.

    What it has learned is changed in one step, so that the window's thread may read while the register's thread writes.
    """

    def __init__(self, own: EditionShelf) -> None:
        self._own = own
        self._drafts: dict[str, bytes] = {}
        self._learned = _Learned(own, LawOnRecord(), self._drafts)

    def learn(self, law: LawOnRecord) -> None:
        """Take up what the register holds of the law now."""
        self._learned = _Learned(self._own, law, self._drafts)

    def reference(self) -> Reference:
        """The reference tables in force. Raises `Mendable` where the register's copy is damaged."""
        return self._learned.reference

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
        return self._law.compiled(edition_id)

    @property
    def timeline(self) -> Timeline:
        """The entries into force, and which edition decides when."""
        return self._law.timeline

    @property
    def days(self) -> dict[str, date]:
        """Each edition's id with the first day from which it was put in force, the earliest first."""
        return self._law.days

    @property
    def vocabulary(self) -> dict[str, Vocabulary]:
        """Every fact that some edition knows, with all its values."""
        return self._law.vocabulary

    @property
    def reference_uses(self) -> tuple[ReferenceUse, ...]:
        """Which packs were taken, and when one went back, the earliest first."""
        return self._learned.law.uses

    def content(self, edition: Edition) -> bytes:
        """The content of an edition read here, in the one form that is hashed."""
        return self._law.content(edition)

    def write_draft(self, edition: Edition, folder: str) -> None:
        """Write an edition that was read here whole into a folder; `Mendable` where that can't be."""
        from app.storage.editions.edition_writer import write_edition  # its library is needed for nothing else

        write_edition(self.content(edition), Path(folder))

    def has_content(self, edition_id: str, sha256: str) -> bool:
        """Whether the edition of this id, if there is one, is this one."""
        return self._law.has_content(edition_id, sha256)

    def read_outside(self, folder: str) -> CompiledEdition:
        """An edition in a folder from outside; it may build on any that is known.

        Raises `RefusedData` naming every mistake.
        """
        return self._law.read_outside(folder)

    def read_draft(self, folder: str) -> CompiledEdition:
        """An edition in a folder that may be put in force: its id is its own, or its content that of the known one.

        Raises `RefusedData` naming every mistake.
        """
        return self._law.read_draft(folder)

    def read_pack(self, folder: str) -> Pack:
        """The reference tables in a folder. Raises `RefusedData` naming every mistake."""
        from app.storage.law.reference_shelf import read_pack

        return read_pack(Path(folder))

    def former_pack(self) -> Pack | None:
        """The reference tables that going back would take up again; None where the program's own are in force."""
        return self._law.former_pack()

    def unfit_editions(self, reference: Reference) -> tuple[Flaw, ...]:
        """What the known editions name that other reference tables lack."""
        return self._law.unfit_editions(reference)

    @property
    def _law(self) -> LawInForce:
        return self._learned.in_force


class _Learned:
    """What was learned at one time; what it means for the editions is worked out when one is asked for."""

    def __init__(self, own: EditionShelf, law: LawOnRecord, drafts: dict[str, bytes]) -> None:
        self._own = own
        self.law = law
        self._drafts = drafts

    @cached_property
    def reference(self) -> Reference:
        return self.in_force.reference if self.law.packs_in_force else self._own.reference()

    @cached_property
    def in_force(self) -> LawInForce:
        from app.storage.law.law_in_force import LawInForce

        return LawInForce(self._own, self.law, self._drafts)
