"""The rail at the left: the name of the program, the screens that there are, language, theme and help."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.viewmodels.window.window_actions import INVITATIONS
from app.viewmodels.window.window_model import WindowModel
from app.views.kit.captions import Caption, say
from app.views.kit.drawing import icon, plate, soften
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import hairline, scaled, shade, type_of

#: Room for the longest label in either language, beside its icon; a test looks at them.
WIDTH = 128
_LEFT, _ICON, _GAP = 12, 16, 9


class RailEntry(NamedTuple):
    """A row of the rail: its sign, its words, and what it does."""

    id: str
    sign: str
    label: Caption
    tip: Caption
    do: Callable[[WindowModel], object]


class RailButton(PlaceButton):
    """A row of the rail: an icon and a word."""

    def __init__(self, sign: str, *, size: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self._size = size
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(scaled(WIDTH - 16), scaled(38 if self._size > 12 else 32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the row."""
        del event
        painter = QPainter(self)
        soften(painter)
        area = QRectF(self.rect())
        here = self.isChecked()
        if here or self.underMouse():
            plate(painter, area, shade(self, "rail_soft"), None, 0, scaled(6))
        if here:
            bar = QRectF(0, scaled(9), scaled(3), area.height() - scaled(18))
            plate(painter, bar, shade(self, "rail_strong"), None, 0, scaled(3) / 2)
        if self.hasFocus():
            plate(painter, area, None, shade(self, "rail_strong"), 2, scaled(6))
        token = "rail_strong" if here or self.hasFocus() else "rail_ink"
        painter.drawPixmap(scaled(_LEFT), (self.height() - scaled(_ICON)) // 2, icon(self, self._sign, token, _ICON))
        painter.setFont(type_of(self._size, bold=here))
        painter.setPen(shade(self, token))
        left = scaled(_LEFT + _ICON + _GAP)
        room = QRectF(left, 0, self.width() - left, area.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.shown_text())
        painter.end()

    def shown_text(self) -> str:
        """The word as it is shown: with an ellipsis only if it is too long, which a test forbids."""
        metrics = QFontMetricsF(type_of(self._size, bold=self._size > 12))
        room = self.width() - scaled(_LEFT + _ICON + _GAP) - scaled(2)
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)


class LanguageSwitch(QWidget):
    """Both languages, always in their own words; the present one is marked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._buttons: dict[str, _LanguageButton] = {}
        for code, name in (("ja", "日本語"), ("en", "English")):
            button = _LanguageButton(name)
            button.setAccessibleDescription(INVITATIONS[code])
            button.setToolTip(INVITATIONS[code])
            button.clicked.connect(lambda _checked=False, at=code: self.chosen.emit(at))
            row.addWidget(button)
            self._buttons[code] = button

    def say(self, language: str) -> None:
        """Marks the present language."""
        for code, button in self._buttons.items():
            button.setChecked(code == language)


class _LanguageButton(PlaceButton):
    """One language of the switch."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Half the rail."""
        return QSize(scaled(50), scaled(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the name, on a plate when it is the present language."""
        del event
        painter = QPainter(self)
        soften(painter)
        area = QRectF(self.rect())
        here = self.isChecked()
        plate(painter, area, shade(self, "rail_soft") if here else None, None, 0, scaled(6))
        if here and hairline(self) > 1:
            plate(painter, area, None, shade(self, "rail_strong"), 1, scaled(6))
        if self.hasFocus():
            plate(painter, area, None, shade(self, "rail_strong"), 2, scaled(6))
        painter.setFont(type_of(12, bold=here))
        painter.setPen(shade(self, "rail_strong" if here else "rail_ink"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class RailView(FollowsTextSize, QWidget):
    """The rail. It holds only what works."""

    language_wanted = Signal(str)

    def __init__(
        self, model: WindowModel, areas: Iterable[RailEntry], foot: Iterable[RailEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._buttons: dict[str, RailButton] = {}
        self._languages = LanguageSwitch()
        column = self._column = QVBoxLayout(self)
        self._space()
        for entry in areas:
            column.addWidget(self._button(model, entry, 14))
        column.addStretch(1)
        for entry in foot:
            column.addWidget(self._button(model, entry, 12))
        column.addSpacing(scaled(6))
        column.addWidget(self._languages)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._languages.chosen.connect(self.language_wanted)

    def _button(self, model: WindowModel, entry: RailEntry, size: int) -> RailButton:
        button = self._buttons[entry.id] = RailButton(entry.sign, size=size)
        say(button, text=entry.label, toolTip=entry.tip, accessibleDescription=entry.tip)
        button.clicked.connect(lambda: entry.do(model))
        return button

    def _space(self) -> None:
        self._column.setContentsMargins(scaled(8), scaled(92), scaled(8), scaled(12))
        self._column.setSpacing(scaled(4))

    def follow_text_size(self) -> None:
        """The distances grow with the text."""
        self._space()
        super().follow_text_size()

    def say(self, here: str, language: str) -> None:
        """Marks the area of the screen that is shown, and the present language."""
        for name, button in self._buttons.items():
            button.setChecked(name == here)
        self._languages.say(language)

    def sizeHint(self) -> QSize:
        """A fixed width, the whole height."""
        return QSize(scaled(WIDTH), scaled(400))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground, the gate and the name."""
        del event
        painter = QPainter(self)
        soften(painter)
        painter.fillRect(self.rect(), shade(self, "rail"))
        if hairline(self) > 1:
            painter.fillRect(self.width() - 2, 0, 2, self.height(), shade(self, "line"))
        side = scaled(30)
        painter.drawPixmap(scaled(16), scaled(20), icon(self, "gate", "rail_strong", 30))
        left = scaled(16) + side + scaled(9)
        painter.setPen(shade(self, "rail_strong"))
        painter.setFont(type_of(17, bold=True))
        painter.drawText(
            QRectF(left, scaled(15), self.width() - left, scaled(24)), Qt.AlignmentFlag.AlignVCenter, "関所"
        )
        painter.setPen(shade(self, "rail_ink"))
        painter.setFont(type_of(12))
        painter.drawText(
            QRectF(left, scaled(38), self.width() - left, scaled(16)), Qt.AlignmentFlag.AlignVCenter, "Sekisho"
        )
        painter.end()
