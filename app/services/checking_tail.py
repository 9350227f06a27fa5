"""Look quickly whether the end of a ledger is as it must be: a glance at each opening, and no verification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Damaged, Mendable
from app.domain.ledger.entry import NOTHING_BEFORE, entry_hash, read_entry
from app.domain.ledger.following import NotAsItMustBe
from app.domain.ledger.tree import Peaks
from app.services.ledger_faults import (
    CHECKPOINTS,
    Signer,
    WrongRow,
    bytes_of,
    text_of,
    wrong_entry,
    wrong_with_checkpoint,
)

if TYPE_CHECKING:
    from app.domain.ledger.checkpoint import Verify
    from app.domain.ledger.entry import Entry
    from app.services.ports import Stored, StoredCheckpoint, UnitOfWork

#: As many entries are looked at in one step; whoever saves an answer meanwhile waits for no more.
_A_STEP = 500


class DamagedEnd(Damaged):
    """The end of a ledger is not as it was written."""

    def __init__(self, why: Mendable) -> None:
        super().__init__(
            "The end of the ledger is not as it was written. {why} Record nothing more here. Verify the register on "
            "the screen of the ledger, and have a kept copy take its place if that finds the same.",
            why=why,
        )


class TailCheck:
    """One look at what was recorded since the last checkpoint, step by step. It changes nothing.

    Each entry follows the one before and was signed by who acted. The last checkpoint is signed, and is what the one
    before it and the entries between come to.
    """

    def __init__(self, verify: Verify) -> None:
        self._verify = verify
        self._newest: StoredCheckpoint | None = None
        self._signer: Signer | None = None
        self._tree = Peaks()
        self._before = NOTHING_BEFORE
        self.is_finished = False

    def step(self, work: UnitOfWork) -> DamagedEnd | None:
        """Look at the next entries; what is wrong first. `is_finished` says whether that was all."""
        with work.snapshot():
            wrong = self._look(work)
        self.is_finished = self.is_finished or wrong is not None
        return None if wrong is None else DamagedEnd(wrong)

    def _look(self, work: UnitOfWork) -> Mendable | None:
        if self._signer is None:
            self._signer = Signer(work.heading().uuid, work.cosignatures.checkpoint_key(), self._verify)
            wrong = self._begin(work)
            if wrong is not None:
                return wrong
        entries = work.events.stored_after(self._tree.size, _A_STEP)
        for stored in entries:
            try:
                self._take(work, self._signer.register, stored)
            except NotAsItMustBe as wrong:
                return wrong_entry(self._tree.size + 1, wrong, stored)
            if self._newest is not None and self._newest.size == self._tree.size:
                said = wrong_with_checkpoint(self._newest, self._signer, self._tree)
                if said is not None:
                    return said
        if len(entries) < _A_STEP:
            self.is_finished = True
            if self._newest is not None and self._newest.size > self._tree.size:
                return Mendable(
                    "Entry {number} is missing: a checkpoint speaks of {wanted} entries, and here are {found}. Entries "
                    "after the last were cut off, or the checkpoint is not of this ledger.",
                    number=self._tree.size + 1,
                    wanted=self._newest.size,
                    found=self._tree.size,
                )
        return None

    def _begin(self, work: UnitOfWork) -> Mendable | None:
        """Begin where the checkpoint before the last ends."""
        last = work.events.last_checkpoints(2)
        self._newest = last[0] if last else None
        for start in last[1:]:
            try:
                self._tree = Peaks(start.size, bytes_of(start.peaks))
            except ValueError:
                said = Mendable("what the next checkpoint goes on from is not what the entries come to")
                name = f"{CHECKPOINTS}/{start.size}"
                return WrongRow(name, "{row}: the checkpoint is not right: {why}.", why=said)
            for stored in work.events.stored_after(start.size - 1, 1):
                self._before = entry_hash(bytes_of(stored.signature), text_of(stored.entry)).hex()
        return None

    def _take(self, work: UnitOfWork, register: str, stored: Stored) -> None:
        data, signature = text_of(stored.entry), bytes_of(stored.signature)
        try:
            entry = read_entry(data)
        except ValueError as why:
            raise NotAsItMustBe("malformed", why=str(why)) from None
        if entry.register != register:
            raise NotAsItMustBe("register", found=entry.register)
        if not stored.number == entry.number == self._tree.size + 1:
            raise NotAsItMustBe("number", found=entry.number)
        if entry.before != self._before:
            raise NotAsItMustBe("before", found=entry.before, wanted=self._before)
        # What a checkpoint speaks of is seen by its root.
        is_signed_for = self._newest is not None and entry.number <= self._newest.size
        if not (is_signed_for or entry.before_the_ledger):
            if entry.key not in _keys_for(work, entry):
                raise NotAsItMustBe("key", found=entry.key, person=entry.person)
            if not self._verify(bytes.fromhex(entry.key), signature, data):
                raise NotAsItMustBe("signature", person=entry.person)
        leaf = entry_hash(signature, data)
        self._before = leaf.hex()
        self._tree.append(leaf)


def _keys_for(work: UnitOfWork, entry: Entry) -> frozenset[str]:
    """The keys that may have signed an entry at some time; which of them did then, the verification says."""
    keys = work.people.keys_of(entry.person)
    if entry.act == "key_changed" and entry.body.get("account") == entry.person:
        return keys | work.recovery_sheets.signing_keys()
    return keys
