"""Two editions as wholes: choose them, and see in what they differ."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.rulebook.comparison_model import ComparisonModel
from app.viewmodels.rulebook.comparison_page_model import comparison_says
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, say
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled
from app.views.rulebook.comparison_panel import ComparisonPanel

_EXPLANATION = N_(
    "Every situation in which the two editions come to different results: found by comparing them as wholes, not by "
    "trying cases."
)


class ComparisonView(QWidget):
    """The choice above, the result below."""

    def __init__(self, model: ComparisonModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.a, self.b = ChoiceBox(), ChoiceBox()
        self.compare_button = Button(N_("Compare"), rank=Rank.PRIMARY)
        self.panel = ComparisonPanel(model)
        self._compose()
        self.compare_button.clicked.connect(lambda: self.compare())
        model.changed.connect(self.say)
        self.say()
        for box in (self.a, self.b):
            box.currentIndexChanged.connect(lambda: model.name_pair(*self._codes()))

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(Prose(_EXPLANATION, token="muted"))
        row = QHBoxLayout()
        row.setSpacing(scaled(12))
        for label, box in ((N_("From edition"), self.a), (N_("To edition"), self.b)):
            say(box, accessibleName=label)
            field = QVBoxLayout()
            field.setSpacing(scaled(2))
            field.addWidget(Prose(label, size=12, token="muted"))
            field.addWidget(box)
            row.addLayout(field, 1)
        end = QVBoxLayout()
        end.addStretch(1)
        end.addWidget(self.compare_button)
        row.addLayout(end)
        column.addLayout(row)
        column.addSpacing(scaled(4))
        column.addWidget(self.panel, 1)

    def compare(self) -> None:
        """Compares the two that are chosen."""
        self.model.choose(*self._codes())

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
