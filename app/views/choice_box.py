"""A drop-down list of coded choices whose wheel scrolls the page instead of changing the choice."""

from collections.abc import Sequence

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget


class ChoiceBox(QComboBox):
    """Choices by code; a long list is cut to the width there is, and never widens the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offers these choices, and keeps the present one if it is among them."""
        present = self.currentData()
        self.blockSignals(True)
        self.clear()
        for code, label in choices:
            self.addItem(label, code)
        self.choose(present)
        self.blockSignals(False)

    def choose(self, code: object) -> None:
        """Shows a choice."""
        at = self.findData(code)
        if at >= 0:
            self.setCurrentIndex(at)

    def code(self) -> object:
        """The code of the choice shown."""
        return self.currentData()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Lets the page scroll."""
        event.ignore()
