"""The ledger: its entries, the newest first, with the way to what each is about; verification and checkpoints."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from app.viewmodels.session.form import Form
from app.viewmodels.window.comparison import ComparisonSays
from app.viewmodels.window.ledger_model import EntrySays, LedgerModel
from app.views.kit.button import Button
from app.views.kit.captions import N_, say, spoken
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.form_dialog import FormDialog
from app.views.kit.layouts import ROOM, Part, add, column, held, row, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose
from app.views.window.comparison_dialog import ComparisonDialog

_SAVE, _CHOOSE = N_("Save the newest checkpoint"), N_("Choose another copy of this register")
#: Where an entry is about no case it begins where the others do.
_BESIDE = 20


class LedgerDialog(DialogFrame):
    """A page of entries. What is under way is stopped when it is left."""

    def __init__(
        self,
        parent: QWidget,
        model: LedgerModel,
        open_entry: Callable[[int], object],
        show_copies: Callable[[], object],
    ) -> None:
        super().__init__(parent, N_("Ledger"), "", N_("Close"), "", width=900)
        self.model = model
        self._open_entry = open_entry
        self.narrow_button = Button(N_("Narrow"), sign="search", act=self._narrow)
        self.verify_button = Button(N_("Verify the register"), sign="check", act=model.verify)
        self.checkpoint_button = Button(N_("Make a checkpoint"), sign="seal", act=model.make_checkpoint)
        self.copies_button = Button(N_("Kept copies"), sign="copy", act=self._leaving_for(show_copies))
        self.save_button = Button(N_("Save a checkpoint"), act=self._save_checkpoint)
        self.cosign_button = Button(N_("Sign theirs"), act=self._asking(model.cosigning_form))
        self.take_button = Button(N_("Take back a signed one"), act=self._asking(model.taking_form))
        self.compare_button = Button(N_("Compare with a copy"), act=self._choose_copy)
        self.stop_button = Button(N_("Stop"), act=model.stop)
        self.newer_button = Button(N_("Newer entries"), act=model.turn_newer)
        self.older_button = Button(N_("Older entries"), act=model.turn_older)
        self._narrowed, self._empty = Prose(size=13, token="muted"), Prose()
        self._job, self.progress = Prose(), QProgressBar(textVisible=False)
        self._under_way = held(column(self._job, row(wide(held(column(self.progress))), self.stop_button), spacing=4))
        self.verdict, self._faults = Prose(bold=True), Prose(token="caution")
        self.list = Listing(spacing=4)
        self.cosigned = Prose(size=13)
        add(
            self.body,
            row(self.narrow_button, self.verify_button, self.checkpoint_button, self.copies_button, ROOM, spacing=8),
            row(self.save_button, self.cosign_button, self.take_button, self.compare_button, ROOM, spacing=8),
            self._under_way,
            self.verdict,
            self._faults,
            self.cosigned,
            self._narrowed,
            self._empty,
            self.list,
            row(self.newer_button, self.older_button, ROOM, spacing=8),
        )
        model.changed.connect(self.speak)
        model.form_wanted.connect(self._ask)
        model.compared.connect(self.show_side_by_side)
        self.finished.connect(model.stop)
        self.speak()
        model.refresh()

    def speak(self) -> None:
        """Shows the page, and what is under way."""
        says = self.model.says()
        self._narrowed.say(says.narrowed)
        self._empty.say(says.empty)
        self._job.say(says.job)
        self._under_way.setVisible(bool(says.job))
        self.progress.setValue(says.share)
        self.progress.setAccessibleName(says.job)
        self.verify_button.setEnabled(not says.job)
        self.verdict.say(says.verdict if says.is_sound else "")
        self._faults.say("" if says.is_sound else says.verdict)
        for button in (self.checkpoint_button, self.save_button, self.cosign_button, self.take_button):
            button.setEnabled(not says.why_no_checkpoint)
            say(button, toolTip=says.why_no_checkpoint, accessibleDescription=says.why_no_checkpoint)
        self.compare_button.setEnabled(not says.job)
        self.cosigned.say("\n".join(says.cosigned))
        self.list.say(says.entries, self._row)
        self.newer_button.setEnabled(says.has_newer)
        self.older_button.setEnabled(says.has_older)

    def show_side_by_side(self, says: ComparisonSays) -> None:
        """Shows two copies of the register side by side."""
        ComparisonDialog(self, says).open()

    def _row(self, entry: EntrySays) -> Part:
        if entry.leads:
            first: QWidget = LinkRow(entry.text, act=partial(self._go, entry.number))
        else:
            first = Prose(entry.text, margins=(_BESIDE, 3, 0, 3))
        changed = (Prose(entry.changed, size=12, token="muted", margins=(_BESIDE, 0, 0, 2)),) if entry.changed else ()
        return held(column(first, *changed, spacing=0))

    def _go(self, number: int) -> None:
        self.accept()
        self._open_entry(number)

    def _narrow(self) -> None:
        self._ask(self.model.narrowing_form())

    def _ask(self, form: Form) -> None:
        FormDialog.ask(self, form)

    def _asking(self, form: Callable[[], Form]) -> Callable[[], None]:
        return lambda: self._ask(form())

    def _save_checkpoint(self) -> None:
        dialog = QFileDialog(self, spoken(_SAVE), self.model.checkpoint_name())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(self.model.save_checkpoint)
        dialog.open()

    def _choose_copy(self) -> None:
        dialog = QFileDialog(self, spoken(_CHOOSE), str(Path(self.model.files.path).parent))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.model.compare)
        dialog.open()

    def _leaving_for(self, show: Callable[[], object]) -> Callable[[], None]:
        def leave() -> None:
            self.accept()
            show()

        return leave
