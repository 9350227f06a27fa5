"""What is said of an entry, a row or a checkpoint of a ledger that is not as it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.errors import Mendable, on_one_line, printable
from app.domain.ledger.checkpoint import Checkpoint, Note, is_signed_by, origin_of, read_checkpoint, read_note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.ledger.checkpoint import Verify
    from app.domain.ledger.following import NotAsItMustBe
    from app.domain.ledger.tree import Peaks
    from app.services.ports import Stored, StoredCheckpoint

#: What a row of a checkpoint is called. The next entry names the one that ends where it begins.
CHECKPOINTS = "checkpoints"


class WrongEntry(Mendable):
    """The first entry that is not as it must be; what comes after it can't be relied on. `number` is its place."""

    def __init__(self, number: int, template: str, /, **params: object) -> None:
        super().__init__(template, number=number, **params)
        self.number = number


class WrongRow(Mendable):
    """A row is not as the ledger says; `table` and `key` name it."""

    def __init__(self, name: str, template: str, /, **params: object) -> None:
        super().__init__(template, row=printable(name), **params)
        self.table, _, self.key = name.partition("/")


class Signer(NamedTuple):
    """By whose key checkpoints are signed: the register, the public half in hex, and what verifies a signature."""

    register: str
    key: str
    verify: Verify


def wrong_entry(number: int, wrong: NotAsItMustBe, stored: Stored) -> WrongEntry:
    """What is said of what stands in the place of an entry."""
    said = {name: on_one_line(str(value)) for name, value in wrong.said.items()}
    if wrong.code == "number":
        said.setdefault("found", str(stored.number))
    return WrongEntry(number, _SAID[wrong.code].template, **said)


def wrong_with_checkpoint(stored: StoredCheckpoint, signer: Signer, tree: Peaks) -> Mendable | None:
    """Why a stored checkpoint is not the one that was signed for this tree."""
    name = f"{CHECKPOINTS}/{stored.size}"
    try:
        note = read_note(text_of(stored.note))
        made = read_checkpoint(note)
    except ValueError as why:
        return WrongRow(name, "{row}: this is no checkpoint ({why}).", why=on_one_line(str(why)))
    said = why_not_signed(note, made, signer)
    if said is None and made.size != stored.size:
        said = Mendable("it speaks of {size} entries", size=made.size)
    if said is None and len(note.signatures) != 1:
        said = Mendable("something stands in it beside its signature")
    if said is None and made.root != tree.root():
        said = Mendable("the entries until there are others than those that it was signed for")
    if said is None and stored.peaks != tree.data().hex():
        said = Mendable("what the next checkpoint goes on from is not what the entries come to")
    return None if said is None else WrongRow(name, "{row}: the checkpoint is not right: {why}.", why=said)


def why_not_signed(note: Note, made: Checkpoint, signer: Signer) -> Mendable | None:
    """Why a note is no checkpoint that the register signed."""
    origin = origin_of(signer.register)
    if made.origin != origin:
        return Mendable("it is of another register, {found}", found=on_one_line(made.origin))
    if not is_signed_by(note, origin, bytes.fromhex(signer.key), signer.verify):
        return Mendable("it was not signed by the checkpoint key of this register")
    return None


def bytes_of(text: str) -> bytes:
    """What stands in hex; nothing where it does not."""
    try:
        return bytes.fromhex(text)
    except (ValueError, TypeError):
        return b""


def text_of(text: str | bytes) -> bytes:
    """The bytes of a text as it is stored."""
    return text if isinstance(text, bytes) else str(text).encode("utf-8", "surrogatepass")


#: What is said of an entry by the code of what is wrong.
_SAID: Mapping[str, Mendable] = {
    "line": Mendable("Entry {number}: its signature is none."),
    "malformed": Mendable("Entry {number}: it does not have the form of an entry: {why}."),
    "register": Mendable("Entry {number}: it is of another register, {found}."),
    "number": Mendable("Entry {number}: in its place stands the entry of number {found}."),
    "before": Mendable(
        "Entry {number}: it does not follow the entry before it. It names {found}, and that one is {wanted}: one of "
        "the two was changed, taken out, put in or moved."
    ),
    "clock": Mendable("Entry {number}: it is of {found}, after one of {wanted}, against what it says of the clock."),
    "beginning": Mendable("Entry {number}: a ledger does not begin so ({why})."),
    "key": Mendable("Entry {number}: {found} is not the signing key that {person} had by then."),
    "signature": Mendable("Entry {number}: it is not what {person} signed."),
    "key_given": Mendable("Entry {number}: no key can be given or ended so ({why})."),
    "role": Mendable("Entry {number}: {person} held no role for this act ({act}) on that day."),
}
