"""Every answer that a question had: what, when and by whom, and what showed it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.questions.history_model import AnswerHistorySays, GivenSays
from app.views.kit.badge import Badge
from app.views.kit.card import ScrollColumn
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled

_WIDTH, _MOST = 560, 380


class HistoryDialog(DialogFrame):
    """The latest stands first; a long history scrolls, by keys too."""

    def __init__(self, parent: QWidget, says: AnswerHistorySays) -> None:
        super().__init__(parent, says.title, says.explanation, says.close, "", width=_WIDTH)
        self.body.addWidget(Prose(says.question, bold=True, token="accent"))
        self.list = ScrollColumn(margins=(0, 0, 8, 0), spacing=0)
        for entry in says.entries:
            self.list.column.addWidget(RuleLine())
            self.list.column.addWidget(_entry(entry))
        self.list.column.addStretch(1)
        needed = self.list.column.totalHeightForWidth(scaled(_WIDTH - 60))
        self.list.setMinimumHeight(min(needed + scaled(4), scaled(_MOST)))
        self.list.take_keys(says.title)
        self.body.addWidget(self.list, 1)
        self.accept_button.setFocus()


def _entry(entry: GivenSays) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, scaled(8), 0, scaled(8))
    column.setSpacing(scaled(1))
    top = QHBoxLayout()
    top.setSpacing(scaled(12))
    top.addWidget(Prose(entry.value, bold=bool(entry.state)), 1)
    if entry.state:
        top.addWidget(Badge(entry.state, token="accent"))
    column.addLayout(top)
    column.addWidget(Prose(entry.given, size=12, token="muted"))
    for paper in entry.evidence:
        column.addWidget(Prose(paper, size=12, token="muted"))
    return row
