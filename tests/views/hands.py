"""What every test of a screen does with it: read what is to be seen, press a button, find the card of an answer."""

from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.views.case.case_view import CaseView
from app.views.kit.choice_card import ChoiceCard
from tests.views.conftest import settle

_W = TypeVar("_W", bound=QWidget)

#: Opens a case with these answers in a window; the fixture `open_case`.
OpenCase: TypeAlias = Callable[[Mapping[str, str]], CaseView]


def seen(view: QWidget, kind: type[_W]) -> list[_W]:
    """The widgets of a kind that are to be seen."""
    return [widget for widget in view.findChildren(kind) if widget.isVisible()]


def told(view: QWidget) -> str:
    """All that is written on a part of the window."""
    return "\n".join(label.text() for label in seen(view, QLabel))


def press(button: QWidget) -> None:
    """Presses a button by the keyboard."""
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()


def card(view: CaseView, value: str) -> ChoiceCard:
    """The card of a value."""
    return next(card for card in seen(view.request.question, ChoiceCard) if card.value == value)
