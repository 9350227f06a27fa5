"""The documents that show an answer, or the plain statement that there are none."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.questions.question_model import EvidenceSays
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.layouts import add, at, column, held, row, turn, wide
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled

_LEAST, _ROOM_BESIDE = 120, 230


class EvidenceRow(QWidget):
    """Linked documents with their pages, and the button to link one."""

    link_wanted = Signal()
    removal_wanted = Signal(int)
    opening_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = Prose(size=12, token="muted")
        self._link = Button(N_("Link a document"), rank=Rank.QUIET, sign="link", act=self.link_wanted.emit)
        self._documents = Listing(spacing=0)
        caption = Prose(N_("Evidence"), bold=True, is_caption=True)
        self._top = row(caption, wide(self._state), at(Qt.AlignmentFlag.AlignLeft, self._link), spacing=10)
        column(self._top, self._documents, spacing=2, of=self)

    def minimumSizeHint(self) -> QSize:
        """With little room its parts stand below each other."""
        return QSize(scaled(_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other only where no word is pushed beyond the edge."""
        turn(self._top, is_row=self.width() >= scaled(_ROOM_BESIDE))
        super().resizeEvent(event)

    def say(self, state: str, documents: tuple[EvidenceSays, ...], *, may_link: bool) -> None:
        """Shows the documents, and what the state of the evidence is in words."""
        self._state.say(state)
        self._link.setVisible(may_link)
        self._documents.say(documents, self._document)

    def _document(self, document: EvidenceSays) -> QWidget:
        line = row(wide(Prose(document.label, most_lines=2)))
        if document.open:
            show = partial(self.opening_wanted.emit, document.document)
            add(line, Button(N_("Open"), N_("Open the file"), name=document.open, rank=Rank.QUIET, act=show))
        if document.remove:
            act = partial(self.removal_wanted.emit, document.id)
            add(line, Button("", N_("Remove the link"), name=document.remove, rank=Rank.QUIET, sign="cross", act=act))
        return held(line)
