"""What the program does, what it does not claim, and which keys there are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.viewmodels.window.help_model import HelpSays
from app.views.kit.badge import Badge
from app.views.kit.bullet_list import BulletList
from app.views.kit.captions import N_, Caption
from app.views.kit.card import Card, ScrollColumn
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class HelpDialog(DialogFrame):
    """The page of help."""

    def __init__(self, parent: QWidget, says: HelpSays) -> None:
        super().__init__(parent, says.title, "", N_("Close"), "", width=720)
        card = Card()
        scroll = ScrollColumn(margins=(20, 14, 16, 16), spacing=6)
        card.column.addWidget(scroll)
        card.setMinimumHeight(scaled(420))
        self.body.addWidget(card, 1)
        self._statements(scroll.column, N_("What it does"), says.does)
        self._statements(scroll.column, N_("What it does not claim"), says.claims)
        scroll.column.addSpacing(scaled(8))
        scroll.column.addWidget(Prose(N_("Keys"), bold=True))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(scaled(14))
        for row, (keys, effect) in enumerate(says.keys):
            grid.addWidget(Badge(keys), row, 0)
            grid.addWidget(Prose(effect), row, 1)
        scroll.column.addLayout(grid)
        scroll.take_keys(says.title)
        scroll.setFocus(Qt.FocusReason.TabFocusReason)

    @staticmethod
    def _statements(column: QVBoxLayout, heading: Caption, statements: tuple[str, ...]) -> None:
        column.addSpacing(scaled(4))
        column.addWidget(Prose(heading, bold=True))
        bullets = BulletList()
        column.addWidget(bullets)
        bullets.say(statements)
