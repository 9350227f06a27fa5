"""Tabs for the pages of a screen: words in a row, the present one underlined."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.views.kit.drawing import focus_ring, plate, soften
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.theme import hairline, scaled, shade, type_of


class PageTab(PlaceButton):
    """One page: its name, with a bar below it while it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The name and a margin."""
        width = QFontMetricsF(type_of(14, bold=True)).horizontalAdvance(self.text())
        return QSize(int(width) + scaled(24), scaled(34))

    def minimumSizeHint(self) -> QSize:
        """A name is never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the name and the bar."""
        del event
        painter = QPainter(self)
        soften(painter)
        area = QRectF(self.rect())
        here = self.isChecked()
        if self.underMouse() and not here:
            plate(painter, area, shade(self, "accent_soft"), None, 0, scaled(6))
        if self.hasFocus():
            focus_ring(painter, self, area, scaled(6))
        painter.setFont(type_of(14, bold=here))
        painter.setPen(shade(self, "accent" if here else "muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())
        if here:
            bar = QRectF(scaled(10), area.height() - scaled(3), area.width() - scaled(20), 1.0 + hairline(self))
            plate(painter, bar, shade(self, "accent"), None, 0, 1)
        painter.end()


class PageTabs(QWidget):
    """The tabs; the arrows lead from one to the next."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: list[str] = []
        self._tabs: list[PageTab] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(scaled(4))

    def say(self, tabs: Sequence[tuple[str, str, bool]]) -> None:
        """Shows these tabs: code, name, whether it is the present one."""
        self._codes = [code for code, _, _ in tabs]
        while len(self._tabs) < len(tabs):
            at = len(self._tabs)
            tab = PageTab()
            tab.clicked.connect(lambda _checked=False, at=at: self.chosen.emit(self._codes[at]))
            self._row.addWidget(tab)
            self._tabs.append(tab)
        for tab, (_, name, here) in zip(self._tabs, tabs, strict=True):
            tab.setText(name)
            tab.setChecked(here)
            tab.updateGeometry()
            tab.update()
        self.setVisible(len(tabs) > 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right lead to the neighbouring page."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        at = next((index for index, tab in enumerate(self._tabs) if tab.isChecked()), 0)
        if step is None or not 0 <= at + step < len(self._tabs):
            super().keyPressEvent(event)
            return
        self._tabs[at + step].setFocus()
        self.chosen.emit(self._codes[at + step])
