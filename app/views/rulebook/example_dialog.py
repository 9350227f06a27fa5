"""An example in words, with the button that opens it as a case."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.viewmodels.session.form import Form
from app.views.kit.card import ScrollColumn
from app.views.kit.form_dialog import FormDialog
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class ExampleDialog(FormDialog):
    """Every answer of the example, in a list that scrolls."""

    def __init__(self, parent: QWidget, form: Form) -> None:
        super().__init__(parent, form)
        self.accept_button.setFocus()

    def say_facts(self) -> None:
        """The answers, fact by fact."""
        page = ScrollColumn(margins=(0, 4, 12, 4), spacing=4)
        page.setMinimumHeight(scaled(320))
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(3))
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 7)
        for at, (fact, value) in enumerate(self.shown.facts):
            grid.addWidget(Prose(fact, size=13, token="muted"), at, 0)
            grid.addWidget(Prose(value, size=13), at, 1)
        page.column.addLayout(grid)
        page.column.addStretch(1)
        self.body.addWidget(page, 1)
