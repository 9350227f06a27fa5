"""A part for each of some things, one below the other."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.kit.card import clear
from app.views.kit.layouts import Margins, Part, add, set_margins
from app.views.kit.theme import scaled

_Thing = TypeVar("_Thing")


class Listing(QVBoxLayout):
    """A column that is made anew only when the things change: until then the keyboard stays where it is in it."""

    def __init__(self, *, spacing: int, margins: Margins = (0, 0, 0, 0), of: QWidget | None = None) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        set_margins(self, margins)
        self.setSpacing(scaled(spacing))
        if of is not None:
            of.setLayout(self)

    def say(self, things: Iterable[_Thing], part_of: Callable[[_Thing], Part]) -> None:
        """Shows a part for each of these things."""
        shown = tuple(things)
        if shown != self._shown:
            self._shown = shown
            clear(self)
            add(self, *map(part_of, shown))
