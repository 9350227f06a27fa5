"""An invented situation in words, with the button that opens it as a case."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from app.viewmodels.rulebook.trial_model import TrialSays
from app.viewmodels.session.session import Reply
from app.views.kit.card import ScrollColumn
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class TrialDialog(DialogFrame):
    """Every answer of the situation."""

    def __init__(self, parent: QWidget, says: TrialSays) -> None:
        super().__init__(
            parent, says.title, says.explanation, says.file or says.close, says.close if says.file else "", width=640
        )
        page = ScrollColumn(margins=(0, 4, 12, 4), spacing=4)
        page.setMinimumHeight(scaled(320))
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(3))
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 7)
        for row, (fact, value) in enumerate(says.answers):
            grid.addWidget(Prose(fact, size=13, token="muted"), row, 0)
            grid.addWidget(Prose(value, size=13), row, 1)
        page.column.addLayout(grid)
        page.column.addStretch(1)
        self.body.addWidget(page, 1)
        if says.why_not:
            self.body.addWidget(Prose(says.why_not, size=12, token="muted"))
        self.accept_button.setFocus()

    @classmethod
    def show_trial(cls, parent: QWidget, says: TrialSays, then: Callable[[Reply], None]) -> "TrialDialog":
        """Opens the dialog; `then` is called when the situation shall be opened as a case."""
        dialog = cls(parent, says)
        if says.file:
            dialog.open_for(then)
        else:
            dialog.open()
        return dialog
