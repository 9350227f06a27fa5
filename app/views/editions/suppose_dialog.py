"""Asks what is to be supposed in answer to a question that the case's own edition does not ask."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.viewmodels.editions.columns_model import SupposeSays
from app.views.kit.captions import N_, spoken
from app.views.kit.choice_card import ChoiceCard
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.heard import Heard
from app.views.kit.layouts import column
from app.views.kit.picker_list import PickerList

_CHOOSE = N_("Choose an answer first: the space bar chooses the one under the keyboard, a number the one beside it.")
_CHOOSE_IN_LIST = N_("Choose an answer first, in the list or below it.")


class SupposeDialog(DialogFrame):
    """The answers, and "not known". `then` gets the value that is supposed, None for "not known"."""

    def __init__(
        self, parent: QWidget, says: SupposeSays, chosen: str | None, then: Callable[[str | None], None]
    ) -> None:
        note = N_("Supposed on this screen only: nothing is recorded.")
        super().__init__(parent, says.title, note, N_("Suppose this"), N_("Cancel"))
        self.accepted.connect(lambda: then(self.value))
        self.value: str | None = chosen
        self._is_chosen = chosen is not None
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
        for number, (value, label) in enumerate((*says.choices, ("", spoken(N_("Not known")))), 1):
            # In a list the digits search.
            digit = "" if self.picker is not None else str(number) if value else "0"
            card = ChoiceCard(value, label, digit=digit, act=partial(self._choose, value))
            card.setChecked(value == chosen)
            card.pointed.connect(lambda: self.complain(spoken(_CHOOSE)))
            self._group.addButton(card)
            self.cards.append(card)
            cards.addWidget(card)
        if self.picker is not None:
            self.picker.search.setFocus()
        else:
            next((card for card in self.cards if card.isChecked()), self.cards[0]).setFocus()

    def missing(self) -> str:
        """What is typed in the list supposes nothing, and neither does what was not chosen."""
        untaken = "" if self.picker is None else self.picker.untaken()
        return untaken or ("" if self._is_chosen else spoken(_CHOOSE if self.picker is None else _CHOOSE_IN_LIST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses the answer with that number."""
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        card = next((card for card in self.cards if is_plain and card.digit and card.digit == event.text()), None)
        if card is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            card.setFocus()
            card.click()

    def _choose(self, value: str) -> None:
        self.value, self._is_chosen = value or None, True

    def _pick(self, value: str) -> None:
        self.value, self._is_chosen = value, True
        self._group.setExclusive(False)
        self.cards[0].setChecked(False)
        self._group.setExclusive(True)
