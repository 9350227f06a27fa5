"""The lines of a case as a row of tabs, and the button that adds one."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from app.viewmodels.header_model import LineTabSays
from app.views.button import Button, Rank
from app.views.drawing import focus_ring, plate, soften
from app.views.theme import hairline, scaled, shade, type_of

_LONGEST, _SHORTEST = 270, 112


class LineTab(QAbstractButton):
    """One line: its number and what it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, label: str, state: str, *, here: bool) -> None:
        """Shows the line's name; the tooltip adds its state."""
        self.setText(label)
        self.setToolTip(f"{label}\n{state}" if state else label)
        self.setAccessibleDescription(state)
        self.setChecked(here)
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """The model decides which line is the present one."""

    def sizeHint(self) -> QSize:
        """The name, elided if it is long."""
        width = QFontMetricsF(type_of(14, bold=True)).horizontalAdvance(self.text())
        return QSize(min(int(width) + scaled(32), scaled(_LONGEST)), scaled(30))

    def minimumSizeHint(self) -> QSize:
        """The number of the line can still be read."""
        return QSize(min(self.sizeHint().width(), scaled(_SHORTEST)), scaled(30))

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the size of the text changes."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the tab."""
        del event
        painter = QPainter(self)
        soften(painter)
        area = QRectF(self.rect())
        radius = area.height() / 2
        here = self.isChecked()
        fill = shade(self, "accent_soft" if here or self.underMouse() else "card")
        plate(
            painter,
            area,
            fill,
            shade(self, "accent" if here else "line_strong"),
            1.5 if here else hairline(self),
            radius,
        )
        if self.hasFocus():
            focus_ring(painter, self, area, radius)
        font = type_of(14, bold=here)
        painter.setFont(font)
        painter.setPen(shade(self, "accent" if here else "ink"))
        text = QFontMetricsF(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width() - scaled(28))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


class LineTabs(QScrollArea):
    """All lines of the case. Tabs give way when there are many, and move along when there are too many."""

    chosen = Signal(int)
    adding_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: list[LineTab] = []
        self._ids: list[int] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inside = QWidget()
        self.setWidget(inside)
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(scaled(6))
        self._add = Button(rank=Rank.QUIET, sign="plus")
        self._add.clicked.connect(lambda: self.adding_wanted.emit())
        self._row.addWidget(self._add)
        self._row.addStretch(1)

    def say(self, tabs: tuple[LineTabSays, ...], add: str) -> None:
        """Shows the tabs; without a word for adding, none can be added."""
        while len(self._tabs) > len(tabs):
            tab = self._tabs.pop()
            tab.hide()
            tab.deleteLater()
        while len(self._tabs) < len(tabs):
            self._append_tab()
        self._ids = [says.id for says in tabs]
        for tab, says in zip(self._tabs, tabs, strict=True):
            tab.say(says.label, says.state, here=says.here)
            if says.here:
                self.ensureWidgetVisible(tab)
        self._add.say(add)
        self._add.setVisible(bool(add))

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(scaled(300), scaled(32))

    def minimumSizeHint(self) -> QSize:
        """One row, of whatever width."""
        return QSize(scaled(120), scaled(32))

    def _append_tab(self) -> None:
        at = len(self._tabs)
        tab = LineTab()
        tab.clicked.connect(lambda: self.chosen.emit(self._ids[at]))
        self._row.insertWidget(at, tab)
        self._tabs.append(tab)
