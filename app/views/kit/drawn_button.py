"""Buttons that draw themselves: what all of them have in common, and those that lead to a place."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.views.kit.captions import N_, spoken
from app.views.kit.keyboard import is_enter
from app.views.kit.layouts import let_height_follow
from app.views.kit.text_size import FollowsTextSize

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object


class Pressable(FollowsTextSize, _Button):
    """What all buttons have in common, those of Qt's kinds too; stands before the class of Qt in the list of bases.

    `act` is done when it is pressed.
    """

    def __init__(self, parent: QWidget | None = None, *, act: Callable[[], object] | None = None) -> None:
        super().__init__(parent)
        if act is not None:
            self.clicked.connect(lambda: act())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """One click is one act: who double-clicks by habit does it once, also where another button has come there."""
        event.accept()


class DrawnButton(Pressable, QAbstractButton):
    """A button of any look; each kind says how large it is and how it is drawn."""

    def __init__(self, parent: QWidget | None = None, *, act: Callable[[], object] | None = None) -> None:
        super().__init__(parent, act=act)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def fill_column(self) -> None:
        """As wide as its column; its text wraps, and the height follows."""
        let_height_follow(self)


class PlaceButton(DrawnButton):
    """Leads to a place, and is marked while that place is shown.

    It is no check box: a reader of the screen hears a button, and in words that its place is shown.
    """

    def __init__(self, parent: QWidget | None = None, *, act: Callable[[], object] | None = None) -> None:
        super().__init__(parent, act=act)
        self.is_here = False
        self._description = ""

    def mark(self, *, here: bool) -> None:
        """Shows whether its place is shown; which one is, the model decides."""
        if here != self.is_here:
            self.is_here = here
            self.updateGeometry()
            self.update()
        self.setAccessibleDescription(self._description)

    def setAccessibleDescription(self, description: str) -> None:
        """What is heard beside the name; that its place is shown comes first."""
        self._description = description
        here = spoken(N_("shown now")) if self.is_here else ""
        super().setAccessibleDescription(" · ".join(part for part in (here, description) if part))
