"""What stands around the list of requests: its title, the search, the button, what is said of an empty list."""

from typing import NamedTuple

from PySide6.QtCore import Qt

from app.domain.procedure.case_states import CaseState
from app.domain.register.events import CaseDuplicated, CaseHandedOver, CaseOpened
from app.viewmodels.requests.list_filter import narrowed_says
from app.viewmodels.requests.requests_model import COLUMNS, SORTABLE, Column, RequestsModel, column_names
from app.wording.phrases import state_word


class RequestsSays(NamedTuple):
    """What stands around the list."""

    total: str
    progress: str
    order: str
    narrowed: str
    may_open: bool
    #: Who may open one, where the person who acts may not.
    why_not: str
    states: tuple[tuple[str, str], ...]
    empty_title: str
    empty_text: str
    empty_action: str


class RowMenuSays(NamedTuple):
    """What can be done with a row of the list."""

    open: str
    copy_number: str
    copy_row: str
    make_copy: str
    may_copy: bool
    #: Empty where it has no case officer, or has ended.
    hand_over: str
    may_hand_over: bool


def row_menu(model: RequestsModel, row: int) -> RowMenuSays:
    """What can be done with a row of the list, in the present language."""
    _ = model.session.words._
    return RowMenuSays(
        open=_("Open this request"),
        copy_number=_("Copy the number {number}", number=model.number_at(row)),
        copy_row=_("Copy the row as text"),
        make_copy=_("Make another request like this …"),
        may_copy=model.session.may(CaseDuplicated),
        hand_over=_("Hand this request over …") if model.officer_at(row) else "",
        may_hand_over=model.session.may(CaseHandedOver),
    )


def handing_over_says(model: RequestsModel) -> str:
    """What the act on all requests of the officer is called to whom the list is narrowed; empty where it is not."""
    officer = model.officer
    if not officer or not model.session.may(CaseHandedOver):
        return ""
    return model.session.words._("Hand over the requests of {name}", name=model.session.officer(officer))


def sorting_says(model: RequestsModel) -> tuple[tuple[int, str], ...]:
    """The columns by which the list can be sorted, each with the words for it."""
    names = column_names(model.session.words)
    return tuple((at, model.session.words._("Sort the list by: {column}", column=names[at])) for at in SORTABLE)


def _order_says(model: RequestsModel) -> str:
    """How the list is sorted: the arrow in its head, in words."""
    _ = model.session.words._
    place, way = model.sorting
    is_falling = way is Qt.SortOrder.DescendingOrder
    if COLUMNS[place] is Column.CHANGED:
        return _("what was changed last comes first") if is_falling else _("what was changed last comes last")
    name = column_names(model.session.words)[place]
    return _("by {column}, falling", column=name) if is_falling else _("by {column}, rising", column=name)


def requests_page(model: RequestsModel) -> RequestsSays:
    """What stands around the list, in the present language."""
    words = model.session.words
    _ = words._
    may_open = model.session.may(CaseOpened)
    if model.is_filtered:
        empty = (
            _("Nothing matches"),
            _("Search by number, title, party, item, destination or document, or narrow the list less."),
            _("Show all requests"),
        )
    else:
        empty = (
            _("No request yet"),
            _("Open the first one. A request starts with a number and a title; everything else can follow."),
            _("New request") if may_open else "",
        )
    return RequestsSays(
        total=words.ngettext("{n} request", "{n} requests", model.size) if model.is_counted else "",
        progress=_progress(model),
        order=_order_says(model),
        narrowed=narrowed_says(model.session, model.narrowed),
        may_open=may_open,
        why_not=model.session.why_not(CaseOpened),
        states=(("", _("Every state")), *((state.value, state_word(words, state)) for state in CaseState)),
        empty_title=empty[0],
        empty_text=empty[1],
        empty_action=empty[2],
    )


def _progress(model: RequestsModel) -> str:
    """How far the list has been brought up to the law in force; nothing once it is."""
    words, progress = model.session.words, model.progress
    if not progress.behind:
        return ""
    said = words._(
        "The list is being brought up to date with the law in force: {done} of {total} determined requests. What is "
        "not compared yet is shown as “…”.",
        done=progress.total - progress.behind,
        total=progress.total,
    )
    if not model.session.is_read_only:
        return said
    return words._(
        "{total} determined requests are not compared with the law in force, and shown as “…”: the register is open "
        "for reading only.",
        total=progress.behind,
    )
