"""Who acts on which register, when, and under what law: what every use case that changes something is given first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.register.permissions import refusal_of_role

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.register.cases import Case
    from app.domain.register.events import Event
    from app.domain.register.people import Person
    from app.services.ports import Clock, RegisterRulebook, UnitOfWork


def _unheard(_case: Case) -> None:
    """Nobody wants the case."""


class Acting(NamedTuple):
    """One person at one register: who acts, and signs for it.

    `restated` is given the case as a change of an existing case leaves it, once that is on the disk.
    """

    work: UnitOfWork
    clock: Clock
    person: Person
    shelf: RegisterRulebook
    restated: Callable[[Case], object] = _unheard

    @property
    def by(self) -> str:
        """The account under which it is recorded."""
        return self.person.account

    def ensure_may(self, act: type[Event]) -> None:
        """Raise `Mendable` where none of the person's roles on this day is one for an act, named by its event."""
        refusal = refusal_of_role(self.person, act, self.clock.today())
        if refusal is not None:
            raise refusal
