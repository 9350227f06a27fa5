"""Asks what a new line is about, and whether it starts with the answers of another."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from app.viewmodels.case.lines_model import LineDialogSays
from app.viewmodels.session.session import Reply
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.dialog_frame import DialogFrame


class LineDialog(DialogFrame):
    """The item, and the line to copy from."""

    def __init__(self, parent: QWidget, says: LineDialogSays) -> None:
        super().__init__(parent, says.title, says.explanation, says.accept, says.cancel)
        self.item = QLineEdit()
        self.source = ChoiceBox()
        self.source.offer(says.sources)
        form = self.form()
        form.add_field(says.item_label, self.item)
        form.add_field(says.copy_label, self.source, says.copy_help)
        self.item.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, says: LineDialogSays, then: Callable[[str, int | None, Reply], None]) -> "LineDialog":
        """Opens the dialog; `then` gets the item and the line to copy from, None for no line."""
        dialog = cls(parent, says)

        def hand_in(reply: Reply) -> None:
            code = dialog.source.code()
            then(dialog.item.text(), code if isinstance(code, int) and code else None, reply)

        dialog.open_for(hand_in)
        return dialog
