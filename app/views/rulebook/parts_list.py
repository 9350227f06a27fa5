"""The list of contents: the parts of an edition, one below the other, each with how many entries it has."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.viewmodels.rulebook.reading_model import PartSays
from app.views.kit.card import ScrollColumn, clear
from app.views.kit.drawing import focus_ring, plate, soften
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled, shade, type_of

_ROW = 30


class PartRow(PlaceButton):
    """A part in the list of contents, with how many entries it has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, says: PartSays) -> None:
        """Shows the part's name and size."""
        self.setText(says.label)
        self._count = says.size
        self.setChecked(says.here)
        self.setAccessibleName(f"{says.label} {says.size}".strip())
        self.setToolTip(says.label)
        self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(scaled(200), scaled(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the row."""
        del event
        painter = QPainter(self)
        soften(painter)
        area, here = QRectF(self.rect()), self.isChecked()
        if here or self.underMouse():
            plate(painter, area, shade(self, "accent_soft"), None, 0, scaled(6))
        if self.hasFocus():
            focus_ring(painter, self, area, scaled(6))
        font = type_of(12)
        painter.setFont(font)
        painter.setPen(shade(self, "muted"))
        inner = area.adjusted(scaled(10), 0, -scaled(8), 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count)
        room = inner.width() - QFontMetricsF(font).horizontalAdvance(self._count) - scaled(8)
        font = type_of(14, bold=here)
        painter.setFont(font)
        painter.setPen(shade(self, "accent" if here else "ink"))
        text = QFontMetricsF(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


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
                caption = Prose(part.caption, size=12, token="muted")
                caption.setContentsMargins(scaled(10), scaled(10), 0, scaled(2))
                self.column.addWidget(caption)
            row = self.rows[part.id] = PartRow()
            row.clicked.connect(lambda _checked=False, at=part.id: self.part_wanted.emit(at))
            self.column.addWidget(row)
        self.column.addStretch(1)
        if had_keyboard in self.rows:
            self.rows[had_keyboard].setFocus()
