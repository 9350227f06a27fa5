"""A table of what the register lists, read in pages and counted once: a page is fetched when a row of it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Signal

if TYPE_CHECKING:
    from app.services.ports import UnitOfWork
    from app.viewmodels.session.session import Session

_Row = TypeVar("_Row")
_Job: TypeAlias = "Callable[[UnitOfWork], _Row]"

PAGE = 100


class PagedModel(QAbstractTableModel, Generic[_Row]):
    """A window on a list of the register. What is read, and in which order, is the own business of each list."""

    counted = Signal()

    def __init__(self, session: Session, columns: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._columns = columns
        self._is_same_list = False
        self._is_counted = False
        self._size = 0
        self._pages: dict[int, tuple[_Row, ...]] = {}
        self._asked: set[int] = set()
        self._generation = 0
        self.is_loaded = False

    def _page_job(self, offset: int) -> _Job[tuple[_Row, ...]]:
        """What reads a page of the present list, from a row on."""
        raise NotImplementedError

    def _count_job(self) -> _Job[int]:
        """What counts the present list."""
        raise NotImplementedError

    @property
    def is_counted(self) -> bool:
        """Whether `size` is how many there are; until then it is how many have come."""
        return self._is_counted

    @property
    def size(self) -> int:
        """How many rows the list has."""
        return self._size

    def refresh(self) -> None:
        """Reads the list again from its first page."""
        self._read_anew(is_same_list=True)

    def _read_anew(self, *, is_same_list: bool) -> None:
        self._is_same_list = is_same_list
        self._generation += 1
        self._asked = set()
        self._ask_for(0)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """Override: how many rows there are."""
        return 0 if parent.isValid() else self._size

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """Override: the columns are fixed."""
        return 0 if parent.isValid() else self._columns

    def _row(self, row: int) -> _Row | None:
        """A row, once it is known; asks for its page."""
        number, at = divmod(row, PAGE)
        if number not in self._pages:
            self._ask_for(number)
        page = self._pages.get(number, ())
        return page[at] if at < len(page) else None

    def _ask_for(self, number: int) -> None:
        if number in self._asked:
            return
        self._asked.add(number)
        generation = self._generation

        def receive(rows: tuple[_Row, ...]) -> None:
            if generation == self._generation:
                self._take(number, rows)

        self.session.read(self._page_job(number * PAGE), receive)

    def _take(self, number: int, rows: tuple[_Row, ...]) -> None:
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
        self.dataChanged.emit(self.index(first, 0), self.index(last, self._columns - 1))

    def _begin(self, rows: tuple[_Row, ...]) -> None:
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
            generation = self._generation

            def receive(size: int) -> None:
                if generation == self._generation:
                    self._grow(size)

            self.session.read(self._count_job(), receive)

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

    def _say_anew(self) -> None:
        """What the rows say has become other words."""
        if self._size:
            self.dataChanged.emit(self.index(0, 0), self.index(self._size - 1, self._columns - 1))
