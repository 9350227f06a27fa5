"""The page that stands in the place of the window until a live register is opened, and whenever it is locked."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.viewmodels.window.lost_passphrase import Found
from app.viewmodels.window.unlock_model import UnlockModel
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, follow, say, spoken
from app.views.kit.field_grid import FieldGrid
from app.views.kit.form_dialog import FormDialog
from app.views.kit.layouts import ROOM, column, row
from app.views.kit.line_edit import LineEdit
from app.views.kit.live_band import LiveBand
from app.views.kit.prose import Prose
from app.views.kit.qt_words import speak_qt
from app.views.kit.theme import scaled
from app.views.window.registers_dialog import choose_live

_SIZE = 560, 520
#: So many lines a refusal takes at the most.
_COMPLAINT = 4


class UnlockWindow(QWidget):
    """Asks who, and for the passphrase; the keyboard is where something is still to be typed.

    Locked, it closes only by being opened: what stands behind it may hold entries that are nowhere else.
    """

    left = Signal()

    def __init__(self, model: UnlockModel, *, is_locked: bool) -> None:
        super().__init__()
        self.model = model
        self._is_locked = is_locked
        follow(model.language)
        say(self, windowTitle=N_("Sekisho"))
        self.setObjectName("ground")
        self.account = LineEdit(model.account)
        self.account.setReadOnly(is_locked)
        # With this an input method learns nothing of it; in which width it types makes no difference.
        self.passphrase = LineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.complaint = Prose(token="caution")
        self.waiting = Prose(token="muted")
        self.open_button = Button(N_("Open"), rank=Rank.PRIMARY, act=self._try)
        self.open_button.setDefault(True)
        self.leave_button = Button(N_("Close"), act=self.close)
        self.leave_button.setVisible(not is_locked)
        self.live_button = Button(N_("New live register"), sign="plus", act=self._choose_live)
        why = model.why_no_live()
        self.live_button.setEnabled(not why)
        say(self.live_button, toolTip=why, accessibleDescription=why)
        self.lost_button = Button(N_("Lost passphrase"), rank=Rank.QUIET, act=self._ask_for_code)
        self.lost_button.setVisible(model.can_recover)
        grid = FieldGrid()
        grid.add_cell(spoken(N_("Account")), self.account, self.account)
        grid.add_cell(spoken(N_("Passphrase")), self.passphrase, self.passphrase)
        band = LiveBand()
        band.say("", model.path)
        title = N_("This register is locked") if is_locked else N_("Open a live register")
        told = column(
            Prose(title, size=18, bold=True, heading=True),
            Prose(model.path, token="muted"),
            grid,
            row(self.lost_button, ROOM),
            self.complaint,
            self.waiting,
            ROOM,
            *([Prose(why, size=12, token="muted")] if why else []),
            row(self.leave_button, self.live_button, ROOM, self.open_button),
            spacing=12,
            margins=(48, 36, 48, 36),
        )
        column(band, told, spacing=0, of=self)
        self.resize(scaled(_SIZE[0]), scaled(_SIZE[1]))
        for field in (self.account, self.passphrase):
            field.returnPressed.connect(self._go_on)
        model.changed.connect(self._say)
        model.unlocked.connect(self._opened)
        model.left.connect(self.close)
        # Nothing moves, and no field is squeezed, when something is said.
        self.complaint.keep_room(_COMPLAINT)
        self.waiting.keep_room()
        self._say()
        (self.passphrase if model.account else self.account).setFocus()

    def _go_on(self) -> None:
        """Enter goes to the field that is still empty, and then opens."""
        empty = next((field for field in (self.account, self.passphrase) if not field.text()), None)
        if empty is None:
            self._try()
        else:
            empty.setFocus()

    def _try(self) -> None:
        typed = self.passphrase.text()
        if not self.model.waits:
            self.passphrase.clear()
        self.model.try_open(self.account.text(), typed)

    def _ask_for_code(self) -> None:
        """Asks who lost the passphrase for the code of the recovery sheet, and then for a new one."""
        asking, then = self.model.lost_forms()

        def found(what: Found) -> None:
            FormDialog.ask(self, then(what))

        FormDialog.ask(self, asking).taken.connect(found)

    def _say(self) -> None:
        self.complaint.say(self.model.complaint())
        self.waiting.say(self.model.waiting())
        self.open_button.setEnabled(not self.model.waits)
        self.passphrase.setFocus()

    def _choose_live(self) -> None:
        speak_qt(cast("QApplication", QApplication.instance()), self.model.language.language.value)
        choose_live(self, Path(self.model.path).parent, self._ask_for_live)

    def _ask_for_live(self, path: str) -> None:
        FormDialog.ask(self, self.model.live_form(path))

    def _opened(self) -> None:
        self._is_locked = False
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A lock is opened, and not closed."""
        if self._is_locked:
            event.ignore()
            return
        super().closeEvent(event)
        self.left.emit()
