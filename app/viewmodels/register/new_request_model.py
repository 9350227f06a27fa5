"""The form for a new request: what it asks, and the number it proposes."""

from collections.abc import Callable
from datetime import date

from app.viewmodels.session.form import Field, FieldKind, Form
from app.wording.language import Words


def new_request_form(words: Words, number: str, today: date, act: Callable[..., None]) -> Form:
    """The form with this number in it, and this day in both of its dates; `act` opens the request."""
    _ = words._
    missing = _("A request needs a number and a title. Say in a few words what goes to whom.")
    assessed_help = _("This date chooses the edition in force and the dated reference rows.")
    return Form(
        _("New request"),
        _("A request starts with a number and a title. Everything else can follow."),
        accept=_("Open the request"),
        act=act,
        fields=(
            Field("title", _("Title"), missing=missing),
            Field("number", _("Case number"), value=number, missing=missing),
            Field("received_on", _("Received on"), FieldKind.DATE, today, is_short=True),
            Field("assessed_on", _("Assessed as of"), FieldKind.DATE, today, assessed_help, is_short=True),
        ),
    )
