"""The copy of the day is made before the window closes: how far it is, and the key that puts it off."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from app.viewmodels.window.copies_model import CopiesModel
from app.views.kit.captions import N_, say
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.layouts import add
from app.views.kit.prose import Prose

_LATER, _CLOSE = N_("Later"), N_("Close without a copy")


class ClosingCopyDialog(DialogFrame):
    """Closes the window when the copy is made. Enter and Esc put it off: it is made the next time."""

    def __init__(self, parent: QWidget, model: CopiesModel, close: Callable[[], None]) -> None:
        super().__init__(
            parent,
            N_("A copy is kept before closing"),
            N_("Nothing is lost if you put it off: everything is saved, and the copy is made the next time."),
            _LATER,
            "",
        )
        self._window = parent
        self._model = model
        self._close = close
        self._job, self.progress = Prose(), QProgressBar(textVisible=False)
        add(self.body, self._job, self.progress)
        model.changed.connect(self.speak)
        model.finished.connect(self._finish)

    def begin(self) -> None:
        """Opens it, and has the copy made."""
        self.open()
        self._model.keep()

    def speak(self) -> None:
        """Shows how far it is."""
        says = self._model.says()
        if says.job:
            self._job.say(says.job)
            self.progress.setValue(says.share)
            self.progress.setAccessibleName(says.job)

    def try_accept(self) -> None:
        """Puts it off, or does without it, and closes the window."""
        self._model.finished.disconnect(self._finish)
        self._model.stop()
        self.accept()
        # Not from within: the window may be about to close still.
        QTimer.singleShot(0, self._window, self._close)

    def reject(self) -> None:
        """The same."""
        self.try_accept()

    def _finish(self, is_made: bool) -> None:
        if is_made:
            self.try_accept()
        else:
            self.progress.hide()
            self._job.say("")
            self.complain(self._model.complaint)
            say(self.accept_button, text=_CLOSE)
