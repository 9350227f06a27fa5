"""Sign what the ledger of a register is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
