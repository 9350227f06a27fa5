"""Two copies of one register side by side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.viewmodels.window.comparison import ComparisonSays
from app.views.kit.captions import N_
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.layouts import add, column, grid, held
from app.views.kit.prose import Prose


class ComparisonDialog(DialogFrame):
    """The last entry that both have, and below it what only the one and only the other has."""

    def __init__(self, parent: QWidget, says: ComparisonSays) -> None:
        super().__init__(parent, N_("Two copies side by side"), says.verdict, N_("Close"), "", width=960)
        sides = [
            held(column(Prose(heading, bold=True), *(Prose(entry, size=13) for entry in side), spacing=4))
            for heading, side in zip(says.headings, says.sides, strict=True)
        ]
        add(
            self.body,
            Prose(says.common),
            grid(sides, spacing=(24, 8), shares=(1, 1), alignment=Qt.AlignmentFlag.AlignTop),
        )
