"""A list that can be narrowed by typing: each row is found by its name in either language, or by its code."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.search import EXACT, Findable, closeness, findable, folded, name_typed, search_for, surely_meant

DETAIL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
CHOSEN_ROLE = int(Qt.ItemDataRole.UserRole) + 2


class Pick(NamedTuple):
    """One row: what it stands for, its name, what else identifies it, and under what it is found.

    `rank` parts the rows into kinds: of two that are found alike, those of the lesser rank come first. What is no
    choice is shown only where just that was typed, to say so. What takes an answer away is a choice, and no answer. The
    one of its everyday `words` by which it was found stands in the row.
    """

    value: str
    name: str
    detail: str
    found_by: Findable
    rank: int = 0
    is_choice: bool = True
    is_answer: bool = True
    words: tuple[str, ...] = ()


class PickerModel(QAbstractListModel):
    """The rows that match what was typed: first what is called so, then by kind what begins with it, then the rest."""

    #: Whether Enter takes the first row that is found, as where nothing is answered by it.
    takes_first = False

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        #: Whether more rows may still come for what was typed.
        self.is_searching = False
        self._all: tuple[Pick, ...] = ()
        self._shown: list[Pick] = []
        self._chosen: str | None = None
        self._typed = ""

    def fill(self, picks: Sequence[Pick]) -> None:
        """Offers other rows; what was typed stays."""
        self.beginResetModel()
        self._all = tuple(picks)
        self._shown = self._matching()
        self.endResetModel()

    def narrow(self, typed: str) -> None:
        """Keeps the rows that match `typed`."""
        self.beginResetModel()
        self._typed = typed
        self._shown = self._matching()
        self.endResetModel()

    def choose(self, value: str | None) -> None:
        """Marks the chosen row."""
        if value != self._chosen:
            self._chosen = value
            if self._shown:
                self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1), [CHOSEN_ROLE])

    def row_of(self, value: str | None) -> int | None:
        """Where a value stands among the rows shown."""
        return next((row for row, pick in enumerate(self._shown) if pick.value == value), None)

    def value_at(self, row: int) -> str:
        """The value of a row."""
        return self._shown[row].value

    def name_of(self, value: str | None) -> str:
        """The name of a value, among all rows; empty where there is none."""
        return next((pick.name for pick in self._all if pick.is_choice and pick.value == value), "")

    def is_answer(self, value: str | None) -> bool:
        """Whether a value is an answer, and not that there is none."""
        return any(pick.is_answer for pick in self._all if pick.value == value)

    def sure_row(self) -> int | None:
        """The row that was surely meant by what was typed."""
        pick = surely_meant(self._closest())
        return None if pick is None or not pick.is_choice else self._shown.index(pick)

    def _matching(self) -> list[Pick]:
        if not self._typed.strip():
            return [pick for pick in self._all if pick.is_choice]
        places = self._closest()
        return sorted(places, key=lambda pick: (places[pick] != EXACT, pick.rank, places[pick], self._untyped(pick)))

    def _found_words(self, pick: Pick) -> list[str]:
        """The everyday words of a row that what was typed finds, the nearest first; of those as near, the shortest."""
        typed = name_typed(self._typed)
        near = {word: place for word in pick.words if (place := closeness(typed, findable(word))) is not None}
        return sorted(near, key=lambda word: (near[word], self._left_of(word), len(word)))

    def _left_of(self, word: str) -> int:
        """How many letters are left to type of the word that what was typed begins."""
        typed = folded(self._typed.strip())
        return min((len(part) - len(typed) for part in folded(word).split() if part.startswith(typed)), default=0)

    def _untyped(self, pick: Pick) -> int:
        """A word that is typed but for a letter comes before one of which more is left to type."""
        return next((self._left_of(word) for word in self._found_words(pick)), 0)

    def _detail(self, pick: Pick) -> str:
        """What else identifies a row; before it the word by which it was found, where that would not be seen else."""
        found = self._found_words(pick) if self._typed.strip() else []
        seen = folded(f"{pick.name}\n{pick.detail}")
        if not found or any(folded(word) in seen for word in found) or search_for(self._typed).finds(folded(pick.name)):
            return pick.detail
        return f"{found[0]} · {pick.detail}"

    def _closest(self) -> dict[Pick, int]:
        """How close what was typed comes to each row that it finds."""
        typed = name_typed(self._typed)
        return {
            pick: place
            for pick in self._all
            if (place := closeness(typed, pick.found_by)) is not None and (pick.is_choice or place == EXACT)
        }

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """Override: how many rows match."""
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Override: what is no choice can't be picked."""
        is_choice = index.isValid() and self._shown[index.row()].is_choice
        return super().flags(index) if is_choice else Qt.ItemFlag.NoItemFlags

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: what a row says."""
        if not index.isValid():
            return None
        pick = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return pick.name
        if role == DETAIL_ROLE:
            return self._detail(pick)
        if role == CHOSEN_ROLE:
            return pick.value == self._chosen
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(filter(None, (pick.name, self._detail(pick), "✓" if pick.value == self._chosen else "")))
        return None
