"""What a form hands in."""

from datetime import date

import pytest

from app.viewmodels.session.form import Field, FieldKind, Form
from app.viewmodels.session.session import Reply

FIELDS = (
    Field("title", "Title", value="Contract"),
    Field("kind", "Kind", FieldKind.CHOICE, None, choices=(("contract", "Contract"), ("other", "Other paper"))),
    Field("marking", "Marking", FieldKind.CHOICE, "", choices=(("", "—"), ("secret", "Secret"))),
    Field("dated", "Dated", FieldKind.DATE, None, may_lack=True),
)


def handed_in(**entered: object) -> dict[str, object]:
    """What the act of the form is given besides the reply."""
    heard: dict[str, object] = {}

    def act(reply: Reply | None, title: str, kind: str, marking: str, dated: date | None) -> None:
        heard.update(reply=reply, title=title, kind=kind, marking=marking, dated=dated)

    Form("Add a document", "", "Add", act, FIELDS).hand_in(None, **entered)
    return heard


def test_what_was_not_entered_is_what_stood_in_the_field_at_first() -> None:
    assert handed_in() == {"reply": None, "title": "Contract", "kind": "contract", "marking": "", "dated": None}


def test_what_was_entered_comes_under_the_name_of_its_field() -> None:
    entered = {"title": "Letter", "kind": "other", "dated": date(2026, 5, 2)}
    assert handed_in(**entered) == {"reply": None, "marking": "", **entered}


def test_what_the_form_does_not_ask_is_not_handed_in() -> None:
    with pytest.raises(TypeError, match="colour"):
        handed_in(colour="red")
