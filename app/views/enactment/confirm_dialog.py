"""The last question before the law of a register is changed: what, from when, by whom; its name is typed again."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.viewmodels.enactment.enactment_page_model import ConfirmSays
from app.viewmodels.session.session import Reply
from app.views.kit.bullet_list import BulletList
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class ConfirmDialog(DialogFrame):
    """Nothing happens unless what is to be put in force is typed once more."""

    def __init__(self, parent: QWidget, says: ConfirmSays) -> None:
        super().__init__(parent, says.title, says.explanation, says.accept, says.cancel, width=600)
        self._says = says
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(3))
        grid.setColumnStretch(1, 1)
        for row, (label, value) in enumerate(says.facts):
            grid.addWidget(Prose(label, token="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Prose(value, bold=True), row, 1)
        self.body.addLayout(grid)
        consequences = BulletList()
        self.body.addWidget(consequences)
        consequences.say(says.consequences)
        self.repeated = QLineEdit()
        self.form().add_field(says.repeat_label, self.repeated)
        self.repeated.textChanged.connect(lambda: self._show_readiness())
        self._show_readiness()
        self.repeated.setFocus()

    def _show_readiness(self) -> None:
        self.accept_button.setEnabled(self.repeated.text().strip() == self._says.repeat)

    def missing(self) -> str:
        """The name has to be typed."""
        return "" if self.repeated.text().strip() == self._says.repeat else self._says.missing

    @classmethod
    def ask(cls, parent: QWidget, says: ConfirmSays, then: Callable[[Reply], None]) -> "ConfirmDialog":
        """Opens the dialog; `then` is called when it was confirmed."""
        dialog = cls(parent, says)
        dialog.open_for(then)
        return dialog
