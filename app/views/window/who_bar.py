"""As whom one acts, and the day of a training register, beside the band: on every screen."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.viewmodels.window.frame_model import FrameSays
from app.views.kit.captions import say
from app.views.kit.drawing import focus_ring, icon, painting, plate, write
from app.views.kit.drawn_button import DrawnButton
from app.views.kit.layouts import row
from app.views.kit.theme import scaled, shade
from app.views.kit.typesetting import elided, width_of

_HEIGHT, _SIDE, _ICON, _GAP = 28, 10, 14, 6
#: With little room the words are cut, and the tooltip has the whole.
_LEAST = 96


class FrameButton(DrawnButton):
    """A thing of the frame in words, beside a sign; where it can't be changed here it is only read."""

    def __init__(self, sign: str, act: Callable[[], object]) -> None:
        super().__init__(act=act)
        self._sign = sign
        self._token = "muted"
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def tell(self, text: str, tip: str, *, is_training: bool, may_change: bool) -> None:
        """Shows the words; the tip says how to change them."""
        self._token = "caution" if is_training else "muted"
        say(self, text=text, toolTip="\n".join(filter(None, (text, tip))), accessibleDescription=tip)
        self.setVisible(bool(text))
        self.setEnabled(may_change)
        self.setCursor(Qt.CursorShape.PointingHandCursor if may_change else Qt.CursorShape.ArrowCursor)
        self.measure_again()

    def sizeHint(self) -> QSize:
        """One row, with room for all of it."""
        room = int(width_of(self.text(), 12, bold=True)) + 2
        return QSize(room + scaled(2 * _SIDE + _ICON + _GAP), scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Enough to see whose name begins so."""
        return QSize(min(self.sizeHint().width(), scaled(_LEAST)), scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the sign and the words."""
        area, colour = QRectF(self.rect()), shade(self, self._token)
        left = scaled(_SIDE + _ICON + _GAP)
        with painting(self) as painter:
            painter.fillRect(self.rect(), shade(self, "caution_soft" if self._token == "caution" else "ground"))
            if self.underMouse() and self.isEnabled():
                plate(painter, area.adjusted(2, 2, -2, -2), None, colour, 1, scaled(5))
            if self.hasFocus():
                focus_ring(painter, self, area.adjusted(1, 1, -1, -1), scaled(5))
            top = (self.height() - scaled(_ICON)) // 2
            painter.drawPixmap(scaled(_SIDE), top, icon(self, self._sign, self._token, _ICON))
            room = area.adjusted(left, 0, 0, 0)
            text = elided(self.text(), self.width() - left - scaled(_SIDE) + 2, 12, bold=True)
            write(painter, room, text, colour, size=12, bold=True)


class WhoBar(QWidget):
    """Who acts, and which day it is where the register has one of its own."""

    def __init__(self, change_person: Callable[[], object], change_day: Callable[[], object]) -> None:
        super().__init__()
        self.person = FrameButton("person", change_person)
        self.day = FrameButton("calendar", change_day)
        row(self.person, self.day, spacing=0, of=self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, says: FrameSays, *, is_training: bool) -> None:
        """Shows who acts, and the day."""
        may_change = says.may_change_person
        self.person.tell(says.person, says.person_tip, is_training=is_training, may_change=may_change)
        self.day.tell(says.day, says.day_tip, is_training=is_training, may_change=says.may_change_day)
