"""What the dialogs about lines, reasons and endings of a case say."""

from typing import NamedTuple

from app.domain.cases import CaseState, LineId
from app.viewmodels.case_model import CaseModel


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


class ReasonDialogSays(NamedTuple):
    """A dialog that asks for a reason, or only for a confirmation where `label` is empty."""

    title: str
    explanation: str
    label: str
    missing: str
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
    _ = model.desk.words._
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


def add_line_drafted(model: CaseModel, item: str, copy_from: int | None) -> None:
    """Adds the line that was entered."""
    model.add_line(item, None if copy_from is None else LineId(copy_from))


def endings_says(model: CaseModel) -> EndingsSays:
    """What can be done with the case as a whole."""
    _, case = model.desk.words._, model.case
    if model.desk.is_read_only:
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
    _ = model.desk.words._
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
    _ = model.desk.words._
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
    _ = model.desk.words._
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
    _ = model.desk.words._
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
    _ = model.desk.words._
    return ReasonDialogSays(
        _("Take the official answer out of account"),
        _("The rule it set aside holds again. The answer stays on record."),
        _("Reason"),
        _("A reason is needed. Say in a sentence why."),
        _("Take out of account"),
        _("Cancel"),
    )
