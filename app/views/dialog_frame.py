"""The frame of every dialog: the training band, a title, one sentence, the form, and buttons that name their effect."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.views.button import Button, Rank
from app.views.card import ScrollColumn
from app.views.field_grid import FieldGrid
from app.views.prose import Prose
from app.views.theme import scaled
from app.views.training_band import TrainingBand


class _Inside(ScrollColumn):
    """As high as what is in it; on a low screen or with large text it scrolls, and the buttons stay in sight."""

    def __init__(self) -> None:
        super().__init__(margins=(0, 0, 0, 0), spacing=scaled(10))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Text inside it wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of what is inside."""
        if self.column.hasHeightForWidth():
            return self.column.totalHeightForWidth(width)
        return self.column.totalSizeHint().height()

    def sizeHint(self) -> QSize:
        """The size of what is inside."""
        return self.column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Enough to see that there is more."""
        inside = self.column.totalMinimumSize()
        return QSize(inside.width(), min(inside.height(), scaled(120)))


class DialogFrame(QDialog):
    """A dialog that is opened with `open()` and tells its answer by `accepted`."""

    def __init__(
        self, parent: QWidget, title: str, explanation: str, accept: str, cancel: str, *, width: int = 520
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._width = scaled(width)
        self._is_handed_in = False
        self.setMinimumWidth(self._width)
        if parent.window().findChild(TrainingBand) is not None:
            outer.addWidget(TrainingBand())
        self.column = QVBoxLayout()
        self.column.setContentsMargins(scaled(26), scaled(18), scaled(26), scaled(20))
        self.column.setSpacing(scaled(10))
        outer.addLayout(self.column)
        self.column.addWidget(Prose(title, size=18, bold=True, heading=True))
        if explanation:
            self.column.addWidget(Prose(explanation, token="muted"))
        inside = _Inside()
        self.body = inside.column
        self.column.addWidget(inside, 1)
        self._complaint = Prose(token="caution")
        self.column.addWidget(self._complaint)
        self._complaint.hide()
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, scaled(8), 0, 0)
        self.cancel_button = Button()
        self.cancel_button.say(cancel)
        self.cancel_button.clicked.connect(lambda: self.reject())
        self.cancel_button.setVisible(bool(cancel))
        self.accept_button = Button(rank=Rank.PRIMARY)
        self.accept_button.say(accept)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(lambda: self.try_accept())
        self.extra_buttons = QHBoxLayout()
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        buttons.addLayout(self.extra_buttons)
        buttons.addWidget(self.accept_button)
        self.column.addLayout(buttons)

    def form(self) -> FieldGrid:
        """A place for fields with their labels."""
        grid = FieldGrid()
        self.body.addLayout(grid)
        return grid

    def missing(self) -> str:
        """What has to be filled in before the dialog can be accepted; empty where nothing is missing."""
        return ""

    def try_accept(self) -> None:
        """Accepts, or says what is missing; once only while the form is under way."""
        if self._is_handed_in:
            return
        complaint = self.missing()
        self.complain(complaint)
        if not complaint:
            self.hand_in()

    def hand_in(self) -> None:
        """What happens to a complete form. One that may still be refused waits with `wait_for_word` instead."""
        self.accept()

    def wait_for_word(self) -> None:
        """Keeps the form, as it was filled in, until `accept` or `refuse`."""
        self._is_handed_in = True

    def refuse(self, complaint: str) -> None:
        """The form was not taken: it can be mended and handed in again."""
        self._is_handed_in = False
        self.complain(complaint)

    def reject(self) -> None:
        """Closes without effect; not while the form is under way."""
        if not self._is_handed_in:
            super().reject()

    def complain(self, complaint: str) -> None:
        """Says what is in the way."""
        self._complaint.say(complaint)
        if self.isVisible():
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Opens as high as its text needs at its width."""
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """As high as the text needs, within the screen."""
        layout = self.layout()
        if layout is not None:
            height = layout.totalHeightForWidth(self._width) if layout.hasHeightForWidth() else self.sizeHint().height()
            self.resize(self._width, min(height, round(self.screen().availableGeometry().height() * 0.96)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the main button says."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.try_accept()
        else:
            super().keyPressEvent(event)
