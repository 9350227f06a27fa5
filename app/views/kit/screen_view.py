"""What fills the window beside the rail."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.viewmodels.session.actions import PaletteEntry
from app.views.kit.keyboard import focus_first


class ScreenView(QWidget):
    """A screen of the window."""

    def take_keyboard(self) -> None:
        """Puts the keyboard where the work on this screen begins."""
        focus_first(self)

    def focus_search(self) -> None:
        """Puts the keyboard where something can be searched for, on a screen that has such a field."""

    def entries(self) -> Sequence[PaletteEntry]:
        """What the command palette offers here."""
        return ()
