"""Names a file, of which only the digest is kept."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from app.viewmodels.session.session import Reply
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, spoken
from app.views.kit.layouts import row, wide
from app.views.kit.prose import Prose

#: Reads a file from its path, and replies with its digest.
ReadFile = Callable[[str, Reply], None]

_CHOOSE = N_("Choose the file")
_STILL_READING = N_("The file is still being read. Wait until its fingerprint stands beside it.")


class FileField(QWidget):
    """The button that chooses a file, and the beginning of its SHA-256."""

    #: The digest is there: an empty sentence; or what is in the way of reading the file.
    finished = Signal(str)

    def __init__(self, sha256: str, read: ReadFile | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sha256 = sha256
        self._read = read
        self.button = Button(_CHOOSE, sign="document", act=self._choose)
        self.button.setEnabled(read is not None)
        self._digest = Prose(size=12, token="muted", most_lines=1)
        #: Brings the digest of the file that is being read.
        self._reply: Reply | None = None
        self.stop_button = Button(N_("Stop reading"), rank=Rank.QUIET, act=self.stop)
        row(self.button, wide(self._digest), self.stop_button, spacing=12, of=self)
        self._show_digest()

    def complaint(self) -> str:
        """What has to be waited for; empty where no file is being read."""
        return spoken(_STILL_READING) if self._reply is not None else ""

    def _choose(self) -> None:
        dialog = QFileDialog(self, spoken(_CHOOSE))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_file(self, path: str) -> None:
        """Takes the digest of a file. Until it is there, and where there can be none, there is none."""
        if self._read is None:
            return
        self._leave()
        reply = Reply()
        reply.taken.connect(self._take_digest)
        reply.refused.connect(self._refuse_file)
        reply.progressed.connect(self._show_share)
        self.sha256, self._reply = "", reply
        self._show_digest()
        self._read(path, reply)

    def stop(self) -> None:
        """Does without the file that is being read; then none is chosen."""
        if self._reply is not None:
            self._leave()
            self._finish("", "")

    def _leave(self) -> None:
        if self._reply is not None:
            self._reply.stop()
            self._reply = None

    def hideEvent(self, event: QHideEvent) -> None:
        """Who closes the dialog waits for no file any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._leave()

    @Slot(int)
    def _show_share(self, share: int) -> None:
        if self.sender() is self._reply:
            self._show_digest(share)

    @Slot(object)
    def _take_digest(self, sha256: str) -> None:
        if self.sender() is self._reply:
            self._finish(sha256, "")

    @Slot(str)
    def _refuse_file(self, complaint: str) -> None:
        if self.sender() is self._reply:
            self._finish("", complaint)

    def _finish(self, sha256: str, complaint: str) -> None:
        self.sha256, self._reply = sha256, None
        self._show_digest()
        self.finished.emit(complaint)

    def _show_digest(self, share: int | None = None) -> None:
        self.stop_button.setVisible(self._reply is not None)
        if self._reply is None:
            self._digest.say(f"{self.sha256[:32]}…" if self.sha256 else N_("no file chosen"))
        elif share is None:
            self._digest.say(N_("being read…"))
        else:
            self._digest.say(spoken(N_("{share} % of it read")).format(share=share))
