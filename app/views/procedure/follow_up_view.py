"""The page of a case on commitments and equipment: what was taken on, handed over, is due, was asked, is suspected."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from app.viewmodels.procedure.follow_up_acts import FollowUpActs
from app.viewmodels.procedure.offered_acts import do
from app.views.kit.badge import Badge
from app.views.kit.button import Button
from app.views.kit.captions import N_
from app.views.kit.card import Card, ScrollColumn, clear
from app.views.kit.keyboard import focus_first
from app.views.kit.layouts import ROOM, add, at, column, held, row, wide
from app.views.kit.passage import Paragraph, Passage
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled
from app.views.procedure.step_rung import Acts, entry_parts

if TYPE_CHECKING:
    from app.viewmodels.procedure.follow_up_model import FollowUpModel, FollowUpSays, SectionSays, ThingSays
    from app.viewmodels.procedure.offered_acts import ActSays

_TOP = Qt.AlignmentFlag.AlignTop
_LEAST, _LEAST_HEIGHT = 400, 130
#: So many buttons stand beside each other.
_BESIDE = 4


class FollowUpView(QWidget):
    """Made anew where something else is to be said."""

    def __init__(self, model: FollowUpModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: tuple[FollowUpSays, str] | None = None
        self._acts = FollowUpActs(model.model)
        self._below = column(spacing=6)
        self.page = ScrollColumn(self._below, ROOM, margins=(28, 18, 24, 22), spacing=8)
        self.page.take_keys(N_("Commitments and equipment"))
        row(wide(Card(self.page)), of=self)

    def minimumSizeHint(self) -> QSize:
        """What is needed at the least."""
        return QSize(scaled(_LEAST), scaled(_LEAST_HEIGHT))

    def take_keyboard(self) -> None:
        """The keyboard begins at the first thing that can be done."""
        focus_first(self.page, self)

    def to_top(self) -> None:
        """Begins at the top."""
        self.page.to_top()

    def say(self) -> None:
        """Shows what is on record as of today, to who is at the desk."""
        says, session = self._model.says(), self._model.model.session
        shown = (says, f"{session.account} {session.today()} {session.words.language}")
        if shown == self._shown:
            return
        self._shown = shown
        self._acts = FollowUpActs(self._model.model)
        clear(self._below)
        add(self._below, Prose(says.heading, size=20, bold=True, heading=True))
        if says.status:
            add(self._below, Prose(says.status, token="muted"))
            return
        acts = Acts(lambda act: do(self._model.model, act), says.acts_on_entry)
        for section in says.sections:
            self._say_section(section)
        if says.entries:
            add(self._below, 10, Prose(N_("Entries"), bold=True, token="accent"), RuleLine())
            add(self._below, *entry_parts(says.entries, acts))

    def _say_section(self, section: SectionSays) -> None:
        add(self._below, 10, Prose(section.heading, bold=True, token="accent"), RuleLine())
        if not section.things:
            add(self._below, Prose(section.nothing, token="muted"))
        for thing in section.things:
            add(self._below, self._thing(thing), *self._buttons(tuple(self._acts.of_thing(section.id, thing.subject))))
        add(self._below, *self._buttons(tuple(self._acts.of_section(section.id))))

    def _buttons(self, acts: tuple[ActSays, ...]) -> list[QWidget]:
        """Buttons beside each other, and below them, once, why some can't be pressed now."""
        buttons = []
        for act in acts:
            button = Button(act.label, act.why_not, act=partial(self._acts.do, act))
            button.setEnabled(not act.why_not)
            buttons.append(button)
        rows = [
            held(row(*buttons[first : first + _BESIDE], ROOM, spacing=8)) for first in range(0, len(buttons), _BESIDE)
        ]
        reasons = dict.fromkeys(act.why_not for act in acts if act.why_not)
        return [*rows, *(Passage([Paragraph(why, 12, token="muted")]) for why in reasons)]

    @staticmethod
    def _thing(thing: ThingSays) -> QWidget:
        told = [Paragraph(thing.title, bold=True), *(Paragraph(each, 12, token="muted") for each in thing.details)]
        told += [Paragraph(each, 12, bold=True, token="caution", sign="caution") for each in thing.warnings]
        text = Passage(told, heard=thing.mark)
        if not thing.mark:
            return text
        mark = Badge(token="caution" if thing.is_alarming else "accent", filled=True)
        mark.say(thing.mark)
        return held(row(wide(text), at(_TOP, mark), spacing=10))
