"""The list of requests, read in pages and sorted by the register itself."""

from collections.abc import Callable, Mapping
from enum import Enum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.ids import CaseId
from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.cases import CaseSummary
from app.services.ports import CaseFilter, CaseOrder, Progress, UnitOfWork
from app.services.reading import count_cases, list_cases
from app.viewmodels.requests.list_filter import ListFilter
from app.viewmodels.requests.standing_words import NOT_YET, differs, standing_says
from app.viewmodels.session.kept_widths import keep_widths, kept_widths
from app.viewmodels.session.paged_model import PAGE, PagedModel
from app.viewmodels.session.preferences import Preferences
from app.viewmodels.session.session import Session
from app.wording.language import Words
from app.wording.phrases import outcome_word


class Column(Enum):
    """The columns, from left to right.

    A new one needs its name in `column_names`, its text in `_cell`, its width in `views/requests/requests_table.py`;
    and where the list does not hold it yet, a field of `CaseSummary` that `storage/register/case_list.py` reads.
    """

    NUMBER = "number"
    TITLE = "title"
    DESTINATION = "destination"
    RECEIVED = "received"
    STATE = "state"
    OUTCOME = "outcome"
    EDITION = "edition"
    OFFICER = "officer"
    CHANGED = "changed"


COLUMNS = tuple(Column)

_ORDERS = {
    Column.NUMBER: CaseOrder.NUMBER,
    Column.TITLE: CaseOrder.TITLE,
    Column.RECEIVED: CaseOrder.RECEIVED_ON,
    Column.STATE: CaseOrder.STATE,
    Column.OUTCOME: CaseOrder.OUTCOME,
    Column.CHANGED: CaseOrder.CHANGED_AT,
}
#: The places of the columns by which the register can sort.
SORTABLE = tuple(COLUMNS.index(column) for column in _ORDERS)

#: What is only a date, a number or a name, and says in a line with others what it is.
_NAMELESS = (Column.RECEIVED, Column.EDITION, Column.OFFICER, Column.CHANGED)

#: The names under which sorting, state and widths are kept.
_SORTING, _STATE, _WIDTHS = "list_sorting", "list_states", "list_widths"


def _as_kept(preferences: Preferences) -> CaseFilter:
    """The list sorted as it was left, at first what was changed last; what can't be read is done without."""
    sorting, _, way = (preferences.read(_SORTING) or "").partition(" ")
    kept = CaseFilter(limit=PAGE)
    order = next((each for each in _ORDERS.values() if each.value == sorting), None)
    return kept if order is None else kept._replace(order=order, is_descending=way == "down")


def _as_narrowed(preferences: Preferences) -> ListFilter:
    """The list narrowed to the state that it was left with."""
    state = preferences.read(_STATE) or ""
    return ListFilter(state=state if state in {each.value for each in CaseState} else "")


