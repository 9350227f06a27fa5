"""Verify that every act of a procedure on record is one that the rules allowed after those before it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from app.domain.commitments.asked_again import refusal_of_act
from app.domain.errors import Mendable, on_one_line
from app.domain.plain_data import Unreadable
from app.domain.procedure.procedure import Procedure
from app.domain.register.procedure_of_case import act_of
from app.services.ledger_faults import WrongEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.services.ports import ActOnRecord, WholeRegister


def wrong_with_procedures(whole: WholeRegister) -> Iterator[Mendable]:
    """Of each case the first act that its procedure did not allow, as it stood then; cases are held one at a time."""
    for case_id, acts in groupby(whole.acts_of_procedures(), lambda act: act.event.case_id):
        wrong = _first_not_allowed(acts)
        if wrong is not None:
            number, why = wrong
            row = whole.row("cases", str(case_id)) or {}
            yield WrongEntry(
                number,
                "Entry {number}: the procedure of case {case} did not allow this act: {why} It was not put there by "
                "this program.",
                case=on_one_line(str(row.get("number", case_id))),
                why=why,
            )


def _first_not_allowed(acts: Iterable[ActOnRecord]) -> tuple[int, Mendable] | None:
    procedure = Procedure()
    for told, was_before in acts:
        try:
            act = act_of(told.event, told.at, told.by)
            if act is None:
                continue
            refusal = None if was_before else refusal_of_act(procedure, act)
            if refusal is None:
                procedure.follow(act)
        except (Unreadable, LookupError, TypeError, ValueError):
            refusal = Mendable("It does not say what such an act says.")
        if refusal is not None:
            return told.number, refusal
    return None
