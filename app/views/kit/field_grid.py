"""Fields under their labels, in two columns: short ones side by side, long ones across both."""

from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.views.kit.layouts import ROOM, column, held
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
        self._helps: dict[QWidget, str] = {}
        self._is_narrow = False

    def add_cell(
        self,
        label: str,
        buddy: QWidget,
        inside: QWidget,
        help_text: str = "",
        *,
        half: bool = False,
        is_tall: bool = False,
    ) -> None:
        """Adds a field, or what is more than one; the label belongs to `buddy`. A half one takes half a row.

        Of a tall one it is said above what is wrong with it: below, it would be out of sight.
        """
        caption = QLabel(label)
        caption.setWordWrap(True)
        caption.setBuddy(buddy)
        complaint = self._complaints[buddy] = Prose(size=12, token="caution")
        complaint.hide()
        self._helps[buddy] = help_text
        helped = [Prose(help_text, size=12, token="muted")] if help_text else []
        parts = (complaint, inside) if is_tall else (inside, complaint)
        cell = held(column(caption, *parts, *helped, ROOM, spacing=4))
        cell.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._cells.append((cell, half))
        self._place(cell, half=half)

    def complaint_of(self, field: QWidget) -> QWidget:
        """Where it is said what is wrong with what stands in a field."""
        return self._complaints[field]

    def complain(self, field: QWidget, complaint: str) -> None:
        """Says below a field what is wrong with what stands in it; empty where nothing is."""
        said = self._complaints[field]
        if said.text() == complaint:
            return
        said.keep_room_of_text()
        said.say(complaint)
        field.setAccessibleDescription(" ".join(filter(None, (complaint, self._helps[field]))))
        # Its frame says so, too.
        field.setProperty("is_amiss", bool(complaint))
        field.style().unpolish(field)
        field.style().polish(field)

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
