"""The matrix of an examination: the questions down, the offices across, each cell with a sign and a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.views.kit.captions import N_, as_written, spoken
from app.views.kit.drawing import icon, soften, write_lines
from app.views.kit.keyboard import bring_into_sight, is_enter
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import elided, lines_of

if TYPE_CHECKING:
    from app.viewmodels.procedure.examination_model import CellSays, ExaminationSays, RowSays

_LINE, _PAD, _SIGN = 17, 7, 18
#: The question and each office share the width; an office takes so much at the least.
_QUESTION, _OFFICE, _LEAST, _LEAST_HEIGHT = 9, 5, 112, 130
_QUESTIONS = N_("Questions")

#: The sign of each way to stand, and the token of its colour: of a cell, and of a question as a whole.
_SIGNS = {
    "no_objection": ("check", "accent"),
    "objection": ("cross", "caution"),
    "open": ("unknown", "caution"),
    "entered": ("history", "caution"),
    "missing": ("", "caution"),
    "none": ("", "muted"),
    "agreeing": ("check", "accent"),
    "differing": ("caution", "caution"),
    "single": ("person", "muted"),
    "unanswered": ("", "caution"),
}


class _Drawn(NamedTuple):
    """What is drawn in a cell: its first lines in bold, then a word with its sign, then lines in small type."""

    title: str
    stands: str
    word: str
    below: tuple[str, ...]

    @property
    def is_bold(self) -> bool:
        """Whether the word itself is told apart: in a cell, where something was said or is to be."""
        return not self.title and self.stands != "none"


class _Cell(QStyledItemDelegate):
    """Draws a cell; the one under the keyboard has a frame."""

    def __init__(self, table: ExaminationTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws the cell."""
        table, area = self._table, QRectF(option.rect)
        painter.save()
        soften(painter)
        if index == table.currentIndex():
            painter.fillRect(area, shade(table, "accent_soft"))
            if table.hasFocus():
                painter.setPen(QPen(shade(table, "accent"), 2))
                painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(shade(table, "line"), hairline(table)))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        table.draw(painter, index.row(), index.column(), area.adjusted(scaled(_PAD), scaled(_PAD), -scaled(_PAD), 0))
        painter.restore()


