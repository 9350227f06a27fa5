"""Fields under their labels, in two columns: short ones side by side, long ones across both."""

from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class FieldGrid(QGridLayout):
    """Each field with its label above it, what is wrong with it and its help below; readers of the screen get all."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(scaled(16))
        self.setVerticalSpacing(scaled(12))
        self.setColumnStretch(0, 1)
        self.setColumnStretch(1, 1)
        self._row, self._column = 0, 0
        self._cells: list[tuple[QWidget, bool]] = []
        self._complaints: dict[QWidget, Prose] = {}
        self._is_narrow = False

    def add_field(self, label: str, field: QWidget, help_text: str = "", *, half: bool = False) -> QWidget:
        """Adds a field; a half one takes the next free half of a row. Returns the cell that holds it all."""
        field.setAccessibleName(label)
        field.setAccessibleDescription(help_text)
        return self.add_cell(label, field, field, help_text, half=half)

    def add_cell(
        self, label: str, buddy: QWidget, inside: QWidget, help_text: str = "", *, half: bool = False
    ) -> QWidget:
        """Adds what is more than one field; the label belongs to `buddy`."""
        cell = QWidget()
        cell.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(4))
        caption = QLabel(label)
        caption.setWordWrap(True)
        caption.setBuddy(buddy)
        column.addWidget(caption)
        column.addWidget(inside)
        complaint = self._complaints[buddy] = Prose(size=12, token="caution")
        complaint.hide()
        column.addWidget(complaint)
        if help_text:
            column.addWidget(Prose(help_text, size=12, token="muted"))
        column.addStretch(1)
        self._cells.append((cell, half))
        self._place(cell, half=half)
        return cell

    def complain(self, field: QWidget, complaint: str) -> None:
        """Says below a field what is wrong with what stands in it; empty where nothing is."""
        self._complaints[field].say(complaint)

    def narrow(self, *, is_narrow: bool) -> None:
        """With little room short fields stand below each other, too."""
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self._row, self._column = 0, 0
        for cell, _half in self._cells:
            self.removeWidget(cell)
        for cell, half in self._cells:
            self._place(cell, half=half)

    def _place(self, cell: QWidget, *, half: bool) -> None:
        if half and not self._is_narrow:
            self.addWidget(cell, self._row, self._column)
            self._row, self._column = (self._row, 1) if self._column == 0 else (self._row + 1, 0)
        else:
            if self._column:
                self._row, self._column = self._row + 1, 0
            self.addWidget(cell, self._row, 0, 1, 2)
            self._row += 1
