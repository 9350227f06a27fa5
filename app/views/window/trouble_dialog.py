"""Says what went wrong, why, and what to do."""

from PySide6.QtWidgets import QWidget

from app.viewmodels.session.session import TroubleSays
from app.views.kit.captions import N_
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.prose import Prose


class TroubleDialog(DialogFrame):
    """One mistake: of the user, who can mend it, or of the program."""

    def __init__(self, parent: QWidget, says: TroubleSays) -> None:
        super().__init__(parent, says.title, "", N_("Close"), "")
        self.says = says
        self.body.addWidget(Prose(says.what))
        if says.advice:
            self.body.addWidget(Prose(says.advice, token="muted"))
