"""A text to copy, save or print: the query to an office."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPlainTextEdit, QWidget

from app.viewmodels.query_model import TextSays
from app.views.button import Button
from app.views.dialog_frame import DialogFrame
from app.views.theme import scaled


class TextDialog(DialogFrame):
    """The text, and what can be done with it."""

    def __init__(self, parent: QWidget, says: TextSays) -> None:
        super().__init__(parent, says.title, says.explanation, says.close, "", width=680)
        self._says = says
        self.text = QPlainTextEdit(says.text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(says.title)
        self.text.setMinimumHeight(scaled(320))
        self.body.addWidget(self.text, 1)
        for sign, label, act in (
            ("copy", says.copy, self._copy),
            ("document", says.save, self._save),
            ("print", says.print, self._print),
        ):
            button = Button(sign=sign)
            button.say(label)
            button.clicked.connect(lambda _checked=False, do=act: do())
            self.extra_buttons.addWidget(button)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._says.text)

    def _save(self) -> None:
        dialog = QFileDialog(self, self._says.save)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Writes the text to a file."""
        try:
            Path(path).write_text(self._says.text, encoding="utf-8")
        except OSError as error:
            self.complain(self._says.not_saved.format(path=path, reason=error.strerror))

    def _print(self) -> None:
        # Imported late: few will print, and the part is heavy.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.text.print_(printer))
        QDialog.open(dialog)

    @classmethod
    def show_text(cls, parent: QWidget, says: TextSays) -> "TextDialog":
        """Opens the dialog."""
        dialog = cls(parent, says)
        dialog.open()
        return dialog
