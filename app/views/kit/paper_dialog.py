"""A document to be read, copied, saved as a PDF and printed; each act shows that it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPlainTextEdit, QWidget

from app.viewmodels.session.paper_model import Done, Paper
from app.views.kit.button import Button
from app.views.kit.captions import N_, spoken
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.layouts import add, wide
from app.views.kit.note_block import NoteBlock
from app.views.kit.theme import scaled
from app.views.kit.typesetting import width_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from app.views.kit.captions import Caption

_SAVE = N_("Save as PDF")
_SAVE_AS_FILE = N_("Save to be filled in")
_PRINTER = N_("the printer")
#: Between two columns of the text, in pixels at 100 %.
_GAP = 18
#: What a laser printer shows; more would only take time.
_FINEST = 300


def print_pages(printer: QPrinter, paper: Paper) -> int:
    """Prints the pages that were asked for, each on a sheet of its own; how many the printer took."""
    pages = paper.pages(min(printer.resolution(), _FINEST))
    first = printer.fromPage() or 1
    wanted = pages[first - 1 : printer.toPage() or len(pages)]
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    for at, page in enumerate(wanted):
        if at and not printer.newPage():
            painter.end()
            return at
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), QImage.fromData(page))
    painter.end()
    return len(wanted)


def _tab_stop(text: str) -> float:
    """So wide that what stands beside the names of entries stands in a column, with a gap between."""
    names = [line.partition("\t")[0] for line in text.splitlines() if line.count("\t") == 1]
    return max((width_of(name) for name in names), default=0.0) + scaled(_GAP)


class PaperDialog(DialogFrame):
    """The text of the document, and what can be done with it."""

    def __init__(self, parent: QWidget, paper: Paper) -> None:
        super().__init__(parent, paper.title, paper.explanation, N_("Close"), "", width=720)
        self._paper = paper
        self.text = QPlainTextEdit(paper.text)
        self.text.setReadOnly(True)
        if not paper.may_be_copied:
            # What can't be selected goes to no clipboard.
            self.text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.text.setTabStopDistance(_tab_stop(paper.text))
        self.text.setAccessibleName(paper.title)
        self.text.setMinimumHeight(scaled(300))
        self.warning, self.outcome = NoteBlock(token="caution"), NoteBlock()
        add(self.body, self.warning, wide(self.text), self.outcome)
        self.warning.say("", "\n".join(paper.warnings))
        self.outcome.say("", "")
        self.outcome.keep_room()
        add(
            self.extra_buttons,
            *([Button(N_("Copy as text"), sign="copy", act=self.copy)] if paper.may_be_copied else []),
            Button(_SAVE, sign="document", act=self._save),
            *([Button(_SAVE_AS_FILE, sign="document", act=self._save_as_file)] if paper.as_file else []),
            Button(N_("Print"), sign="print", act=self._print),
        )

    def copy(self) -> None:
        """Puts the text on the clipboard."""
        QApplication.clipboard().setText(self._paper.text)
        self._tell(self._paper.copied())

    def _save(self) -> None:
        self._ask_where(_SAVE, self._paper.file_kind, self._paper.file_name, self.save_to)

    def _save_as_file(self) -> None:
        if (file := self._paper.as_file) is not None:
            self._ask_where(_SAVE_AS_FILE, file.kind, file.name, self.save_as_file_to)

    def _ask_where(self, caption: Caption, kind: str, name: str, then: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, spoken(caption))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kind)
        dialog.setDefaultSuffix(name.rpartition(".")[2])
        dialog.selectFile(name)
        dialog.fileSelected.connect(then)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Saves it where the dialog of files, which asks before it takes the name of another file, was told to."""
        self._tell(self._paper.save(path))

    def save_as_file_to(self, path: str) -> None:
        """Saves what else the paper can be saved as, where the dialog of files was told to."""
        self._tell(self._paper.save_as_file(path))

    def _print(self) -> None:
        # Imported late: few will print, and the part is heavy.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._paper.file_name)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_to(printer))
        QDialog.open(dialog)

    def print_to(self, printer: QPrinter) -> None:
        """Prints it."""
        pages = print_pages(printer, self._paper)
        file = printer.outputFileName()
        printed = self._paper.printed(pages, printer.printerName() or spoken(_PRINTER))
        self._tell(self._paper.printed_to_file(pages, file) if file and pages else printed)

    def _tell(self, done: Done) -> None:
        """Shows what came of an act."""
        self.complain(done.says if done.is_refused else "")
        self.outcome.say("", "" if done.is_refused else done.says)
        self._fit()
