"""The lines and the endings of a case: the forms that change them."""

from functools import partial
from typing import NamedTuple

from app.domain.register.cases import LineId, LineParticulars
from app.domain.register.events import LineAdded
from app.domain.register.refusals import (
    refusal_of_change,
    refusal_of_closing,
    refusal_of_removing,
    refusal_of_reopening,
)
from app.services.receiving import add_line, close_case, remove_line, reopen_case, withdraw_case
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.session.form import Field, FieldKind, Form, reason_field
from app.viewmodels.session.session import Reply


class EndingsSays(NamedTuple):
    """What can be done with the case as a whole; empty words for what can't be done now."""

    withdraw: str
    close: str
    reopen: str
    remove_line: str


def line_id(number: int) -> LineId:
    """The line of this number on the register."""
    return LineId(number)


def new_line_form(model: CaseModel) -> Form:
    """Adds a line, and shows it; it may start with the answers of another."""
    _, case_id = model.session.words._, model.case.id
    sources: list[tuple[object, str]] = [(None, _("no answers: start afresh"))]
    for line in model.case.lines:
        label = _("the answers of line {position}", position=line.position)
        sources.append((line.id, f"{label}　{line.particulars.item}".rstrip("　")))

    def act(reply: Reply | None, item: str, copy_from: LineId | None) -> None:
        particulars = LineParticulars(item=item)
        model.change(
            lambda acting: add_line(acting, case_id=case_id, particulars=particulars, copy_answers_from=copy_from),
            reply,
            then=show,
        )

    def show(added: LineAdded) -> None:
        model.choose_line(added.line_id)
        model.go_to_panel(None)

    return Form(
        _("Add a line"),
        _("Each line has its own answers and its own determination: the hull, the missiles, the training."),
        accept=_("Add the line"),
        act=act,
        fields=(
            Field("item", _("Item")),
            Field(
                "copy_from",
                _("Start with"),
                FieldKind.CHOICE,
                None,
                _("Copied answers can be changed; their documents are copied too."),
                choices=tuple(sources),
            ),
        ),
    )


def endings_says(model: CaseModel) -> EndingsSays:
    """What can be done with the case as a whole."""
    _, case = model.session.words._, model.case
    if model.session.is_read_only:
        return EndingsSays("", "", "", "")
    return EndingsSays(
        withdraw="" if refusal_of_change(case) else _("Withdraw the request"),
        close="" if refusal_of_closing(case) else _("Close the case"),
        reopen="" if refusal_of_reopening(case) else _("Reopen the case"),
        remove_line="" if refusal_of_removing(model.interview.line, case) else _("Remove this line"),
    )


def withdrawal_form(model: CaseModel) -> Form:
    """Withdraws the case."""
    _ = model.session.words._
    return Form(
        _("Withdraw the request"),
        _("It stays on the register with all its answers, and can be reopened."),
        accept=_("Withdraw the request"),
        act=partial(model.change, partial(withdraw_case, case_id=model.case.id)),
        fields=(reason_field(model.session.words),),
    )


def reopening_form(model: CaseModel) -> Form:
    """Takes up the case again."""
    _ = model.session.words._
    return Form(
        _("Reopen the case"),
        _("Answers can be changed again. What was recorded stays on record."),
        accept=_("Reopen the case"),
        act=partial(model.change, partial(reopen_case, case_id=model.case.id)),
        fields=(reason_field(model.session.words),),
    )


def closing_form(model: CaseModel) -> Form:
    """Closes the case."""
    _ = model.session.words._
    return Form(
        _("Close the case"),
        _("Nothing can be changed in a closed case until it is reopened. Closing it is not an approval."),
        accept=_("Close the case"),
        act=partial(model.change, partial(close_case, case_id=model.case.id)),
    )


def line_removal_form(model: CaseModel) -> Form:
    """Takes the line shown out of the case."""
    _, line = model.session.words._, model.interview.line
    return Form(
        _("Remove this line"),
        _("Line {position} is taken out of the case. It stays on record.", position=line.position),
        accept=_("Remove this line"),
        act=partial(model.change, partial(remove_line, line_id=line.id)),
    )
