"""The form for a new request: what it asks, and the number it proposes."""

from datetime import date
from typing import NamedTuple

from app.wording.language import Words


class NewRequestSays(NamedTuple):
    """The form for a new request."""

    title: str
    explanation: str
    number: str
    number_label: str
    title_label: str
    received_label: str
    assessed_label: str
    assessed_help: str
    today: date
    missing: str
    accept: str
    cancel: str


def new_request_says(words: Words, number: str, today: date) -> NewRequestSays:
    """The form with this number in it, and this day in both of its dates."""
    _ = words._
    return NewRequestSays(
        title=_("New request"),
        explanation=_("A request starts with a number and a title. Everything else can follow."),
        number=number,
        number_label=_("Case number"),
        title_label=_("Title"),
        received_label=_("Received on"),
        assessed_label=_("Assessed as of"),
        assessed_help=_("This date chooses the edition in force and the dated reference rows."),
        today=today,
        missing=_("A request needs a number and a title. Say in a few words what goes to whom."),
        accept=_("Open the request"),
        cancel=_("Cancel"),
    )
