"""Every answer that a question had: what, when and by whom, and what showed it."""

from PySide6.QtWidgets import QWidget

from app.viewmodels.questions.history_model import AnswerHistorySays, GivenSays
from app.views.kit.badge import Badge
from app.views.kit.captions import N_
from app.views.kit.card import ScrollColumn
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.layouts import ROOM, add, column, held, row, wide
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled

_TITLE = N_("History of the answer")
_WIDTH, _MOST = 560, 380


class HistoryDialog(DialogFrame):
    """The latest stands first; a long history scrolls, by keys too."""

    def __init__(self, parent: QWidget, says: AnswerHistorySays) -> None:
        explanation = N_("The latest stands first. Nothing that was answered is ever deleted.")
        super().__init__(parent, _TITLE, explanation, N_("Close"), "", width=_WIDTH)
        entries = [part for entry in says.entries for part in (RuleLine(), _entry(entry))]
        self.list = ScrollColumn(*entries, ROOM, margins=(0, 0, 8, 0), spacing=0)
        needed = self.list.column.totalHeightForWidth(scaled(_WIDTH - 60))
        self.list.setMinimumHeight(min(needed + scaled(4), scaled(_MOST)))
        self.list.take_keys(_TITLE)
        add(self.body, Prose(says.question, bold=True, token="accent"), wide(self.list))
        self.accept_button.setFocus()


def _entry(entry: GivenSays) -> QWidget:
    state = [Badge(entry.state, token="accent")] if entry.state else []
    top = row(wide(Prose(entry.value, bold=bool(entry.state))), *state, spacing=12)
    details = (Prose(text, size=12, token="muted") for text in (entry.given, *entry.evidence))
    return held(column(top, *details, spacing=1, margins=(0, 8, 0, 8)))
