"""The sheet of a step as a file for one office, with the sheet itself in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.step_sheet import Sheet, slots_of, step_sheet
from app.domain.law.texts import Text
from app.domain.procedure.sheet_file import Asked, LineAsked, Question, made_sheet
from app.domain.procedure.sheets import when_asked

if TYPE_CHECKING:
    from app.documents.case_papers import CasePapers
    from app.documents.press import Press
    from app.domain.procedure.entries import Request
    from app.domain.procedure.sheet_file import SheetFile

#: What a file of this kind is called at its end.
ENDING = ".sekisho-sheet"


def sheet_to_go(papers: CasePapers, request: Request, office: str, press: Press) -> SheetFile:
    """The blank sheet of an office as a file. `LookupError` where the step does not ask it."""
    phrases, particulars = papers.phrases, papers.case.particulars
    then = when_asked(papers.procedure, request)
    step = then.step(request.step)
    if step is None or office not in step.offices:
        raise LookupError(f"{office} is not asked in {request.step}")
    pdf = press.pdf(step_sheet(papers, Sheet(request, office)))
    slots = slots_of(then, request) if step.kind == "finding" else ()
    contents = [content for _line, content in sorted(request.contents.items())]
    bodies = phrases.reference.bodies
    asked = Asked(
        is_training=papers.is_training,
        register=papers.register,
        sender=papers.office,
        case_number=contents[0].line.case_number,
        title=particulars.title,
        marking=particulars.marking,
        step=request.step,
        named=phrases.edition.label_by_id.get(request.step, Text(request.step, request.step)),
        kind=step.kind,
        office=office,
        office_named=bodies[office].name if office in bodies else Text(office, office),
        code=request.code,
        requested_on=request.on,
        lines=tuple(LineAsked(each.line.line, each.line.item, each.line.quantity) for each in contents),
        questions=tuple(
            Question(
                slot.id,
                Text(slot.id, slot.id) if asked_slot is None else asked_slot.label,
                Text("", "") if asked_slot is None else asked_slot.question,
                slot.of_every_body,
            )
            for slot in slots
            for asked_slot in [phrases.slot_asked(slot.id)]
        ),
        pdf_sha256="",
    )
    return made_sheet(asked, pdf)
