"""Names a folder: typed, or chosen in the system's dialog; the button that reads it, and what was found in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.viewmodels.enactment.enactment_page_model import FolderSays
from app.views.enactment.findings_list import FindingsList
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, Caption, say, spoken
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class FolderPanel(QWidget):
    """The field with its two buttons, and the findings."""

    wanted = Signal(str)

    def __init__(
        self, label: Caption, read: Caption, working: Caption, *, explanation: Caption, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label = label
        self.folder = QLineEdit()
        say(self.folder, accessibleName=label, accessibleDescription=explanation)
        self.choose_button = Button(N_("Choose a folder …"))
        self.read_button = Button(read, rank=Rank.PRIMARY)
        self._working = Prose(working, token="muted")
        self._title = Prose(size=16, bold=True)
        self._summary = Prose()
        self.findings = FindingsList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(5))
        column.addWidget(Prose(label, bold=True))
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose_button)
        row.addWidget(self.read_button)
        column.addLayout(row)
        column.addWidget(Prose(explanation, size=12, token="muted"))
        column.addSpacing(scaled(6))
        for widget in (self._working, self._title, self._summary, self.findings):
            column.addWidget(widget)
        self.choose_button.clicked.connect(lambda: self._choose())
        self.read_button.clicked.connect(lambda: self._read())
        self.folder.returnPressed.connect(lambda: self._read())
        self.folder.textChanged.connect(lambda: self._show_readiness())
        self._show_readiness()

    def say(self, says: FolderSays) -> None:
        """Shows what was found."""
        self._working.setVisible(says.is_working)
        self._title.say(says.title)
        self._summary.say(says.summary)
        self.findings.say(says.findings_heading, says.findings)

    def _show_readiness(self) -> None:
        self.read_button.setEnabled(bool(self.folder.text().strip()))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, spoken(self._label), self.folder.text())
        if chosen:
            self.folder.setText(chosen)
            self._read()

    def _read(self) -> None:
        if self.folder.text().strip():
            self.wanted.emit(self.folder.text())
