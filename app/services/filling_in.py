"""Fill in a sheet that another office sent as a file, and look at one that came back.

Nothing is recorded: what stands in a file is entered by a recorder, and confirmed by another person, as from paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.domain.procedure.refusals import refused
from app.domain.procedure.sheet_file import Filled, filled_in, read_sheet
from app.domain.procedure.sheets import code_refused, sheet_of
from app.domain.register.procedure_of_case import procedure_of
from app.services.ports import UnitOfWork

if TYPE_CHECKING:
    from app.domain.procedure.sheet_file import Answer, SheetFile, Verify
    from app.domain.register.cases import Case
    from app.services.acting import Acting
    from app.services.ports import RegisterHeading


def sheet_from_outside(work: UnitOfWork, data: bytes, verify: Verify) -> SheetFile:
    """A sheet of another office, to be filled in here.

    Raises `Mendable` where it is none or was changed, and where one of it and the register is for training only.
    """
    sheet = read_sheet(data, verify)
    ensure_same_kind(sheet, work.heading())
    return sheet


def fill_in(acting: Acting, *, sheet: SheetFile, answer: Answer) -> SheetFile:
    """The sheet filled in by who acts, and signed by their key where it is at hand."""
    heading, person = acting.work.heading(), acting.person
    ensure_same_kind(sheet, heading)
    filled = Filled(heading.office, person.names, acting.clock.today(), answer)
    return filled_in(sheet, filled, lambda message: acting.work.sign(person.account, message))


def sheet_come_back(work: UnitOfWork, data: bytes, verify: Verify) -> tuple[SheetFile, Case]:
    """A sheet that came back filled in, and its case.

    Raises `Mendable` also where it was made by another register, nothing is filled in, the case is not here, or its
    code is not that of what is put before the body now.
    """
    sheet, heading = read_sheet(data, verify), work.heading()
    ensure_same_kind(sheet, heading)
    if sheet.asked.register != heading.uuid:
        raise Mendable(
            "This sheet was made by another register ({office}, case {number}). Take it back into that one.",
            office=sheet.asked.sender,
            number=sheet.asked.case_number,
            field="file",
        )
    if sheet.filled is None:
        raise Mendable("Nothing is filled in on this sheet. Ask the office for the one that is.", field="file")
    with work.snapshot():
        case_id = work.cases.of_number(sheet.asked.case_number)
        if case_id is None:
            raise refused(
                "unknown_key", "There is no case {number} here.", number=sheet.asked.case_number, field="file"
            )
        case = work.cases.get(case_id)
    procedure, asked = procedure_of(case), sheet.asked
    if sheet_of(procedure, asked.step, asked.code) is None:
        for refusal in code_refused(asked.code, ""):
            raise refusal
    step = procedure.step(asked.step)
    if step is None or step.kind != asked.kind or asked.office not in step.offices:
        raise refused("wrong_office", "The step does not ask this office: {office}.", office=asked.office, field="file")
    return sheet, case


def ensure_same_kind(sheet: SheetFile, heading: RegisterHeading) -> None:
    """Raise `Mendable` where one of sheet and register is for training and the other is not."""
    is_training = heading.kind == "training"
    if sheet.asked.is_training and not is_training:
        raise Mendable(
            "This sheet is for training, and this is a live register. It can be filled in and taken back in training "
            "registers only.",
            field="file",
        )
    if is_training and not sheet.asked.is_training:
        raise Mendable(
            "This sheet is of a live register, and this is one for training. Open the live register of your office.",
            field="file",
        )
