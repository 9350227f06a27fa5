"""Writes the list, as it is shown, into a file: what will be written, how far it is, and that it was done."""

from typing import Any

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from app.viewmodels.session.list_export import CSV, EXCEL, ListExport
from app.viewmodels.session.paper_model import Done
from app.views.kit.button import Button
from app.views.kit.captions import N_, say, spoken
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.layouts import add
from app.views.kit.note_block import NoteBlock
from app.views.kit.prose import Prose

_TITLE = N_("Save the list")
_STOP, _CLOSE = N_("Stop"), N_("Close")
_PROGRESS = N_("Rows written")


class ExportDialog(DialogFrame):
    """Two kinds of file; while one is written the way out stops it."""

    def __init__(self, parent: QWidget, model: ListExport[Any]) -> None:
        super().__init__(parent, _TITLE, "", _CLOSE, "", width=560)
        self._model = model
        model.setParent(self)
        self._explanation = Prose(token="muted")
        self.progress = QProgressBar()
        say(self.progress, accessibleName=_PROGRESS)
        self.outcome = NoteBlock()
        add(self.body, self._explanation, self.progress, self.outcome)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.progress.hide()
        self.outcome.say("", "")
        self.outcome.keep_room()
        self.csv_button = Button(N_("Save as CSV"), sign="document", act=lambda: self._choose(CSV))
        self.excel_button = Button(N_("Save as Excel"), sign="document", act=lambda: self._choose(EXCEL))
        self.stop_button = Button(_STOP, act=model.stop)
        add(self.extra_buttons, self.stop_button, self.csv_button, self.excel_button)
        self.stop_button.hide()
        model.counted.connect(self._show_size)
        model.progressed.connect(self.progress.setValue)
        model.finished.connect(self._tell)
        self._show_size()
        model.count()

    def _show_size(self) -> None:
        """Says how many rows there are; where there are none, nothing is written."""
        size = self._model.size
        self._explanation.say(self._model.explanation)
        self.progress.setMaximum(size or 1)
        self._show_readiness()
        if self.isVisible():
            self._fit()

    def _show_readiness(self) -> None:
        for button in (self.csv_button, self.excel_button):
            button.setEnabled(bool(self._model.size) and not self._model.is_under_way)

    def _choose(self, kind: str) -> None:
        dialog = QFileDialog(self, spoken(_TITLE))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self._model.kind_in_words(kind))
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(self._model.proposed_name(kind))
        dialog.fileSelected.connect(lambda path: self.write_to(path, kind))
        dialog.open()

    def write_to(self, path: str, kind: str) -> None:
        """Writes it where the dialog of files, which asks before it takes the name of another file, was told to."""
        self.complain("")
        self.outcome.say("", "")
        self._model.write(path, kind)
        self._show_under_way_here(self._model.is_under_way)

    def _show_under_way_here(self, is_under_way: bool) -> None:
        self.progress.setVisible(is_under_way)
        self.stop_button.setVisible(is_under_way)
        self.accept_button.setEnabled(not is_under_way)
        self._show_readiness()
        self._fit()

    def _tell(self, done: Done) -> None:
        """Shows what came of it."""
        self._show_under_way_here(False)
        # The button that stopped it is gone: Enter now leaves.
        self.accept_button.setFocus()
        self.complain(done.says if done.is_refused else "")
        self.outcome.say("", "" if done.is_refused else done.says)
        self._fit()

    def reject(self) -> None:
        """While a file is written the way out stops it."""
        if self._model.is_under_way:
            self._model.stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same where the window's own sign is pressed."""
        if self._model.is_under_way:
            self._model.stop()
            event.ignore()
        else:
            super().closeEvent(event)
