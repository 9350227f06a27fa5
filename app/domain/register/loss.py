"""What would be lost if a copy took the place of its register."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.domain.register.events import RecordedEvent


class Loss(NamedTuple):
    """What a register holds that a copy of it does not.

    `events` is how many were recorded in the register since the two were one, `last` are the last of them, the
    latest first, with the numbers of their cases, and `cases` the numbers of all cases that they tell of. `parted` is
    how many were recorded in the copy since then: it was worked in, too.
    """

    events: int
    last: tuple[tuple[RecordedEvent, str], ...]
    cases: tuple[str, ...]
    parted: int
