"""The keys of acts."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.viewmodels.session.actions import Action

_On = TypeVar("_On")


def add_shortcuts(
    widget: QWidget, actions: Iterable[Action[_On]], on: _On, do: Callable[[Action[_On]], object]
) -> None:
    """While the widget is seen, the keys of each act do it; of several acts with one key, the one that is possible;
    where none is, what each has to say of it.

    A key that is held does it once.
    """
    by_key: dict[str, list[Action[_On]]] = {}
    for action in actions:
        for key in action.keys:
            by_key.setdefault(key, []).append(action)
    for key, behind in by_key.items():
        shortcut = QShortcut(QKeySequence(key), widget)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(partial(_do_possible, behind, on, do))


def _do_possible(actions: Iterable[Action[_On]], on: _On, do: Callable[[Action[_On]], object]) -> None:
    possible = next((action for action in actions if action.is_possible(on)), None)
    if possible is not None:
        do(possible)
        return
    for missed in filter(None, (action.missed for action in actions)):
        missed(on)
