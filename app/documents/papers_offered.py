"""Which papers can be made of a procedure: sheets of its steps, records of its permits, drafts of its notices."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from app.documents.notice_draft import notice_draft
from app.documents.permit_record import permit_record
from app.documents.step_sheet import Sheet, sheet_title, step_sheet
from app.domain.procedure.notices import notices_of
from app.domain.procedure.permits import permit_said
from app.domain.procedure.sheets import given_on_sheet, when_asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from app.documents.case_papers import CasePapers
    from app.documents.document import Document
    from app.domain.procedure.entries import Request
    from app.domain.procedure.procedure import StepOfCase


class PaperOffered(NamedTuple):
    """A paper by what it is of: the id of a step or notice, or the number of a permit; and how it is made.

    Of a sheet `request` is the one that it is of, `office` the one that it is for; without any it is for all at once.
    """

    of: str
    label: str
    make: Callable[[], Document]
    request: Request | None = None
    office: str = ""
    is_filled: bool = False


def papers_offered(papers: CasePapers, on: date) -> tuple[PaperOffered, ...]:
    """All papers that can be made of a case as of a day, in the order of the procedure; sheets once it was asked."""
    return (*_sheets(papers), *_permits(papers, on), *_notices(papers, on))


def _sheets(papers: CasePapers) -> Iterator[PaperOffered]:
    procedure = papers.procedure
    for step in procedure.steps:
        asked = [each for each in procedure.requests if each.step == step.id]
        request = procedure.current_request(step.id) or (asked[-1] if asked else None)
        then = None if request is None else when_asked(procedure, request).step(step.id)
        if request is None or then is None:
            continue
        together = [""] if then.kind == "each" else []
        for is_filled in (False, True):
            for office in (*together, *then.offices):
                if not is_filled or given_on_sheet(procedure, request, "" if then.kind == "permit" else office):
                    sheet = Sheet(request, office, is_filled)
                    label = _label(papers, then, sheet)
                    make = partial(step_sheet, papers, sheet)
                    yield PaperOffered(step.id, label, make, request, office, is_filled)


def _label(papers: CasePapers, step: StepOfCase, sheet: Sheet) -> str:
    words = papers.words
    said = words._("{name}: {value}", name=papers.phrases.named(step.id), value=sheet_title(words, step.kind))
    office = papers.phrases.body(sheet.office) if sheet.office else words._("all offices on one sheet")
    return words.noted(said, words.listed([office, *([words._("filled in")] if sheet.is_filled else [])]))


def _permits(papers: CasePapers, on: date) -> Iterator[PaperOffered]:
    for permit in papers.procedure.permits():
        if not permit.is_withdrawn and permit.corrected_by is None:
            number = permit_said(permit).number
            label = papers.words.noted(papers.words._("Permit record"), number)
            yield PaperOffered(number, label, partial(permit_record, papers, permit, on))


def _notices(papers: CasePapers, on: date) -> Iterator[PaperOffered]:
    for notice in notices_of(papers.procedure):
        label = papers.words._("{notice} (draft)", notice=papers.phrases.named(notice.id))
        yield PaperOffered(notice.id, label, partial(notice_draft, papers, notice, on))
