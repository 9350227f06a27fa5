"""The lines and the endings of a case: what the dialogs about them say, and what they do."""

from typing import NamedTuple

from app.domain.register.cases import CaseState, LineId, LineParticulars
from app.domain.register.events import LineAdded
from app.services.acting import Acting
from app.services.receiving import add_line, close_case, remove_line, reopen_case, withdraw_case
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.session.pieces import ReasonDialogSays
from app.viewmodels.session.session import Reply


class LineDialogSays(NamedTuple):
    """The dialog that adds a line. Source 0 is none."""

    title: str
    explanation: str
    item_label: str
    copy_label: str
    copy_help: str
    sources: tuple[tuple[int, str], ...]
    accept: str
    cancel: str


class EndingsSays(NamedTuple):
    """What can be done with the case as a whole; empty words for what can't be done now."""

    withdraw: str
    close: str
    reopen: str
    remove_line: str


def line_id(number: int) -> LineId:
    """The line of this number on the register."""
    return LineId(number)


def line_dialog(model: CaseModel) -> LineDialogSays:
    """The dialog that adds a line."""
    _ = model.session.words._
    sources = [(0, _("no answers: start afresh"))]
    for line in model.case.lines:
        label = _("the answers of line {position}", position=line.position)
        sources.append((line.id, f"{label}　{line.particulars.item}".rstrip("　")))
    return LineDialogSays(
        _("Add a line"),
        _("Each line has its own answers and its own determination: the hull, the missiles, the training."),
        _("Item"),
        _("Start with"),
        _("Copied answers can be changed; their documents are copied too."),
        tuple(sources),
        _("Add the line"),
        _("Cancel"),
    )


def add_line_drafted(model: CaseModel, item: str, copy_from: int | None, reply: Reply | None = None) -> None:
    """Adds the line that was entered, and shows it."""
    case_id, particulars = model.case.id, LineParticulars(item=item)
    source = None if copy_from is None else LineId(copy_from)

    def show(added: LineAdded) -> None:
        model.choose_line(added.line_id)
        model.go_to_panel(None)

    model.change(
        lambda acting: add_line(acting, case_id=case_id, particulars=particulars, copy_answers_from=source),
        reply,
        then=show,
    )


def remove_line_shown(model: CaseModel, reply: Reply | None = None) -> None:
    """Takes the line shown out of the case."""
    wanted = model.line_id

    def remove(acting: Acting) -> None:
        remove_line(acting, line_id=wanted)

    model.change(remove, reply)


def withdraw(model: CaseModel, reason: str, reply: Reply | None = None) -> None:
    """Withdraws the case."""
    case_id = model.case.id
    model.change(lambda acting: withdraw_case(acting, case_id=case_id, reason=reason), reply)


def close(model: CaseModel, reply: Reply | None = None) -> None:
    """Closes the case."""
    case_id = model.case.id
    model.change(lambda acting: close_case(acting, case_id=case_id), reply)


def reopen(model: CaseModel, reason: str, reply: Reply | None = None) -> None:
    """Takes up the case again."""
    case_id = model.case.id
    model.change(lambda acting: reopen_case(acting, case_id=case_id, reason=reason), reply)


def endings_says(model: CaseModel) -> EndingsSays:
    """What can be done with the case as a whole."""
    _, case = model.session.words._, model.case
    if model.session.is_read_only:
        return EndingsSays("", "", "", "")
    removable = model.may_change and len(case.lines) > 1 and model.interview.line.determination is None
    return EndingsSays(
        withdraw=_("Withdraw the request") if case.is_changeable else "",
        close=_("Close the case") if case.state is CaseState.DETERMINED else "",
        reopen="" if case.is_changeable else _("Reopen the case"),
        remove_line=_("Remove this line") if removable else "",
    )


def withdraw_dialog(model: CaseModel) -> ReasonDialogSays:
    """The dialog that withdraws the case."""
    _ = model.session.words._
    return ReasonDialogSays(
        _("Withdraw the request"),
        _("It stays on the register with all its answers, and can be reopened."),
        _("Reason"),
        _("A reason is needed. Say in a sentence why."),
        _("Withdraw the request"),
        _("Cancel"),
    )


def reopen_dialog(model: CaseModel) -> ReasonDialogSays:
    """The dialog that reopens the case."""
    _ = model.session.words._
    return ReasonDialogSays(
        _("Reopen the case"),
        _("Answers can be changed again. What was recorded stays on record."),
        _("Reason"),
        _("A reason is needed. Say in a sentence why."),
        _("Reopen the case"),
        _("Cancel"),
    )


def close_dialog(model: CaseModel) -> ReasonDialogSays:
    """The dialog that closes the case."""
    _ = model.session.words._
    return ReasonDialogSays(
        _("Close the case"),
        _("Nothing can be changed in a closed case until it is reopened. Closing it is not an approval."),
        "",
        "",
        _("Close the case"),
        _("Cancel"),
    )


def remove_line_dialog(model: CaseModel) -> ReasonDialogSays:
    """The dialog that takes a line out."""
    _ = model.session.words._
    return ReasonDialogSays(
        _("Remove this line"),
        _("Line {position} is taken out of the case. It stays on record.", position=model.interview.line.position),
        "",
        "",
        _("Remove this line"),
        _("Cancel"),
    )


def withdraw_answer_dialog(model: CaseModel) -> ReasonDialogSays:
    """The dialog that takes an official answer out of account."""
    _ = model.session.words._
    return ReasonDialogSays(
        _("Take the official answer out of account"),
        _("The rule it set aside holds again. The answer stays on record."),
        _("Reason"),
        _("A reason is needed. Say in a sentence why."),
        _("Take out of account"),
        _("Cancel"),
    )
