"""A list to search and pick one from: a state by name in either language or by code, a heading by number."""

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.viewmodels.session.picker_model import CHOSEN_ROLE, DETAIL_ROLE, PickerModel
from app.views.kit.captions import N_, Said, say, spoken
from app.views.kit.drawing import AT_THE_RIGHT, icon, plate, soften, write, write_lines
from app.views.kit.keyboard import bring_into_sight, is_enter
from app.views.kit.layouts import column
from app.views.kit.line_edit import LineEdit
from app.views.kit.prose import Prose
from app.views.kit.theme import BODY, scaled, shade
from app.views.kit.typesetting import lines_of, width_of

#: A row of one line; a line in a higher one, and of what stands small below the name.
_ROW, _LINE, _SMALL_LINE, _SMALL = 34, 20, 17, 12
_LEFT, _RIGHT = 34, 13
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class _Row(QStyledItemDelegate):
    """Draws a row: a tick if chosen, the name, and what else identifies it, beside it or below."""

    def __init__(self, list_view: QListView) -> None:
        super().__init__(list_view)
        self._list = list_view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the list, and as high as it takes to say everything: nothing is cut."""
        name, detail, is_one_line = self._set(index)
        if is_one_line:
            return QSize(0, scaled(_ROW))
        return QSize(0, len(name) * scaled(_LINE) + len(detail) * scaled(_SMALL_LINE) + scaled(_ROW - _LINE))

    def _set(self, index: QModelIndex | QPersistentModelIndex) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """The lines of the name and of the detail below it; whether both have room in one line, beside each other."""
        room = self._list.viewport().width() - scaled(_LEFT) - scaled(_RIGHT)
        name = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        detail = str(index.data(DETAIL_ROLE) or "")
        # A chosen name is bold: it must not make the row higher.
        if width_of(name, bold=True) + (scaled(12) + width_of(detail, _SMALL) if detail else 0) <= room:
            return (name,), (detail,), True
        below = lines_of(detail, room, _SMALL, fill=0.0) if detail else ()
        return lines_of(name, room, BODY, bold=True, fill=0.0), below, False

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws the row."""
        list_view = self._list
        painter.save()
        soften(painter)
        area = option.rect.toRectF()
        chosen = bool(index.data(CHOSEN_ROLE))
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered or current:
            plate(painter, area, shade(list_view, "accent_soft" if chosen or current else "ground"), None, 0, scaled(4))
        if current and list_view.hasFocus():
            plate(painter, area, None, shade(list_view, "accent"), 2, scaled(4))
        if chosen:
            painter.drawPixmap(area.topLeft() + QPointF(scaled(10), scaled(9)), icon(list_view, "check", "accent"))
        room = area.adjusted(scaled(_LEFT), 0, -scaled(_RIGHT), 0)
        name, detail, is_one_line = self._set(index)
        ink, muted = shade(list_view, "accent" if chosen else "ink"), shade(list_view, "muted")
        if is_one_line:
            write(painter, room, name[0], ink, bold=chosen)
            write(painter, room, detail[0], muted, size=_SMALL, alignment=AT_THE_RIGHT)
        else:
            room = room.adjusted(0, scaled(_ROW - _LINE) / 2, 0, 0)
            below = write_lines(painter, room, name, scaled(_LINE), ink, size=BODY, bold=chosen)
            write_lines(painter, below, detail, scaled(_SMALL_LINE), muted, size=_SMALL)
        painter.restore()


_PLACEHOLDER = N_("Search by name or code")
_ANSWERED = N_("Answered: {answer}")
_UNTAKEN = N_(
    "“{typed}” is typed here, and nothing is chosen by it. Point to a row with the arrow keys and press Enter, or "
    "empty the field."
)
_UNTAKEN_NOTHING = N_("“{typed}” is typed here, and nothing is chosen by it. Type something else, or empty the field.")
_NOTHING = N_("Nothing has this name or code. Try another spelling, or the other language.")


