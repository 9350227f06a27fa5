"""What the bands of registers have in common, and that of a window above whatever opens over it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import scaled


class RegisterBand(FollowsTextSize, QWidget):
    """A thin band that says which kind of register this is, its name, and how it stands with saving."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = self._place = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def heard_as(self) -> QAccessible.Role:
        """Words, however they are drawn."""
        return QAccessible.Role.StaticText

    def heard(self) -> str:
        """What is said of the register to who can't see the band."""
        raise NotImplementedError

    def in_dialogs(self) -> "RegisterBand":
        """The same above a dialog of the register."""
        raise NotImplementedError

    def say(self, status: str, place: str = "") -> None:
        """The state of saving, and the name of the register."""
        self._status, self._place = status, place
        self.setAccessibleName(self.heard())
        self.setAccessibleDescription(status)
        self.update()

    def sizeHint(self) -> QSize:
        """Thin, and as wide as there is room."""
        return QSize(scaled(400), scaled(28))


def bands_above(parent: QWidget) -> list[RegisterBand]:
    """The band of the window that a dialog opens over, for the dialog; none where the window has none."""
    window = parent.window()
    return [band.in_dialogs() for band in window.findChildren(RegisterBand) if band.isVisibleTo(window)][:1]
