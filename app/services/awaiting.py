"""Read what the cases of a register wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.register.awaited import Awaited
    from app.services.ports import UnitOfWork, WaitFilter


def list_waits(work: UnitOfWork, wanted: WaitFilter) -> tuple[Awaited, ...]:
    """The part of what waits that the filter names, in its order."""
    with work.snapshot():
        return work.waits.page(wanted)


def count_waits(work: UnitOfWork, wanted: WaitFilter) -> int:
    """How much of what waits the filter lets through."""
    with work.snapshot():
        return work.waits.size(wanted)


def count_each(work: UnitOfWork, wanted: Iterable[WaitFilter]) -> tuple[int, ...]:
    """How much each of these filters lets through, at one moment."""
    with work.snapshot():
        return tuple(work.waits.size(each) for each in wanted)
