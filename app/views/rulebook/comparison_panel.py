"""What differs between two editions: kinds at the left, what decides and the situations at the right."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.viewmodels.rulebook.comparison_model import ComparisonModel
from app.viewmodels.rulebook.comparison_page_model import ChangeSays, ComparisonSays, ShiftSays, comparison_says
from app.views.kit.bullet_list import BulletList
from app.views.kit.button import Button
from app.views.kit.captions import N_, Caption
from app.views.kit.card import Card, ScrollColumn, clear
from app.views.kit.keyboard import focus_first, give_keyboard
from app.views.kit.layouts import ROOM, Margins, Part, add, column, grid, held, row, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled
from app.views.rulebook.example_dialog import ExampleDialog
from app.views.rulebook.share_row import ShareRow

_LEFT = 372


class ComparisonPanel(QWidget):
    """The result of a comparison, wherever it was asked for: what changes in words; the counts for who wants them."""

    def __init__(self, model: ComparisonModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: ComparisonSays | None = None
        self._summary = Prose(size=16, bold=True, heading=True)
        self._note = Prose(size=12, token="muted")
        self._working = Prose(token="muted")
        self.changes = ScrollColumn(margins=(18, 14, 16, 18), spacing=8)
        self.kinds = _Rows(margins=(14, 14, 12, 14))
        self.shifts = _Rows(margins=(18, 14, 16, 18))
        self._left, self._right = Card(self.kinds), Card(self.shifts)
        self._changes = Card(self.changes)
        self.to_changes = LinkRow(N_("Back to what changes, in words"), sign="back", act=self._show_changes)
        sides = row(self._left, wide(self._right), spacing=12)
        self._counts = held(column(self.to_changes, self._note, 2, wide(sides), spacing=6))
        column(self._working, self._summary, wide(self._changes, 99), wide(self._counts, 99), ROOM, spacing=6, of=self)
        model.changed.connect(self.speak)
        self.speak()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the left column leaves the right its half."""
        self._left.setFixedWidth(min(scaled(_LEFT), round(self.width() * 0.4)))
        super().resizeEvent(event)

    def speak(self) -> None:
        """Shows everything as it stands."""
        says = comparison_says(self._model)
        counts = self._model.shows_counts and bool(says.kinds)
        # First what goes: were both there for a moment, the window would grow for good.
        for part, is_shown in sorted(
            ((self._counts, counts), (self._changes, bool(says.changes or says.entries) and not counts)),
            key=lambda each: each[1],
        ):
            part.setVisible(is_shown)
        if says == self._shown:
            return
        before, self._shown = self._shown, says
        self._working.say(says.working)
        self._summary.say(says.summary)
        self._note.say(says.note)
        if before is None or (before.columns, before.changes, before.entries) != (
            says.columns,
            says.changes,
            says.entries,
        ):
            self._fill_changes(says)
        if before is None or before.kinds != says.kinds:
            self._fill_kinds(says, before)
        if before is None or before.shifts != says.shifts:
            self._fill_shifts(says, before)

    def _show_changes(self) -> None:
        self._model.show_counts(shown=False)
        focus_first(self.changes)

    def _show_counts(self) -> None:
        self._model.show_counts(shown=True)
        give_keyboard(self.to_changes)

    def _fill_changes(self, says: ComparisonSays) -> None:
        """The table of before and now, the gravest change first; then the entries that differ; the counts last."""
        clear(self.changes.column)
        self.changes.to_top()
        for group in says.changes:
            heading = Prose(group.heading, size=15, bold=True, token="accent", margins=(0, 8, 0, 0))
            captions = (Prose(caption, size=12, token="muted") for caption in says.columns)
            table = grid(tuple(captions), *map(_change, group.rows), spacing=(24, 10), shares=(1, 1))
            add(self.changes.column, heading, held(table), RuleLine())
        if says.entries:
            add(self.changes.column, Prose(says.entries_heading, size=15, bold=True, token="accent"))
            add(self.changes.column, BulletList(says.entries, size=13, hollow=True))
        if says.kinds:
            counts = LinkRow(N_("Counts of situations, and examples to try …"), sign="list", act=self._show_counts)
            add(self.changes.column, 8, counts)
        add(self.changes.column, ROOM)

    def _fill_kinds(self, says: ComparisonSays, before: ComparisonSays | None) -> None:
        kinds = (
            ShareRow(kind, size=13, act=partial(self._model.choose_kind, at)) for at, kind in enumerate(says.kinds)
        )
        is_same_pair = before is not None and before.columns == says.columns
        self.kinds.refill(N_("Kinds of difference"), *kinds, stay=is_same_pair)

    def _fill_shifts(self, says: ComparisonSays, before: ComparisonSays | None) -> None:
        parts: list[QWidget] = []
        for at, shift in enumerate(says.shifts):
            parts.append(ShareRow(shift.row, act=partial(self._model.open_shift, at)))
            if shift.row.here:
                parts.append(self._inside(at, shift))
        is_same_list = before is not None and before.kinds == says.kinds
        self.shifts.refill(N_("What decides: before → after"), *parts, stay=is_same_list)

    def _inside(self, at: int, shift: ShiftSays) -> QWidget:
        """What is inside an open row: steps, an example, and the groups of situations."""
        progress = row(wide(Prose(shift.progress, size=12, token="muted")))
        if shift.stop:
            add(progress, Button(shift.stop, size=13, act=self._model.stop))
        parts: list[Part] = [progress]
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


class _Rows(ScrollColumn):
    """A column of rows that are made anew with each change; it stays where it is, and so does the keyboard."""

    def __init__(self, *, margins: Margins) -> None:
        super().__init__(margins=margins, spacing=8)
        self._wanted: int | None = None
        self.verticalScrollBar().rangeChanged.connect(self._come_back)
        self.verticalScrollBar().actionTriggered.connect(self._forget)

    def refill(self, heading: Caption, *parts: QWidget, stay: bool) -> None:
        """Shows other parts, from the same place on or from the top."""
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and self.isAncestorOf(focused)
        self._wanted = (self.verticalScrollBar().value() if self._wanted is None else self._wanted) if stay else 0
        clear(self.column)
        add(self.column, Prose(heading, bold=True, token="accent"), *parts, ROOM)
        for part in parts:
            if had_keyboard and isinstance(part, ShareRow) and part.is_here:
                give_keyboard(part)
        if not stay:
            self.to_top()

    def _come_back(self, _least: int, most: int) -> None:
        """The column has its height only when its parts have theirs."""
        if self._wanted is not None and most >= self._wanted:
            self.verticalScrollBar().setValue(self._wanted)
            self._wanted = None

    def _forget(self) -> None:
        """Who scrolls says where the column stands."""
        self._wanted = None


def _change(change: ChangeSays) -> tuple[QWidget, QWidget]:
    return _lines(change.before), _lines(change.after)


def _lines(lines: tuple[str, ...]) -> QWidget:
    """Lines of which the first names what the others explain."""
    proses = (Prose(line, bold=not number and len(lines) > 1) for number, line in enumerate(lines))
    return held(column(*proses, ROOM, spacing=2))
