"""Fill in a sheet that another office sent as a file, and look at one that came back.

Nothing is recorded: what stands in a file is entered by a recorder, and confirmed by another person, as from paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.domain.procedure.refusals import first, refused
from app.domain.procedure.sheet_answers import refusals_of_answer
from app.domain.procedure.sheet_file import Filled, filled_in, read_sheet
from app.domain.procedure.sheets import code_refused, sheet_of
from app.domain.register.entered_text import checked_text
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
    """The sheet filled in by who acts, and signed by their key where it is at hand.

    Raises `Mendable` where something is missing in the answer, without which it could not be entered.
    """
    heading, person, today = acting.work.heading(), acting.person, acting.clock.today()
    ensure_same_kind(sheet, heading)
    answer = _checked(answer)
    refusal = first(refusals_of_answer(sheet.asked, answer, today))
    if refusal is not None:
        raise refusal
    filled = Filled(heading.office, person.names, today, answer)
    return filled_in(sheet, filled, lambda message: acting.work.sign(person.account, message))


def _checked(answer: Answer) -> Answer:
    """The texts as the register takes them when they are entered."""
    return answer._replace(
        reference=checked_text("reference", answer.reference),
        author=checked_text("author", answer.author),
        signatory=checked_text("signatory", answer.signatory),
        acting=checked_text("acting", answer.acting),
        reason=checked_text("reason", answer.reason),
        permit_number=checked_text("permit_number", answer.permit_number),
        views=tuple(view._replace(text=checked_text("text", view.text)) for view in answer.views),
        conditions=tuple(checked_text("conditions", each) for each in answer.conditions),
    )


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
