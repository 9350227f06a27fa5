"""Widgets that measure themselves by their text, and again when the reader changes its size."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object


class FollowsTextSize(_Widget):
    """Stands before the class of Qt in the list of bases."""

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the size of the text changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.follow_text_size()

    def follow_text_size(self) -> None:
        """Asks the layout for other room; a widget with measures of its own sets them here."""
        self.updateGeometry()

    def measure_again(self) -> None:
        """Asks the layout for other room, and is drawn anew."""
        self.updateGeometry()
        self.update()
