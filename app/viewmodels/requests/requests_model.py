"""The list of requests, read in pages and sorted by the register itself."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.domain.ids import CaseId
from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.cases import CaseSummary
from app.services.ports import CaseFilter, CaseOrder, Progress
from app.services.reading import count_cases, list_cases
from app.viewmodels.requests.list_filter import ListFilter
from app.viewmodels.requests.standing_words import NOT_YET, differs, standing_says
from app.viewmodels.session.preferences import Preferences
from app.viewmodels.session.session import Session
from app.wording.language import Words
from app.wording.phrases import outcome_word

PAGE = 100


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


class RequestsModel(QAbstractTableModel):
    """A window on the list: pages are fetched when a row of theirs is shown, and what is found is counted once."""

    counted = Signal()

    def __init__(self, session: Session, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._preferences = preferences
        #: What the list is narrowed to.
        self.narrowed = _as_narrowed(preferences)
        self._filter = self.narrowed.case_filter(_as_kept(preferences), session)
        self._is_same_list = False
        self._is_counted = False
        self._size = 0
        self._pages: dict[int, tuple[CaseSummary, ...]] = {}
        self._asked: set[int] = set()
        self._generation = 0
        self.is_loaded = False
        #: How far the list has been brought up to the law in force.
        self.progress = Progress(0, 0)
        self._names = column_names(session.words)
        session.language.changed.connect(self._speak)
        session.changed_elsewhere.connect(self.refresh)
        session.person_changed.connect(self._know_people)

    @property
    def is_filtered(self) -> bool:
        """Whether anything may be left out of the list."""
        return self.narrowed.narrows(self.session)

    @property
    def is_counted(self) -> bool:
        """Whether `size` is how many there are; until then it is how many have come."""
        return self._is_counted

    @property
    def shown(self) -> CaseFilter:
        """What the list shows, and in which order."""
        return self._filter

    @property
    def size(self) -> int:
        """How many requests the filter lets through."""
        return self._size

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

    def refresh(self) -> None:
        """Reads the list again from its first page."""
        self._read_anew(is_same_list=True)

    def _read_anew(self, *, is_same_list: bool) -> None:
        self._is_same_list = is_same_list
        self._generation += 1
        self._asked = set()
        self._ask_for(0)

    def case_at(self, row: int) -> CaseId | None:
        """The case of a row, once it is known."""
        summary = self._summary(row)
        return None if summary is None else summary.id

    def number_at(self, row: int) -> str:
        """The number of the case of a row; empty until it is known."""
        summary = self._summary(row)
        return "" if summary is None else summary.number

    def officer_at(self, row: int) -> str:
        """The case officer of an open request; empty where it has none or has ended, and until it is known."""
        summary = self._summary(row)
        return "" if summary is None or summary.state.has_ended else summary.case_officer

    @property
    def officer(self) -> str:
        """The case officer to whose requests the list is narrowed; empty where it is not."""
        officers = self._filter.officers
        return officers[0] if officers else ""

    def row_as_text(self, row: int) -> str:
        """The row as a line of text, cell by cell with tabs between, as a table takes it; empty until it is known."""
        summary = self._summary(row)
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

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """Override: how many requests there are."""
        return 0 if parent.isValid() else self._size

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """Override: the columns are fixed."""
        return 0 if parent.isValid() else len(COLUMNS)

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
        summary = self._summary(index.row())
        if summary is None:
            return NOT_YET
        say = self._tip if role == Qt.ItemDataRole.ToolTipRole else self._cell
        return say(summary, COLUMNS[index.column()])

    def beside(self, row: int, columns: tuple[Column, ...]) -> str:
        """What these columns say of a row, in one line: for where they are not shown."""
        summary = self._summary(row)
        if summary is None:
            return ""
        return " · ".join(self._named(summary, column) for column in columns)

    def _named(self, summary: CaseSummary, column: Column) -> str:
        """What a column says; a day, an edition and an officer say what they are: nothing else tells them apart."""
        said = self._cell(summary, column)
        return f"{self._names[COLUMNS.index(column)]} {said}" if column in _NAMELESS else said

    @property
    def outcomes(self) -> tuple[str, ...]:
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
        kept = (part.partition("=") for part in (self._preferences.read(_WIDTHS) or "").split())
        names = {column.value: column for column in COLUMNS}
        return {
            names[name]: float(width) for name, _, width in kept if name in names and width.isdecimal() and int(width)
        }

    def keep_widths(self, widths: Mapping[Column, float]) -> None:
        """Keeps the widths that columns were given."""
        self._preferences.keep(_WIDTHS, " ".join(f"{column.value}={width:.0f}" for column, width in widths.items()))

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

    def _summary(self, row: int) -> CaseSummary | None:
        number, at = divmod(row, PAGE)
        if number not in self._pages:
            self._ask_for(number)
        page = self._pages.get(number, ())
        return page[at] if at < len(page) else None

    def _ask_for(self, number: int) -> None:
        if number in self._asked:
            return
        self._asked.add(number)
        wanted, generation = self._filter._replace(offset=number * PAGE), self._generation

        def receive(rows: tuple[CaseSummary, ...]) -> None:
            if generation == self._generation:
                self._take(number, rows)

        self.session.read(lambda work: list_cases(work, wanted), receive)

    def _take(self, number: int, rows: tuple[CaseSummary, ...]) -> None:
        if self._asked == {0}:
            self._begin(rows)
            return
        if len(rows) < min(PAGE, self._size - number * PAGE):
            # There are fewer by now.
            self.refresh()
            return
        self._pages[number] = rows
        first = number * PAGE
        last = max(first, first + len(rows) - 1)
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def _begin(self, rows: tuple[CaseSummary, ...]) -> None:
        """Shows the first page, which may be all there is; else counts what is found while it is read."""
        self.beginResetModel()
        self._pages = {0: rows}
        self._is_counted = len(rows) < PAGE
        # A list that is read again is about as long as it was; another one is counted before it is shown as longer.
        if self._is_counted or not self._is_same_list:
            self._size = len(rows)
        self.is_loaded = True
        self.endResetModel()
        self.counted.emit()
        if not self._is_counted:
            wanted, generation = self._filter, self._generation

            def receive(size: int) -> None:
                if generation == self._generation:
                    self._grow(size)

            self.session.read(lambda work: count_cases(work, wanted), receive)

    def _grow(self, size: int) -> None:
        """There are so many in all."""
        self._is_counted = True
        if size > self._size:
            self.beginInsertRows(QModelIndex(), self._size, size - 1)
            self._size = size
            self.endInsertRows()
        elif size < self._size:
            self.beginRemoveRows(QModelIndex(), size, self._size - 1)
            self._size = size
            self.endRemoveRows()
        self.counted.emit()

    def _know_people(self) -> None:
        """The people, or the day, are others: so is what is said of case officers, and who acts has other requests."""
        self.narrow(self.narrowed)
        self._say_anew()

    def _speak(self) -> None:
        self._names = column_names(self.session.words)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._say_anew()

    def _say_anew(self) -> None:
        if self._size:
            self.dataChanged.emit(self.index(0, 0), self.index(self._size - 1, len(COLUMNS) - 1))


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
