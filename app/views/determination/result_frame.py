"""The frame of a result: the outcome with the training stamp on a page at the left, what is required at the right."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.views.determination.duties_column import DutiesColumn
from app.views.kit.captions import N_
from app.views.kit.card import Card, ScrollColumn
from app.views.kit.layouts import add, at, column, row, turn, wide
from app.views.kit.selectable_prose import SelectableProse as Prose
from app.views.kit.theme import scaled
from app.views.kit.training_stamp import TrainingStamp

#: The determination as a document: on each screen of a result.
MEMORANDUM_BUTTON = N_("Print, save or copy")

_RIGHT = 392
_ROOM_FOR_STAMP = 420
_LEAST, _LEAST_HEIGHT = 400, 150


class ResultFrame(QWidget):
    """What the screens of a result have in common; each puts its own below the head."""

    def __init__(self, parent: QWidget | None = None, *, top: int = 20) -> None:
        super().__init__(parent)
        self._meta = Prose(size=12, token="muted")
        self._outcome = Prose(size=22, bold=True, heading=True)
        self._outcome_says = Prose()
        self._stamp = TrainingStamp()
        self.page = ScrollColumn(margins=(28, top, 24, 22), spacing=6)
        self.right = DutiesColumn()
        self._head: QHBoxLayout | None = None
        row(wide(Card(self.page)), self.right, spacing=12, of=self)

    def add_head(self, *names: QHBoxLayout) -> None:
        """The outcome with its captions, below the names that the result goes by, and the stamp beside them."""
        told = column(*names, self._meta, self._outcome, self._outcome_says, spacing=3)
        stamp = at(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, self._stamp)
        self._head = row(wide(told), stamp, spacing=18)
        add(self.page.column, self._head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the right column leaves the left its half."""
        right = min(scaled(_RIGHT), round(self.width() * 0.42))
        self.right.setFixedWidth(right)
        if self._head is not None:
            # The stamp goes below the outcome rather than have its words torn.
            has_room = self.width() - right >= scaled(_ROOM_FOR_STAMP)
            turn(self._head, is_row=has_room)
            self._head.setStretch(0, 1 if has_room else 0)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """What is needed at the least, however wide the parts are at present."""
        return QSize(scaled(_LEAST), scaled(_LEAST_HEIGHT))

    def to_top(self) -> None:
        """Begins at the outcome, and at the first step of the procedure."""
        self.page.to_top()
        self.right.to_top()

    def show_training(self, is_training: bool) -> None:
        """Stamps the result of a training register."""
        self._stamp.setVisible(is_training)
