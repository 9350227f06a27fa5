"""The list of requests: find one, open it, start another."""

from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from app.viewmodels.requests.list_filter import ListFilter
from app.viewmodels.requests.requests_model import RequestsModel
from app.viewmodels.requests.requests_page_model import handing_over_says, requests_page, row_menu, sorting_says
from app.viewmodels.session.actions import PaletteEntry
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, say, spoken
from app.views.kit.card import Card, ScrollColumn
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.layouts import ROOM, Placed, at, column, row, set_margins, turn, wide
from app.views.kit.prose import Prose
from app.views.kit.screen_view import ScreenView
from app.views.kit.search_field import SearchField
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import scaled
from app.views.requests.requests_table import Table

#: How long after the last key the register is asked.
_PAUSE_MILLISECONDS = 120
_MIDDLE = Qt.AlignmentFlag.AlignHCenter
#: In pixels at 100 %: with less the acts stand below the title, and the filter below the search. And the least.
_ROOM_BESIDE, _LEAST = 620, 340


_TITLE = N_("Requests")
_EXPORT = N_("Save the list")
_MINE_TIP = N_("Only requests of which you are the case officer")
_SEARCH = N_("Search by number, title, party, item, destination or document")


class RequestsView(FollowsTextSize, ScreenView):
    """Search, filter, list, and the button for a new request."""

    case_wanted = Signal(int)
    new_wanted = Signal()
    filter_wanted = Signal()
    #: A copy of a request shall be made.
    copy_wanted = Signal(int)
    #: Requests of a case officer shall be handed over: the one of a number, or all that are open.
    handing_over_wanted = Signal(str, str)

    def __init__(self, model: RequestsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._count = Prose(token="muted", most_lines=1)
        self._progress = Prose(token="caution")
        self._why_not = Prose(size=13, token="muted")
        self.new_button = Button(N_("New request"), rank=Rank.PRIMARY, sign="plus", act=self.new_wanted.emit)
        self.export_button = Button(_EXPORT, sign="document", act=self.save_list)
        self.search = SearchField()
        self.states = ChoiceBox()
        self.filter_button = Button(N_("Narrow"), sign="search", act=self.filter_wanted.emit)
        self.mine_button = Button(N_("My requests"), _MINE_TIP, act=self._model.turn_mine)
        self.mine_button.setCheckable(True)
        self._narrowed = Prose(size=13, token="muted")
        self.everything_button = Button(N_("Show all requests"), rank=Rank.QUIET, size=12, act=self._show_everything)
        self.table = Table(model)
        say(self.search, placeholderText=_SEARCH, accessibleName=_SEARCH)
        self.states.name_itself(N_("State"))
        say(self.table, accessibleName=_TITLE)
        self._empty_title = Prose(size=18, bold=True, heading=True)
        self._empty_text = Prose(token="muted")
        self._empty_button = Button(rank=Rank.PRIMARY, sign="plus", act=self._act_on_empty)
        #: The request that has the keyboard, and its row.
        self._case_kept: int | None = None
        self._row_kept = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MILLISECONDS)
        self._compose()
        self._connect()
        self.speak()

    def _compose(self) -> None:
        for prose in (self._empty_title, self._empty_text):
            prose.setAlignment(_MIDDLE)
        nothing = (self._empty_title, self._empty_text, 8, at(_MIDDLE, self._empty_button))
        # With large text it scrolls, so that no line of it is cut.
        self._empty = ScrollColumn(
            Placed(None, 2), *nothing, Placed(None, 3), margins=(12, 12, 12, 12), spacing=scaled(8)
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        title = Prose(_TITLE, size=22, bold=True, is_caption=True, most_lines=1)
        self._head = row(
            row(title, wide(self._count), self.everything_button, spacing=14),
            row(self.export_button, self.new_button, ROOM, spacing=14),
        )
        self._finding = row(
            wide(self.search, 3), row(wide(self.states), self.mine_button, self.filter_button, spacing=8)
        )
        self._column = column(
            self._head,
            self._finding,
            self._narrowed,
            self._progress,
            self._why_not,
            wide(Card(self._stack, margins=(2, 4, 2, 4))),
            of=self,
        )
        self._space()

    def _space(self) -> None:
        is_narrow = self.width() < scaled(_ROOM_BESIDE)
        for parts in (self._head, self._finding):
            turn(parts, is_row=not is_narrow)
            parts.setSpacing(scaled(8 if is_narrow else 12))
        self._head.setStretch(0, 0 if is_narrow else 1)
        self._finding.setStretch(0, 0 if is_narrow else 3)
        self._finding.setStretch(1, 0 if is_narrow else 1)
        set_margins(self._column, (12, 10, 12, 10) if is_narrow else (24, 18, 24, 18))
        self._column.setSpacing(scaled(8 if is_narrow else 14))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what stood beside each other stands below each other."""
        self._space()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """What is needed at the least, however the parts stand at present."""
        return QSize(scaled(_LEAST), self._column.minimumSize().height())

    def follow_text_size(self) -> None:
        """The distances grow with the text."""
        if self.table.is_fitted:
            self._space()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda: self._pause.start())
        self.search.returnPressed.connect(self._go_into_list)
        self.search.left_down.connect(self._go_into_list)
        self._pause.timeout.connect(self._narrow_now)
        self.states.currentIndexChanged.connect(self._narrow_now)
        self.table.doubleClicked.connect(lambda index: self._open(index.row()))
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self.table.opened.connect(self._open)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self._model.counted.connect(self._show_count)
        self._model.dataChanged.connect(self._go_back_to_row)
        self.table.selectionModel().currentRowChanged.connect(lambda index: self._remember(index.row()))
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._begin_at_first)

    def _show_count(self) -> None:
        had_list = self.table.hasFocus()
        self.speak()
        self._go_back_to_row()
        if had_list and not self._model.size:
            self.search.setFocus()
        elif self.focusWidget() is None:
            self.focus_list()

    def come_back_to(self, case_id: int) -> None:
        """The row of this request has the keyboard when the list is shown again."""
        self._case_kept = case_id

    def _remember(self, row: int) -> None:
        if row >= 0:
            self._row_kept, self._case_kept = row, self._model.case_at(row)

    def _begin_at_first(self) -> None:
        self._row_kept = 0

    def _go_back_to_row(self) -> None:
        """The list is read anew all the time: the keyboard stays with its request, or else in its place."""
        row = self._model.row_of(self._case_kept)
        if row is None and not self.table.currentIndex().isValid():
            row = self._row_kept if self._row_kept < self._model.size else 0
        if row is not None and row != self.table.currentIndex().row() and row < self._model.size:
            self.table.go_to_row(row)

    def _go_into_list(self) -> None:
        self._narrow_now()
        self.focus_list()

    def entries(self) -> list[PaletteEntry]:
        """Override: the list as a file, and the ways in which it can be sorted."""
        sorting = [
            PaletteEntry(label, label, "", partial(self._sort_by, at)) for at, label in sorting_says(self._model)
        ]
        if handing_over := handing_over_says(self._model):
            act = partial(self.handing_over_wanted.emit, self._model.officer, "")
            sorting.insert(0, PaletteEntry("hand_over", handing_over, "", act))
        if not self._model.size:
            return sorting
        return [PaletteEntry("save_list", spoken(_EXPORT), "", self.save_list), *sorting]

    def save_list(self) -> None:
        """Offers the list, as it is shown, as a file."""
        # Few will, and the list is painted without it.
        from app.viewmodels.requests.export_model import ExportModel  # noqa: PLC0415
        from app.views.kit.export_dialog import ExportDialog  # noqa: PLC0415

        self._narrow_now()
        ExportDialog(self, ExportModel(self._model.session, self._model.shown)).open()

    def _sort_by(self, column: int) -> None:
        self.table.sort_by(column)
        self.focus_list()

    def _open(self, row: int) -> None:
        case_id = self._model.case_at(row)
        if case_id is not None:
            self.case_wanted.emit(case_id)

    def menu_of(self, row: int) -> QMenu:
        """What can be done with a request: to open it, to copy its number or its row, to make a copy of it."""
        model, menu = self._model, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        says = row_menu(model, row)
        menu.addAction(says.open, lambda: self._open(row))
        menu.addSeparator()
        menu.addAction(says.copy_number, lambda: QGuiApplication.clipboard().setText(model.number_at(row)))
        menu.addAction(says.copy_row, lambda: QGuiApplication.clipboard().setText(model.row_as_text(row)))
        menu.addSeparator()
        case_id = model.case_at(row)
        menu.addAction(says.make_copy, lambda: self.copy_wanted.emit(case_id)).setEnabled(says.may_copy)
        if says.hand_over:
            officer, number = model.officer_at(row), model.number_at(row)
            act = menu.addAction(says.hand_over, lambda: self.handing_over_wanted.emit(officer, number))
            act.setEnabled(says.may_hand_over)
        return menu

    def _open_menu(self, place: QPoint) -> None:
        """At the mouse; called by a key, below the row that has the keyboard."""
        index = self.table.indexAt(place)
        if not self.table.viewport().rect().contains(place) or not index.isValid():
            index = self.table.currentIndex()
            place = self.table.visualRect(index).bottomLeft()
        if self._model.case_at(index.row()) is not None:
            self.table.go_to_row(index.row())
            self.menu_of(index.row()).popup(self.table.viewport().mapToGlobal(place))

    def _narrow_now(self) -> None:
        self._pause.stop()
        self._begin_at_first()
        state = str(self.states.code() or "")
        self._model.narrow(self._model.narrowed._replace(typed=self.search.text(), state=state))

    def _show_narrowing(self) -> None:
        """The fields show what the list is narrowed to; what is being typed is not overwritten."""
        narrowed = self._model.narrowed
        with QSignalBlocker(self.search), QSignalBlocker(self.states):
            self.states.choose(narrowed.state)
            if not self._pause.isActive() and self.search.text() != narrowed.typed:
                self.search.setText(narrowed.typed)

    def _show_everything(self) -> None:
        self._model.narrow(ListFilter())
        self.focus_list()

    def _act_on_empty(self) -> None:
        if self._model.is_filtered:
            self._show_everything()
        else:
            self.new_wanted.emit()

    def take_keyboard(self) -> None:
        """Override: the keyboard begins on the list."""
        self.focus_list()

    def focus_search(self) -> None:
        """Override: the list is searched."""
        self.search.setFocus()
        self.search.selectAll()

    def focus_list(self) -> None:
        """Puts the keyboard on the list, on its first row if on none."""
        self.table.setFocus()
        self._go_back_to_row()

    def speak(self) -> None:
        """Shows everything in the present language, and the count as it is."""
        says = requests_page(self._model)
        if self.table.is_fitted:
            self.table.fit()
        self._count.say(" · ".join(filter(None, (says.total, says.order))) if says.total else "")
        self._narrowed.say(says.narrowed)
        # By the mouse alone, too, what was typed is taken back; an empty list offers it itself.
        self.everything_button.setVisible(self._model.is_filtered and self._model.size > 0)
        self._progress.say(says.progress)
        self._progress.setVisible(bool(says.progress))
        self._why_not.say(says.why_not)
        self._why_not.setVisible(bool(says.why_not))
        self.export_button.setEnabled(self._model.size > 0)
        self.new_button.setEnabled(says.may_open)
        self.states.offer(says.states)
        self.mine_button.setChecked(self._model.narrowed.is_mine)
        self.mine_button.show_sign("check" if self._model.narrowed.is_mine else None)
        self._show_narrowing()
        self._empty_title.say(says.empty_title)
        self._empty_text.say(says.empty_text)
        self._empty_button.say(says.empty_action)
        self._empty_button.show_sign(None if self._model.is_filtered else "plus")
        self._empty_button.setVisible(bool(says.empty_action))
        self._stack.setCurrentWidget(self.table if self._model.size or not self._model.is_loaded else self._empty)
