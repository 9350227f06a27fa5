"""Asks what is to be supposed in answer to a question that the case's own edition does not ask."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QWidget

from app.viewmodels.editions.columns_model import SupposeSays
from app.views.kit.captions import N_, spoken
from app.views.kit.choice_card import ChoiceCard
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.heard import Heard
from app.views.kit.layouts import column
from app.views.kit.picker_list import PickerList

_HOW_TO_CHOOSE = N_("The space bar chooses the answer under the keyboard.")


class SupposeDialog(DialogFrame):
    """The answers, and "not known". `then` gets the value that is supposed, None for "not known"."""

    def __init__(
        self, parent: QWidget, says: SupposeSays, chosen: str | None, then: Callable[[str | None], None]
    ) -> None:
        note = N_("Supposed on this screen only: nothing is recorded.")
        super().__init__(parent, says.title, note, N_("Suppose this"), N_("Cancel"))
        self.accepted.connect(lambda: then(self.value))
        self.value: str | None = chosen
        self.cards: list[ChoiceCard] = []
        self.picker: PickerList | None = None
        self._group = QButtonGroup(self)
        if says.picks:
            self.picker = picker = PickerList()
            nothing = N_("Nothing matches. Try another word.")
            picker.say(says.label, placeholder=N_("Search"), nothing=nothing)
            picker.model.fill(says.picks)
            picker.show_chosen(chosen)
            picker.picked.connect(lambda value: self._pick(value))
            self.body.addWidget(picker)
        answers = Heard()
        answers.setAccessibleName(says.label)
        cards = column(spacing=7, of=answers)
        self.body.addWidget(answers)
        for value, label in (*says.choices, ("", spoken(N_("Not known")))):
            card = ChoiceCard(value, label, act=partial(self._choose, value))
            card.setChecked(value == (chosen or ""))
            card.pointed.connect(lambda: self.complain(spoken(_HOW_TO_CHOOSE)))
            self._group.addButton(card)
            self.cards.append(card)
            cards.addWidget(card)
        if self.picker is not None:
            self.picker.search.setFocus()
        else:
            next(card for card in self.cards if card.isChecked()).setFocus()

    def missing(self) -> str:
        """What is typed in the list supposes nothing."""
        return "" if self.picker is None else self.picker.untaken()

    def _choose(self, value: str) -> None:
        self.value = value or None

    def _pick(self, value: str) -> None:
        self.value = value
        self._group.setExclusive(False)
        self.cards[0].setChecked(False)
        self._group.setExclusive(True)
