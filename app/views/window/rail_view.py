"""The rail at the left: the name of the program, the screens that there are, language, theme and help."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.viewmodels.window.window_actions import INVITATIONS
from app.viewmodels.window.window_model import WindowModel
from app.views.kit.captions import Caption, say
from app.views.kit.drawing import IN_THE_MIDDLE, icon, painting, plate, write
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.layouts import ROOM, column, row, set_margins
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import elided

#: Room for the longest label in either language, beside its icon; a test looks at them.
WIDTH = 128
#: Only signs, where the window has no room for words.
_NARROW_WIDTH = 56
#: Below this width of the window its rows do without words, and below this height they stand close.
_ROOM_FOR_WORDS, _ROOM_ABOVE = 680, 400
_LEAST_HEIGHT = 334
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

    def __init__(self, sign: str, act: Callable[[], object], *, size: int) -> None:
        super().__init__(act=act)
        self._sign = sign
        self._size = size
        self.has_words = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(scaled(WIDTH - 16 if self.has_words else _ICON), scaled(38 if self._size > 12 else 32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the row."""
        area, here = QRectF(self.rect()), self.is_here
        token = "rail_strong" if here or self.hasFocus() else "rail_ink"
        room = area.adjusted(scaled(_LEFT + _ICON + _GAP), 0, 0, 0)
        top = (self.height() - scaled(_ICON)) // 2
        with painting(self) as painter:
            if here or self.underMouse():
                plate(painter, area, shade(self, "rail_soft"), None, 0, scaled(6))
            if here:
                bar = QRectF(0, scaled(9), scaled(3), area.height() - scaled(18))
                plate(painter, bar, shade(self, "rail_strong"), None, 0, scaled(3) / 2)
            if self.hasFocus():
                plate(painter, area, None, shade(self, "rail_strong"), 2, scaled(6))
            left = scaled(_LEFT) if self.has_words else (self.width() - scaled(_ICON)) // 2
            painter.drawPixmap(left, top, icon(self, self._sign, token, _ICON))
            if self.has_words:
                write(painter, room, self.shown_text(), shade(self, token), size=self._size, bold=here)

    def shown_text(self) -> str:
        """The word as it is shown: with an ellipsis only if it is too long, which a test forbids."""
        room = self.width() - scaled(_LEFT + _ICON + _GAP) - scaled(2)
        return elided(self.text(), room, self._size, bold=self._size > 12)


class LanguageSwitch(QWidget):
    """Both languages, always in their own words; the present one is marked."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__()
        names = {"ja": "日本語", "en": "English"}
        self._buttons = {
            code: _LanguageButton(name, INVITATIONS[code], partial(model.looks.choose_language, code))
            for code, name in names.items()
        }
        self._row = row(*self._buttons.values(), spacing=0, of=self)

    def stand(self, *, beside: bool) -> None:
        """Beside each other, or below."""
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def say(self, language: str) -> None:
        """Marks the present language."""
        for code, button in self._buttons.items():
            button.mark(here=code == language)


class _LanguageButton(PlaceButton):
    """One language of the switch."""

    def __init__(self, name: str, invitation: str, act: Callable[[], object]) -> None:
        super().__init__(act=act)
        say(self, text=name, toolTip=invitation, accessibleDescription=invitation)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Half the rail, or all of it where that is narrow."""
        return QSize(scaled(48), scaled(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the name, on a plate when it is the present language."""
        area, here = QRectF(self.rect()), self.is_here
        colour = shade(self, "rail_strong" if here else "rail_ink")
        with painting(self) as painter:
            plate(painter, area, shade(self, "rail_soft") if here else None, None, 0, scaled(6))
            if here and hairline(self) > 1:
                plate(painter, area, None, shade(self, "rail_strong"), 1, scaled(6))
            if self.hasFocus():
                plate(painter, area, None, shade(self, "rail_strong"), 2, scaled(6))
            write(painter, area, self.text(), colour, size=12, bold=here, alignment=IN_THE_MIDDLE)


class RailView(FollowsTextSize, QWidget):
    """The rail. It holds only what works."""

    def __init__(self, model: WindowModel, areas: Iterable[RailEntry], foot: Iterable[RailEntry]) -> None:
        super().__init__()
        self._buttons: dict[str, RailButton] = {}
        self._languages = LanguageSwitch(model)
        self._has_words, self._is_low = True, False
        above = [self._button(model, entry, 14) for entry in areas]
        below = [self._button(model, entry, 12) for entry in foot]
        self._column = column(*above, ROOM, *below, 6, self._languages, of=self)
        self._space()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)

    def _button(self, model: WindowModel, entry: RailEntry, size: int) -> RailButton:
        button = self._buttons[entry.id] = RailButton(entry.sign, partial(entry.do, model), size=size)
        say(button, text=entry.label, toolTip=entry.tip, accessibleDescription=entry.tip)
        return button

    def _space(self) -> None:
        sides = 8 if self._has_words else 4
        set_margins(self._column, (sides, 60 if self._is_low else 92, sides, 6 if self._is_low else 12))
        self._column.setSpacing(0 if self._is_low else scaled(4))

    def fit(self, window: QSize) -> None:
        """Takes less room in a small window, or in one with large text."""
        fitted = window.width() >= scaled(_ROOM_FOR_WORDS), window.height() < scaled(_ROOM_ABOVE)
        if fitted != (self._has_words, self._is_low):
            self._has_words, self._is_low = fitted
            for button in self._buttons.values():
                button.has_words = self._has_words
            self._languages.stand(beside=self._has_words)
            self.follow_text_size()

    def follow_text_size(self) -> None:
        """The distances grow with the text."""
        self._space()
        super().follow_text_size()

    def say(self, here: str, language: str) -> None:
        """Marks the area of the screen that is shown, and the present language."""
        for name, button in self._buttons.items():
            button.mark(here=name == here)
        self._languages.say(language)

    def sizeHint(self) -> QSize:
        """A fixed width, the whole height."""
        return QSize(scaled(WIDTH if self._has_words else _NARROW_WIDTH), scaled(400))

    def minimumSizeHint(self) -> QSize:
        """What it needs at the least, however it stands at present: the window may become smaller yet."""
        return QSize(scaled(_NARROW_WIDTH), scaled(_LEAST_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground, the gate and the name."""
        left = scaled(16) + scaled(30) + scaled(9)
        name = QRectF(left, scaled(15), self.width() - left, scaled(24))
        below = QRectF(left, scaled(38), self.width() - left, scaled(16))
        with painting(self) as painter:
            painter.fillRect(self.rect(), shade(self, "rail"))
            if hairline(self) > 1:
                painter.fillRect(self.width() - 2, 0, 2, self.height(), shade(self, "line"))
            gate = scaled(16) if self._has_words else (self.width() - scaled(30)) // 2
            painter.drawPixmap(gate, scaled(20), icon(self, "gate", "rail_strong", 30))
            if not self._has_words:
                return
            write(painter, name, "関所", shade(self, "rail_strong"), size=17, bold=True)
            write(painter, below, "Sekisho", shade(self, "rail_ink"), size=12)
