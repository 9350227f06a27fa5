"""The frame of every dialog: the training band, a title, one sentence, the form, and buttons that name their effect."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from app.views.button import Button, Rank
from app.views.prose import Prose
from app.views.theme import scaled
from app.views.training_band import TrainingBand


class DialogFrame(QDialog):
    """A dialog that is opened with `open()` and tells its answer by `accepted`."""

    def __init__(self, parent: QWidget, title: str, explanation: str, accept: str, cancel: str, *, width: int = 520) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(scaled(width))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        if parent.window().findChild(TrainingBand) is not None:
            outer.addWidget(TrainingBand())
        self.column = QVBoxLayout()
        self.column.setContentsMargins(scaled(26), scaled(18), scaled(26), scaled(20))
        self.column.setSpacing(scaled(10))
        outer.addLayout(self.column)
        self.column.addWidget(Prose(title, size=18, bold=True, heading=True))
        if explanation:
            self.column.addWidget(Prose(explanation, token="muted"))
        self.body = QVBoxLayout()
        self.body.setSpacing(scaled(10))
        self.column.addLayout(self.body, 1)
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

    def form(self) -> QFormLayout:
        """A form whose labels stand above their fields."""
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(scaled(4))
        self.body.addLayout(form)
        return form

    def add_field(self, form: QFormLayout, label: str, field: QWidget, help_text: str = "") -> None:
        """A labelled field; the label belongs to it for readers of the screen too."""
        caption = QLabel(label)
        caption.setBuddy(field)
        caption.setWordWrap(True)
        field.setAccessibleName(label)
        field.setAccessibleDescription(help_text)
        form.addRow(caption, field)
        if help_text:
            form.addRow(Prose(help_text, size=12, token="muted"))

    def missing(self) -> str:
        """What has to be filled in before the dialog can be accepted; empty where nothing is missing."""
        return ""

    def try_accept(self) -> None:
        """Accepts, or says what is missing."""
        complaint = self.missing()
        self.complain(complaint)
        if not complaint:
            self.accept()

    def complain(self, complaint: str) -> None:
        """Says what is in the way."""
        self._complaint.say(complaint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the main button says."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.try_accept()
        else:
            super().keyPressEvent(event)
