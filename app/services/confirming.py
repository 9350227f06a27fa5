"""Confirm what another person entered, or withdraw it before that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.asked_again import refusals_of_confirming_entry
from app.domain.ids import CaseId
from app.domain.procedure.events import EntryConfirmed, EntryWithdrawn
from app.domain.procedure.paper import refusals_of_typed
from app.domain.procedure.refusals_of_entries import refusals_of_withdrawing_entry
from app.domain.register.entered_text import checked_text
from app.domain.register.roles_in_procedure import refusal_of_confirming_by, refusal_of_withdrawing_entry_by
from app.services.acting import Acting
from app.services.changing import act_of_procedure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from app.domain.errors import Mendable
    from app.domain.procedure.procedure import Procedure
    from app.domain.register.cases import Case


def confirm_entry(acting: Acting, *, case_id: CaseId, entry: int) -> EntryConfirmed:
    """Confirm an entry, named by its number in the case, once it was compared with its document: it counts then.

    Raises `Mendable` where the person entered it, what it was given on has changed, or too few people stand behind a
    permit.
    """
    return _confirm(acting, case_id, entry, lambda _procedure, _own_office: ())


def confirm_as_typed(acting: Acting, *, case_id: CaseId, entry: int, typed: Mapping[str, object]) -> EntryConfirmed:
    """Confirm an entry after what its paper says was typed anew, by the names of `said_on_paper`; as `confirm_entry`.

    Raises `Mendable` also where what was typed is not what was entered.
    """
    return _confirm(
        acting,
        case_id,
        entry,
        lambda procedure, own_office: refusals_of_typed(procedure, procedure.entries.get(entry), own_office, typed),
    )


def _confirm(
    acting: Acting, case_id: CaseId, entry: int, more: Callable[[Procedure, str], Iterable[Mendable]]
) -> EntryConfirmed:
    own_office, today = acting.work.heading().office, acting.clock.today()

    def reasons(case: Case, procedure: Procedure) -> Iterator[Mendable | None]:
        yield refusal_of_confirming_by(acting.person, procedure.entries.get(entry), own_office, today)
        yield from refusals_of_confirming_entry(procedure, case.state, entry, acting.by)
        yield from more(procedure, own_office)

    with act_of_procedure(acting, EntryConfirmed, case_id, reasons) as change:
        return change.record(EntryConfirmed(case_id, entry))


def withdraw_entry(acting: Acting, *, case_id: CaseId, entry: int, reason: str) -> EntryWithdrawn:
    """Take an entry back before it is confirmed; `Mendable` without a reason, and where it was confirmed."""
    reason, today = checked_text("reason", reason), acting.clock.today()

    def reasons(case: Case, procedure: Procedure) -> Iterator[Mendable | None]:
        yield refusal_of_withdrawing_entry_by(acting.person, procedure.entries.get(entry), today)
        yield from refusals_of_withdrawing_entry(procedure, case.state, entry, reason)

    with act_of_procedure(acting, EntryWithdrawn, case_id, reasons) as change:
        return change.record(EntryWithdrawn(case_id, entry, reason))
