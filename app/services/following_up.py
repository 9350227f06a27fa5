"""The frame of every act about commitments and equipment: the rules are asked, then it is recorded."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.domain.commitments.follow_up import FollowUp
from app.domain.register.procedure_of_case import procedure_of
from app.services.changing import act_of_procedure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.domain.errors import Mendable
    from app.domain.ids import CaseId
    from app.domain.procedure.case_states import CaseState
    from app.domain.procedure.later_events import LaterEvent
    from app.services.acting import Acting
    from app.services.changing import CaseChange


@contextmanager
def act_of_follow_up(
    acting: Acting,
    act: type[LaterEvent],
    case_id: CaseId,
    reasons: Callable[[FollowUp, CaseState], Iterable[Mendable]],
) -> Iterator[tuple[CaseChange, FollowUp]]:
    """Do an act on a case that was reviewed; as `act_of_procedure`."""
    with act_of_procedure(
        acting, act, case_id, lambda case, procedure: reasons(FollowUp(procedure), case.state)
    ) as change:
        yield change, FollowUp(procedure_of(change.case))


def states_known(acting: Acting) -> frozenset[str]:
    """The states between which equipment can pass, by their codes: those in force, and where it returns to."""
    return frozenset(acting.shelf.reference().countries) | {acting.shelf.onward().returns_to}
