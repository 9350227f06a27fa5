"""The determination shown, as a document: of the line, as it stands or as it was recorded, or of the whole case."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from app.documents.document import Document
from app.documents.memorandum import ToldLine, memorandum
from app.documents.told_lines import line_as_it_stands, line_as_recorded
from app.domain.ids import LineId
from app.domain.register.basis import particulars_on_record
from app.domain.register.cases import RecordedDetermination
from app.services.ports import UnitOfWork
from app.services.reading import recorded_determinations
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.place import CaseScreen
from app.viewmodels.determination.recorded_model import following_of, phrases_of
from app.viewmodels.determination.whole_case_model import case_says
from app.viewmodels.session.actions import Action, Offer
from app.viewmodels.session.paper_model import Paper
from app.wording.language import N_

#: All records of each line that is told, the earliest first.
_Records: TypeAlias = Mapping[LineId, tuple[RecordedDetermination, ...]]

_SCREENS = (CaseScreen.DETERMINATION, CaseScreen.RECORD, CaseScreen.WHOLE_CASE)


def show_memorandum(model: CaseModel) -> None:
    """Offers the determination that is shown to be saved, printed and copied."""
    explanation = model.session.words._(
        "The determination as a document. It is made from what is shown here; making it changes nothing."
    )
    make_memorandum(model, lambda document: model.paper_made.emit(Paper(model.session, document, explanation)))


def make_memorandum(model: CaseModel, then: Callable[[Document], None]) -> None:
    """Makes the memorandum of what is shown, with the records of each line that it tells as the register has them.

    Nothing is made where something else is shown by the time they are read.
    """
    place, line_ids = model.place, _told_lines(model)

    def read(work: UnitOfWork) -> _Records:
        return {line_id: recorded_determinations(work, line_id) for line_id in line_ids}

    def make(records: _Records) -> None:
        if model.place == place:
            then(_memorandum(model, records))

    model.session.read(read, make)


def _told_lines(model: CaseModel) -> tuple[LineId, ...]:
    """The lines that are told as their answers stand."""
    if model.place.screen is CaseScreen.RECORD:
        return ()
    if model.place.screen is CaseScreen.WHOLE_CASE:
        return tuple(line.id for line in model.case.lines)
    return (model.line_id,)


def _memorandum(model: CaseModel, records: _Records) -> Document:
    particulars, is_training = model.case.particulars, model.session.is_training
    recorded = model.place.record
    if model.place.screen is CaseScreen.RECORD and recorded is not None:
        phrases, interview = phrases_of(model, recorded), model.interview
        of_case, of_line = particulars_on_record(recorded, particulars, interview.line.particulars)
        line = interview.line._replace(particulars=of_line)
        told = line_as_recorded(phrases, line, recorded, following_of(model, recorded), interview.since_recorded)
        return memorandum(phrases, of_case, (told,), is_training=is_training)
    lines = tuple(_as_it_stands(model, line_id, earlier) for line_id, earlier in records.items())
    whole = case_says(model) if model.place.screen is CaseScreen.WHOLE_CASE else None
    return memorandum(model.phrases, particulars, lines, whole=whole, is_training=is_training)


def _as_it_stands(model: CaseModel, line_id: LineId, earlier: tuple[RecordedDetermination, ...]) -> ToldLine:
    session = model.session
    return line_as_it_stands(
        model.phrases, model.interview_of(line_id), session.shelf.timeline, session.today(), earlier
    )


MEMORANDUM = Action(
    "memorandum",
    N_("Print, save or copy the determination"),
    show_memorandum,
    ("Ctrl+P",),
    lambda model: model.place.screen in _SCREENS,
    Offer.IN_MENU,
)