class ExaminationTable(FollowsTextSize, QTableWidget):
    """The arrows lead from cell to cell; Enter does what can be done there."""

    #: Another cell is under the keyboard: the question and the office, which is empty on the question itself.
    moved = Signal(str, str)
    entered_cell = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[RowSays, ...] = ()
        self.setItemDelegate(_Cell(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.currentCellChanged.connect(lambda row, column, *_before: self._tell(row, column))
        self.cellDoubleClicked.connect(lambda _row, _column: self.entered_cell.emit())

    def minimumSizeHint(self) -> QSize:
        """It scrolls both ways; a few rows are always to be seen."""
        return QSize(scaled(200), scaled(_LEAST_HEIGHT))

    def say(self, says: ExaminationSays) -> None:
        """Shows the matrix; the keyboard stays at its question and office."""
        at = max(0, self.currentRow()), max(0, self.currentColumn())
        self._rows = says.rows
        self.setAccessibleName(says.heading)
        with QSignalBlocker(self):
            self.setColumnCount(1 + len(says.offices))
            self.setRowCount(len(says.rows))
            self.setHorizontalHeaderLabels([spoken(_QUESTIONS), *says.offices])
            for row, each in enumerate(says.rows):
                self._put(row, 0, _heard(_of_row(each)), each.question)
                for column, cell in enumerate(each.cells, 1):
                    self._put(row, column, f"{each.label}\n{cell.name}\n{_heard(_of_cell(cell))}", "")
            if says.rows:
                self.setCurrentCell(min(at[0], len(says.rows) - 1), min(at[1], len(says.offices)))
        self._share()
        self._tell(self.currentRow(), self.currentColumn())

    def _put(self, row: int, column: int, heard: str, tip: str) -> None:
        item = QTableWidgetItem(heard)
        item.setToolTip(as_written(tip) if tip else "")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, heard.replace("\n", ", "))
        self.setItem(row, column, item)

    def _tell(self, row: int, column: int) -> None:
        if 0 <= row < len(self._rows):
            chosen = self._rows[row]
            self.moved.emit(chosen.slot, chosen.cells[column - 1].office if column > 0 else "")

    def _drawn(self, row: int, column: int) -> _Drawn:
        each = self._rows[row]
        return _of_cell(each.cells[column - 1]) if column else _of_row(each)

    def draw(self, painter: QPainter, row: int, column: int, area: QRectF) -> None:
        """Draws what stands in a cell."""
        drawn, line = self._drawn(row, column), scaled(_LINE)
        sign, token = _SIGNS[drawn.stands]
        titles = lines_of(drawn.title, area.width(), 13, bold=True) if drawn.title else ()
        area = write_lines(painter, area, titles, line, shade(self, "ink"), size=13, bold=True)
        indent = scaled(_SIGN) if sign else 0
        if sign:
            painter.drawPixmap(QPointF(area.left(), area.top() + scaled(1)), icon(self, sign, token, 14))
        words = lines_of(drawn.word, area.width() - indent, 13, bold=drawn.is_bold)
        ink = shade(self, token if token != "accent" else "ink")
        beside = area.adjusted(indent, 0, 0, 0)
        left = write_lines(painter, beside, words, line, ink, size=13, bold=drawn.is_bold)
        # One line each: beside the matrix stands the whole of what is under the keyboard.
        below = tuple(elided(text, area.width(), 12) for text in drawn.below)
        write_lines(painter, left.adjusted(-indent, 0, 0, 0), below, line, shade(self, "muted"), size=12)

    def _lines(self, row: int, column: int) -> int:
        drawn, width = self._drawn(row, column), self.columnWidth(column) - 2 * scaled(_PAD)
        indent = scaled(_SIGN) if _SIGNS[drawn.stands][0] else 0
        lines = len(lines_of(drawn.title, width, 13, bold=True)) if drawn.title else 0
        return lines + len(lines_of(drawn.word, width - indent, 13, bold=drawn.is_bold)) + len(drawn.below)

    def _share(self) -> None:
        """Shares the width out, and gives each row the height that its longest cell needs."""
        offices = self.columnCount() - 1
        if offices < 1:
            return
        room, shares = self.viewport().width(), _QUESTION + _OFFICE * offices
        office = max(scaled(_LEAST), room * _OFFICE // shares)
        self.setColumnWidth(0, max(scaled(_LEAST) * _QUESTION // _OFFICE, room - office * offices))
        for column in range(1, offices + 1):
            self.setColumnWidth(column, office)
        for row in range(self.rowCount()):
            most = max(self._lines(row, column) for column in range(self.columnCount()))
            self.setRowHeight(row, most * scaled(_LINE) + 2 * scaled(_PAD))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar do what can be done in the cell."""
        if is_enter(event) or event.key() == Qt.Key.Key_Space:
            self.entered_cell.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """With large text the page scrolls to the matrix as the keyboard comes to it."""
        super().focusInEvent(event)
        bring_into_sight(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width out."""
        super().resizeEvent(event)
        self._share()

    def follow_text_size(self) -> None:
        """Larger text needs other widths, and higher rows."""
        self._share()


def _of_row(row: RowSays) -> _Drawn:
    return _Drawn(row.label, row.standing, row.word, tuple(part for part in (row.lacking,) if part))


def _of_cell(cell: CellSays) -> _Drawn:
    return _Drawn("", cell.stands, cell.word, cell.below)


def _heard(drawn: _Drawn) -> str:
    return "\n".join(part for part in (drawn.title, drawn.word, *drawn.below) if part)
