"""What differs between two editions: kinds at the left, what decides and the situations at the right."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.viewmodels.rulebook.comparison_model import ComparisonModel
from app.viewmodels.rulebook.comparison_page_model import ComparisonSays, ShiftSays, comparison_says
from app.views.kit.bullet_list import BulletList
from app.views.kit.button import Button
from app.views.kit.captions import N_, Caption
from app.views.kit.card import Card, ScrollColumn, clear
from app.views.kit.keyboard import give_keyboard
from app.views.kit.layouts import ROOM, Part, add, column, held, row, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled
from app.views.rulebook.example_dialog import ExampleDialog
from app.views.rulebook.share_row import ShareRow

_LEFT = 372


class ComparisonPanel(QWidget):
    """The result of a comparison, wherever it was asked for."""

    def __init__(self, model: ComparisonModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: ComparisonSays | None = None
        self._summary = Prose(size=16, bold=True, heading=True)
        self._lead = BulletList()
        self._note = Prose(size=12, token="muted")
        self._working = Prose(token="muted")
        self.kinds = ScrollColumn(margins=(14, 14, 12, 14), spacing=8)
        self.shifts = ScrollColumn(margins=(18, 14, 16, 18), spacing=8)
        self._left, self._right = Card(self.kinds), Card(self.shifts)
        sides = row(self._left, wide(self._right), spacing=12)
        column(self._working, self._summary, self._lead, self._note, 4, wide(sides), spacing=6, of=self)
        model.changed.connect(self.speak)
        self.speak()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the left column leaves the right its half."""
        self._left.setFixedWidth(min(scaled(_LEFT), round(self.width() * 0.4)))
        super().resizeEvent(event)

    def speak(self) -> None:
        """Shows everything as it stands."""
        says = comparison_says(self._model)
        if says == self._shown:
            return
        before, self._shown = self._shown, says
        self._working.say(says.working)
        self._summary.say(says.summary)
        self._lead.say(says.lead)
        self._note.say(says.note)
        for card in (self._left, self._right):
            card.setVisible(bool(says.kinds))
        if before is None or before.kinds != says.kinds:
            self._fill_kinds(says)
        if before is None or before.shifts != says.shifts:
            self._fill_shifts(says, before)

    def _fill_kinds(self, says: ComparisonSays) -> None:
        kinds = (
            ShareRow(kind, size=13, act=partial(self._model.choose_kind, at)) for at, kind in enumerate(says.kinds)
        )
        _refill(self.kinds, N_("Kinds of difference"), *kinds, place=self.kinds.verticalScrollBar().value())

    def _fill_shifts(self, says: ComparisonSays, before: ComparisonSays | None) -> None:
        parts: list[QWidget] = []
        for at, shift in enumerate(says.shifts):
            parts.append(ShareRow(shift.row, act=partial(self._model.open_shift, at)))
            if shift.row.here:
                parts.append(self._inside(at, shift))
        is_same_list = before is not None and before.kinds == says.kinds
        place = self.shifts.verticalScrollBar().value() if is_same_list else 0
        _refill(self.shifts, N_("What decides: before → after"), *parts, place=place)

    def _inside(self, at: int, shift: ShiftSays) -> QWidget:
        """What is inside an open row: steps, an example, and the groups of situations."""
        progress = row(wide(Prose(shift.progress, size=12, token="muted")))
        if shift.stop:
            add(progress, Button(shift.stop, size=13, act=self._model.stop))
        parts: list[Part] = [*(Prose(sentence, size=13) for sentence in shift.steps), progress]
        if shift.common:
            parts += [Prose(shift.common_heading, bold=True, size=13), BulletList(shift.common, size=13, hollow=True)]
        for number, group in enumerate(shift.groups):
            example = LinkRow(N_("An example …"), size=13, act=partial(self.show_example, at, number))
            parts += [4, Prose(group.caption, bold=True, size=13), BulletList(group.conditions, size=13), example]
        if shift.more:
            parts.append(LinkRow(shift.more, sign="plus", act=self._model.show_more))
        return held(column(*parts, spacing=5, margins=(14, 2, 0, 12)))

    def show_example(self, shift: int, group: int) -> None:
        """Shows the example of a group of the open row."""
        model = self._model
        # Groups that are found while the dialog is open take their places among the others.
        shown = model.shifts()[shift], model.open_groups()[group]
        ExampleDialog.ask(self.window(), model.example(*shown))


def _refill(page: ScrollColumn, heading: Caption, *parts: QWidget, place: int) -> None:
    """Shows other parts from this place on; the keyboard stays where it was on one of them."""
    focused = QApplication.focusWidget()
    had_keyboard = focused is not None and page.isAncestorOf(focused)
    clear(page.column)
    add(page.column, Prose(heading, bold=True, token="accent"), *parts, ROOM)
    for part in parts:
        if had_keyboard and isinstance(part, ShareRow) and part.is_here:
            give_keyboard(part)
    page.verticalScrollBar().setValue(place)
