"""The words around the question: the buttons on and back, and one question at a time or all on one page."""

from typing import NamedTuple

from app.viewmodels.case.case_model import CaseModel


class RequestSays(NamedTuple):
    """The buttons of the request screen."""

    may_go_back: bool
    next: str
    mode: str


def request_says(model: CaseModel) -> RequestSays:
    """The buttons of the request screen, as things stand."""
    _, interview = model.session.words._, model.interview
    place = model.place
    asks = place.panel is None and not place.is_on_one_page
    if place.panel is not None:
        following = _("To the questions")
    elif place.is_on_one_page or interview.next_fact() is None:
        following = _("Check the answers")
    else:
        following = _("Next question")
    return RequestSays(
        may_go_back=asks and bool(interview.visited),
        next=following,
        mode=_("One question at a time") if place.is_on_one_page else _("All on one page"),
    )
