"""Names a folder: typed, or chosen in the system's dialog; the button that reads it, and what was found in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.viewmodels.enactment.enactment_page_model import FolderSays
from app.views.enactment.findings_list import FindingsList
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, Caption, say, spoken
from app.views.kit.layouts import column, row, wide
from app.views.kit.line_edit import LineEdit
from app.views.kit.prose import Prose


class FolderPanel(QWidget):
    """The field with its two buttons, and the findings."""

    wanted = Signal(str)

    def __init__(self, label: Caption, read: Caption, working: Caption, *, explanation: Caption) -> None:
        super().__init__()
        self._label = label
        self.folder = LineEdit()
        say(self.folder, accessibleName=label, accessibleDescription=explanation)
        self.choose_button = Button(N_("Choose a folder …"), act=self._choose)
        self.read_button = Button(read, rank=Rank.PRIMARY, act=self._read)
        self._working = Prose(working, token="muted")
        self._title = Prose(size=16, bold=True, is_caption=True)
        self._summary = Prose()
        self.findings = FindingsList()
        column(
            Prose(label, bold=True),
            row(wide(self.folder), self.choose_button, self.read_button, spacing=8),
            Prose(explanation, size=12, token="muted"),
            6,
            self._working,
            self._title,
            self._summary,
            self.findings,
            spacing=5,
            of=self,
        )
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
