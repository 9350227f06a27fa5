"""The ledger: its entries, the newest first, with the way to what each is about; verification and checkpoints."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QProgressBar, QWidget

from app.viewmodels.window.ledger_model import EntrySays, LedgerModel
from app.views.kit.button import Button
from app.views.kit.captions import N_, say
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.form_dialog import FormDialog
from app.views.kit.layouts import ROOM, Part, add, column, held, row, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose

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
        self._model = model
        self._open_entry = open_entry
        self.narrow_button = Button(N_("Narrow"), sign="search", act=self._narrow)
        self.verify_button = Button(N_("Verify the register"), sign="check", act=model.verify)
        self.checkpoint_button = Button(N_("Make a checkpoint"), sign="seal", act=model.make_checkpoint)
        self.copies_button = Button(N_("Kept copies"), sign="copy", act=self._leaving_for(show_copies))
        self.stop_button = Button(N_("Stop"), act=model.stop)
        self.newer_button = Button(N_("Newer entries"), act=model.turn_newer)
        self.older_button = Button(N_("Older entries"), act=model.turn_older)
        self._narrowed, self._empty = Prose(size=13, token="muted"), Prose()
        self._job, self.progress = Prose(), QProgressBar(textVisible=False)
        self._under_way = held(column(self._job, row(wide(held(column(self.progress))), self.stop_button), spacing=4))
        self.verdict, self._faults = Prose(bold=True), Prose(token="caution")
        self.list = Listing(spacing=4)
        add(
            self.body,
            row(self.narrow_button, self.verify_button, self.checkpoint_button, self.copies_button, ROOM, spacing=8),
            self._under_way,
            self.verdict,
            self._faults,
            self._narrowed,
            self._empty,
            self.list,
            row(self.newer_button, self.older_button, ROOM, spacing=8),
        )
        model.changed.connect(self.speak)
        self.finished.connect(model.stop)
        self.speak()
        model.refresh()

    def speak(self) -> None:
        """Shows the page, and what is under way."""
        says = self._model.says()
        self._narrowed.say(says.narrowed)
        self._empty.say(says.empty)
        self._job.say(says.job)
        self._under_way.setVisible(bool(says.job))
        self.progress.setValue(says.share)
        self.progress.setAccessibleName(says.job)
        self.verify_button.setEnabled(not says.job)
        self.verdict.say(says.verdict if says.is_sound else "")
        self._faults.say("" if says.is_sound else says.verdict)
        self.checkpoint_button.setEnabled(not says.why_no_checkpoint)
        say(
            self.checkpoint_button,
            toolTip=says.why_no_checkpoint,
            accessibleDescription=says.why_no_checkpoint,
        )
        self.list.say(says.entries, self._row)
        self.newer_button.setEnabled(says.has_newer)
        self.older_button.setEnabled(says.has_older)

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
        FormDialog.ask(self, self._model.narrowing_form())

    def _leaving_for(self, show: Callable[[], object]) -> Callable[[], None]:
        def leave() -> None:
            self.accept()
            show()

        return leave
