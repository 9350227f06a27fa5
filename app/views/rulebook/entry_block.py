"""One entry of an edition as it is read: name, words, condition, where it comes from, what it leads to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.rulebook.entry_model import EntrySays
from app.viewmodels.rulebook.reading_model import DecidedSays
from app.views.kit.badge import Badge
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.card import clear
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.theme import hairline, scaled, shade
from app.views.rulebook.condition_view import ConditionView


class EntryBlock(QWidget):
    """The entry. Which cases it decided is read when somebody asks."""

    entry_wanted = Signal(str)
    decided_wanted = Signal(str)
    line_wanted = Signal(object, object)

    def __init__(self, says: EntrySays, *, label_size: int = 16) -> None:
        super().__init__()
        self.id = says.id
        #: Whether this is the entry that the reader was led to.
        self.is_marked = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(scaled(10), scaled(6), scaled(8), scaled(12))
        self._column.setSpacing(scaled(4))
        self._add_name(says, label_size)
        for text in says.says:
            self._column.addWidget(Prose(text))
        for note in says.notes:
            self._column.addWidget(Prose(note, size=13, token="muted"))
        if says.condition:
            self._add_caption(says.condition_caption)
            tree = ConditionView(says.condition)
            tree.name_wanted.connect(self.entry_wanted)
            self._column.addWidget(tree)
        self._add_origin(says)
        if says.links:
            self._add_caption(says.links_caption)
        for link in says.links:
            row = LinkRow(link.label, size=13)
            row.clicked.connect(lambda _checked=False, entry=link.id: self.entry_wanted.emit(entry))
            self._column.addWidget(row)
        self.decided_button = Button(N_("Cases that it decided"), rank=Rank.QUIET, sign="list", size=12)
        self.decided_button.clicked.connect(lambda: self.decided_wanted.emit(self.id))
        self._column.addWidget(self.decided_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.decided_button.setVisible(says.can_decide)
        self._decided = QVBoxLayout()
        self._decided.setSpacing(scaled(2))
        self._column.addLayout(self._decided)

    def _add_name(self, says: EntrySays, size: int) -> None:
        row = QHBoxLayout()
        row.setSpacing(scaled(12))
        name = Prose(says.label, size=size, bold=True)
        name.setAccessibleName(says.label)
        row.addWidget(name, 1)
        if says.code:
            row.addWidget(Prose(says.code, size=12, token="muted", most_lines=1), 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def _add_caption(self, text: str) -> None:
        if text:
            self._column.addSpacing(scaled(4))
            self._column.addWidget(Prose(text, size=12, bold=True, token="accent"))

    def _add_origin(self, says: EntrySays) -> None:
        origin = says.origin
        told = "　".join(part for part in (says.clause, origin.sources) if part)
        if not (origin.badge or told):
            return
        self._column.addSpacing(scaled(2))
        row = QHBoxLayout()
        row.setSpacing(scaled(10))
        if origin.badge:
            badge = Badge(origin.badge, token=origin.token)
            badge.setToolTip(origin.badge_says)
            badge.setAccessibleDescription(origin.badge_says)
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Prose(told, size=12, token="muted"), 1)
        self._column.addLayout(row)
        for point in origin.points:
            self._column.addWidget(Prose(point, size=12, token="muted"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground of the entry that the reader was led to."""
        del event
        if self.is_marked:
            painter = QPainter(self)
            painter.fillRect(self.rect(), shade(self, "accent_soft"))
            painter.fillRect(0, 0, 3 * hairline(self), self.height(), shade(self, "accent"))
            painter.end()

    def show_decided(self, lines: tuple[DecidedSays, ...]) -> None:
        """Shows the lines that the entry decided."""
        clear(self._decided)
        if not lines:
            nothing = N_("It decided no recorded determination of this register.")
            self._decided.addWidget(Prose(nothing, size=13, token="muted"))
        for line in lines:
            row = LinkRow(line.label, size=13)
            row.setAccessibleDescription(line.note)
            row.clicked.connect(
                lambda _checked=False, case=line.case_id, at=line.line_id: self.line_wanted.emit(case, at)
            )
            self._decided.addWidget(row)
            self._decided.addWidget(Prose(f"　 {line.note}", size=12, token="muted"))
