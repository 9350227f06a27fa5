"""What stands around the list of what waits: its groups, what it can be narrowed to, what is said where it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.register.awaited import WaitGroup
from app.viewmodels.approvals.approvals_model import COLUMNS, SORTABLE, column_names
from app.wording.language import N_
from app.wording.wait_words import wait_kind

if TYPE_CHECKING:
    from app.viewmodels.approvals.approvals_model import ApprovalsModel

_NOTHING = {
    WaitGroup.MINE: (
        N_("Nothing waits for you"),
        N_("What you can review, request, confirm or record next stands here, by your roles and what you did before."),
    ),
    WaitGroup.OTHERS: (
        N_("Nothing waits for others"),
        N_("Offices that were asked, and what other people have to review, request or confirm, stand here."),
    ),
    WaitGroup.VOID: (
        N_("Nothing has to be given anew"),
        N_("What was given on a content that has changed since stands here until the office has given it anew."),
    ),
    WaitGroup.ENDING: (
        N_("Nothing runs out"),
        N_("Permits stand here from 60 days before their end, and notices from the day on which they are due."),
    ),
}


class ApprovalsSays(NamedTuple):
    """What stands around the list."""

    total: str
    tally: dict[str, str]
    kinds: tuple[tuple[str, str], ...]
    empty_title: str
    empty_text: str
    #: What leads out of an empty list that is narrowed.
    empty_action: str


def approvals_page(model: ApprovalsModel) -> ApprovalsSays:
    """What stands around the list, in the present language."""
    words = model.session.words
    _ = words._
    title, text = (_(each) for each in _NOTHING[model.group])
    if model.is_narrowed:
        title, text = (
            _("Nothing matches"),
            _("Search by number, title, party, item, destination or document, or narrow the list less."),
        )
    return ApprovalsSays(
        total=words.ngettext("{n} entry", "{n} entries", model.size) if model.is_counted else "",
        tally={group.value: str(size) for group, size in model.tally.items()},
        kinds=(("", _("Everything that waits")), *((kind.value, wait_kind(words, kind)) for kind in model.kinds)),
        empty_title=title,
        empty_text=text,
        empty_action=_("Show everything") if model.is_narrowed else "",
    )


def sorting_says(model: ApprovalsModel) -> tuple[tuple[int, str], ...]:
    """The columns by which the list can be sorted, each with the words for it."""
    names = column_names(model.session.words)
    absent = [COLUMNS.index(column) for column in model.absent]
    return tuple(
        (at, model.session.words._("Sort the list by: {column}", column=names[COLUMNS[at]]))
        for at in SORTABLE
        if at not in absent
    )


class RowMenuSays(NamedTuple):
    """What can be done with a row."""

    open: str
    copy_number: str
    copy_row: str
    number: str


def row_menu(model: ApprovalsModel, row: int) -> RowMenuSays:
    """What can be done with a row, in the present language."""
    _ = model.session.words._
    awaited = model.at(row)
    number = "" if awaited is None else awaited.number
    return RowMenuSays(
        open=_("Open this request"),
        copy_number=_("Copy the number {number}", number=number),
        copy_row=_("Copy the row as text"),
        number=number,
    )
