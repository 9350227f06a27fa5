"""What waits: for who acts, for others, what was voided, what runs out."""

from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from app.viewmodels.approvals.approvals_model import COLUMNS, SORTABLE, ApprovalsModel, Column, Narrowed
from app.viewmodels.approvals.approvals_page_model import approvals_page, row_menu, sorting_says
from app.viewmodels.session.actions import PaletteEntry
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, say, spoken
from app.views.kit.card import Card, ScrollColumn
from app.views.kit.case_table import CaseTable, TableShape
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.layouts import ROOM, Placed, at, column, row, set_margins, turn, wide
from app.views.kit.page_tabs import PageTabs
from app.views.kit.prose import Prose
from app.views.kit.screen_view import ScreenView
from app.views.kit.search_field import SearchField
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import scaled

#: How long after the last key the register is asked.
_PAUSE_MILLISECONDS = 120
_MIDDLE = Qt.AlignmentFlag.AlignHCenter
#: In pixels at 100 %: with less the filter stands below the search. And the least.
_ROOM_BESIDE, _LEAST = 620, 340

_TITLE = N_("Approvals")
_EXPORT = N_("Save the list")
_SEARCH = N_("Search by number, title, party, item, destination or document")
_GROUPS = {
    "mine": N_("For me"),
    "others": N_("For others"),
    "void": N_("Void"),
    "ending": N_("Running out"),
}
_SHAPE = TableShape(
    columns=COLUMNS,
    title=Column.TITLE,
    tall=Column.WHAT,
    least={
        Column.NUMBER: 94,
        Column.TITLE: 180,
        Column.WHAT: 214,
        Column.WHOM: 124,
        Column.SINCE: 158,
        Column.UNTIL: 168,
        Column.OFFICER: 104,
    },
    wide={
        Column.WHAT: 280,
        Column.WHOM: 180,
        Column.SINCE: 168,
        Column.UNTIL: 190,
        Column.NUMBER: 100,
        Column.OFFICER: 140,
    },
    left_out=(Column.OFFICER, Column.WHOM, Column.SINCE, Column.UNTIL, Column.WHAT),
    quiet=(Column.NUMBER, Column.SINCE),
    sortable=SORTABLE,
    lines_beside=2,
)


