"""A table of cases: its cells, its columns in the room there is, its keys."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QTableView, QToolTip, QWidget

from app.views.kit.captions import as_written
from app.views.kit.drawing import soften, write_lines
from app.views.kit.keyboard import is_enter
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import elided, lines_of

if TYPE_CHECKING:
    # Either takes as long to import as the list takes to be drawn.
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

_Column = TypeVar("_Column", bound=Enum)

_LINE, _BETWEEN = 19, 16
_LEFT, _RIGHT = 10, 8
#: How wide the scroll bar of the style sheet is.
_SCROLL_BAR = 11
#: With these keys held the arrows choose what the list is sorted by, and which way.
_SORTING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_ORDERS = {Qt.Key.Key_Up: Qt.SortOrder.AscendingOrder, Qt.Key.Key_Down: Qt.SortOrder.DescendingOrder}
_COLUMN_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TableShape(NamedTuple, Generic[_Column]):
    """The columns of a table, from left to right, in pixels at 100 %.

    `title` is the column that takes what is left, and tells below it what there is no column for. `least` says how
    narrow a column may become, `wide` how wide it is where there is room, `left_out` what goes first where there is
    little. `quiet` columns are drawn quieter; `tall` is the one whose words may take several lines.
    """

    columns: tuple[_Column, ...]
    title: _Column
    tall: _Column
    least: Mapping[_Column, int]
    wide: Mapping[_Column, int]
    left_out: tuple[_Column, ...]
    quiet: tuple[_Column, ...]
    #: The places of those by which it can be sorted.
    sortable: tuple[int, ...]
    #: How many lines below the title tell what there is no column for, at the most.
    lines_beside: int = 1


class TableModel(Protocol[_Column]):
    """What a table asks of its model beside what Qt asks."""

    @property
    def sorting(self) -> tuple[int, Qt.SortOrder]:
        """The place of the column that the list is sorted by, and which way."""

    @property
    def widths(self) -> dict[_Column, float]:
        """The columns that were given a width of their own, in pixels at 100 %."""

    @property
    def tall_words(self) -> tuple[str, ...]:
        """Every word that can stand in the column whose words may take several lines."""

    @property
    def absent(self) -> tuple[_Column, ...]:
        """The columns in which nothing stands at present."""

    def keep_widths(self, widths: Mapping[_Column, float]) -> None:
        """Keeps the widths that columns were given."""

    def beside(self, row: int, columns: tuple[_Column, ...]) -> str:
        """What these columns say of a row, in one line."""


class CaseCell(QStyledItemDelegate):
    """Draws a cell: the title in ink, what else there is beside it quieter, a hairline between rows.

    It asks the table, not the option's state, whose flags take as long to import as the list takes to be drawn.
    """

    def __init__(self, table: "CaseTable[Any]") -> None:
        super().__init__(table)
        self._table = table

    def helpEvent(
        self,
        event: "QHelpEvent",
        view: QAbstractItemView,
        option: "QStyleOptionViewItem",
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Shows the whole of a cell letter by letter: a title is typed by anybody."""
        tip = index.data(Qt.ItemDataRole.ToolTipRole)
        if event.type() is not QEvent.Type.ToolTip or not tip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), as_written(tip), view)
        return True

    def paint(
        self, painter: QPainter, option: "QStyleOptionViewItem", index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws the cell."""
        table = self._table
        painter.save()
        soften(painter)
        column = table.shape.columns[index.column()]
        area: QRect = option.rect
        if index.row() == table.currentIndex().row():
            painter.fillRect(area, shade(table, "accent_soft"))
            if table.hasFocus():
                painter.fillRect(area.left(), area.top(), area.width(), 2, shade(table, "accent"))
                painter.fillRect(area.left(), area.bottom() - 1, area.width(), 2, shade(table, "accent"))
        elif index.row() == table.row_under_mouse:
            painter.fillRect(area, shade(table, "ground"))
        painter.setPen(QPen(shade(table, "line"), hairline(table)))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        is_title = column is table.shape.title
        size, most = (14, table.lines - table.lines_beside) if is_title else (13, table.lines)
        inner = area.adjusted(scaled(_LEFT), 0, -scaled(_RIGHT), 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        lines = _at_most(most, text, inner.width(), size, bold=is_title)
        beside: tuple[str, ...] = ()
        if is_title and table.left_out:
            beside = _at_most(table.lines_beside, table.beside(index.row()), inner.width(), 12)
        height = (len(lines) + len(beside)) * scaled(_LINE)
        room = QRectF(inner.left(), inner.top() + (inner.height() - height) / 2, inner.width(), height)
        quiet = column in table.shape.quiet
        colour = shade(table, "muted" if quiet else "ink")
        below = write_lines(painter, room, lines, scaled(_LINE), colour, size=size, bold=is_title)
        write_lines(painter, below, beside, scaled(_LINE), shade(table, "muted"), size=12)
        painter.restore()


def _at_most(most: int, text: str, width: int, size: int, *, bold: bool = False) -> tuple[str, ...]:
    """The text in no more lines than that, the last cut off with an ellipsis; the tooltip has the whole."""
    lines = lines_of(text, width, size, bold=bold, fill=0.0)
    if len(lines) <= most:
        return lines
    kept, rest = lines[: most - 1], text
    for line in kept:
        rest = rest[len(line) :].lstrip()
    return *kept, elided(rest, width, size, bold=bold)


def fitted(
    shape: TableShape[_Column],
    room: float,
    chosen: Mapping[_Column, float] = MappingProxyType({}),
    absent: tuple[_Column, ...] = (),
) -> dict[_Column, float]:
    """The columns that are shown in this room, and how wide they are, in pixels at 100 %.

    Where there is room, a column has the width that was `chosen` for it; the title takes what is left.
    """
    widths: dict[_Column, float] = {column: least for column, least in shape.least.items() if column not in absent}
    for column in shape.left_out:
        if sum(widths.values()) <= room:
            break
        widths.pop(column, None)
    spare = max(0.0, room - sum(widths.values()))
    for column, wide in {**chosen, **{each: wide for each, wide in shape.wide.items() if each not in chosen}}.items():
        if column in widths and column is not shape.title:
            grown = min(spare, max(0.0, wide - widths[column]))
            widths[column] += grown
            spare -= grown
    widths[shape.title] += spare
    return widths


class _Head(QHeaderView):
    """The head of the table, which knows whether the mouse holds it: only then a width is given by hand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.is_held = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_held = True
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.is_held = True
        super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.is_held = False


class CaseTable(FollowsTextSize, QTableView, Generic[_Column]):
    """Enter opens the case under the keyboard; the whole row under the mouse is lit.

    The columns share the width. Where it does not do for all, the lesser ones are left out and stand below the title.
    """

    opened = Signal(int)

    def __init__(self, model: QAbstractItemModel, says: TableModel[_Column], shape: TableShape[_Column]) -> None:
        """`says` is the same model, asked for what Qt does not ask."""
        super().__init__()
        self.shape = shape
        self._says = says
        self.setModel(model)
        self.row_under_mouse = -1
        #: The columns that there is no room for.
        self.left_out: tuple[_Column, ...] = ()
        #: How many lines a row has, and how many of them say below the title what was left out.
        self.lines, self.lines_beside = 2, 0
        self.is_fitted = False
        #: The widths that columns were given by hand, in pixels at 100 %.
        self._chosen = says.widths
        self._head = _Head(self)
        self._compose()
        self.setMouseTracking(True)
        self.entered.connect(lambda index: self._light(index.row()))
        self.viewportEntered.connect(lambda: self._light(-1))

    def _compose(self) -> None:
        self.setItemDelegate(CaseCell(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalHeader(self._head)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self._head
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(True)
        header.setStretchLastSection(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(*self._says.sorting)
        self.setSortingEnabled(True)
        # After Qt has had it sorted.
        header.sortIndicatorChanged.connect(self.show_order)
        header.sectionResized.connect(self._choose_width)

    def beside(self, row: int) -> str:
        """What stands below the title of a row: what there is no column for."""
        return self._says.beside(row, self.left_out) if self.left_out else ""

    def fit(self) -> None:
        """Shares the width out, and makes rows as high as the longest determination needs."""
        self.is_fitted = True
        ratio = scaled(100) / 100
        absent = self._says.absent
        widths = fitted(self.shape, self.maximumViewportSize().width() / ratio - _SCROLL_BAR, self._chosen, absent)
        self.left_out = tuple(each for each in reversed(self.shape.left_out) if each not in (*widths, *absent))
        header = self.horizontalHeader()
        for at, column in enumerate(self.shape.columns):
            header.setSectionHidden(at, column not in widths)
            if column in widths:
                header.resizeSection(at, int(widths[column] * ratio))
        self.lines_beside = min(len(self.left_out), self.shape.lines_beside) + (self.shape.tall in self.left_out)
        self.lines = self._lines(scaled(widths.get(self.shape.tall, 0.0)) - scaled(_LEFT) - scaled(_RIGHT))
        self.verticalHeader().setDefaultSectionSize(self.lines * scaled(_LINE) + scaled(_BETWEEN))

    def show_order(self) -> None:
        """The arrow stands at the column by which the list is sorted, also after a click on one that can't be."""
        header = self.horizontalHeader()
        with QSignalBlocker(header):
            header.setSortIndicator(*self._says.sorting)
        header.viewport().update()

    def _choose_width(self, at: int, _before: int, width: int) -> None:
        """A width that was given by hand is kept; the last column always takes what is left at the right."""
        last = max(at for at in range(len(self.shape.columns)) if not self.horizontalHeader().isSectionHidden(at))
        if self._head.is_held and at != last:
            self._chosen[self.shape.columns[at]] = width * 100 / scaled(100)
            self._says.keep_widths(self._chosen)

    def _lines(self, room: int) -> int:
        least = 2 + self.lines_beside
        if self.shape.tall in self.left_out:
            return least
        return max((least, *(len(lines_of(word, room, 13, fill=0.0)) for word in self._says.tall_words)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width out."""
        super().resizeEvent(event)
        self.fit()

    def follow_text_size(self) -> None:
        """Larger text needs other widths, and higher rows."""
        if self.is_fitted:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse any more."""
        self._light(-1)
        super().leaveEvent(event)

    def _light(self, row: int) -> None:
        if row != self.row_under_mouse:
            self.row_under_mouse = row
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Home and End lead to the ends of the list; with Ctrl and Shift the arrows sort it."""
        key, last = Qt.Key(event.key()), self.model().rowCount() - 1
        if event.modifiers() == _SORTING and key in (*_ORDERS, *_COLUMN_STEPS):
            self._sort_by_key(key)
        elif is_enter(event) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and last >= 0:
            self.go_to_row(0 if key == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def go_to_row(self, row: int) -> None:
        """Puts the keyboard on a row and brings it into sight."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags)

    def sort_by(self, column: int) -> None:
        """Sorts by a column; if it is sorted by it already, the other way round."""
        header = self.horizontalHeader()
        again = header.sortIndicatorSection() == column
        is_reversed = again and header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        self.sortByColumn(column, Qt.SortOrder.DescendingOrder if is_reversed else Qt.SortOrder.AscendingOrder)

    def _sort_by_key(self, key: Qt.Key) -> None:
        header, sortable = self.horizontalHeader(), self.shape.sortable
        present = header.sortIndicatorSection()
        if key in _ORDERS:
            self.sortByColumn(present if present in sortable else sortable[0], _ORDERS[key])
        else:
            at = sortable.index(present) + _COLUMN_STEPS[key] if present in sortable else 0
            self.sortByColumn(sortable[at % len(sortable)], header.sortIndicatorOrder())