class RequestsModel(PagedModel[CaseSummary]):
    """The list of requests."""

    def __init__(self, session: Session, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(session, len(COLUMNS), parent)
        self._preferences = preferences
        #: What the list is narrowed to.
        self.narrowed = _as_narrowed(preferences)
        self._filter = self.narrowed.case_filter(_as_kept(preferences), session)
        #: How far the list has been brought up to the law in force.
        self.progress = Progress(0, 0)
        self._names = column_names(session.words)
        session.language.changed.connect(self._speak)
        session.changed_elsewhere.connect(self.refresh)
        session.person_changed.connect(self._know_people)

    def _page_job(self, offset: int) -> Callable[[UnitOfWork], tuple[CaseSummary, ...]]:
        wanted = self._filter._replace(offset=offset)
        return lambda work: list_cases(work, wanted)

    def _count_job(self) -> Callable[[UnitOfWork], int]:
        wanted = self._filter
        return lambda work: count_cases(work, wanted)

    @property
    def is_filtered(self) -> bool:
        """Whether anything may be left out of the list."""
        return self.narrowed.narrows(self.session)

    @property
    def shown(self) -> CaseFilter:
        """What the list shows, and in which order."""
        return self._filter

    def narrow(self, narrowed: ListFilter) -> None:
        """Shows only what matches."""
        self.narrowed = narrowed
        wanted = narrowed.case_filter(self._filter, self.session)
        if wanted != self._filter:
            self._filter = wanted
            self._preferences.keep(_STATE, narrowed.state)
            self._read_anew(is_same_list=False)

    def turn_mine(self) -> None:
        """Shows only the requests of who acts, or no longer only these."""
        self.narrow(self.narrowed._replace(is_mine=not self.narrowed.is_mine))
        self.counted.emit()

    def case_at(self, row: int) -> CaseId | None:
        """The case of a row, once it is known."""
        summary = self._row(row)
        return None if summary is None else summary.id

    def number_at(self, row: int) -> str:
        """The number of the case of a row; empty until it is known."""
        summary = self._row(row)
        return "" if summary is None else summary.number

    def officer_at(self, row: int) -> str:
        """The case officer of an open request; empty where it has none or has ended, and until it is known."""
        summary = self._row(row)
        return "" if summary is None or summary.state.has_ended else summary.case_officer

    @property
    def officer(self) -> str:
        """The case officer to whose requests the list is narrowed; empty where it is not."""
        officers = self._filter.officers
        return officers[0] if officers else ""

    def row_as_text(self, row: int) -> str:
        """The row as a line of text, cell by cell with tabs between, as a table takes it; empty until it is known."""
        summary = self._row(row)
        if summary is None:
            return ""
        return "\t".join(self._cell(summary, column).replace("\t", " ") for column in COLUMNS)

    def row_of(self, case_id: int | None) -> int | None:
        """The row of a case, among those that have been read."""
        for number, page in self._pages.items():
            for at, summary in enumerate(page):
                if summary.id == case_id:
                    return number * PAGE + at
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Override: the name of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._names[section]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Override: what a cell says."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        summary = self._row(index.row())
        if summary is None:
            return NOT_YET
        say = self._tip if role == Qt.ItemDataRole.ToolTipRole else self._cell
        return say(summary, COLUMNS[index.column()])

    def beside(self, row: int, columns: tuple[Column, ...]) -> str:
        """What these columns say of a row, in one line: for where they are not shown."""
        summary = self._row(row)
        if summary is None:
            return ""
        return " · ".join(self._named(summary, column) for column in columns)

    def _named(self, summary: CaseSummary, column: Column) -> str:
        """What a column says; a day, an edition and an officer say what they are: nothing else tells them apart."""
        said = self._cell(summary, column)
        return f"{self._names[COLUMNS.index(column)]} {said}" if column in _NAMELESS else said

    @property
    def absent(self) -> tuple[Column, ...]:
        """The columns in which nothing stands at present."""
        return ()

    @property
    def tall_words(self) -> tuple[str, ...]:
        """Every word that can stand in the column of the determination."""
        words = self.session.words
        return (*(outcome_word(words, outcome) for outcome in Outcome), differs(words))

    def _tip(self, summary: CaseSummary, column: Column) -> str:
        """The whole of a cell; at the title, of the row."""
        if column is not Column.TITLE:
            return self._cell(summary, column)
        rest = [f"{name}　{self._cell(summary, each)}" for each, name in zip(COLUMNS, self._names, strict=True)]
        return "\n".join((summary.title, *(line for at, line in enumerate(rest) if COLUMNS[at] is not Column.TITLE)))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Override: the register sorts; a column it can't sort by leaves the order as it is."""
        by = _ORDERS.get(COLUMNS[column]) if 0 <= column < len(COLUMNS) else None
        if by is not None:
            is_descending = order is Qt.SortOrder.DescendingOrder
            wanted = self._filter._replace(order=by, is_descending=is_descending)
            if wanted != self._filter:
                self._filter = wanted
                self._preferences.keep(_SORTING, f"{by.value} {'down' if is_descending else 'up'}")
                self.refresh()

    @property
    def sorting(self) -> tuple[int, Qt.SortOrder]:
        """The place of the column that the list is sorted by, and which way."""
        way = Qt.SortOrder.DescendingOrder if self._filter.is_descending else Qt.SortOrder.AscendingOrder
        return next(COLUMNS.index(each) for each, by in _ORDERS.items() if by is self._filter.order), way

    @property
    def widths(self) -> dict[Column, float]:
        """The columns that were given a width of their own, in pixels at 100 %."""
        return kept_widths(self._preferences, _WIDTHS, COLUMNS)

    def keep_widths(self, widths: Mapping[Column, float]) -> None:
        """Keeps the widths that columns were given."""
        keep_widths(self._preferences, _WIDTHS, widths)

    def _cell(self, summary: CaseSummary, column: Column) -> str:
        words = self.session.words
        standing = standing_says(words, summary, is_noticed=self.progress.is_noticed)
        match column:
            case Column.NUMBER:
                return summary.number
            case Column.TITLE:
                return summary.title
            case Column.DESTINATION:
                return self._states(summary.destinations)
            case Column.RECEIVED:
                return words.date(summary.received_on)
            case Column.STATE:
                return standing.state
            case Column.OUTCOME:
                return standing.outcome or "—"
            case Column.EDITION:
                return standing.edition or "—"
            case Column.OFFICER:
                return self._officer(summary.case_officer)
            case Column.CHANGED:
                return words.day_of(summary.changed_at)

    def _officer(self, account: str) -> str:
        if not account:
            return "—"
        # An account alone is nothing to read.
        return self.session.officer(account) if self.session.people else NOT_YET

    def _states(self, codes: tuple[str, ...]) -> str:
        countries = self.session.shelf.reference().countries
        names = [self.session.words.text(countries[code].name) if code in countries else code for code in codes]
        return self.session.words.listed(names) or "—"

    def take_progress(self, progress: Progress) -> None:
        """Knows how far the list has been brought up to the law in force, and reads anew what it says of cases then."""
        was, self.progress = self.progress, progress
        if progress != was:
            self.counted.emit()
            # In between most of what changes is out of sight.
            if not progress.behind or not was.behind:
                self.refresh()

    def _know_people(self) -> None:
        """The people, or the day, are others: so is what is said of case officers, and who acts has other requests."""
        self.narrow(self.narrowed)
        self._say_anew()

    def _speak(self) -> None:
        self._names = column_names(self.session.words)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._say_anew()


def column_names(words: Words) -> tuple[str, ...]:
    """The names of the columns, from left to right."""
    _ = words._
    names = {
        Column.NUMBER: _("Number"),
        Column.TITLE: _("Title"),
        Column.DESTINATION: _("Destination"),
        Column.RECEIVED: _("Received"),
        Column.STATE: _("State"),
        Column.OUTCOME: _("Determination"),
        Column.EDITION: _("Edition"),
        Column.OFFICER: _("Case officer"),
        Column.CHANGED: _("Last change"),
    }
    return tuple(names[column] for column in COLUMNS)
