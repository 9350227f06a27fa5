"""A recorded determination of the line shown, in the words of the edition that it was made under."""

from app.domain.errors import Mendable
from app.domain.law.rulebook import Edition
from app.domain.register.cases import RecordedDetermination
from app.services.ports import RulebookShelf
from app.statements.recorded_report import RecordedSays, recorded_report
from app.viewmodels.case.case_model import CaseModel
from app.wording.recorded_phrases import RecordedPhrases


def recorded_says(model: CaseModel, recorded: RecordedDetermination) -> RecordedSays:
    """The determination as it was recorded."""
    shelf = model.session.shelf
    phrases = RecordedPhrases(model.session.words, edition_of(shelf, recorded), shelf.reference())
    return recorded_report(phrases, model.interview.line, recorded, following_of(model, recorded))


def following_of(model: CaseModel, recorded: RecordedDetermination) -> RecordedDetermination | None:
    """The record that has taken the place of another, where one has."""
    return next((later for later in model.earlier if later.supersedes == recorded.id), None)


def edition_of(shelf: RulebookShelf, recorded: RecordedDetermination) -> Edition:
    """The edition it was made under; where that is not at hand, the one in force on its day."""
    try:
        return shelf.edition(recorded.edition_id)
    except Mendable:
        return shelf.edition_on(recorded.on)
