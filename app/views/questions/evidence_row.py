"""The papers that show an answer, or the plain statement that there are none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.questions.question_model import EvidenceSays
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, say
from app.views.kit.card import clear
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class EvidenceRow(QWidget):
    """Linked documents with their pages, and the button to link one."""

    link_wanted = Signal()
    removal_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = Prose(N_("Evidence"), bold=True)
        self._state = Prose(size=12, token="muted")
        self._link = Button(N_("Link a document"), rank=Rank.QUIET, sign="link")
        self._link.clicked.connect(lambda: self.link_wanted.emit())
        self._papers = QVBoxLayout()
        self._papers.setSpacing(0)
        self._shown: tuple[EvidenceSays, ...] | None = None
        top = QHBoxLayout()
        top.setSpacing(scaled(10))
        top.addWidget(self._caption)
        top.addWidget(self._state, 1)
        top.addWidget(self._link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(2))
        column.addLayout(top)
        column.addLayout(self._papers)

    def say(self, state: str, papers: tuple[EvidenceSays, ...], *, may_change: bool) -> None:
        """Shows the papers, and what the state of the evidence is in words."""
        self._state.say(state)
        self._link.setVisible(may_change)
        if self._shown == papers:
            return
        self._shown = papers
        clear(self._papers)
        for paper in papers:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(Prose(paper.label, most_lines=2), 1)
            if may_change:
                button = Button("", N_("Remove the link"), rank=Rank.QUIET, sign="cross")
                say(button, accessibleName=paper.remove)
                button.clicked.connect(lambda _checked=False, at=paper.id: self.removal_wanted.emit(at))
                line.addWidget(button)
            self._papers.addWidget(row)
