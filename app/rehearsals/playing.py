"""Play a rehearsal: each act through the use case that the window would call."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.errors import Mendable
from app.domain.procedure.refusals import code_of_refusal
from app.rehearsals.acts import DOING
from app.rehearsals.given import Given
from app.rehearsals.state import state_of, where_it_differs

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.rehearsals.rehearsal import RehearsedAct
    from app.rehearsals.stage import Stage
    from app.services.acting import Acting


class Played(NamedTuple):
    """What came of an act: done, or refused and why. `differs` says where a state is not what was expected."""

    act: RehearsedAct
    refusal: Mendable | None
    differs: str

    @property
    def code(self) -> str:
        """The code of the refusal; empty where it was done. What the contract has no word for is a bad value."""
        return "" if self.refusal is None else code_of_refusal(self.refusal) or "bad_value"

    @property
    def is_as_expected(self) -> bool:
        """Whether it went as the file says."""
        return self.code == self.act.expect and not self.differs


def play(acts: tuple[RehearsedAct, ...], stage: Stage, given: Given, heed: Callable[[Played], object]) -> None:
    """Play acts one after the other. What one gives is kept in `given`; `heed` is told how each went.

    An act that is refused changes nothing, and the run goes on.
    """
    for act in acts:
        stage.turn_to(act.on)
        heed(_played(act, stage.acting(act.by), stage, given))


def _played(act: RehearsedAct, acting: Acting, stage: Stage, given: Given) -> Played:
    try:
        if act.do == "see":
            found = state_of(acting.work, acting.shelf, given.case_id(act), act.on)
            return Played(act, None, where_it_differs(act.fields["expect_state"], found))
        DOING[act.do](acting, stage, given, act)
        if act.do == "may_pass" and act.fields.get("expect_may", given.told_whether) is not given.told_whether:
            return Played(act, None, f"may: {str(given.told_whether).lower()}")
    except Mendable as refusal:
        given.refused(act)
        return Played(act, refusal, "")
    return Played(act, None, "")
