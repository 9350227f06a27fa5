"""Find the case that a signed sheet belongs to, by the code that is printed on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.domain.procedure.code import read_code
from app.domain.procedure.sheets import mistyped

if TYPE_CHECKING:
    from app.domain.register.cases import Case
    from app.services.ports import UnitOfWork


def case_of_sheet(work: UnitOfWork, code: str) -> Case:
    """The case of the sheet with a code that was typed, as it is now.

    Raises `Mendable` where the code is mistyped, and where no sheet of the register bears it.
    """
    printed = read_code(code)
    if printed is None:
        raise mistyped()
    with work.snapshot():
        case_id = work.cases.of_code(printed)
        if case_id is not None:
            return work.cases.get(case_id)
    raise Mendable(
        "No sheet of this register bears the code {code}. Compare it with the signed sheet.", code=printed, field="code"
    )
