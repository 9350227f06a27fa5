"""The state of a case as plain data, and where it is another than a file expects."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.commitments.follow_up import FollowUp
from app.domain.commitments.on_record import follow_up_on_record
from app.domain.law.outcomes import Outcome
from app.domain.procedure.on_record import state_on_record
from app.domain.register.case_status import status_of
from app.domain.register.procedure_of_case import procedure_of

if TYPE_CHECKING:
    from app.domain.ids import CaseId
    from app.services.ports import RulebookShelf, UnitOfWork


def state_of(work: UnitOfWork, shelf: RulebookShelf, case_id: CaseId, on: date) -> dict[str, Any]:
    """The state of a case on the register as of a day."""
    with work.snapshot():
        case, people = work.cases.get(case_id), work.people.all()
    compiled = shelf.compiled(shelf.id_on(case.particulars.assessed_on))
    standing = status_of(case, compiled, shelf.reference(), people).standing
    procedure = procedure_of(case)
    return {
        **state_on_record(
            procedure,
            number=case.particulars.number,
            state=standing.state.value,
            outcome=(standing.outcome or Outcome.UNDETERMINED).value,
            on=on,
        ),
        **follow_up_on_record(FollowUp(procedure), on),
    }


def where_it_differs(expected: object, found: object, place: str = "") -> str:
    """Where what was found lacks what is expected; empty where it has all of it.

    A table has to have the keys named, a list of tables these tables in their order among others, and an empty list has
    to be empty.
    """
    if isinstance(expected, date):
        expected = expected.isoformat()
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            if key not in found:
                return f"{place}.{key}: —"
            if differs := where_it_differs(value, found[key], f"{place}.{key}"):
                return differs
        return ""
    if isinstance(expected, list) and expected and isinstance(found, list) and isinstance(expected[0], dict):
        return _tables_differ(expected, found, place)
    return "" if expected == found else f"{place}: {found!r}"


def _tables_differ(expected: list[Any], found: list[Any], place: str) -> str:
    rest = iter(found)
    for number, wanted in enumerate(expected):
        differs = [where_it_differs(wanted, each, f"{place}[{number}]") for each in found]
        if not any(not where_it_differs(wanted, each) for each in rest):
            return min(differs, key=len, default=f"{place}[{number}]: —")
    return ""