class ApprovalsView(FollowsTextSize, ScreenView):
    """Four groups of what waits, one at a time, each as a list; a row opens its case."""

    #: The case of this id shall be opened, where what it waits for is done.
    case_wanted = Signal(int, object)

    def __init__(self, model: ApprovalsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._count = Prose(token="muted", most_lines=1)
        self.export_button = Button(_EXPORT, sign="document", act=self.save_list)
        self.groups = PageTabs(_GROUPS)
        say(self.groups, accessibleName=_TITLE)
        self.search = SearchField()
        say(self.search, placeholderText=_SEARCH, accessibleName=_SEARCH)
        self.kinds = ChoiceBox()
        self.kinds.name_itself(N_("What waits"))
        self.mine_button = Button(
            N_("My requests"), N_("Only requests of which you are the case officer"), act=self._turn_mine
        )
        self.mine_button.setCheckable(True)
        self.table: CaseTable[Column] = CaseTable(model, model, _SHAPE)
        say(self.table, accessibleName=_TITLE)
        self._empty_title = Prose(size=18, bold=True, heading=True)
        self._empty_text = Prose(token="muted")
        self._empty_button = Button(rank=Rank.PRIMARY, act=self._show_everything)
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
        self._empty = ScrollColumn(
            Placed(None, 2), *nothing, Placed(None, 3), margins=(12, 12, 12, 12), spacing=scaled(8)
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        title = Prose(_TITLE, size=22, bold=True, is_caption=True, most_lines=1)
        self._head = row(row(title, wide(self._count), spacing=14), row(self.export_button, ROOM, spacing=14))
        self._finding = row(wide(self.search, 3), row(wide(self.kinds), self.mine_button, spacing=8))
        self._column = column(
            self._head,
            row(self.groups, ROOM),
            self._finding,
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
        self._finding.setStretch(1, 0 if is_narrow else 2)
        set_margins(self._column, (12, 10, 12, 10) if is_narrow else (24, 18, 24, 18))
        self._column.setSpacing(scaled(8 if is_narrow else 12))

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
        self.groups.chosen.connect(self._choose_group)
        self.search.textChanged.connect(lambda: self._pause.start())
        self.search.returnPressed.connect(self._go_into_list)
        self.search.left_down.connect(self._go_into_list)
        self._pause.timeout.connect(self._narrow_now)
        self.kinds.currentIndexChanged.connect(self._narrow_now)
        self.table.doubleClicked.connect(lambda index: self._open(index.row()))
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self.table.opened.connect(self._open)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.model.counted.connect(self._show_count)
        self.model.tallied.connect(self.speak)
        self.model.session.language.changed.connect(self.speak)
        self.model.dataChanged.connect(self._go_back_to_row)
        self.table.selectionModel().currentRowChanged.connect(lambda index: self._remember(index.row()))

    def _show_count(self) -> None:
        had_list = self.table.hasFocus()
        self.speak()
        self._go_back_to_row()
        if had_list and not self.model.size:
            self.groups.setFocus()

    def _remember(self, place: int) -> None:
        awaited = self.model.at(place) if place >= 0 else None
        if awaited is not None:
            self._row_kept, self._case_kept = place, awaited.case_id

    def _go_back_to_row(self) -> None:
        """The list is read anew all the time: the keyboard stays with its case, or else in its place."""
        place = self.model.row_of(self._case_kept)
        if place is None and not self.table.currentIndex().isValid():
            place = self._row_kept if self._row_kept < self.model.size else 0
        if place is not None and not self.table.currentIndex().isValid() and place < self.model.size:
            self.table.go_to_row(place)

    def _choose_group(self, code: str) -> None:
        self._row_kept, self._case_kept = 0, None
        self.model.choose(code)
        self.speak()

    def _go_into_list(self) -> None:
        self._narrow_now()
        self.take_keyboard()

    def _turn_mine(self) -> None:
        self.model.narrow(self.model.narrowed._replace(is_mine=not self.model.narrowed.is_mine))
        self.speak()

    def _narrow_now(self) -> None:
        self._pause.stop()
        narrowed = self.model.narrowed._replace(typed=self.search.text(), kind=str(self.kinds.code() or ""))
        self.model.narrow(narrowed)

    def _show_everything(self) -> None:
        with QSignalBlocker(self.search):
            self.search.clear()
        self.model.narrow(Narrowed())
        self.take_keyboard()

    def _open(self, place: int) -> None:
        awaited = self.model.at(place)
        if awaited is not None:
            self.case_wanted.emit(awaited.case_id, awaited.wait)

    def menu_of(self, place: int) -> QMenu:
        """What can be done with a row: to open its case, to copy the number or the row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        says = row_menu(self.model, place)
        menu.addAction(says.open, lambda: self._open(place))
        menu.addSeparator()
        menu.addAction(says.copy_number, lambda: QGuiApplication.clipboard().setText(says.number))
        menu.addAction(says.copy_row, lambda: QGuiApplication.clipboard().setText(self.model.row_as_text(place)))
        return menu

    def _open_menu(self, place: QPoint) -> None:
        """At the mouse; called by a key, below the row that has the keyboard."""
        index = self.table.indexAt(place)
        if not self.table.viewport().rect().contains(place) or not index.isValid():
            index = self.table.currentIndex()
            place = self.table.visualRect(index).bottomLeft()
        if self.model.at(index.row()) is not None:
            self.table.go_to_row(index.row())
            self.menu_of(index.row()).popup(self.table.viewport().mapToGlobal(place))

    def entries(self) -> list[PaletteEntry]:
        """Override: the groups, the list as a file, and the ways in which it can be sorted."""
        offered = [
            PaletteEntry(f"group_{code}", f"{spoken(_TITLE)}: {spoken(name)}", "", partial(self._go_to_group, code))
            for code, name in _GROUPS.items()
        ]
        if self.model.size:
            offered.append(PaletteEntry("save_list", spoken(_EXPORT), "", self.save_list))
        offered += [
            PaletteEntry(label, label, "", partial(self._sort_by, place)) for place, label in sorting_says(self.model)
        ]
        return offered

    def _go_to_group(self, code: str) -> None:
        self._choose_group(code)
        self.take_keyboard()

    def _sort_by(self, place: int) -> None:
        self.table.sort_by(place)
        self.take_keyboard()

    def save_list(self) -> None:
        """Offers the list, as it is shown, as a file."""
        # Few will.
        from app.viewmodels.approvals.approvals_export import ApprovalsExport  # noqa: PLC0415
        from app.views.kit.export_dialog import ExportDialog  # noqa: PLC0415

        self._narrow_now()
        ExportDialog(self, ApprovalsExport(self.model.session, self.model.wanted)).open()

    def take_keyboard(self) -> None:
        """Override: the keyboard begins on the list, where there is something in it; else on the groups."""
        if self.model.size or not self.model.is_loaded:
            self.table.setFocus()
            self._go_back_to_row()
        else:
            self.groups.setFocus()

    def focus_search(self) -> None:
        """Override: the list is searched."""
        self.search.setFocus()
        self.search.selectAll()

    def speak(self) -> None:
        """Shows everything in the present language, and the counts as they are."""
        says, model = approvals_page(self.model), self.model
        if self.table.is_fitted:
            self.table.fit()
        self.table.show_order()
        self._count.say(says.total)
        self.groups.say(model.group.value, says.tally)
        self.export_button.setEnabled(model.size > 0)
        with QSignalBlocker(self.kinds):
            self.kinds.offer(says.kinds)
            self.kinds.choose(model.narrowed.kind)
        self.kinds.setVisible(len(says.kinds) > 1)
        self.mine_button.setChecked(model.narrowed.is_mine)
        self.mine_button.show_sign("check" if model.narrowed.is_mine else None)
        self._empty_title.say(says.empty_title)
        self._empty_text.say(says.empty_text)
        self._empty_button.say(says.empty_action)
        self._empty_button.setVisible(bool(says.empty_action))
        self._stack.setCurrentWidget(self.table if model.size or not model.is_loaded else self._empty)
