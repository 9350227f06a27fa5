"""A field of a form as the form knows it, of whatever kind it is."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget


def _says_nothing() -> str:
    return ""


class Editor(NamedTuple):
    """A field on the screen: the widget under the keyboard, alone in its cell or with others.

    `put` leaves alone what is being typed. `finished` tells that something may have been entered. `complaint` is what a
    field says itself against what stands in it.
    """

    widget: QWidget
    cell: QWidget
    value: Callable[[], object]
    put: Callable[[object], None]
    finished: SignalInstance
    complaint: Callable[[], str] = _says_nothing
    #: Tells that something was typed; None where what is chosen is finished at once.
    typed: SignalInstance | None = None
