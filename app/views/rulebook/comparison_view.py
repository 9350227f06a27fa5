"""Two editions as wholes: choose them, and see in what they differ."""

from PySide6.QtWidgets import QWidget

from app.viewmodels.rulebook.comparison_model import ComparisonModel
from app.viewmodels.rulebook.comparison_page_model import comparison_says
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.layouts import ROOM, column, row, wide
from app.views.kit.prose import Prose
from app.views.rulebook.comparison_panel import ComparisonPanel

_EXPLANATION = N_(
    "Everything in which two editions differ: what comes out otherwise, the steps, and each entry that is worded "
    "otherwise. It is found by comparing them as wholes, not by trying cases."
)


class ComparisonView(QWidget):
    """The choice above, the result below."""

    def __init__(self, model: ComparisonModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.a, self.b = ChoiceBox(), ChoiceBox()
        self.compare_button = Button(N_("Compare"), rank=Rank.PRIMARY, act=self.compare)
        self.panel = ComparisonPanel(model)
        ends = (N_("From edition"), self.a), (N_("To edition"), self.b)
        fields = (wide(column(Prose(label, size=12, token="muted"), box, spacing=2)) for label, box in ends)
        above = row(*fields, column(ROOM, self.compare_button), spacing=12)
        column(Prose(_EXPLANATION, token="muted"), above, 4, wide(self.panel), spacing=8, of=self)
        model.changed.connect(self.say)
        self.say()
        if model.a is None:
            self.compare()  # the page opens with what the latest edition changed
        for label, box in ends:
            box.name_itself(label)
            box.currentIndexChanged.connect(lambda: model.name_pair(*self._codes()))

    def compare(self) -> None:
        """Compares the two that are chosen."""
        self.model.choose(*self.model.chosen)

    def _codes(self) -> tuple[str, str]:
        return str(self.a.code()), str(self.b.code())

    def focus_search(self) -> None:
        """Puts the keyboard on the first edition."""
        self.a.setFocus()

    def say(self) -> None:
        """Shows the frame in the present language; the result listens for itself."""
        says = comparison_says(self.model)
        for box, chosen in zip((self.a, self.b), self.model.chosen, strict=True):
            box.offer(says.choices, chosen)
