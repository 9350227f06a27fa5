"""What fills the window beside the rail."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.session.actions import PaletteEntry
from app.views.kit.card import Card
from app.views.kit.keyboard import focus_first


class ScreenView(QWidget):
    """A screen of the window."""

    def take_keyboard(self) -> None:
        """Puts the keyboard where the work on this screen begins."""
        focus_first(self)

    def panes(self) -> Sequence[QWidget]:
        """The parts between which F6 leads, as they stand on the screen; the whole of it where it has none."""
        sheets = [sheet for sheet in self.findChildren(Card) if sheet.isVisible() and not _stands_on_one(sheet)]
        return sorted(sheets, key=lambda sheet: _place(self, sheet)) or (self,)

    def focus_search(self) -> None:
        """Puts the keyboard where something can be searched for, on a screen that has such a field."""

    def take_key(self, _event: QKeyEvent) -> bool:
        """Does what a key does wherever the keyboard is in the window, if nothing there takes it; false if nothing."""
        return False

    def entries(self) -> Sequence[PaletteEntry]:
        """What the command palette offers here."""
        return ()


def _stands_on_one(sheet: QWidget) -> bool:
    above = sheet.parentWidget()
    while above is not None and not isinstance(above, Card):
        above = above.parentWidget()
    return above is not None


def _place(screen: QWidget, sheet: QWidget) -> tuple[int, int]:
    corner = sheet.mapTo(screen, QPoint())
    return corner.x(), corner.y()
