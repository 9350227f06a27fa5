"""Names a file, of which only name and digest are kept."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from app.viewmodels.session.form import NO_FILE, ChosenFile
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
    """The button that chooses a file, its name, and the beginning of its SHA-256."""

    #: The digest is there: an empty sentence; or what is in the way of reading the file.
    finished = Signal(str)

    def __init__(self, chosen: ChosenFile, read: ReadFile | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: The file that was chosen, once it has its digest.
        self.chosen = chosen if chosen.sha256 else NO_FILE
        #: The file that is being read, or shall be.
        self._wanted = "" if chosen.sha256 else chosen.path
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

    def begin(self) -> None:
        """Reads the file that it was made for."""
        if self._wanted:
            self.take_file(self._wanted)

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
        self.chosen, self._reply, self._wanted = NO_FILE, reply, path
        self._show_digest()
        self._read(path, reply)

    def stop(self) -> None:
        """Does without the file that is being read; then none is chosen."""
        if self._reply is not None:
            self._leave()
            self._finish(NO_FILE, "")

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
            self._finish(ChosenFile(sha256, self._wanted), "")

    @Slot(str)
    def _refuse_file(self, complaint: str) -> None:
        if self.sender() is self._reply:
            self._finish(NO_FILE, complaint)

    def _finish(self, chosen: ChosenFile, complaint: str) -> None:
        self.chosen, self._reply = chosen, None
        self._show_digest()
        self.finished.emit(complaint)

    def _show_digest(self, share: int | None = None) -> None:
        self.stop_button.setVisible(self._reply is not None)
        if self._reply is None:
            named = " · ".join(filter(None, (self.chosen.name, f"{self.chosen.sha256[:16]}…")))
            self._digest.say(named if self.chosen.sha256 else N_("no file chosen"))
        elif share is None:
            self._digest.say(N_("being read…"))
        else:
            self._digest.say(spoken(N_("{share} % of it read")).format(share=share))
