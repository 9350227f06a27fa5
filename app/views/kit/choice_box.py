"""A drop-down list of coded choices whose wheel scrolls the page instead of changing the choice."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QStyledItemDelegate, QWidget

from app.views.kit.captions import Said, as_written, say
from app.views.kit.theme import scaled

#: What frame, arrow and the distances take of the width, at the most, in pixels at 100 %.
_AROUND = 60


class ChoiceBox(QComboBox):
    """Choices by code; a long list is cut to the width there is, and never widens the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Without it the style sheet does not reach the rows of the list.
        self.setItemDelegate(QStyledItemDelegate(self))

    def name_itself(self, name: Said) -> None:
        """Says what is chosen here, where no label stands beside it.

        On Linux readers of the screen take the choice for the name of a box, and ask for a label.
        """
        label = QLabel(self)
        label.hide()
        label.setBuddy(self)
        say(label, text=name)
        say(self, accessibleName=name)

    def offer(self, choices: Sequence[tuple[object, str]], chosen: object = None) -> None:
        """Offers these choices; shows the one that is chosen, else keeps the present one if it is among them."""
        present = self.currentData() if chosen is None else chosen
        with QSignalBlocker(self):
            self.clear()
            for code, label in choices:
                self.addItem(label, code)
            self.choose(present)

    def choose(self, code: object) -> None:
        """Shows a choice."""
        at = self.findData(code)
        if at >= 0:
            self.setCurrentIndex(at)

    def code(self) -> object:
        """The code of the choice shown."""
        return self.currentData()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the choice with an ellipsis where it is longer than the box."""
        if self.fontMetrics().horizontalAdvance(self.currentText()) < self.width() - scaled(_AROUND):
            self.setToolTip("")
            super().paintEvent(event)
            return
        # `QStyle` alone takes as long to import as the list takes to be drawn, which has no long choices.
        from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter  # noqa: PLC0415

        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        metrics = self.fontMetrics()
        option.currentText = metrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width() - 4)
        self.setToolTip(as_written(self.currentText()) if option.currentText != self.currentText() else "")
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Lets the page scroll."""
        event.ignore()
