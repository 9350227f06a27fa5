"""The documents of the case, and the button that adds one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.questions.documents_model import DocumentSays, DocumentsSays
from app.views.kit.badge import Badge
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.card import ScrollColumn, clear
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled


class DocumentsPanel(ScrollColumn):
    """Each paper with what is known of it and the answers it shows."""

    adding_wanted = Signal()
    change_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(margins=(26, 20, 22, 20), spacing=4)
        self._add = Button(N_("Add a document"), sign="plus")
        self._add.clicked.connect(lambda: self.adding_wanted.emit())
        explanation = N_("A document is named once and may show many answers. The file stays where it is.")
        self._empty = Prose()
        self._list = QVBoxLayout()
        self._list.setSpacing(scaled(10))
        top = QHBoxLayout()
        top.addWidget(Prose(N_("Documents of the case"), size=20, bold=True, heading=True), 1)
        top.addWidget(self._add)
        self.column.addLayout(top)
        self.column.addWidget(Prose(explanation, token="muted"))
        self.column.addSpacing(scaled(14))
        self.column.addWidget(self._empty)
        self.column.addLayout(self._list)
        self.column.addStretch(1)
        self._shown: tuple[object, ...] | None = None

    def say(self, says: DocumentsSays) -> None:
        """Shows the papers."""
        self._add.setVisible(says.may_change)
        self._empty.say("" if says.documents else says.empty)
        shown = (says.documents, says.may_change)
        if shown != self._shown:
            self._shown = shown
            clear(self._list)
            for at, document in enumerate(says.documents):
                if at:
                    self._list.addWidget(RuleLine())
                self._list.addWidget(self._paper(document, may_change=says.may_change))

    def _paper(self, document: DocumentSays, *, may_change: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        told = QVBoxLayout()
        told.setSpacing(scaled(2))
        head = QHBoxLayout()
        head.setSpacing(scaled(10))
        badge = Badge(document.kind)
        head.addWidget(badge)
        head.addWidget(Prose(document.title, bold=True), 1)
        told.addLayout(head)
        for text in (document.details, document.used, document.digest):
            if text:
                told.addWidget(Prose(text, size=12, token="muted"))
        row.addLayout(told, 1)
        if may_change:
            button = Button(N_("Change"), rank=Rank.QUIET)
            button.setAccessibleName(document.change)
            button.clicked.connect(lambda _checked=False, at=document.id: self.change_wanted.emit(at))
            row.addWidget(button)
        return holder
