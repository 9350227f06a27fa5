"""The list of contents: the parts of an edition, one below the other, each with how many entries it has."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from app.viewmodels.rulebook.reading_model import PartSays
from app.views.kit.captions import say
from app.views.kit.card import ScrollColumn, clear
from app.views.kit.drawing import AT_THE_RIGHT, focus_ring, painting, plate, write
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.layouts import ROOM, add
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled, shade
from app.views.kit.typesetting import elided, width_of

_ROW = 30


class PartRow(PlaceButton):
    """A part in the list of contents, with how many entries it has."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__(act=act)
        self._count = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, says: PartSays) -> None:
        """Shows the part's name and size."""
        self.setText(says.label)
        self._count = says.size
        self.mark(here=says.here)
        self.setAccessibleName(f"{says.label} {says.size}".strip())
        say(self, toolTip=says.label)
        self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(scaled(200), scaled(_ROW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the row."""
        area, here = QRectF(self.rect()), self.is_here
        inner = area.adjusted(scaled(10), 0, -scaled(8), 0)
        text = elided(self.text(), inner.width() - width_of(self._count, 12) - scaled(8), bold=here)
        with painting(self) as painter:
            if here or self.underMouse():
                plate(painter, area, shade(self, "accent_soft"), None, 0, scaled(6))
            if self.hasFocus():
                focus_ring(painter, self, area, scaled(6))
            write(painter, inner, self._count, shade(self, "muted"), size=12, alignment=AT_THE_RIGHT)
            write(painter, inner, text, shade(self, "accent" if here else "ink"), bold=here)


class PartsList(ScrollColumn):
    """The rows, under captions where there are some. It keeps its rows while the parts stay the same."""

    part_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(margins=(0, 2, 4, 4), spacing=0)
        self.rows: dict[str, PartRow] = {}
        self._shape: list[tuple[str, str]] = []

    def say(self, parts: tuple[PartSays, ...]) -> None:
        """Shows these parts."""
        shape = [(part.id, part.caption) for part in parts]
        if shape != self._shape:
            self._shape = shape
            self._make(parts)
        for part in parts:
            self.rows[part.id].say(part)

    def _make(self, parts: tuple[PartSays, ...]) -> None:
        had_keyboard = next((part for part, row in self.rows.items() if row.hasFocus()), "")
        clear(self.column)
        self.rows = {}
        for part in parts:
            if part.caption:
                add(self.column, Prose(part.caption, size=12, token="muted", margins=(10, 10, 0, 2)))
            self.rows[part.id] = PartRow(partial(self.part_wanted.emit, part.id))
            add(self.column, self.rows[part.id])
        add(self.column, ROOM)
        if had_keyboard in self.rows:
            self.rows[had_keyboard].setFocus()
