"""Which register is open, a copy of it, and the way to others."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from app.viewmodels.window.register_model import RecentSays, RegisterModel
from app.views.kit.button import Button
from app.views.kit.captions import N_, spoken
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.layouts import ROOM, add, row
from app.views.kit.link_row import LinkRow
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose
from app.views.window.copies_dialog import CopiesDialog

_OPEN = N_("Open a register")
_COPY = N_("Save a copy")
_LIVE = N_("Where to make a live register")
_KIND = N_("Registers (*.sekisho)")
_ENDING = "sekisho"


class RegistersDialog(DialogFrame):
    """The register that is open, and those that were open before."""

    def __init__(
        self,
        parent: QWidget,
        model: RegisterModel,
        show_people: Callable[[], object],
        show_ledger: Callable[[], object],
        make_live: Callable[[], object],
    ) -> None:
        super().__init__(parent, N_("Register"), "", N_("Close"), "", width=640)
        self._window = parent
        self._model = model
        says = model.says()
        self.copy_button = Button(_COPY, sign="copy", act=self._save_copy)
        self.copies_button = Button(N_("Kept copies"), sign="copy", act=self._show_copies)
        self.people_button = Button(N_("People"), sign="person", act=self._leaving_for(show_people))
        self.ledger_button = Button(N_("Ledger"), sign="list", act=self._leaving_for(show_ledger))
        self.open_button = Button(N_("Choose a file"), sign="document", act=self._choose)
        self.live_button = Button(N_("New live register"), sign="plus", act=self._leaving_for(make_live))
        self.recent = Listing(spacing=4)
        add(
            self.body,
            Prose(N_("Open now"), bold=True),
            Prose(says.path),
            row(self.people_button, self.ledger_button, ROOM),
            row(self.copy_button, self.copies_button, ROOM),
            10,
            Prose(N_("Open another register in its place"), bold=True),
            self.recent,
            row(self.open_button, self.live_button, ROOM),
        )
        self.recent.say(says.recent, self._row)

    def _row(self, register: RecentSays) -> LinkRow:
        link = LinkRow(register.text, act=partial(self.open_other, register.path))
        if register.absence:
            link.setText(f"{register.text}\n{register.absence}")
            link.setEnabled(False)
        return link

    def open_other(self, path: str) -> None:
        """Opens another register; this dialog is closed first, because what is asked then is asked of the window."""
        self.accept()
        self._model.open_other(path)

    def _choose(self) -> None:
        dialog = QFileDialog(self, spoken(_OPEN), str(Path(self._model.files.path).parent), spoken(_KIND))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open_other)
        dialog.open()

    def _show_copies(self) -> None:
        self.accept()
        CopiesDialog(self._window, self._model.copies).open()

    def _leaving_for(self, show: Callable[[], object]) -> Callable[[], None]:
        def leave() -> None:
            self.accept()
            show()

        return leave

    def _save_copy(self) -> None:
        self.accept()
        choose_copy(self._window, self._model)


def choose_copy(window: QWidget, model: RegisterModel) -> None:
    """Asks where to save a copy of the register. That no file is written over is seen to where it is made."""
    dialog = QFileDialog(window, spoken(_COPY), model.files.copy_name(), spoken(_KIND))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix(_ENDING)
    dialog.fileSelected.connect(model.save_copy)
    dialog.open()


def choose_live(window: QWidget, folder: Path, propose: Callable[[str], object]) -> None:
    """Asks where to make a live register, then what it begins with; that no file is written over is seen to there."""
    dialog = QFileDialog(window, spoken(_LIVE), str(folder), spoken(_KIND))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix(_ENDING)
    # Once it is gone.
    dialog.fileSelected.connect(lambda path: QTimer.singleShot(0, window, lambda: propose(path)))
    dialog.open()
