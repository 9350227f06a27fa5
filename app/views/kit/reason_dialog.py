"""Asks for a reason, or for a plain confirmation, before something that should not happen by a slip."""

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.viewmodels.session.pieces import ReasonDialogSays
from app.viewmodels.session.session import Reply
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.theme import scaled


class ReasonDialog(DialogFrame):
    """One sentence why."""

    def __init__(self, parent: QWidget, says: ReasonDialogSays) -> None:
        super().__init__(parent, says.title, says.explanation, says.accept, says.cancel)
        self._says = says
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(scaled(96))
        if says.label:
            self.form().add_field(says.label, self.reason)
            self.reason.setFocus()
        if says.prefers_cancel:
            self.prefer_cancel()

    def missing(self) -> str:
        """Where a reason is asked for, it is needed."""
        return self._says.missing if self._says.label and not self.reason.toPlainText().strip() else ""

    @classmethod
    def ask(cls, parent: QWidget, says: ReasonDialogSays, then: Callable[[str, Reply], None]) -> "ReasonDialog":
        """Opens the dialog; `then` gets the reason, empty where none was asked for."""
        dialog = cls(parent, says)
        dialog.open_for(lambda reply: then(dialog.reason.toPlainText(), reply))
        return dialog
