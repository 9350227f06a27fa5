"""Every answer that a question had: what, when and by whom, and what showed it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.viewmodels.questions.history_model import AnswerHistorySays, GivenSays
from app.views.kit.badge import Badge
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.card import ScrollColumn
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.layouts import ROOM, add, column, held, row, wide
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled

_TITLE = N_("History of the answer")
_PUT_BACK = N_("Put back")
_WIDTH, _MOST = 560, 380


class HistoryDialog(DialogFrame):
    """The latest stands first; a long history scrolls, by keys too. An earlier answer can be put back."""

    def __init__(self, parent: QWidget, says: AnswerHistorySays, put_back: Callable[[int], object]) -> None:
        explanation = N_("The latest stands first. Nothing that was answered is ever deleted.")
        super().__init__(parent, _TITLE, explanation, N_("Close"), "", width=_WIDTH)
        self._act = put_back
        entries = [part for entry in says.entries for part in (RuleLine(), self._entry(entry))]
        self.list = ScrollColumn(*entries, ROOM, margins=(0, 0, 8, 0), spacing=0)
        needed = self.list.column.totalHeightForWidth(scaled(_WIDTH - 60))
        self.list.setMinimumHeight(min(needed + scaled(4), scaled(_MOST)))
        self.list.take_keys(_TITLE)
        add(self.body, Prose(says.question, bold=True, token="accent"), wide(self.list))
        self.accept_button.setFocus()

    def _entry(self, entry: GivenSays) -> QWidget:
        beside: list[QWidget] = [Badge(entry.state, token="accent")] if entry.state else []
        if entry.put_back:
            act = partial(self._put_back, entry.id)
            beside = [Button(_PUT_BACK, name=entry.put_back, rank=Rank.QUIET, size=12, act=act)]
        top = row(wide(Prose(entry.value, bold=bool(entry.state))), *beside, spacing=12)
        details = (Prose(text, size=12, token="muted") for text in (entry.given, *entry.evidence))
        return held(column(top, *details, spacing=1, margins=(0, 8, 0, 8)))

    def _put_back(self, answer_id: int) -> None:
        self.accept()
        self._act(answer_id)
