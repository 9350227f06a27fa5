"""What is in force, and what was before: one line each, with who put it in force."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.enactment.enactment_page_model import HistoryEntrySays
from app.views.kit.badge import Badge
from app.views.kit.captions import N_, Caption
from app.views.kit.card import clear
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled


class HistoryList(QWidget):
    """The latest stands first."""

    def __init__(self, heading: Caption, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[HistoryEntrySays, ...] | None = None
        self._entries = QVBoxLayout()
        self._entries.setSpacing(scaled(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(6))
        column.addWidget(Prose(heading, bold=True, token="accent"))
        column.addWidget(RuleLine())
        column.addLayout(self._entries)

    def say(self, says: tuple[HistoryEntrySays, ...]) -> None:
        """Shows these entries."""
        if says == self._shown:
            return
        self._shown = says
        clear(self._entries)
        for entry in says:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(scaled(12))
            line.addWidget(Prose(entry.text, bold=entry.here))
            line.addWidget(Prose(entry.detail, size=13, token="muted"), 1)
            if entry.here:
                line.addWidget(Badge(N_("in force now"), token="accent"))
            self._entries.addWidget(row)
