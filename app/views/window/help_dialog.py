"""What the program does, what it does not claim, and which keys there are."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.viewmodels.window.help_model import HelpSays
from app.views.kit.badge import Badge
from app.views.kit.bullet_list import BulletList
from app.views.kit.button import Button
from app.views.kit.captions import N_
from app.views.kit.card import Card, ScrollColumn
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.layouts import grid
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class HelpDialog(DialogFrame):
    """The page of help."""

    def __init__(self, parent: QWidget, says: HelpSays, show_about: Callable[[], object]) -> None:
        super().__init__(parent, says.title, "", N_("Close"), "", width=720)
        keys = ((Badge(keys), Prose(effect)) for keys, effect in says.keys)
        steps = [(Prose(f"{number}.", token="muted"), Prose(step)) for number, step in enumerate(says.steps, 1)]
        for number, _step in steps:
            number.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = ScrollColumn(
            4,
            Prose(N_("Getting started"), bold=True, is_caption=True),
            grid(*steps, spacing=(10, 4), shares=(0, 1)),
            4,
            Prose(N_("What it does"), bold=True, is_caption=True),
            BulletList(says.does),
            4,
            Prose(N_("What it does not claim"), bold=True, is_caption=True),
            BulletList(says.claims),
            8,
            Prose(N_("Keys"), bold=True, is_caption=True),
            grid(*keys, spacing=(14, 6), shares=(0, 1)),
            margins=(20, 14, 16, 16),
            spacing=6,
        )
        self.about_button = Button(N_("About and licences"), act=show_about)
        self.extra_buttons.addWidget(self.about_button)
        card = Card(scroll)
        card.setMinimumHeight(scaled(420))
        self.body.addWidget(card, 1)
        scroll.take_keys(says.title)
        scroll.setFocus(Qt.FocusReason.TabFocusReason)
