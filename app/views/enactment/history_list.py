"""What is in force, and what was before: one line each, with who put it in force."""

from PySide6.QtWidgets import QWidget

from app.viewmodels.enactment.enactment_page_model import HistoryEntrySays
from app.views.kit.badge import Badge
from app.views.kit.captions import N_, Caption
from app.views.kit.layouts import add, column, held, row, wide
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine


class HistoryList(QWidget):
    """The latest stands first."""

    def __init__(self, heading: Caption) -> None:
        super().__init__()
        self._entries = Listing(spacing=4)
        column(Prose(heading, bold=True, token="accent"), RuleLine(), self._entries, spacing=6, of=self)

    def say(self, says: tuple[HistoryEntrySays, ...]) -> None:
        """Shows these entries."""
        self._entries.say(says, _entry)


def _entry(says: HistoryEntrySays) -> QWidget:
    detail = Prose(says.detail, size=13, token="muted")
    line = row(Prose(says.text, bold=says.here), wide(detail), spacing=12)
    if says.here:
        add(line, Badge(N_("in force now"), token="accent"))
    return held(line)
