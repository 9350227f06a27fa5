"""Tabs for the pages of a screen: words in a row, the present one underlined."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QStyle, QStyleOptionTab, QTabBar, QWidget

from app.views.kit.captions import Caption, spoken
from app.views.kit.drawing import IN_THE_MIDDLE, focus_ring, painting, plate, write
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import width_of

_GAP = 4


class PageTabs(QTabBar):
    """Qt's row of tabs, drawn as words; the arrows lead from one to the next."""

    #: With the code of the page.
    chosen = Signal(str)

    def __init__(self, names: Mapping[str, Caption], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._codes = tuple(names)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        for _code in names:
            self.addTab("")
        self.currentChanged.connect(lambda at: self.chosen.emit(self._codes[at]))

    def say(self, here: str, beside: Mapping[str, str] = MappingProxyType({})) -> None:
        """Names the tabs in the present language, with what stands `beside` a name, and shows which page is there."""
        for at, code in enumerate(self._codes):
            self.setTabText(at, f"{spoken(self._names[code])} {beside.get(code, '')}".rstrip())
        with QSignalBlocker(self):
            self.setCurrentIndex(self._codes.index(here))

    def tabSizeHint(self, index: int) -> QSize:
        """The name and a margin, and the gap to the next tab."""
        width = int(width_of(self.tabText(index), bold=True))
        is_last = index == self.count() - 1
        return QSize(width + scaled(24) + (0 if is_last else scaled(_GAP)), scaled(34))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """A name is never cut off."""
        return self.tabSizeHint(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turns no page."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the names, and a bar below that of the present page."""
        with painting(self) as painter:
            for index in range(self.count()):
                option = QStyleOptionTab()
                self.initStyleOption(option, index)
                area = QRectF(self.tabRect(index))
                if index < self.count() - 1:
                    area.setWidth(area.width() - scaled(_GAP))
                here = index == self.currentIndex()
                if option.state & QStyle.StateFlag.State_MouseOver and not here:
                    plate(painter, area, shade(self, "accent_soft"), None, 0, scaled(6))
                if here and self.hasFocus():
                    focus_ring(painter, self, area, scaled(6))
                colour = shade(self, "accent" if here else "muted")
                write(painter, area, self.tabText(index), colour, bold=here, alignment=IN_THE_MIDDLE)
                if here:
                    top = area.height() - scaled(3)
                    bar = QRectF(area.left() + scaled(10), top, area.width() - scaled(20), 1.0 + hairline(self))
                    plate(painter, bar, colour, None, 0, 1)
