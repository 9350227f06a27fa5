"""The frame of every dialog: band of the register, title, one sentence, form, and buttons that name their effect."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget

from app.viewmodels.session.session import Reply
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, Said, say, spoken
from app.views.kit.card import ScrollColumn
from app.views.kit.field_grid import FieldGrid
from app.views.kit.layouts import ROOM, column, held, let_height_follow, row, turn, wide
from app.views.kit.prose import Prose
from app.views.kit.register_band import bands_above
from app.views.kit.theme import scaled

#: Takes what stands in a form, and replies when it was taken or refused.
HandIn = Callable[[Reply], None]

#: At the left and the right, in pixels at 100 %.
_MARGIN = 26
_BETWEEN_BUTTONS = 12
#: How much of the screen a dialog takes at the most, either way.
_OF_THE_SCREEN = 0.96

_THROUGH = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End})

_PRESS = N_("Enter alone does not do this, because it lasts. Press the button “{act}”.")


class _Inside(ScrollColumn):
    """As high as what is in it; on a low screen or with large text it scrolls, and the buttons stay in sight."""

    def __init__(self) -> None:
        super().__init__(margins=(0, 0, 0, 0), spacing=scaled(10))
        let_height_follow(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tells that what is inside may have another height: a scroll area keeps that to itself."""
        is_taken = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._do_without_bar()
        return is_taken

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With more room it may do without its bar."""
        super().resizeEvent(event)
        self._do_without_bar()

    def _do_without_bar(self) -> None:
        """A bar makes the text narrower and so higher, and would stay where everything has room without it."""
        room = self.maximumViewportSize()
        fits = self.heightForWidth(room.width()) <= room.height()
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)

    def heightForWidth(self, width: int) -> int:
        """The height of what is inside."""
        if self.column.hasHeightForWidth():
            return self.column.totalHeightForWidth(width)
        return self.column.totalSizeHint().height()

    def sizeHint(self) -> QSize:
        """The size of what is inside."""
        return self.column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Enough to see that there is more."""
        inside = self.column.totalMinimumSize()
        return QSize(inside.width(), min(inside.height(), scaled(120)))


