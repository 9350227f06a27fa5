"""A long calculation in slices on the register's thread: answers are saved between them, and it can be stopped."""

from collections.abc import Callable, Iterable
from itertools import islice
from time import perf_counter
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from app.viewmodels.session.session import Session

_T = TypeVar("_T")

#: In seconds; so long the register's thread is taken at most, unless a single item takes longer.
_SLICE = 0.08
#: With fewer items in hand, the list on the screen would be made anew all the time.
_MOST_ITEMS = 50


class Slicing(Generic[_T]):
    """Takes items from where they are made, a slice at a time, and hands them over on the thread of the window."""

    def __init__(
        self,
        session: Session,
        parent: QObject,
        items: Iterable[_T],
        take: Callable[[list[_T]], None],
        done: Callable[[], None],
    ) -> None:
        self._session = session
        self._parent = parent
        self._items = iter(items)
        self._take = take
        self._done = done
        self.is_running = True
        self._ask()

    def stop(self) -> None:
        """Takes no more; what was handed over stays."""
        self.is_running = False

    def _ask(self) -> None:
        if self.is_running:
            self._session.read(lambda _work: self._slice(), self._receive)

    def _slice(self) -> tuple[list[_T], bool]:
        end = perf_counter() + _SLICE
        found: list[_T] = []
        for item in islice(self._items, _MOST_ITEMS):
            found.append(item)
            if perf_counter() > end:
                return found, False
        return found, len(found) < _MOST_ITEMS

    def _receive(self, slice_: tuple[list[_T], bool]) -> None:
        found, is_last = slice_
        if not self.is_running:
            return
        self.is_running = not is_last
        self._take(found)
        if is_last:
            self._done()
        else:
            # Not at once: the window draws and listens first.
            QTimer.singleShot(0, self._parent, self._ask)
