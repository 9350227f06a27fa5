"""What differs between two editions: kinds at the left, what decides and the situations at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.rulebook.comparison_model import ComparisonModel
from app.viewmodels.rulebook.comparison_page_model import ComparisonSays, ShiftSays, comparison_says
from app.views.kit.bullet_list import BulletList
from app.views.kit.button import Button
from app.views.kit.captions import N_
from app.views.kit.card import Card, ScrollColumn, clear
from app.views.kit.keyboard import give_keyboard
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
        self._left, self._right = Card(), Card()
        self.kinds = ScrollColumn(margins=(14, 14, 12, 14), spacing=8)
        self.shifts = ScrollColumn(margins=(18, 14, 16, 18), spacing=8)
        self._compose()
        model.changed.connect(self.speak)
        self.speak()

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(6))
        for prose in (self._working, self._summary, self._lead, self._note):
            column.addWidget(prose)
        row = QHBoxLayout()
        row.setSpacing(scaled(12))
        self._left.column.addWidget(self.kinds)
        self._right.column.addWidget(self.shifts)
        row.addWidget(self._left)
        row.addWidget(self._right, 1)
        column.addSpacing(scaled(4))
        column.addLayout(row, 1)

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
        had_focus = _holds_focus(self.kinds)
        place = self.kinds.verticalScrollBar().value()
        clear(self.kinds.column)
        self.kinds.column.addWidget(Prose(N_("Kinds of difference"), bold=True, token="accent"))
        for at, kind in enumerate(says.kinds):
            row = ShareRow(kind, size=13)
            row.clicked.connect(lambda _checked=False, at=at: self._model.choose_kind(at))
            self.kinds.column.addWidget(row)
            if had_focus and kind.here:
                give_keyboard(row)
        self.kinds.column.addStretch(1)
        self.kinds.verticalScrollBar().setValue(place)

    def _fill_shifts(self, says: ComparisonSays, before: ComparisonSays | None) -> None:
        had_focus = _holds_focus(self.shifts)
        place = self.shifts.verticalScrollBar().value()
        clear(self.shifts.column)
        self.shifts.column.addWidget(Prose(N_("What decides: before → after"), bold=True, token="accent"))
        for at, shift in enumerate(says.shifts):
            row = ShareRow(shift.row)
            row.clicked.connect(lambda _checked=False, at=at: self._model.open_shift(at))
            self.shifts.column.addWidget(row)
            if shift.row.here:
                self.shifts.column.addWidget(self._inside(at, shift))
                if had_focus:
                    give_keyboard(row)
        self.shifts.column.addStretch(1)
        is_same_list = before is not None and before.kinds == says.kinds
        self.shifts.verticalScrollBar().setValue(place if is_same_list else 0)

    def _inside(self, at: int, shift: ShiftSays) -> QWidget:
        """What is inside an open row: steps, an example, and the groups of situations."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(scaled(14), scaled(2), 0, scaled(12))
        column.setSpacing(scaled(5))
        for sentence in shift.steps:
            column.addWidget(Prose(sentence, size=13))
        top = QHBoxLayout()
        progress = Prose(shift.progress, size=12, token="muted")
        progress.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(progress, 1)
        if shift.stop:
            stop = Button(shift.stop, size=13)
            stop.clicked.connect(lambda: self._model.stop())
            top.addWidget(stop)
        column.addLayout(top)
        if shift.common:
            column.addWidget(Prose(shift.common_heading, bold=True, size=13))
            common = BulletList(size=13, hollow=True)
            column.addWidget(common)
            common.say(shift.common)
        for number, group in enumerate(shift.groups):
            column.addSpacing(scaled(4))
            column.addWidget(Prose(group.caption, bold=True, size=13))
            bullets = BulletList(size=13)
            column.addWidget(bullets)
            bullets.say(group.conditions)
            column.addWidget(self._example_link(at, number))
        if shift.more:
            more = LinkRow(shift.more, sign="plus")
            more.clicked.connect(lambda: self._model.show_more())
            column.addWidget(more)
        return holder

    def _example_link(self, shift: int, group: int) -> LinkRow:
        link = LinkRow(N_("An example …"), size=13)
        link.clicked.connect(lambda: self.show_example(shift, group))
        return link

    def show_example(self, shift: int, group: int) -> None:
        """Shows the example of a group of the open row."""
        model = self._model
        # Groups that are found while the dialog is open take their places among the others.
        shown = model.shifts()[shift], model.open_groups()[group]
        ExampleDialog.ask(self.window(), model.example(*shown))


def _holds_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)
