"""The papers that show an answer, or the plain statement that there are none."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.viewmodels.questions.question_model import EvidenceSays
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.card import clear
from app.views.kit.layouts import add, column, held, row, wide
from app.views.kit.prose import Prose


class EvidenceRow(QWidget):
    """Linked documents with their pages, and the button to link one."""

    link_wanted = Signal()
    removal_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = Prose(size=12, token="muted")
        self._link = Button(N_("Link a document"), rank=Rank.QUIET, sign="link", act=self.link_wanted.emit)
        self._papers = column(spacing=0)
        self._shown: tuple[EvidenceSays, ...] | None = None
        top = row(Prose(N_("Evidence"), bold=True), wide(self._state), self._link, spacing=10)
        column(top, self._papers, spacing=2, of=self)

    def say(self, state: str, papers: tuple[EvidenceSays, ...], *, may_change: bool) -> None:
        """Shows the papers, and what the state of the evidence is in words."""
        self._state.say(state)
        self._link.setVisible(may_change)
        if self._shown == papers:
            return
        self._shown = papers
        clear(self._papers)
        for paper in papers:
            line = row(wide(Prose(paper.label, most_lines=2)))
            if may_change:
                act = partial(self.removal_wanted.emit, paper.id)
                add(line, Button("", N_("Remove the link"), name=paper.remove, rank=Rank.QUIET, sign="cross", act=act))
            add(self._papers, held(line))
