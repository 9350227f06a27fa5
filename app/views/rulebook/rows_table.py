"""A table of reference data that is only read: cells wrap into two lines, old rows say so in a caution colour."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.viewmodels.rulebook.reference_model import TableSays
from app.views.kit.drawing import soften, write_lines
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import lines_of

_LINE, _PAD = 18, 7


class _Cell(QStyledItemDelegate):
    """Draws a cell with as many lines as its text needs, and a hairline below."""

    def __init__(self, table: "RowsTable") -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws the cell."""
        table = self._table
        painter.save()
        soften(painter)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, shade(table, "accent_soft"))
        if table.hasFocus() and index.row() == table.currentRow():
            row = option.rect
            painter.fillRect(row.left(), row.top(), row.width(), 2, shade(table, "accent"))
            painter.fillRect(row.left(), row.bottom() - 1, row.width(), 2, shade(table, "accent"))
        painter.setPen(QPen(shade(table, "line"), hairline(table)))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        is_old = index.row() in table.old and index.column() == table.columnCount() - 1
        colour = shade(table, "caution" if is_old else "ink" if index.column() < 3 else "muted")
        area = QRectF(option.rect).adjusted(scaled(8), scaled(_PAD), scaled(8) - scaled(12), 0)
        text, is_first = str(index.data(Qt.ItemDataRole.DisplayRole) or ""), index.column() == 0
        lines = lines_of(text, option.rect.width() - scaled(14), 13, bold=is_first)
        write_lines(painter, area, lines, scaled(_LINE), colour, size=13, bold=is_first)
        painter.restore()


class RowsTable(QTableWidget):
    """The rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.old: frozenset[int] = frozenset()
        self._shares: tuple[int, ...] = ()
        self.setItemDelegate(_Cell(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def say(self, says: TableSays, name: str) -> None:
        """Shows the rows."""
        self.setAccessibleName(name)
        self.old, self._shares = says.old, says.shares
        self.setColumnCount(len(says.columns))
        self.setRowCount(len(says.rows))
        self.setHorizontalHeaderLabels(list(says.columns))
        for at, row in enumerate(says.rows):
            for column, text in enumerate(row):
                self.setItem(at, column, QTableWidgetItem(text))
        self._share()

    def _share(self) -> None:
        """Shares the width out, and gives each row the height that its longest cell needs."""
        room = self.viewport().width()
        for column, share in enumerate(self._shares):
            self.setColumnWidth(column, room * share // sum(self._shares))
        for row in range(self.rowCount()):
            most = 1
            for column in range(self.columnCount()):
                item = self.item(row, column)
                width = self.columnWidth(column) - scaled(14)
                most = max(most, len(lines_of(item.text(), width, 13, bold=column == 0)) if item else 1)
            self.setRowHeight(row, most * scaled(_LINE) + 2 * scaled(_PAD))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End lead to the first and the last row."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.rowCount() - 1}
        row = ends.get(Qt.Key(event.key()))
        if row is None:
            super().keyPressEvent(event)
        else:
            self.setCurrentCell(row, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width out."""
        super().resizeEvent(event)
        self._share()
