"""What a register holds of the law: editions that were put in force in it, and packs of reference tables."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from app.domain.law.reference import Reference
from app.domain.law.timeline import EntryIntoForce


class EditionOnRecord(NamedTuple):
    """The content of an edition as it was put in force, in the one form that is hashed."""

    id: str
    sha256: str
    content: bytes


class PackOnRecord(NamedTuple):
    """The files of a pack of reference tables as it was taken, by name."""

    version: str
    sha256: str
    files: Mapping[str, str]


class Pack(NamedTuple):
    """Reference tables that were read, with the files that they stand in."""

    reference: Reference
    files: Mapping[str, str]


class UseAct(str, Enum):
    """What was done with a pack."""

    TAKEN = "taken"
    GONE_BACK = "gone_back"


class ReferenceUse(NamedTuple):
    """A pack was taken, or the former one taken up again; without a hash: the tables of the program itself."""

    act: UseAct
    sha256: str | None
    version: str
    named_person: str
    note: str
    recorded_at: datetime
    recorded_by: str


class LawOnRecord:
    """What a register adds to the law that comes with the program; never changed once made."""

    def __init__(
        self,
        editions: tuple[EditionOnRecord, ...] = (),
        entries: tuple[EntryIntoForce, ...] = (),
        packs: tuple[PackOnRecord, ...] = (),
        uses: tuple[ReferenceUse, ...] = (),
    ) -> None:
        self.editions = {edition.id: edition for edition in editions}
        self.entries = entries
        self.packs = {pack.sha256: pack for pack in packs}
        self.uses = uses

    def is_same(self, other: "LawOnRecord") -> bool:
        """Whether another register, or this one at another time, holds the same."""
        return (self.editions, self.entries, self.packs, self.uses) == (
            other.editions,
            other.entries,
            other.packs,
            other.uses,
        )

    @cached_property
    def packs_in_force(self) -> tuple[str, ...]:
        """The hashes of the packs taken one upon the other; the last is in force, and going back takes it away."""
        taken: list[str] = []
        for use in self.uses:
            if use.act is UseAct.GONE_BACK:
                taken.pop()
            elif use.sha256 is not None:
                taken.append(use.sha256)
        return tuple(taken)
