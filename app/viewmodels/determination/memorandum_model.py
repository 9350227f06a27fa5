"""The determination shown, as a document: of the line, as it stands or as it was recorded, or of the whole case."""

from app.documents.document import Document
from app.documents.memorandum import ToldLine, memorandum
from app.documents.told_lines import line_as_it_stands, line_as_recorded
from app.domain.register.basis import particulars_on_record
from app.domain.register.cases import LineId
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.place import CaseScreen
from app.viewmodels.determination.recorded_model import following_of, phrases_of
from app.viewmodels.determination.whole_case_model import case_says
from app.viewmodels.session.actions import Action, Offer
from app.viewmodels.session.paper_model import Paper
from app.wording.language import N_

_SCREENS = (CaseScreen.DETERMINATION, CaseScreen.RECORD, CaseScreen.WHOLE_CASE)


def show_memorandum(model: CaseModel) -> None:
    """Offers the determination that is shown to be saved, printed and copied."""
    explanation = model.session.words._(
        "The determination as a document. It is made from what is shown here; making it changes nothing."
    )
    model.paper_made.emit(Paper(model.session, shown_memorandum(model), explanation))


def shown_memorandum(model: CaseModel) -> Document:
    """The memorandum of what is shown."""
    particulars, is_training = model.case.particulars, model.session.is_training
    recorded = model.place.record
    if model.place.screen is CaseScreen.RECORD and recorded is not None:
        phrases, interview = phrases_of(model, recorded), model.interview
        of_case, of_line = particulars_on_record(recorded, particulars, interview.line.particulars)
        line = interview.line._replace(particulars=of_line)
        told = line_as_recorded(phrases, line, recorded, following_of(model, recorded), interview.since_recorded)
        return memorandum(phrases, of_case, (told,), is_training=is_training)
    if model.place.screen is CaseScreen.WHOLE_CASE:
        lines = tuple(_as_it_stands(model, line.id) for line in model.case.lines)
        return memorandum(model.phrases, particulars, lines, whole=case_says(model), is_training=is_training)
    return memorandum(model.phrases, particulars, (_as_it_stands(model, model.line_id),), is_training=is_training)


def _as_it_stands(model: CaseModel, line_id: LineId) -> ToldLine:
    session = model.session
    earlier = model.earlier if line_id == model.line_id else ()
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
