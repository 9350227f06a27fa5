"""How far the stored lines have been looked at, and those that would come out otherwise: before and after."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from app.viewmodels.enactment.reexamination_model import ChangedLineSays, ReexaminationModel, ReexaminationSays
from app.views.kit.button import Button
from app.views.kit.drawing import icon
from app.views.kit.layouts import at, column, held, row, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled

#: The steps of the progress line.
_WHOLE = 1000
_INDENT = (20, 0, 0, 0)


class _Arrow(QWidget):
    """Between before and after."""

    def sizeHint(self) -> QSize:
        """Room for the sign."""
        return QSize(scaled(18), scaled(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the sign."""
        with QPainter(self) as painter:
            painter.drawPixmap(0, scaled(4), icon(self, "forward", "accent", 14))


class ReexaminationPanel(QWidget):
    """Progress, stop, and the list."""

    line_wanted = Signal(object, object)

    def __init__(self, model: ReexaminationModel) -> None:
        super().__init__()
        self._model = model
        self._shown: ReexaminationSays | None = None
        self._progress = Prose(bold=True, is_caption=True)
        self._line = QProgressBar(textVisible=False, maximum=_WHOLE)
        self.stop_button = Button(act=self._stop_or_go_on)
        self._lines = Listing(spacing=10)
        self._more = Prose(token="muted")
        head = row(wide(self._progress), self.stop_button)
        column(head, self._line, 4, self._lines, self._more, spacing=8, of=self)
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
        self._shown = says
        self._progress.say(says.progress)
        self._line.setValue(round(says.share * _WHOLE))
        self._line.setVisible(says.share >= 0)
        self._line.setAccessibleName(says.progress)
        self.stop_button.say(says.stop or says.go_on)
        self.stop_button.setVisible(bool(says.stop or says.go_on))
        self._more.say(says.more)
        self._lines.say(says.lines, self._changed)

    def _changed(self, line: ChangedLineSays) -> QWidget:
        before, after = Prose(line.before, size=13), Prose(line.after, size=13, bold=True)
        arrow = at(Qt.AlignmentFlag.AlignTop, _Arrow())
        return held(
            column(
                LinkRow(line.name, act=partial(self.line_wanted.emit, line.case_id, line.line_id)),
                row(wide(before), arrow, wide(after), spacing=8, margins=_INDENT),
                *(Prose(text, size=13, margins=_INDENT) for text in line.details),
                Prose(line.state, size=12, token="muted", margins=_INDENT),
                spacing=1,
            )
        )
