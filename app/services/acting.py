"""Who acts on which register, when, and under what law: what every use case that changes something is given first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.register.cases import Case
    from app.services.ports import Clock, RegisterRulebook, UnitOfWork


def _unheard(_case: Case) -> None:
    """Nobody wants the case."""


class Acting(NamedTuple):
    """One official at one register. `actor` is the name under which it is recorded.

    `restated` is given the case as a change of an existing case leaves it, once that is on the disk.
    """

    work: UnitOfWork
    clock: Clock
    actor: str
    shelf: RegisterRulebook
    restated: Callable[[Case], object] = _unheard
