"""Names a folder: typed, or chosen in the system's dialog; the button that reads it, and what was found in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.viewmodels.enactment.enactment_page_model import FolderSays
from app.views.enactment.findings_list import FindingsList
from app.views.kit.button import Button, Rank
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class FolderPanel(QWidget):
    """The field with its two buttons, and the findings."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Prose(bold=True)
        self._help = Prose(size=12, token="muted")
        self.folder = QLineEdit()
        self.choose_button = Button()
        self.read_button = Button(rank=Rank.PRIMARY)
        self._working = Prose(token="muted")
        self._title = Prose(size=16, bold=True)
        self._summary = Prose()
        self.findings = FindingsList()
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
        column.addSpacing(scaled(6))
        for widget in (self._working, self._title, self._summary, self.findings):
            column.addWidget(widget)
        self.choose_button.clicked.connect(lambda: self._choose())
        self.read_button.clicked.connect(lambda: self._read())
        self.folder.returnPressed.connect(lambda: self._read())
        self.folder.textChanged.connect(lambda: self._show_readiness())
        self._show_readiness()

    def say(self, says: FolderSays) -> None:
        """Shows the words, and what was found."""
        self._label.say(says.label)
        self._help.say(says.help)
        self.folder.setAccessibleName(says.label)
        self.folder.setAccessibleDescription(says.help)
        self.choose_button.say(says.choose)
        self.read_button.say(says.read)
        self._working.say(says.working)
        self._title.say(says.title)
        self._summary.say(says.summary)
        self.findings.say(says.findings_heading, says.findings)

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
