"""How far the stored lines have been looked at, and those that would come out otherwise: before and after."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.viewmodels.enactment.reexamination_model import ChangedLineSays, ReexaminationModel, ReexaminationSays
from app.views.kit.button import Button
from app.views.kit.card import clear
from app.views.kit.drawing import icon
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled

#: The steps of the progress line.
_WHOLE = 1000


class _Arrow(QWidget):
    """Between before and after."""

    def sizeHint(self) -> QSize:
        """Room for the sign."""
        return QSize(scaled(18), scaled(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the sign."""
        del event
        painter = QPainter(self)
        painter.drawPixmap(0, scaled(4), icon(self, "forward", "accent", 14))
        painter.end()


class ReexaminationPanel(QWidget):
    """Progress, stop, and the list."""

    line_wanted = Signal(object, object)

    def __init__(self, model: ReexaminationModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: ReexaminationSays | None = None
        self._progress = Prose(bold=True)
        self._line = QProgressBar()
        self._line.setTextVisible(False)
        self._line.setMaximum(_WHOLE)
        self.stop_button = Button()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(scaled(10))
        self._more = Prose(token="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        row = QHBoxLayout()
        self._progress.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._progress, 1)
        row.addWidget(self.stop_button)
        column.addLayout(row)
        column.addWidget(self._line)
        column.addSpacing(scaled(4))
        column.addLayout(self._lines)
        column.addWidget(self._more)
        self.stop_button.clicked.connect(lambda: self._stop_or_go_on())
        model.changed.connect(self.speak)
        model.session.language.changed.connect(self.speak)
        self.speak()

    def _stop_or_go_on(self) -> None:
        if self._model.is_running:
            self._model.stop()
        else:
            self._model.go_on()

    def speak(self) -> None:
        """Shows how it stands."""
        says = self._model.says()
        if says == self._shown:
            return
        before, self._shown = self._shown, says
        self._progress.say(says.progress)
        self._line.setValue(round(says.share * _WHOLE))
        self._line.setVisible(says.share >= 0)
        self._line.setAccessibleName(says.progress)
        self.stop_button.say(says.stop or says.go_on)
        self.stop_button.setVisible(bool(says.stop or says.go_on))
        self._more.say(says.more)
        if before is None or before.lines != says.lines:
            self._fill(says)

    def _fill(self, says: ReexaminationSays) -> None:
        clear(self._lines)
        for line in says.lines:
            self._lines.addWidget(self._changed(line))

    def _changed(self, line: ChangedLineSays) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(1))
        link = LinkRow(line.name)
        link.clicked.connect(lambda: self.line_wanted.emit(line.case_id, line.line_id))
        column.addWidget(link)
        grid = QGridLayout()
        grid.setContentsMargins(scaled(20), 0, 0, 0)
        grid.setHorizontalSpacing(scaled(8))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(Prose(line.before, size=13), 0, 0)
        grid.addWidget(_Arrow(), 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Prose(line.after, size=13, bold=True), 0, 2)
        column.addLayout(grid)
        for text in (*line.details, line.state):
            quiet = text == line.state
            prose = Prose(text, size=12 if quiet else 13, token="muted" if quiet else "ink")
            prose.setContentsMargins(scaled(20), 0, 0, 0)
            column.addWidget(prose)
        return holder
