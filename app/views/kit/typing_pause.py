"""What is typed in a field that is saved when it is left is saved in a pause, too."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.views.kit.editor import Editor

#: In milliseconds.
_PAUSE = 2_000


class TypingPause(QObject):
    """Saves a field when it is left, and when nothing was typed in it for a while; tells whether it holds more."""

    def __init__(self, editor: Editor, save: Callable[[], object], note: Callable[..., object]) -> None:
        """`note` hears with `is_typed` whether the field holds what was typed and is not on its way yet."""
        super().__init__(editor.widget)
        self._editor, self._save, self._note = editor, save, note
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._use)
        editor.finished.connect(lambda *_: self._finish())
        if editor.typed is not None:
            editor.typed.connect(lambda *_: self._begin())

    def _begin(self) -> None:
        self._pause.start()
        self._note(is_typed=True)

    def _use(self) -> None:
        """What can't be taken as it is, such as half a date, waits until the field is left."""
        if not self._editor.complaint():
            self._finish()

    def _finish(self) -> None:
        self._pause.stop()
        self._save()
        self._note(is_typed=False)
