"""Who acts on which register, when, and under what law: what every use case that changes something is given first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.services.ports import Clock, RegisterRulebook, UnitOfWork


class Acting(NamedTuple):
    """One official at one register. `actor` is the name under which it is recorded."""

    work: UnitOfWork
    clock: Clock
    actor: str
    shelf: RegisterRulebook