class DialogFrame(QDialog):
    """A dialog that is opened with `open()` and tells its answer by `accepted`; with `open_for` it hands a form in."""

    #: What was handed in was taken: with what came of it.
    taken = Signal(object)

    def __init__(
        self, parent: QWidget, title: Said, explanation: Said, accept: Said, cancel: Said, *, width: int = 520
    ) -> None:
        super().__init__(parent)
        say(self, windowTitle=title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # With large text it is no wider than the screen.
        self._width = min(scaled(width), round(parent.screen().availableGeometry().width() * _OF_THE_SCREEN))
        self.setMinimumWidth(self._width)
        self._hand_in: HandIn | None = None
        #: What stands in it is under way.
        self.is_handed_in = False
        self._typed_in: QWidget | None = None
        self._enter_leaves = False
        self._enter_asks = False
        self._inside = _Inside()
        self.body = self._inside.column
        #: What stays in sight below what scrolls.
        self.below = column(spacing=0)
        self._complaint = Prose(token="caution")
        self.cancel_button = Button(cancel, act=self.reject)
        self.extra_buttons = row()
        self.extra = held(self.extra_buttons)
        self.accept_button = Button(accept, rank=Rank.PRIMARY, act=self.try_accept)
        self.accept_button.setDefault(True)
        explained = [Prose(explanation, token="muted")] if explanation else []
        self._buttons = row(self.cancel_button, ROOM, self.extra, self.accept_button, margins=(0, 8, 0, 0))
        told = column(
            Prose(title, size=18, bold=True, heading=True),
            *explained,
            wide(self._inside),
            self.below,
            self._complaint,
            self._buttons,
            spacing=10,
            margins=(_MARGIN, 18, _MARGIN, 20),
        )
        column(*bands_above(parent), told, spacing=0, of=self)
        self._complaint.hide()
        self.cancel_button.setVisible(bool(cancel))

    def form(self) -> FieldGrid:
        """A place for fields with their labels."""
        grid = FieldGrid()
        self.body.addLayout(grid)
        return grid

    def missing(self) -> str:
        """What has to be filled in before the dialog can be accepted; empty where nothing is missing."""
        return ""

    def prefer_cancel(self) -> None:
        """Nothing is lost by a slip: the keyboard begins on the button that leaves, and Enter presses that one."""
        self._enter_leaves = True
        self.accept_button.ask_for(Rank.SECONDARY)
        self.cancel_button.ask_for(Rank.PRIMARY)
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()

    def ask_twice(self) -> None:
        """What is done lasts: Enter in a field only says which button does it."""
        self._enter_asks = True
        self.accept_button.setDefault(False)

    def open_for(self, hand_in: HandIn) -> None:
        """Opens the dialog; it keeps what was entered until `hand_in` replies that it was taken."""
        self._hand_in = hand_in
        self.open()

    def try_accept(self) -> None:
        """Hands the form in, or says what is missing; once only while it is under way."""
        if self.is_handed_in:
            return
        complaint = self.missing()
        self.complain(complaint)
        if complaint:
            return
        if self._hand_in is None:
            self.accept()
            return
        reply = Reply()
        reply.taken.connect(self._be_taken)
        reply.refused.connect(self._be_refused)
        self._show_under_way(True)
        try:
            self._hand_in(reply)
        except Exception:
            # It did not get as far as the register, and nobody will reply.
            self._show_under_way(False)
            raise

    @Slot(object)
    def _be_taken(self, result: object) -> None:
        self.accept()
        self.taken.emit(result)

    @Slot(str)
    def _be_refused(self, complaint: str) -> None:
        reply = self.sender()
        if isinstance(reply, Reply):
            self.refuse(complaint, {reply.field: complaint} if reply.field else reply.complaints)
        else:
            self.refuse(complaint)

    def refuse(self, complaint: str, _of_fields: Mapping[str, str] = MappingProxyType({})) -> None:
        """The form was not taken: it can be mended and handed in again."""
        self._show_under_way(False)
        self.complain(complaint)

    def _show_under_way(self, is_under_way: bool) -> None:
        """What is typed while the form is under way would not be handed in: the fields wait, too."""
        if is_under_way:
            self._typed_in = self.focusWidget()
        self.is_handed_in = is_under_way
        for part in (self._inside, self.extra, self.cancel_button, self.accept_button):
            part.setEnabled(not is_under_way)
        if not is_under_way and self._typed_in is not None:
            self._typed_in.setFocus()

    def reject(self) -> None:
        """Closes without effect; not while the form is under way."""
        if not self.is_handed_in:
            super().reject()

    def complain(self, complaint: str) -> None:
        """Says what is in the way."""
        self._complaint.keep_room_of_text()
        self._complaint.say(complaint)
        if self.isVisible():
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Opens as high as its text needs at its width."""
        self._fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grows with what a field says below itself."""
        is_taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible() and self._height() > self.height():
            self._fit()
        return is_taken

    def bring_into_sight(self, part: QWidget) -> None:
        """Scrolls to a part of what is inside, with the room that there is now."""
        # What has just been said or added is laid out first, in two rounds: the scroll bar takes of the width.
        for _round in range(2):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        # The whole part: of a field Qt itself only minds the cursor in it.
        inside = self._inside.widget()
        if inside is not None and inside.isAncestorOf(part):
            middle = part.mapTo(inside, part.rect().center())
            self._inside.ensureVisible(middle.x(), middle.y(), 0, part.height() // 2 + scaled(24))

    def _arrange_buttons(self) -> None:
        """The buttons stand below each other where a row of them is wider than the dialog: none is cut off."""
        extra = [item.widget() for at in range(self.extra_buttons.count()) if (item := self.extra_buttons.itemAt(at))]
        shown = [each for each in (self.cancel_button, *extra, self.accept_button) if each and not each.isHidden()]
        gaps = scaled(_BETWEEN_BUTTONS) * len(shown)
        room = self._width - 2 * scaled(_MARGIN)
        is_row = sum(each.sizeHint().width() for each in shown) + gaps <= room
        turn(self._buttons, is_row=is_row)
        turn(self.extra_buttons, is_row=is_row)

    def _fit(self) -> None:
        self._arrange_buttons()
        self.resize(self._width, self._height())

    def _height(self) -> int:
        """As high as the text needs, within the screen."""
        layout = self.layout()
        has_height = layout is not None and layout.hasHeightForWidth()
        height = layout.totalHeightForWidth(self._width) if layout and has_height else self.sizeHint().height()
        return min(height, round(self.screen().availableGeometry().height() * _OF_THE_SCREEN))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button under the keyboard; elsewhere, and on what is chosen already, the main one.

        Where leaving is preferred, that is the way out. What lasts is done by its own button only. The page keys lead
        through what is inside, where no field takes them.
        """
        focused = self.focusWidget()
        if event.key() in _THROUGH:
            # What is only to be read has nothing that takes the keyboard and would be scrolled to.
            self._inside.keyPressEvent(event)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focused, QAbstractButton) and not focused.isChecked():
            focused.click()
        elif self._enter_leaves:
            self.reject()
        elif self._enter_asks:
            self.complain(spoken(_PRESS).format(act=self.accept_button.text()))
        else:
            self.try_accept()
