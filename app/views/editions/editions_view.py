"""One line under every edition: a time line with a marker, the result of its day, and a column for each edition."""

from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.editions.columns_model import editions_says, suppose_says
from app.viewmodels.editions.day_model import day_line, day_says
from app.viewmodels.editions.editions_model import EditionsModel
from app.views.editions.boundary_strip import BoundaryStrip
from app.views.editions.edition_columns import EditionColumns
from app.views.editions.suppose_dialog import SupposeDialog
from app.views.editions.timeline_view import TimelineView
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, say
from app.views.kit.card import Card, ScrollColumn
from app.views.kit.date_field import DateField
from app.views.kit.layouts import ROOM, column, held, row, turn, wide
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled

#: The card at the top keeps its height while the marker moves, so that nothing below it jumps.
_RESULT, _TOP = 400, 172
_LEAST_COLUMNS = 250
_LEAST, _LEAST_HEIGHT = 400, 150

#: Below this width the time line stands below the result.
_ROOM_BESIDE = 720


class EditionsView(QWidget):
    """Shows what an `EditionsModel` finds."""

    fact_wanted = Signal(str)
    rule_wanted = Signal(str, str)

    def __init__(self, model: EditionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.line = TimelineView()
        self.date = DateField(model.days, model.day)
        #: What is typed stands until the marker is moved otherwise.
        self._day_shown = model.day
        say(self.date, accessibleName=N_("Date"))
        self.to_case_day = Button(rank=Rank.QUIET, size=12, act=lambda: model.move_to(model.subject.on))
        self._heading = Prose(size=12, token="muted")
        self._outcome = Prose(size=18, bold=True, heading=True)
        self._rule = Prose()
        self._procedure = Prose(size=12, token="muted")
        self.boundaries = BoundaryStrip()
        self.columns = EditionColumns()
        self.columns.setMinimumHeight(scaled(_LEAST_COLUMNS))
        self._applied = Prose(size=12, token="muted", most_lines=1)
        self._supposed = Prose(size=12, token="caution", most_lines=1)
        self.suppose_nothing = Button(N_("Stop supposing"), rank=Rank.QUIET, size=12, act=model.suppose_nothing)
        self._compose()
        self._connect()

    def _compose(self) -> None:
        day = row(wide(self.date.cell, 4), self.to_case_day, ROOM, spacing=6)
        told = (self._heading, self._outcome, self._rule, self._procedure)
        self._left = held(column(day, 3, *told, ROOM, spacing=2))
        self._parts = row(self._left, wide(self.line), spacing=18, margins=(20, 10, 14, 8))
        top = Card(self._parts)
        top.setMinimumHeight(scaled(_TOP))
        foot = row(wide(self._supposed), self.suppose_nothing, spacing=10)
        # With large text the whole screen scrolls, so that the columns never shrink to a slit.
        parts = (top, self.boundaries, wide(self.columns), self._applied)
        # That something is supposed is in sight wherever one scrolls to.
        column(wide(ScrollColumn(*parts, margins=(0, 0, 0, 0), spacing=scaled(8))), foot, spacing=0, of=self)

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self.say)
        model.moved.connect(self.show_day)
        self.line.moved.connect(model.move_to)
        self.date.settled.connect(self._move_to_day)
        self.boundaries.chosen.connect(model.choose_boundary)
        self.columns.boundary_chosen.connect(model.choose_boundary)
        self.columns.rule_wanted.connect(self.rule_wanted)
        self.columns.fact_wanted.connect(self._ask)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The result leaves the time line more than half, and with large text stands above it."""
        is_narrow = self.width() < scaled(_ROOM_BESIDE)
        turn(self._parts, is_row=not is_narrow)
        beside = min(scaled(_RESULT), round(self.width() * 0.36))
        self._left.setMaximumWidth(self.width() if is_narrow else beside)
        self._left.setMinimumWidth(0 if is_narrow else beside)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """What is needed at the least, however wide the parts are at present."""
        return QSize(scaled(_LEAST), scaled(_LEAST_HEIGHT))

    def take_keyboard(self) -> None:
        """Puts the keyboard on the marker of the time line."""
        self.line.setFocus()

    def say(self) -> None:
        """Shows everything as it now stands."""
        self.model.renew()
        says = editions_says(self.model)
        self.to_case_day.say(says.to_case_day, N_("The date as of which the case is assessed"))
        self.boundaries.say(says.boundaries, says.whole)
        self.columns.say(says)
        self._applied.say(says.applied)
        self._supposed.say(says.supposed)
        self.suppose_nothing.setVisible(bool(says.supposed))
        self.show_day()

    def show_day(self) -> None:
        """Shows what comes out on the day of the marker: the time line, the result beside it, the column marked."""
        model = self.model
        says = day_says(model)
        if self._day_shown != model.day:
            self._day_shown = model.day
            if self.date.day() != model.day:
                self.date.put(model.day)
        self.line.say(day_line(model))
        self.to_case_day.setVisible(model.day != model.subject.on)
        self._heading.say(f"{says.edition} · {says.agreement}")
        self._outcome.say(says.outcome)
        self._outcome.paint_in("ink" if says.is_settled else "caution")
        self._rule.say(says.rule)
        self._procedure.say(says.procedure)
        self.columns.mark(model.edition_on_day().id)

    def _move_to_day(self) -> None:
        day = self.date.day()
        if day is not None:
            self.model.move_to(day)

    def _ask(self, fact: str, is_own: bool, edition_id: str) -> None:
        if is_own:
            self.fact_wanted.emit(fact)
        else:
            self.ask_to_suppose(fact, edition_id)

    def ask_to_suppose(self, fact: str, edition_id: str) -> None:
        """Offers the answers that may be supposed; then the keyboard is on what comes of it under the edition."""
        model = self.model
        says = suppose_says(model, fact)
        dialog = SupposeDialog(self, says, model.supposed.get(fact), partial(model.suppose, fact))
        # Qt gives the keyboard back to what had it when the dialog is gone, which has been made anew by then.
        dialog.finished.connect(
            lambda _result: QTimer.singleShot(0, self, lambda: self.columns.focus_result(edition_id))
        )
        dialog.open()
