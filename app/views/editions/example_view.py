"""A situation from the Rulebook under every edition, with the way to open it as a training case."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.viewmodels.editions.editions_model import EditionsModel
from app.viewmodels.rulebook.example_model import ExampleModel, ExampleSubject, example_says
from app.views.editions.editions_view import EditionsView
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.layouts import column, row, wide
from app.views.kit.prose import Prose
from app.views.kit.screen_view import ScreenView


class ExampleView(ScreenView):
    """Title, facts, and the columns."""

    back_wanted = Signal()
    case_wanted = Signal(object)
    rule_wanted = Signal(str, str)

    def __init__(self, model: ExampleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        back = Button(N_("Rulebook"), rank=Rank.QUIET, sign="back", act=self.back_wanted.emit)
        self._title = Prose(size=18, bold=True, is_caption=True, most_lines=1)
        explanation = N_("An example made from the rulebook, not a case. Nothing of it is recorded.")
        self._facts = Prose(size=12, most_lines=2)
        self.case_button = Button(sign="plus", act=lambda: self.case_wanted.emit(model.example))
        self.editions = EditionsView(EditionsModel(model.session, ExampleSubject(model.example)))
        column(
            row(back, wide(self._title), self.case_button, spacing=10),
            Prose(explanation, size=12, token="muted", most_lines=1),
            self._facts,
            wide(self.editions),
            spacing=6,
            margins=(20, 10, 20, 16),
            of=self,
        )
        self.editions.rule_wanted.connect(self.rule_wanted)
        model.session.language.changed.connect(self.say)
        self.say()

    def take_keyboard(self) -> None:
        """Puts the keyboard on the marker of the time line."""
        self.editions.take_keyboard()

    def say(self) -> None:
        """Shows the situation in the present language."""
        says = example_says(self.model)
        self._title.say(says.title)
        self._facts.say("　".join(says.facts))
        self.case_button.say(says.open_as_case)
        self.case_button.setVisible(bool(says.open_as_case))
        self.editions.say()
