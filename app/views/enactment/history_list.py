"""What is in force, and what was before: one line each, with who put it in force."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.enactment.enactment_page_model import HistorySays
from app.views.kit.badge import Badge
from app.views.kit.card import clear
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled


class HistoryList(QWidget):
    """The latest stands first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: HistorySays | None = None
        self._heading = Prose(bold=True, token="accent")
        self._entries = QVBoxLayout()
        self._entries.setSpacing(scaled(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(6))
        column.addWidget(self._heading)
        column.addWidget(RuleLine())
        column.addLayout(self._entries)

    def say(self, says: HistorySays) -> None:
        """Shows these entries."""
        if says == self._shown:
            return
        self._shown = says
        self._heading.say(says.heading)
        clear(self._entries)
        for entry in says.entries:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(scaled(12))
            line.addWidget(Prose(entry.text, bold=entry.here))
            line.addWidget(Prose(entry.detail, size=13, token="muted"), 1)
            if entry.here:
                line.addWidget(Badge(says.in_force_now, token="accent"))
            self._entries.addWidget(row)
