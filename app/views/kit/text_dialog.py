"""A text to copy, save or print: the query to an office."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPainter, QTextDocument
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPlainTextEdit, QWidget

from app.viewmodels.session.pieces import TextSays
from app.views.kit.button import Button
from app.views.kit.captions import N_, spoken
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.layouts import add, wide
from app.views.kit.theme import scaled, type_of

_SAVE = N_("Save")
_NOT_SAVED = N_("{path} can't be written: {reason}. Choose another place.")

#: The size of the type on paper.
_POINTS = 10.5


def print_pages(device: QPagedPaintDevice, painter: QPainter, text: str, mark: str) -> None:
    """Prints a text with the mark at the head and the foot of every page, and the number of the page beside it."""
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    font = type_of(13)
    font.setPointSizeF(_POINTS)  # of paper, where the pixels of the screen say nothing
    document.setDefaultFont(font)
    document.setPlainText(text)
    painter.setFont(document.defaultFont())
    whole = QRectF(0, 0, painter.viewport().width(), painter.viewport().height())
    edge = 2.0 * painter.fontMetrics().height()
    body = QSizeF(whole.width(), whole.height() - 2 * edge)
    document.setPageSize(body)
    for page in range(document.pageCount()):
        if page:
            device.newPage()
        top = page * body.height()
        painter.save()
        painter.translate(0, edge - top)
        document.drawContents(painter, QRectF(0, top, body.width(), body.height()))
        painter.restore()
        number = f"{page + 1} / {document.pageCount()}"
        for at in (QRectF(0, 0, whole.width(), edge), QRectF(0, whole.height() - edge, whole.width(), edge)):
            painter.drawText(at, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, mark)
            painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
    painter.end()


class TextDialog(DialogFrame):
    """The text, and what can be done with it."""

    def __init__(self, parent: QWidget, says: TextSays) -> None:
        super().__init__(parent, says.title, says.explanation, N_("Close"), "", width=680)
        self._says = says
        self.text = QPlainTextEdit(says.text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(says.title)
        self.text.setMinimumHeight(scaled(320))
        add(self.body, wide(self.text))
        add(
            self.extra_buttons,
            Button(N_("Copy"), sign="copy", act=self._copy),
            Button(_SAVE, sign="document", act=self._save),
            Button(N_("Print"), sign="print", act=self._print),
        )

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._says.text)

    def _save(self) -> None:
        dialog = QFileDialog(self, spoken(_SAVE))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Writes the text to a file."""
        try:
            Path(path).write_text(self._says.text, encoding="utf-8")
        except OSError as error:
            self.complain(spoken(_NOT_SAVED).format(path=path, reason=error.strerror))
        else:
            self.complain("")

    def _print(self) -> None:
        # Imported late: few will print, and the part is heavy.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: print_pages(printer, QPainter(printer), self._says.text, self._says.mark))
        QDialog.open(dialog)
