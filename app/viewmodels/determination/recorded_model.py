"""A recorded determination of the line shown, in the words of the edition that it was made under."""

from app.domain.errors import Mendable
from app.domain.law.rulebook import Edition
from app.domain.register.cases import RecordedDetermination
from app.services.ports import RulebookShelf
from app.statements.recorded_report import RecordedSays, recorded_report
from app.viewmodels.case.case_model import CaseModel
from app.wording.recorded_phrases import RecordedPhrases


def recorded_says(model: CaseModel, recorded: RecordedDetermination) -> RecordedSays:
    """The determination as it was recorded, and for the latest what has changed since."""
    line, following = model.interview.line, following_of(model, recorded)
    return recorded_report(phrases_of(model, recorded), line, recorded, following, model.interview.since_recorded)


def phrases_of(model: CaseModel, recorded: RecordedDetermination) -> RecordedPhrases:
    """What puts a record into words: the edition that it was made under, as it was then, or else the nearest."""
    shelf = model.session.shelf
    edition = model.recorded_editions.get(recorded.edition_sha256) or edition_of(shelf, recorded)
    return RecordedPhrases(model.session.words, edition, shelf.reference())


def following_of(model: CaseModel, recorded: RecordedDetermination) -> RecordedDetermination | None:
    """The record that has taken the place of another, where one has."""
    return next((later for later in model.earlier if later.supersedes == recorded.id), None)


def edition_of(shelf: RulebookShelf, recorded: RecordedDetermination) -> Edition:
    """The edition of its id; where there is none at hand, the one in force on its day."""
    try:
        return shelf.edition(recorded.edition_id)
    except Mendable:
        return shelf.edition_on(recorded.on)
