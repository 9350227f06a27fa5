"""A field that opens a list to search: for one of many states, where a drop-down would have to be scrolled."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStyle, QStyleOptionButton, QWidget

from app.viewmodels.session.picker_model import Pick
from app.views.kit.drawing import icon, write_lines
from app.views.kit.keyboard import is_enter
from app.views.kit.layouts import column, let_height_follow
from app.views.kit.picker_list import PickerList
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import BODY, scaled, shade
from app.views.kit.typesetting import lines_of

#: A field of one line, a line in a higher one, and what stands beside the text.
_FIELD, _LINE, _LEFT, _RIGHT = 34, 20, 10, 30


class PickerField(FollowsTextSize, QPushButton):
    """Looks like a drop-down, as high as all that is chosen needs; pressing it opens the list under it."""

    picked = Signal(str)

    def __init__(self, picks: Callable[[], tuple[Pick, ...]], list_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("field")
        self._picks, self._list_name = picks, list_name
        self._value: str | None = None
        let_height_follow(self)
        self.clicked.connect(lambda: self.open_list())

    def choose(self, value: str | None, text: str) -> None:
        """Shows what is chosen."""
        self._value = value
        self.setText(text)
        self.measure_again()

    def lines_at(self, width: int) -> tuple[str, ...]:
        """The lines of what is chosen, in a field of this width."""
        return lines_of(self.text(), width - scaled(_LEFT + _RIGHT), BODY, fill=0.0)

    def heightForWidth(self, width: int) -> int:
        """Room for every line of what is chosen."""
        return scaled(_FIELD) + (len(self.lines_at(width)) - 1) * scaled(_LINE)

    def sizeHint(self) -> QSize:
        """A comfortable width; the layout gives more."""
        return QSize(scaled(320), self.heightForWidth(scaled(320)))

    def minimumSizeHint(self) -> QSize:
        """The height of one line."""
        return QSize(scaled(120), scaled(_FIELD))

    def open_list(self) -> PickerList:
        """Opens the list."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker = PickerList(rows=7.5)
        picker.say(self._list_name)
        picker.model.fill(self._picks())
        picker.show_chosen(self._value)
        column(picker, margins=(8, 8, 8, 8), of=popup)
        picker.picked.connect(popup.close)
        picker.picked.connect(self.picked)
        popup.setFixedWidth(max(self.width(), scaled(360)))
        popup.move(self._place_of(popup))
        popup.show()
        picker.search.setFocus()
        return picker

    def _place_of(self, popup: QWidget) -> QPoint:
        """Below the field, or above it where the screen ends before the list does."""
        across, height = self.width() - popup.width(), popup.sizeHint().height()
        below = self.mapToGlobal(QPoint(across, self.height() + 2))
        above = self.mapToGlobal(QPoint(across, -height - 2))
        room = self.screen().availableGeometry()
        return above if below.y() + height > room.bottom() and above.y() >= room.top() else below

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the list, as the space bar does; so does the arrow that leads down."""
        if is_enter(event) or event.key() == Qt.Key.Key_Down:
            self.open_list()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the field, its text, and the arrow."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        lines = self.lines_at(self.width())
        top = (self.height() - len(lines) * scaled(_LINE)) / 2
        room = QRectF(scaled(_LEFT), top, self.width() - scaled(_LEFT + _RIGHT), self.height())
        arrow = QPoint(self.width() - scaled(22), (self.height() - scaled(12)) // 2)
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
            colour = shade(self, "ink" if self.isEnabled() else "muted")
            write_lines(painter, room, lines, scaled(_LINE), colour, size=BODY)
            painter.drawPixmap(arrow, icon(self, "down", "muted", 12))
