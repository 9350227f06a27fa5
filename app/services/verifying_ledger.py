"""Verify a register by its ledger: every entry, every checkpoint, and every row as the last entry on it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.errors import Mendable, on_one_line
from app.domain.ledger.checkpoint import (
    Checkpoint,
    cosigned_at,
    read_checkpoint,
    read_note,
)
from app.domain.ledger.entry import row_digest
from app.domain.ledger.following import Follower, NotAsItMustBe
from app.domain.ledger.moments import moment_text
from app.domain.register.roles_on_record import RolesOnRecord
from app.services.ledger_faults import (
    CHECKPOINTS,
    Signer,
    WrongEntry,
    WrongRow,
    bytes_of,
    text_of,
    why_not_signed,
    wrong_entry,
    wrong_with_checkpoint,
)
from app.services.verifying_procedures import wrong_with_procedures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from app.domain.ledger.checkpoint import Verify
    from app.services.ports import NamedRows, Report, StoredCheckpoint, WholeRegister

#: As many entries or rows are looked at between two reports.
_A_STEP = 200


class Remark(Mendable):
    """Something to know of a register that is as it must be."""


class Signing(NamedTuple):
    """What is done with keys: whether one made a signature, and which public half belongs to a seed; both in hex."""

    verify: Verify
    public_of: Callable[[str], str]


class KeptElsewhere(NamedTuple):
    """A checkpoint that was kept outside the register, and what it is called."""

    name: str
    note: bytes


class Verified(NamedTuple):
    """What was looked at, in numbers."""

    entries: int = 0
    unsigned: int = 0
    checkpoints: int = 0
    rows: int = 0
    root: str = ""


class LedgerVerification:
    """One pass over the ledger of a register and all that it speaks of. It changes nothing."""

    def __init__(self, whole: WholeRegister, signing: Signing, kept: Sequence[KeptElsewhere] = ()) -> None:
        self._whole, self._signing, self._kept = whole, signing, kept
        self.verified = Verified()
        self._clock_went_back: list[int] = []

    def run(self, report: Report) -> Iterator[Mendable]:
        """What is wrong, and what is to be known (`Remark`). `report` may raise `Stopped`."""
        others = self._whole.made_otherwise()
        if others:
            yield Mendable(
                "The register is not made as this program makes one: {names}. Somebody changed its tables or "
                "conditions, or the file is damaged.",
                names=others,
            )
            return
        kept, faults = self._readable()
        yield from faults
        named = self._whole.named()
        follower, roots, wrong = self._follow(named, {each.size for _, each in kept}, report)
        if wrong is not None:
            yield wrong
            return
        yield from wrong_with_procedures(self._whole)
        yield from self._wrong_with_kept(kept, follower, roots)
        yield from self._wrong_with_keys(follower)
        yield from self._wrong_with_cosignatures()
        yield from self._wrong_with_rows(named, report)
        if self._clock_went_back:
            yield Remark(
                "The clock of the computer had gone back at {n} entries, first at entry {number}. They say so "
                "themselves.",
                n=len(self._clock_went_back),
                number=self._clock_went_back[0],
            )

    def _follow(
        self, named: NamedRows, sizes: set[int], report: Report
    ) -> tuple[Follower, dict[int, bytes], Mendable | None]:
        """Take all entries with the checkpoints between them; the roots at some sizes, and what is wrong first."""
        whole = self._whole
        follower = Follower(whole.uuid, whole.kind, whole.office, self._signing.verify)
        roles, count = RolesOnRecord(whole.row), max(whole.count(), 1)
        roots: dict[int, bytes] = {}
        checkpoints = whole.checkpoints()
        checkpoint, determined, unsigned, agreed = next(checkpoints, None), 0, 0, 0
        for stored in whole.entries():
            try:
                entry = follower.take(bytes_of(stored.signature), text_of(stored.entry))
                if stored.number != entry.number:
                    raise NotAsItMustBe("number", found=stored.number)  # noqa: TRY301  told like the others
                if not roles.may(entry):
                    raise NotAsItMustBe("role", person=entry.person, act=entry.act)  # noqa: TRY301
            except NotAsItMustBe as wrong:
                return follower, roots, wrong_entry(follower.tree.size + (wrong.code != "role"), wrong, stored)
            named.name(entry.number, entry.rows)
            unsigned += entry.before_the_ledger
            if entry.clock_went_back:
                self._clock_went_back.append(entry.number)
            if entry.act == "determination_recorded" and not entry.before_the_ledger:
                determined = entry.number
            if entry.number in sizes:
                roots[entry.number] = follower.tree.root()
            if checkpoint is not None and checkpoint.size == entry.number:
                said = wrong_with_checkpoint(checkpoint, self._signer(follower), follower.tree)
                if said is not None:
                    return follower, roots, said
                agreed, determined = agreed + 1, 0
                checkpoint = next(checkpoints, None)
            if entry.number % _A_STEP == 0:
                report(0.6 * entry.number / count)
        self.verified = Verified(follower.tree.size, unsigned, agreed, 0, follower.tree.root().hex())
        return follower, roots, self._wrong_at_end(follower, checkpoint, determined)

    def _wrong_at_end(self, follower: Follower, left: StoredCheckpoint | None, determined: int) -> Mendable | None:
        size = follower.tree.size
        if not follower.checkpoint_key:
            return WrongEntry(size + 1, "Entry {number}: the ledger has no beginning.")
        if left is not None:
            return WrongEntry(
                size + 1,
                "Entry {number} is missing: a checkpoint speaks of {wanted} entries, and here are {found}. Entries "
                "after the last were cut off, or the checkpoint is not of this ledger.",
                wanted=left.size,
                found=size,
            )
        if determined:
            return WrongEntry(
                determined,
                "Entry {number} records a determination, and the checkpoint that belongs to it is not there.",
            )
        return None

    def _signer(self, follower: Follower) -> Signer:
        return Signer(self._whole.uuid, follower.checkpoint_key, self._signing.verify)

    def _readable(self) -> tuple[list[tuple[KeptElsewhere, Checkpoint]], list[Mendable]]:
        """The checkpoints that were kept elsewhere, and of those that are none what is to be said."""
        read: list[tuple[KeptElsewhere, Checkpoint]] = []
        faults: list[Mendable] = []
        for each in self._kept:
            try:
                read.append((each, read_checkpoint(read_note(each.note))))
            except ValueError as why:
                faults.append(
                    Mendable("{file}: this is no checkpoint ({why}).", file=each.name, why=on_one_line(str(why)))
                )
        return read, faults

    def _wrong_with_kept(
        self, kept: list[tuple[KeptElsewhere, Checkpoint]], follower: Follower, roots: Mapping[int, bytes]
    ) -> Iterator[Mendable]:
        size = follower.tree.size
        for each, made in kept:
            at_odds = why_not_signed(read_note(each.note), made, self._signer(follower))
            if at_odds is not None:
                yield Mendable("{file}: {why}.", file=each.name, why=at_odds)
            elif made.size > size:
                yield WrongEntry(
                    size + 1,
                    "Entry {number} is missing: {file}, signed at {at}, speaks of {wanted} entries, and here are "
                    "{found}. Entries after the last were cut off.",
                    file=each.name,
                    at=moment_text(made.at),
                    wanted=made.size,
                    found=size,
                )
            elif roots.get(made.size) != made.root:
                yield Mendable(
                    "{file}: the first {size} entries are others than those for which it was signed at {at}. Somebody "
                    "has written the ledger anew.",
                    file=each.name,
                    size=made.size,
                    at=moment_text(made.at),
                )
            else:
                yield Remark(
                    "{file}: the first {size} entries are those for which it was signed at {at}.",
                    file=each.name,
                    size=made.size,
                    at=moment_text(made.at),
                )

    def _wrong_with_keys(self, follower: Follower) -> Iterator[Mendable]:
        """What of the private halves that lie in the register does not belong to the public ones."""
        own = 0
        for name, public, seed in self._whole.key_pairs():
            own += name == "checkpoint_key/1"
            is_others = name == "checkpoint_key/1" and public != follower.checkpoint_key
            if is_others or self._signing.public_of(seed) != public:
                yield WrongRow(name, "{row}: the private half of a key is not that of the public one in the ledger.")
        if not own:
            yield WrongRow("checkpoint_key/1", "{row}: the key that signs checkpoints is not there.")
        for name in self._whole.lacking_open_keys():
            yield WrongRow(
                name, "{row}: a signing key lies open that is nobody's, or does not lie open though it should."
            )

    def _wrong_with_cosignatures(self) -> Iterator[Mendable]:
        """What another office is said to have signed and did not; that an entry speaks of it is seen with the rows."""
        for key, row in self._whole.rows("cosignatures"):
            checkpoint = self._whole.row(CHECKPOINTS, str(row["size"]))
            try:
                note = read_note(text_of(str((checkpoint or {}).get("note", ""))) + text_of(str(row["line"])))
                second = cosigned_at(note, str(row["name"]), bytes_of(str(row["public_key"])), self._signing.verify)
            except ValueError:
                second = None
            if second is None or second != row["second"]:
                yield WrongRow(
                    f"cosignatures/{key}",
                    "{row}: the signature of {office} below a checkpoint does not hold.",
                    office=on_one_line(str(row["office"])),
                )

    def _wrong_with_rows(self, named: NamedRows, report: Report) -> Iterator[Mendable]:
        whole, count, tables = self._whole, 0, self._whole.tables()
        for at, table in enumerate(tables):
            report(0.6 + 0.4 * at / len(tables))
            for key, row in whole.rows(table):
                yield from _wrong_with_row(f"{table}/{key}", row, named)
                count += 1
                if count % _A_STEP == 0:
                    report(0.6 + 0.4 * at / len(tables))
        for checkpoint in whole.checkpoints():
            if checkpoint.size < self.verified.entries:
                name = f"{CHECKPOINTS}/{checkpoint.size}"
                yield from _wrong_with_row(name, whole.row(CHECKPOINTS, str(checkpoint.size)) or {}, named)
        for name, number in named.left():
            yield WrongRow(
                name, "{row} is gone: entry {number} speaks of it, and nothing is ever deleted.", number=number
            )
        self.verified = self.verified._replace(rows=count)


def _wrong_with_row(name: str, row: Mapping[str, object], named: NamedRows) -> Iterator[Mendable]:
    said = named.take(name)
    if said is None:
        yield WrongRow(name, "{row}: no entry of the ledger speaks of it. It was not put there by this program.")
        return
    number, digest = said
    try:
        is_same = row_digest(row) == digest
    except ValueError:
        is_same = False
    if not is_same:
        yield WrongRow(
            name,
            "{row} is not as entry {number} says, the last that speaks of it. What stands there now: {now}",
            number=number,
            now=on_one_line(", ".join(f"{column} = {value!r}" for column, value in row.items())),
        )
