"""A field that opens a list to search: for one of many states, where a drop-down would have to be scrolled."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from app.viewmodels.session.picker_model import Pick
from app.views.kit.captions import say
from app.views.kit.drawing import icon, write
from app.views.kit.keyboard import is_enter
from app.views.kit.layouts import column
from app.views.kit.picker_list import PickerList
from app.views.kit.theme import scaled, shade
from app.views.kit.typesetting import elided


class PickerField(QPushButton):
    """Looks like a drop-down; pressing it opens the list under it."""

    picked = Signal(str)

    def __init__(self, picks: Callable[[], tuple[Pick, ...]], list_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("field")
        self._picks, self._list_name = picks, list_name
        self._value: str | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(scaled(34))
        self.setMinimumWidth(scaled(120))
        self.clicked.connect(lambda: self.open_list())

    def choose(self, value: str | None, text: str) -> None:
        """Shows what is chosen."""
        self._value = value
        self.setText(text)
        say(self, toolTip=text)

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
        popup.move(self.mapToGlobal(QPoint(self.width() - popup.width(), self.height() + 2)))
        popup.show()
        picker.search.setFocus()
        return picker

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the list, as the space bar does; so does the arrow that leads down."""
        if is_enter(event) or event.key() == Qt.Key.Key_Down:
            self.open_list()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the field, its text with an ellipsis where it is too long, and the arrow."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = QRectF(scaled(10), 0, self.width() - scaled(40), self.height())
        arrow = QPoint(self.width() - scaled(22), (self.height() - scaled(12)) // 2)
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
            colour = shade(self, "ink" if self.isEnabled() else "muted")
            write(painter, room, elided(self.text(), room.width()), colour)
            painter.drawPixmap(arrow, icon(self, "down", "muted", 12))
