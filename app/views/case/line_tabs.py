"""The lines of a case as a row of tabs, and the button that adds one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.header_model import LineTabSays, go_to_tab
from app.viewmodels.case.lines_model import ADD_LINE
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, say
from app.views.kit.drawing import IN_THE_MIDDLE, focus_ring, painting, plate, write
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.layouts import ROOM, held, row
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import elided, width_of

_LONGEST, _SHORTEST = 270, 112


class LineTab(PlaceButton):
    """One line: its number and what it is about."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__(act=act)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, label: str, state: str, *, here: bool) -> None:
        """Shows the line's name; the tooltip adds its state."""
        self.setText(label)
        say(self, toolTip=f"{label}\n{state}" if state else label)
        self.setAccessibleDescription(state)
        self.mark(here=here)
        self.measure_again()

    def sizeHint(self) -> QSize:
        """The name, elided if it is long."""
        width = int(width_of(self.text(), bold=True)) + scaled(32)
        return QSize(min(width, scaled(_LONGEST)), scaled(30))

    def minimumSizeHint(self) -> QSize:
        """The present line keeps its name; of the others the number can still be read."""
        wanted = self.sizeHint().width()
        return QSize(wanted if self.is_here else min(wanted, scaled(_SHORTEST)), scaled(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the tab."""
        area, here = QRectF(self.rect()), self.is_here
        radius = area.height() / 2
        fill = shade(self, "accent_soft" if here or self.underMouse() else "card")
        line, width = (shade(self, "accent"), 1.5) if here else (shade(self, "line_strong"), hairline(self))
        text = elided(self.text(), area.width() - scaled(28), bold=here)
        with painting(self) as painter:
            plate(painter, area, fill, line, width, radius)
            if self.hasFocus():
                focus_ring(painter, self, area, radius)
            write(painter, area, text, shade(self, "accent" if here else "ink"), bold=here, alignment=IN_THE_MIDDLE)


class _Strip(QScrollArea):
    """The tabs themselves, as wide as they would like to be where there is room; they move along where there is not."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.row = row(spacing=6)
        self.setWidget(held(self.row))
        self.tabs: list[LineTab] = []

    def sizeHint(self) -> QSize:
        """One row of all tabs."""
        return QSize(self._width([tab.sizeHint().width() for tab in self.tabs]), scaled(32))

    def minimumSizeHint(self) -> QSize:
        """One row, of whatever width."""
        return QSize(scaled(_SHORTEST), scaled(32))

    def least_of_all(self) -> int:
        """The width in which all tabs can still be read."""
        return self._width([tab.minimumSizeHint().width() for tab in self.tabs])

    def _width(self, widths: list[int]) -> int:
        return sum(widths) + max(0, len(widths) - 1) * self.row.spacing()


class LineTabs(QWidget):
    """All lines of the case. Tabs give way when there are many; when there are too many, arrows move them along."""

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._says: tuple[LineTabSays, ...] = ()
        self._says_add = ""
        self._wide_add = self._narrow_add = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._strip = _Strip()
        self._tabs = self._strip.tabs
        self.back = Button("", N_("The lines before"), rank=Rank.QUIET, sign="back", act=partial(self._move, -1))
        self.forward = Button("", N_("The lines after"), rank=Rank.QUIET, sign="forward", act=partial(self._move, 1))
        self._add = Button(rank=Rank.QUIET, sign="plus", act=partial(ADD_LINE.do, model))
        row(self.back, self._strip, self.forward, self._add, ROOM, spacing=4, of=self)
        for arrow in (self.back, self.forward):
            # The keyboard goes from tab to tab, and the strip follows it.
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            arrow.hide()
        bar = self._strip.horizontalScrollBar()
        bar.rangeChanged.connect(lambda: self._show_ends())
        bar.valueChanged.connect(lambda: self._show_ends())

    def say(self, tabs: tuple[LineTabSays, ...], add: str) -> None:
        """Shows the tabs; without a word for adding, none can be added."""
        while len(self._tabs) > len(tabs):
            tab = self._tabs.pop()
            tab.hide()
            tab.deleteLater()
        while len(self._tabs) < len(tabs):
            tab = LineTab(partial(self._go_to, len(self._tabs)))
            self._strip.row.addWidget(tab)
            self._tabs.append(tab)
        self._says = tabs
        for tab, says in zip(self._tabs, tabs, strict=True):
            tab.say(says.label, says.state, here=says.here)
        self._says_add = add
        self._add.say(add, add)
        self._wide_add = self._add.sizeHint().width() if add else 0
        self._add.say("", add)
        self._narrow_add = self._add.sizeHint().width() if add else 0
        self._add.setVisible(bool(add))
        self._fit()

    def sizeHint(self) -> QSize:
        """One row, with the whole of each name."""
        return QSize(self._strip.sizeHint().width() + self._wide_add + scaled(8), scaled(32))

    def minimumSizeHint(self) -> QSize:
        """One row: a tab, the arrows beside it, and the sign for adding."""
        arrows = 2 * self.back.sizeHint().width()
        return QSize(scaled(_SHORTEST) + arrows + self._narrow_add + scaled(16), scaled(32))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less room may need the arrows."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """First the button gives way to its sign, then there are arrows."""
        room = self.width() - scaled(8) - self._strip.least_of_all()
        self._add.say(self._says_add if self._wide_add <= room else "", self._says_add)
        for arrow in (self.back, self.forward):
            arrow.setVisible(self._narrow_add > room)
        # A name longer than the strip is cut with an ellipsis, not by the edge.
        longest = self.width() - self._narrow_add - 2 * self.back.sizeHint().width() - scaled(16)
        for tab in self._tabs:
            tab.setMaximumWidth(max(longest, scaled(_SHORTEST)))
        self._strip.updateGeometry()
        self.updateGeometry()
        # The tabs get their places only when control is back in the loop.
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        for tab in self._tabs:
            if tab.is_here:
                self._strip.ensureWidgetVisible(tab, 0, 0)
        self._show_ends()

    def _show_ends(self) -> None:
        bar = self._strip.horizontalScrollBar()
        self.back.setEnabled(bar.value() > 0)
        self.forward.setEnabled(bar.value() < bar.maximum())

    def _move(self, way: int) -> None:
        bar = self._strip.horizontalScrollBar()
        bar.setValue(bar.value() + way * self._strip.width() // 2)

    def _go_to(self, at: int) -> None:
        go_to_tab(self._model, self._says[at])