class PickerList(QWidget):
    """A search field over a list. Enter, a click or the space bar picks.

    Enter in the field picks what was surely meant by what is typed, or the row that was pointed to; else it says so.
    """

    picked = Signal(str)
    row_picked = Signal(QModelIndex)
    #: Enter was pressed, and no row was there to be picked.
    missed = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, model: PickerModel | None = None, rows: float = 4.5, fills: bool = False
    ) -> None:
        """The list is `rows` high; where it `fills`, as high as the page around it that scrolls, or as all its rows."""
        super().__init__(parent)
        self.model = model or PickerModel(self)
        self.search = LineEdit()
        self.search.setClearButtonEnabled(False)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        # Rows are higher where they are narrower: for another width Qt places them anew only where words wrap.
        self.list.setWordWrap(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._answered = Prose(size=12, bold=True, token="accent")
        self._untaken = Prose(size=12, token="caution")
        self._nothing = Prose(size=12, token="muted")
        #: Whether the current row is one that was pointed to, and not the first of those found.
        self._is_pointed = False
        # What is said stands beside the field, in sight however little of the list is.
        column(self._answered, self.search, self._untaken, self._nothing, self.list, spacing=6, of=self)
        for said in (self._answered, self._untaken, self._nothing):
            said.hide()
        self._least = round(scaled(_ROW) * rows)
        self._page: QScrollArea | None = None
        self._fills = fills
        self.list.setFixedHeight(self._least)
        self.model.modelReset.connect(self._say_whether_found)
        self.search.textEdited.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list.clicked.connect(self._pick)
        self.list.activated.connect(self._pick)

    def showEvent(self, event: QShowEvent) -> None:
        """The page around it is known now."""
        super().showEvent(event)
        if self._fills and self._page is None:
            around = self.parentWidget()
            while around is not None and not isinstance(around, QScrollArea):
                around = around.parentWidget()
            self._page = around
            if around is not None:
                around.viewport().installEventFilter(self)
                self.search.textEdited.connect(lambda: self._bring_into_sight(around))
        self._grow()

    def _bring_into_sight(self, page: QScrollArea) -> None:
        """As much of the list as the page has room for; what is typed before all."""
        page.ensureWidgetVisible(self, 0, scaled(8))
        bring_into_sight(self.search)

    def _grow(self) -> None:
        """As high as the page, with the search above it; no higher than its rows."""
        if self._page is None:
            return
        said = 0 if self._answered.isHidden() else self._answered.heightForWidth(self.width()) + scaled(6)
        beside = self.search.height() + said + scaled(24)
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.model.rowCount()))
        most = min(rows + scaled(6), self._page.viewport().height() - beside)
        self.list.setFixedHeight(max(self._least, most))

    def say(self, list_name: str, *, placeholder: Said = _PLACEHOLDER, nothing: Said = _NOTHING) -> None:
        """The name of the list, and where it is not one of values: the words of the field and of an empty list."""
        say(self.search, placeholderText=placeholder, accessibleName=placeholder)
        self.list.setAccessibleName(list_name)
        say(self._nothing, text=nothing)

    def show_chosen(self, value: str | None) -> None:
        """Marks the chosen row and brings it into sight; what is chosen is said as well, whatever is typed."""
        self.model.choose(value)
        name = self.model.name_of(value)
        self._answered.say(spoken(_ANSWERED).format(answer=name) if name and self.model.is_answer(value) else "")
        row = self.model.row_of(value)
        if row is not None:
            index = self.model.index(row)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the search field move in the list, Enter picks. Only an Enter that picked goes further.

        Where nothing that was typed can be undone, the keys of undoing are left to the screen around it.
        """
        if self._page is not None and watched is self._page.viewport() and event.type() == QEvent.Type.Resize:
            self._grow()
        if watched is self.search and event.type() == QEvent.Type.ShortcutOverride:
            key_event = cast("QKeyEvent", event)
            undoes = key_event.matches(QKeySequence.StandardKey.Undo) and not self.search.isUndoAvailable()
            redoes = key_event.matches(QKeySequence.StandardKey.Redo) and not self.search.isRedoAvailable()
            if undoes or redoes:
                event.ignore()
                return True
        if watched is self.search and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(cast("QKeyEvent", event).key())
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in _PAGES:
                self._step(_PAGES[key] * max(1, self.list.height() // scaled(_ROW) - 1))
                return True
            if is_enter(cast("QKeyEvent", event)):
                return not self._pick_current()
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        """Points to another row; what is no choice is passed over."""
        model: QAbstractItemModel = self.model
        rows = [row for row in range(model.rowCount()) if model.index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled]
        if not rows:
            return
        here = self.list.currentIndex().row()
        at = rows.index(here) + by if here in rows else 0 if by > 0 else len(rows) - 1
        self._is_pointed = True
        self.list.setCurrentIndex(model.index(rows[min(max(at, 0), len(rows) - 1)], 0))

    def _narrow(self, text: str) -> None:
        self._is_pointed = False
        self._untaken.say("")
        self.model.narrow(text)
        if self.model.rowCount() > 0:
            self.list.setCurrentIndex(self.model.index(0))

    def untaken(self) -> str:
        """Says that something is typed by which nothing is chosen, and names it; empty where nothing is typed."""
        typed = self.search.text().strip()
        untaken = _UNTAKEN if self.model.rowCount() else _UNTAKEN_NOTHING
        said = spoken(untaken).format(typed=typed) if typed else ""
        self._untaken.say(said)
        return said

    def _say_whether_found(self) -> None:
        self._nothing.setVisible(self.model.rowCount() == 0 and not self.model.is_searching)

    def _pick_current(self) -> bool:
        index = self.list.currentIndex()
        if self.search.text().strip() and not self._is_pointed and not self.model.takes_first:
            sure = self.model.sure_row()
            index = QModelIndex() if sure is None else self.model.index(sure)
        is_choice = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        if is_choice:
            self._pick(index)
        else:
            if not self.model.takes_first:
                self.untaken()
            self.missed.emit()
        return is_choice

    def _pick(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            value = self.model.value_at(index.row())
            self.row_picked.emit(index)
            if not self.model.takes_first:
                self.search.setText("")
                self._narrow("")
            self.picked.emit(value)
