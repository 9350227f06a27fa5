"""Names a folder: typed, or chosen in the system's dialog; and the button that reads it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.views.button import Button, Rank
from app.views.prose import Prose
from app.views.theme import scaled


class FolderPanel(QWidget):
    """The field with its two buttons."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Prose(bold=True)
        self._help = Prose(size=12, token="muted")
        self.folder = QLineEdit()
        self.choose_button = Button()
        self.read_button = Button(rank=Rank.PRIMARY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(5))
        column.addWidget(self._label)
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose_button)
        row.addWidget(self.read_button)
        column.addLayout(row)
        column.addWidget(self._help)
        self.choose_button.clicked.connect(lambda: self._choose())
        self.read_button.clicked.connect(lambda: self._read())
        self.folder.returnPressed.connect(lambda: self._read())
        self.folder.textChanged.connect(lambda: self._show_readiness())
        self._show_readiness()

    def say(self, label: str, explanation: str, choose: str, read: str) -> None:
        """Shows the words."""
        self._label.say(label)
        self._help.say(explanation)
        self.folder.setAccessibleName(label)
        self.folder.setAccessibleDescription(explanation)
        self.choose_button.say(choose)
        self.read_button.say(read)

    def _show_readiness(self) -> None:
        self.read_button.setEnabled(bool(self.folder.text().strip()))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._label.text(), self.folder.text())
        if chosen:
            self.folder.setText(chosen)
            self._read()

    def _read(self) -> None:
        if self.folder.text().strip():
            self.wanted.emit(self.folder.text())
