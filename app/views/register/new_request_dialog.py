"""Asks what a new request starts with."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from app.viewmodels.register.new_request_model import NewRequestSays
from app.viewmodels.session.session import Reply
from app.views.kit.date_field import DateField
from app.views.kit.dialog_frame import DialogFrame

#: Takes number, title, day of receipt, day of assessment, and replies.
OpenRequest = Callable[[str, str, date, date, Reply], None]


class NewRequestDialog(DialogFrame):
    """Number, title, and the two dates."""

    def __init__(self, parent: QWidget, says: NewRequestSays) -> None:
        super().__init__(parent, says.title, says.explanation, says.accept, says.cancel)
        self._says = says
        self.number = QLineEdit(says.number)
        self.request_title = QLineEdit()
        self.received_on = DateField(says.today)
        self.assessed_on = DateField(says.today)
        form = self.form()
        form.add_field(says.title_label, self.request_title)
        form.add_field(says.number_label, self.number)
        form.add_field(says.received_label, self.received_on, half=True)
        form.add_field(says.assessed_label, self.assessed_on, says.assessed_help, half=True)
        self.request_title.setFocus()

    def missing(self) -> str:
        """A title and a number are needed."""
        filled = self.request_title.text().strip() and self.number.text().strip()
        return "" if filled else self._says.missing

    @classmethod
    def ask(cls, parent: QWidget, says: NewRequestSays, then: OpenRequest) -> "NewRequestDialog":
        """Opens the dialog; `then` gets number, title, and the days of receipt and assessment."""
        dialog = cls(parent, says)
        dialog.open_for(
            lambda reply: then(
                dialog.number.text(),
                dialog.request_title.text(),
                dialog.received_on.day(),
                dialog.assessed_on.day(),
                reply,
            )
        )
        return dialog
