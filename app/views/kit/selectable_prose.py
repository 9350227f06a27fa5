"""Running text that can be selected with the mouse and copied."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QMenu

from app.views.kit.captions import N_, Said, spoken
from app.views.kit.prose import Prose
from app.views.kit.theme import shade

_COPY, _SELECT_ALL = N_("Copy"), N_("Select all")


class SelectableProse(Prose):
    """What is selected are characters of the text, wherever its lines break. A double click selects all of it."""

    _anchor = _end = 0

    def __init__(self, text: Said = "", **options: object) -> None:
        super().__init__(text, **options)  # type: ignore[arg-type]  # those of prose
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @property
    def selected(self) -> str:
        """The characters that are selected."""
        return self.text()[min(self._anchor, self._end) : max(self._anchor, self._end)]

    def select_all(self) -> None:
        """Selects the whole text."""
        self._select(0, len(self.text()))

    def copy(self) -> None:
        """Puts what is selected, or else the whole text, on the clipboard."""
        QApplication.clipboard().setText(self.selected or self.text())

    def _select(self, anchor: int, end: int) -> None:
        self._anchor, self._end = anchor, end
        self.update()

    def _starts(self, lines: tuple[str, ...]) -> list[int]:
        """Where each line begins in the text: at a break its blanks are left out."""
        starts, at = [], 0
        for line in lines:
            at = max(self.text().find(line, at), at)
            starts.append(at)
            at += len(line)
        return starts

    def _place_of(self, point: QPointF) -> int:
        """The character of the text nearest to a point."""
        lines, metrics = self.placed_lines(), QFontMetricsF(self.type())
        row = next((at for at, (_line, box) in enumerate(lines) if point.y() < box.bottom()), len(lines) - 1)
        line, box = lines[row]
        start = self._starts(tuple(each for each, _box in lines))[row]
        within = range(len(line) + 1)
        return start + min(within, key=lambda at: abs(box.left() + metrics.horizontalAdvance(line[:at]) - point.x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a selection."""
        if event.button() == Qt.MouseButton.LeftButton:
            place = self._place_of(event.position())
            self._select(place, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Goes on with it."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._select(self._anchor, self._place_of(event.position()))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Selects the whole text."""
        self.select_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies by the keys of the system."""
        if self.selected and event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offers to copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(spoken(_COPY), self.copy)
        menu.addAction(spoken(_SELECT_ALL), self.select_all)
        menu.popup(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is selected elsewhere ends the selection here; a menu does not."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._select(0, 0)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the selection below the lines."""
        first, last = sorted((self._anchor, self._end))
        if first != last:
            lines, metrics = self.placed_lines(), QFontMetricsF(self.type())
            with QPainter(self) as painter:
                for start, (line, box) in zip(self._starts(tuple(each for each, _ in lines)), lines, strict=True):
                    left, right = (min(max(place - start, 0), len(line)) for place in (first, last))
                    if left < right:
                        x, to = (box.left() + metrics.horizontalAdvance(line[:place]) for place in (left, right))
                        painter.fillRect(QRectF(x, box.top(), to - x, box.height()), shade(self, "accent_soft"))
        super().paintEvent(event)
