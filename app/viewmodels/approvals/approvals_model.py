"""What waits, read in pages, filtered and sorted by the register itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.domain.procedure.waits import WaitKind
from app.domain.register.awaited import OF_OTHERS, Awaited, Part, WaitGroup, part_of
from app.domain.register.case_search import search_cases_for
from app.services.awaiting import count_each, count_waits, list_waits
from app.services.ports import UnitOfWork, WaitFilter, WaitOrder
from app.viewmodels.session.kept_widths import keep_widths, kept_widths
from app.viewmodels.session.paged_model import PAGE, PagedModel
from app.viewmodels.session.preferences import Preferences
from app.viewmodels.session.session import Session
from app.wording.language import Words
from app.wording.wait_words import WaitWords

#: Stands for what is not known yet.
_NOT_YET = "…"


class Column(Enum):
    """The columns, from left to right."""

    NUMBER = "number"
    TITLE = "title"
    WHAT = "what"
    WHOM = "whom"
    SINCE = "since"
    UNTIL = "until"
    OFFICER = "officer"


COLUMNS = tuple(Column)
_ORDERS = {
    Column.NUMBER: WaitOrder.NUMBER,
    Column.TITLE: WaitOrder.TITLE,
    Column.WHAT: WaitOrder.KIND,
    Column.WHOM: WaitOrder.OFFICE,
    Column.SINCE: WaitOrder.SINCE,
    Column.UNTIL: WaitOrder.UNTIL,
}
#: The places of the columns by which the register can sort.
SORTABLE = tuple(COLUMNS.index(column) for column in _ORDERS)
#: What is only a date or a name, and says in a line with others what it is.
_NAMELESS = (Column.SINCE, Column.UNTIL, Column.OFFICER)
#: The names under which sorting, group and widths are kept.
_SORTING, _GROUP, _WIDTHS = "approvals_sorting", "approvals_group", "approvals_widths"
#: The kinds that stand in a group, beside what is somebody's to do.
_KINDS = {WaitGroup.OTHERS: OF_OTHERS, WaitGroup.ENDING: (WaitKind.PERMIT, WaitKind.NOTICE), WaitGroup.VOID: ()}


class Narrowed(NamedTuple):
    """What a group is narrowed to: the kind by its code, what was typed, the cases of who acts."""

    kind: str = ""
    typed: str = ""
    is_mine: bool = False


class ApprovalsModel(PagedModel[Awaited]):
    """One group of what waits at a time; how much is in each of them is counted once the first page is there."""

    #: How much is in each group is known.
    tallied = Signal()

    def __init__(
        self, session: Session, preferences: Preferences, office: Callable[[], str], parent: QObject | None = None
    ) -> None:
        """`office` is the body that the register belongs to."""
        super().__init__(session, len(COLUMNS), parent)
        self._preferences = preferences
        self._office = office
        kept = preferences.read(_GROUP) or ""
        self.group = WaitGroup(kept) if kept in {each.value for each in WaitGroup} else WaitGroup.MINE
        self.narrowed = Narrowed()
        #: None where nobody has chosen: then the eldest comes first, and of what runs out what does so first.
        self._order, self._is_descending = self._kept_order()
        #: How much is in each group, whatever it is narrowed to; empty until it was counted.
        self.tally: dict[WaitGroup, int] = {}
        self._said = self._words()
        session.language.changed.connect(self._speak)
        session.changed_elsewhere.connect(self.refresh)
        session.person_changed.connect(self.refresh)
        self.counted.connect(self._count_groups)

    def _kept_order(self) -> tuple[WaitOrder | None, bool]:
        sorting, _, way = (self._preferences.read(_SORTING) or "").partition(" ")
        order = next((each for each in WaitOrder if each.value == sorting), None)
        return order, order is not None and way == "down"

    def _words(self) -> WaitWords:
        shelf = self.session.shelf
        return WaitWords(self.session.words, shelf.editions(), shelf.reference())

    # -- what is shown

    @property
    def part(self) -> Part:
        """What of all that waits is to be done by who acts, today."""
        session, today = self.session, self.session.today()
        if session.person is None:
            return Part("", today, (), "", speaks_for_all=False, other_officers=())
        return part_of(session.person, self._office(), session.people, today)

    @property
    def wanted(self) -> WaitFilter:
        """What is shown, and in which order."""
        person, narrowed = self.session.person, self.narrowed
        return WaitFilter(
            self.group,
            self.part,
            kinds=(WaitKind(narrowed.kind),) if narrowed.kind else (),
            search=search_cases_for(narrowed.typed, self.session.shelf.reference()),
            officer=person.account if narrowed.is_mine and person is not None else "",
            order=self.order,
            is_descending=self._is_descending,
            limit=PAGE,
        )

    @property
    def order(self) -> WaitOrder:
        """What the list is sorted by: of a group without last days never by these."""
        if self.group is WaitGroup.ENDING:
            return self._order or WaitOrder.UNTIL
        return WaitOrder.SINCE if self._order in (None, WaitOrder.UNTIL) else self._order

    @property
    def is_narrowed(self) -> bool:
        """Whether anything of the group may be left out."""
        return self.narrowed != Narrowed()

    @property
    def kinds(self) -> tuple[WaitKind, ...]:
        """What can stand in the group."""
        return self.part.kinds if self.group is WaitGroup.MINE else _KINDS[self.group]

    def choose(self, code: str) -> None:
        """Shows a group by its code; another one is not narrowed to a kind."""
        if code != self.group.value:
            self.group = WaitGroup(code)
            self.narrowed = self.narrowed._replace(kind="")
            self._preferences.keep(_GROUP, code)
            self._read_anew(is_same_list=False)

    def narrow(self, narrowed: Narrowed) -> None:
        """Shows only what matches."""
        if narrowed != self.narrowed:
            self.narrowed = narrowed
            self._read_anew(is_same_list=False)

    def _page_job(self, offset: int) -> Callable[[UnitOfWork], tuple[Awaited, ...]]:
        wanted = self.wanted._replace(offset=offset)
        return lambda work: list_waits(work, wanted)

    def _count_job(self) -> Callable[[UnitOfWork], int]:
        wanted = self.wanted
        return lambda work: count_waits(work, wanted)

    def _count_groups(self) -> None:
        if not self.is_counted:
            return
        part = self.part
        wanted = [WaitFilter(group, part) for group in WaitGroup]

        def receive(sizes: tuple[int, ...]) -> None:
            self.tally = dict(zip(WaitGroup, sizes, strict=True))
            self.tallied.emit()

        self.session.read(lambda work: count_each(work, wanted), receive)

    # -- rows

    def at(self, row: int) -> Awaited | None:
        """What stands in a row, once it is known."""
        return self._row(row)

    def row_of(self, case_id: int | None) -> int | None:
        """The first row of a case, among those that have been read."""
        for number, page in sorted(self._pages.items()):
            for at, awaited in enumerate(page):
                if awaited.case_id == case_id:
                    return number * PAGE + at
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Override: the name of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_names(self.session.words)[COLUMNS[section]]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Override: what a cell says; the tip of the title says the whole row."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        awaited, column = self._row(index.row()), COLUMNS[index.column()]
        if awaited is None:
            return _NOT_YET
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.TITLE:
            return "\n".join(
                (awaited.title, *(self._named(awaited, each) for each in COLUMNS if each is not Column.TITLE))
            )
        return self._cell(awaited, column)

    def row_as_text(self, row: int) -> str:
        """The row as a line of text, cell by cell with tabs between; empty until it is known."""
        awaited = self._row(row)
        cells = () if awaited is None else self.cells(awaited)
        return "\t".join(cell.replace("\t", " ") for cell in cells)

    def cells(self, awaited: Awaited) -> tuple[str, ...]:
        """What the columns say of something that waits."""
        return tuple(self._cell(awaited, column) for column in COLUMNS)

    def beside(self, row: int, columns: tuple[Column, ...]) -> str:
        """What these columns say of a row, in one line: for where they are not shown."""
        awaited = self._row(row)
        if awaited is None:
            return ""
        said = (
            self._named(awaited, each) if each in _NAMELESS else self._cell(awaited, each)
            for each in columns
            if self._cell(awaited, each) != "—"
        )
        return " · ".join(said)

    def _named(self, awaited: Awaited, column: Column) -> str:
        return f"{column_names(self.session.words)[column]} {self._cell(awaited, column)}"

    def _cell(self, awaited: Awaited, column: Column) -> str:
        wait, today = awaited.wait, self.session.today()
        match column:
            case Column.NUMBER:
                return awaited.number
            case Column.TITLE:
                return awaited.title
            case Column.WHAT:
                return self._said.what(wait, today)
            case Column.WHOM:
                return self._said.whom(awaited)
            case Column.SINCE:
                return self._said.since(wait, today)
            case Column.UNTIL:
                return self._said.until(wait, today) or "—"
            case Column.OFFICER:
                return self.session.officer(awaited.case_officer) or "—"

    # -- the table

    @property
    def absent(self) -> tuple[Column, ...]:
        """The columns in which nothing stands at present: only what runs out has a last day."""
        return () if self.group is WaitGroup.ENDING else (Column.UNTIL,)

    @property
    def tall_words(self) -> tuple[str, ...]:
        """No word of it decides how high a row is."""
        return ()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Override: the register sorts; a column it can't sort by leaves the order as it is."""
        by = _ORDERS.get(COLUMNS[column]) if 0 <= column < len(COLUMNS) else None
        is_descending = order is Qt.SortOrder.DescendingOrder
        if by is not None and (by, is_descending) != (self.order, self._is_descending):
            self._order, self._is_descending = by, is_descending
            self._preferences.keep(_SORTING, f"{by.value} {'down' if is_descending else 'up'}")
            self.refresh()

    @property
    def sorting(self) -> tuple[int, Qt.SortOrder]:
        """The place of the column that the list is sorted by, and which way."""
        way = Qt.SortOrder.DescendingOrder if self._is_descending else Qt.SortOrder.AscendingOrder
        return next(COLUMNS.index(each) for each, by in _ORDERS.items() if by is self.order), way

    @property
    def widths(self) -> dict[Column, float]:
        """The columns that were given a width of their own, in pixels at 100 %."""
        return kept_widths(self._preferences, _WIDTHS, COLUMNS)

    def keep_widths(self, widths: Mapping[Column, float]) -> None:
        """Keeps the widths that columns were given."""
        keep_widths(self._preferences, _WIDTHS, widths)

    def _speak(self) -> None:
        self._said = self._words()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._say_anew()


def column_names(words: Words) -> dict[Column, str]:
    """The names of the columns."""
    _ = words._
    return {
        Column.NUMBER: _("Number"),
        Column.TITLE: _("Title"),
        Column.WHAT: _("What waits"),
        Column.WHOM: _("With whom"),
        Column.SINCE: _("Since"),
        Column.UNTIL: _("Until"),
        Column.OFFICER: _("Case officer"),
    }
