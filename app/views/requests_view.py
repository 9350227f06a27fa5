"""The list of requests: find one, open it, start another."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.viewmodels.requests_model import COLUMNS, Column, RequestsModel, requests_page
from app.views.button import Button, Rank
from app.views.card import Card
from app.views.choice_box import ChoiceBox
from app.views.drawing import soften
from app.views.prose import Prose
from app.views.theme import hairline, scaled, shade, type_of
from app.views.typesetting import lines_of

_WIDTHS = {
    Column.NUMBER: 100,
    Column.DESTINATION: 132,
    Column.RECEIVED: 102,
    Column.STATE: 120,
    Column.OUTCOME: 252,
    Column.EDITION: 104,
}
_ROW, _LINE = 54, 19
#: How long after the last key the register is asked.
_PAUSE_MILLISECONDS = 120


class _Cell(QStyledItemDelegate):
    """Draws a cell: the title in ink, what else there is beside it quieter, a hairline between rows."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws the cell."""
        table = self._table
        painter.save()
        soften(painter)
        column = COLUMNS[index.column()]
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        area: QRect = option.rect
        if current:
            painter.fillRect(area, shade(table, "accent_soft"))
            if table.hasFocus():
                painter.fillRect(area.left(), area.top(), area.width(), 2, shade(table, "accent"))
                painter.fillRect(area.left(), area.bottom() - 1, area.width(), 2, shade(table, "accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, shade(table, "ground"))
        painter.setPen(QPen(shade(table, "line"), hairline(table)))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        font = type_of(14 if column is Column.TITLE else 13, bold=column is Column.TITLE)
        painter.setFont(font)
        quiet = column in (Column.NUMBER, Column.RECEIVED, Column.EDITION)
        painter.setPen(shade(table, "muted" if quiet else "ink"))
        inner = area.adjusted(scaled(10), 0, -scaled(8), 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        lines = _two_lines(text, inner.width(), 14 if column is Column.TITLE else 13, bold=column is Column.TITLE)
        top = inner.top() + (inner.height() - len(lines) * scaled(_LINE)) / 2
        for line in lines:
            row = QRectF(inner.left(), top, inner.width(), scaled(_LINE))
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
            top += scaled(_LINE)
        painter.restore()


def _two_lines(text: str, width: int, size: int, *, bold: bool) -> tuple[str, ...]:
    """The text in at most two lines, the second cut off with an ellipsis; the tooltip has the whole."""
    lines = lines_of(text, width, size, bold=bold, fill=0.0)
    if len(lines) < 3:
        return lines
    metrics = QFontMetricsF(type_of(size, bold=bold))
    rest = text[len(lines[0]) :].strip()
    return lines[0], metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)


class _Table(QTableView):
    """Enter opens the request under the keyboard."""

    opened = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class RequestsView(QWidget):
    """Search, filter, list, and the button for a new request."""

    case_wanted = Signal(int)
    new_wanted = Signal()

    def __init__(self, model: RequestsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._title = Prose(size=22, bold=True, most_lines=1)
        self._count = Prose(token="muted", most_lines=1)
        self.new_button = Button(rank=Rank.PRIMARY, sign="plus")
        self.search = QLineEdit()
        self.states = ChoiceBox()
        self.table = _Table()
        self._empty = QWidget()
        self._empty_title = Prose(size=18, bold=True, heading=True)
        self._empty_text = Prose(token="muted")
        self._empty_button = Button(rank=Rank.PRIMARY, sign="plus")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MILLISECONDS)
        self._compose()
        self._connect()
        self.speak()

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(24), scaled(18), scaled(24), scaled(18))
        column.setSpacing(scaled(14))
        top = QHBoxLayout()
        top.setSpacing(scaled(14))
        top.addWidget(self._title)
        top.addWidget(self._count, 1)
        top.addWidget(self.new_button)
        column.addLayout(top)
        narrowing = QHBoxLayout()
        narrowing.setSpacing(scaled(12))
        narrowing.addWidget(self.search, 3)
        narrowing.addWidget(self.states, 1)
        column.addLayout(narrowing)
        card = Card()
        card.column.setContentsMargins(scaled(2), scaled(4), scaled(2), scaled(4))
        self._stack = QStackedLayout()
        card.column.addLayout(self._stack)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column.addWidget(card, 1)
        inner = QVBoxLayout(self._empty)
        inner.setContentsMargins(scaled(60), scaled(40), scaled(60), scaled(40))
        inner.setSpacing(scaled(8))
        inner.addStretch(2)
        for prose in (self._empty_title, self._empty_text):
            prose.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inner.addWidget(prose)
        inner.addSpacing(scaled(8))
        inner.addWidget(self._empty_button, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addStretch(3)
        self._compose_table()

    def _compose_table(self) -> None:
        table = self.table
        table.setModel(self._model)
        table.setItemDelegate(_Cell(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setMouseTracking(True)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(scaled(_ROW))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for at, name in enumerate(COLUMNS):
            if name is Column.TITLE:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(at, scaled(_WIDTHS[name]))
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        table.setSortingEnabled(True)

    def _connect(self) -> None:
        self.new_button.clicked.connect(lambda: self.new_wanted.emit())
        self._empty_button.clicked.connect(lambda: self._act_on_empty())
        self.search.textChanged.connect(lambda: self._pause.start())
        self.search.returnPressed.connect(lambda: self._narrow_now())
        self._pause.timeout.connect(lambda: self._narrow_now())
        self.states.currentIndexChanged.connect(lambda: self._narrow_now())
        self.table.doubleClicked.connect(lambda index: self._open(index.row()))
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self.table.opened.connect(lambda row: self._open(row))
        self._model.counted.connect(lambda: self._show_count())

    def _show_count(self) -> None:
        self.speak()
        if self.focusWidget() is None:
            self.focus_list()

    def _open(self, row: int) -> None:
        case_id = self._model.case_at(row)
        if case_id is not None:
            self.case_wanted.emit(case_id)

    def _narrow_now(self) -> None:
        self._pause.stop()
        code = self.states.code()
        self._model.narrow_to(self.search.text(), str(code) if code else "")

    def _act_on_empty(self) -> None:
        if self._model.is_filtered:
            self.search.clear()
            self.states.setCurrentIndex(0)
        else:
            self.new_wanted.emit()

    def focus_list(self) -> None:
        """Puts the keyboard on the list, on its first row if on none."""
        self.table.setFocus()
        if not self.table.currentIndex().isValid() and self._model.rowCount():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self._model.index(0, 0), flags)

    def speak(self) -> None:
        """Shows everything in the present language, and the count as it is."""
        says = requests_page(self._model)
        self._title.say(says.title)
        self._count.say(says.total)
        self.new_button.say(says.new)
        self.new_button.setEnabled(says.may_open)
        self.search.setPlaceholderText(says.search)
        self.search.setAccessibleName(says.search)
        self.states.setAccessibleName(says.states_label)
        self.states.offer(says.states)
        self.table.setAccessibleName(says.title)
        self._empty_title.say(says.empty_title)
        self._empty_text.say(says.empty_text)
        self._empty_button.say(says.empty_action)
        self._empty_button.show_sign(None if self._model.is_filtered else "plus")
        self._empty_button.setVisible(bool(says.empty_action))
        self._stack.setCurrentWidget(self.table if self._model.size or not self._model.is_loaded else self._empty)
