"""A sentence of the source text with its mark, and beside it the rules, grounds and steps that code it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.rulebook.entry_model import EntrySays
from app.views.kit.badge import Badge
from app.views.kit.layouts import ROOM, Part, at, column, row, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.theme import hairline, shade


class SentenceBlock(QWidget):
    """Text at the left, what codes it at the right."""

    entry_wanted = Signal(str)

    def __init__(self, says: EntrySays) -> None:
        super().__init__()
        self.id = says.id
        self.is_marked = False
        badge = Badge(says.origin.badge, token=says.origin.token, filled=bool(says.links))
        origin = "　".join(part for part in (says.clause, *says.notes, says.origin.sources) if part)
        foot = row(at(Qt.AlignmentFlag.AlignTop, badge), wide(Prose(origin, size=12, token="muted")), spacing=10)
        coded: list[Part] = []
        for link in says.links:
            note = Prose(link.says, size=12, token="muted", margins=(20, 0, 0, 4))
            coded += [LinkRow(link.label, size=13, act=partial(self.entry_wanted.emit, link.id)), note]
        text = column(Prose(says.label), foot, ROOM, spacing=4)
        row(wide(text, 11), wide(column(*coded, ROOM, spacing=1), 9), spacing=24, margins=(10, 8, 0, 10), of=self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the line below, and the ground of the sentence that was looked for."""
        with QPainter(self) as painter:
            if self.is_marked:
                painter.fillRect(self.rect(), shade(self, "accent_soft"))
            painter.fillRect(0, self.height() - hairline(self), self.width(), hairline(self), shade(self, "line"))
