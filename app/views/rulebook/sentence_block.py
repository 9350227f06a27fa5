"""A sentence of the source text with its mark, and beside it the rules, grounds and steps that code it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.rulebook.entry_model import EntrySays
from app.views.kit.badge import Badge
from app.views.kit.drawing import soften
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.theme import hairline, scaled, shade


class SentenceBlock(QWidget):
    """Text at the left, what codes it at the right."""

    entry_wanted = Signal(str)

    def __init__(self, says: EntrySays) -> None:
        super().__init__()
        self.id = says.id
        self.is_marked = False
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(10), scaled(8), 0, scaled(10))
        row.setSpacing(scaled(24))
        text = QVBoxLayout()
        text.setSpacing(scaled(4))
        text.addWidget(Prose(says.label))
        foot = QHBoxLayout()
        foot.setSpacing(scaled(10))
        badge = Badge(says.origin.badge, token=says.origin.token, filled=bool(says.links))
        foot.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        origin = "　".join(part for part in (says.clause, *says.notes, says.origin.sources) if part)
        foot.addWidget(Prose(origin, size=12, token="muted"), 1)
        text.addLayout(foot)
        text.addStretch(1)
        row.addLayout(text, 11)
        coded = QVBoxLayout()
        coded.setSpacing(scaled(1))
        for link in says.links:
            name = LinkRow(link.label, size=13)
            name.clicked.connect(lambda _checked=False, entry=link.id: self.entry_wanted.emit(entry))
            coded.addWidget(name)
            says_it = Prose(link.says, size=12, token="muted")
            says_it.setContentsMargins(scaled(20), 0, 0, scaled(4))
            coded.addWidget(says_it)
        coded.addStretch(1)
        row.addLayout(coded, 9)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line below, and the ground of the sentence that was looked for."""
        del event
        painter = QPainter(self)
        soften(painter)
        if self.is_marked:
            painter.fillRect(self.rect(), shade(self, "accent_soft"))
        painter.fillRect(0, self.height() - hairline(self), self.width(), hairline(self), shade(self, "line"))
        painter.end()
