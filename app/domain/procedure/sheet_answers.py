"""What is missing in an answer that an office writes on a sheet of another: it could not be entered there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.characters import visible
from app.domain.procedure.entries import AGREE, AGREEING, DECISIONS, REFUSE, RETURN, WITH_CONDITIONS
from app.domain.procedure.refusals import day_between, reason_missing, refused, texts_missing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.domain.errors import Mendable
    from app.domain.procedure.sheet_file import Answer, Asked

#: How a permit can be decided on.
_OF_PERMIT = (AGREE, REFUSE)


def refusals_of_answer(asked: Asked, answer: Answer, today: date) -> Iterator[Mendable]:
    """An answer says what the sheet asks, with its reasons, and is dated from the request on."""
    yield from day_between(answer.dated, asked.requested_on, today)
    if asked.kind == "finding":
        yield from texts_missing(author=answer.author)
        if not answer.views or any(not visible(view.text) for view in answer.views):
            yield refused("missing_text", "Each view needs its reasons in words.", field="text")
        return
    if answer.decision not in (_OF_PERMIT if asked.kind == "permit" else DECISIONS):
        yield refused("bad_value", "Choose how the decision reads.", field="decision")
    if answer.decision in (REFUSE, RETURN):
        yield from reason_missing(answer.reason)
    if answer.decision == WITH_CONDITIONS and not answer.conditions:
        yield refused("missing_text", "Write each condition in words.", field="conditions")
    if answer.conditions and answer.decision not in (AGREEING if asked.kind == "permit" else (WITH_CONDITIONS,)):
        yield refused("bad_value", "Conditions go with an agreement on conditions only.", field="conditions")
    if asked.kind != "permit":
        yield from texts_missing(signatory=answer.signatory, reference=answer.reference)
    elif answer.decision == REFUSE:
        yield from texts_missing(reference=answer.reference)
    elif answer.decision == AGREE:
        yield from texts_missing(permit_number=answer.permit_number)
        if not answer.quantities or any(quantity < 1 for quantity in answer.quantities.values()):
            yield refused("bad_value", "A permit covers whole numbers of pieces of at least one line.", field="lines")
        if answer.valid_until is not None and answer.valid_until < answer.dated:
            yield refused(
                "impossible_date",
                "The permit is dated {dated} and would run until {until}, which is earlier.",
                dated=answer.dated,
                until=answer.valid_until,
                field="valid_until",
            )
