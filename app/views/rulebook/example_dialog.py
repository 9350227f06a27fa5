"""An example in words, with the button that opens it as a case."""

from PySide6.QtWidgets import QWidget

from app.viewmodels.session.form import Form
from app.views.kit.card import ScrollColumn
from app.views.kit.form_dialog import FormDialog
from app.views.kit.layouts import ROOM, add, grid, wide
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class ExampleDialog(FormDialog):
    """Every answer of the example, in a list that scrolls."""

    def __init__(self, parent: QWidget, form: Form) -> None:
        super().__init__(parent, form)
        self.accept_button.setFocus()

    def say_facts(self) -> None:
        """The answers, fact by fact."""
        answers = ((Prose(fact, size=13, token="muted"), Prose(value, size=13)) for fact, value in self.shown.facts)
        table = grid(*answers, spacing=(16, 3), shares=(5, 7))
        page = ScrollColumn(table, ROOM, margins=(0, 4, 12, 4), spacing=4)
        page.setMinimumHeight(scaled(320))
        add(self.body, wide(page))
