"""What the program is made of: each part with its licence, and the text of the one that is chosen."""

from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QWidget

from app.viewmodels.window.about_model import AboutSays
from app.views.kit.captions import N_, say
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.layouts import add
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class AboutDialog(DialogFrame):
    """The page about the program."""

    def __init__(self, parent: QWidget, says: AboutSays) -> None:
        super().__init__(parent, says.title, "", N_("Close"), "", width=720)
        self.parts = QListWidget()
        say(self.parts, accessibleName=N_("Parts of others"))
        self.parts.addItems([part.label for part in says.parts])
        self.parts.setFixedHeight(scaled(170))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(scaled(190))
        say(self.text, accessibleName=N_("Text of the licence"))
        add(
            self.body,
            *map(Prose, says.sentences),
            Prose(N_("Parts of others"), bold=True, is_caption=True),
            self.parts,
            self.text,
        )
        self.parts.currentRowChanged.connect(lambda row: self.text.setPlainText(says.parts[row].text))
        self.parts.setCurrentRow(0)
        self.parts.setFocus()
