"""Sign what the ledger of a register is now; and the checkpoint of another office, to say that this one saw it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.errors import Mendable, on_one_line
from app.domain.ledger.checkpoint import origin_of, read_checkpoint, read_note
from app.domain.register.permissions import refusal_of_checkpoint
from app.services.changing import raise_if_refused

if TYPE_CHECKING:
    from app.services.acting import Acting


def make_checkpoint(acting: Acting) -> int:
    """Sign a checkpoint, unless nothing was recorded since the last; how many entries it speaks of.

    Raises `Mendable` where the person may make none.
    """
    raise_if_refused(refusal_of_checkpoint(acting.person, acting.clock.today()))
    return checkpoint_at_closing(acting)


def checkpoint_at_closing(acting: Acting) -> int:
    """The same for whoever closes the register: the program signs it by itself, as after a determination."""
    with acting.work:
        acting.work.events.checkpoint(acting.clock.now())
        size = acting.work.events.count()
        acting.work.commit()
    return size


class Cosigned(NamedTuple):
    """The note of a checkpoint with one's own signature below it, and the name and public half that this is of."""

    note: str
    name: str
    key: str


def cosign(acting: Acting, *, note: bytes) -> Cosigned:
    """Sign the checkpoint of another register by the checkpoint key of this one; nothing in this one changes.

    Raises `Mendable` where it is none, or this register has signed it already; and where the person may not do it.
    """
    raise_if_refused(refusal_of_checkpoint(acting.person, acting.clock.today()))
    work = acting.work
    name = origin_of(work.heading().uuid)
    try:
        read = read_note(note)
        origin = read_checkpoint(read).origin
    except ValueError as why:
        raise Mendable("This is no checkpoint ({why}).", why=on_one_line(str(why)), field="file") from None
    if origin == name or name in {line.name for line in read.signatures}:
        raise Mendable("This register has signed this checkpoint already. Another office signs it.", field="file")
    signed = work.cosignatures.cosigned(note.decode(), name, int(acting.clock.now().timestamp()))
    return Cosigned(signed, name, work.cosignatures.checkpoint_key())
