"""The fields of a form on the screen, each made after its kind; read and written alike."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit

from app.viewmodels.session.form import NO_FILE, ChosenFile, Field, FieldKind
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.date_field import DateField
from app.views.kit.editor import Editor
from app.views.kit.field_grid import FieldGrid
from app.views.kit.file_field import FileField
from app.views.kit.line_edit import LineEdit
from app.views.kit.print_hint import hinted
from app.views.kit.rows_field import RowsField
from app.views.kit.theme import scaled


class LongText(QPlainTextEdit):
    """Several lines of text; leaving the field tells that it is finished, Tab goes on."""

    finished = Signal()
    typed = Signal()

    def __init__(self, height: int) -> None:
        super().__init__()
        self.textChanged.connect(self._tell_typed)
        self.setTabChangesFocus(True)
        self.setFixedHeight(scaled(height))

    def _tell_typed(self) -> None:
        # What is put here as a whole is not typed.
        if self.document().isModified():
            self.typed.emit()

    def written(self) -> str:
        """What was typed, letter for letter: in Qt's own plain text blanks that keep words together are common ones."""
        return self.document().toRawText().replace("\u2029", "\n")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Text can be dropped; a file, of which Qt would write the path, is left to what is behind."""
        event.ignore() if event.mimeData().hasUrls() else super().dragEnterEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells that the field was left."""
        super().focusOutEvent(event)
        self.finished.emit()


def add_field(grid: FieldGrid, field: Field) -> Editor:
    """Makes a field with its value, and adds it to a grid."""
    editor = make_field(field)
    is_tall = field.kind is FieldKind.ROWS
    grid.add_cell(field.label, editor.widget, editor.cell, field.help, half=field.is_short, is_tall=is_tall)
    return editor


def make_field(field: Field) -> Editor:
    """Makes a field with its value; its label is for who lays it out, and readers of the screen have it."""
    editor = _MAKERS[field.kind](field)
    editor.put(field.value)
    if field.kind is not FieldKind.FILE:
        editor.widget.setAccessibleName(field.label)
        editor.widget.setAccessibleDescription(field.help)
    return editor


def _line(_field: Field) -> Editor:
    line = LineEdit()

    def put(value: object) -> None:
        if line.text() != value and not (line.hasFocus() and line.isModified()):
            line.setText(str(value))
            line.setCursorPosition(0)

    return Editor(
        line, hinted(line, line.text, line.textChanged), line.text, put, line.editingFinished, typed=line.textEdited
    )


def _secret(_field: Field) -> Editor:
    # In this mode Qt copies nothing, undoes nothing but by clearing all, and an input method learns nothing.
    line = LineEdit()
    line.setEchoMode(LineEdit.EchoMode.Password)
    return Editor(line, line, line.text, lambda _value: None, line.editingFinished, typed=line.textEdited)


def _long_text(field: Field) -> Editor:
    text = LongText(field.height)

    def put(value: object) -> None:
        # What is being typed is not overwritten by what was saved a moment ago.
        if text.written() != value and not text.hasFocus():
            text.setPlainText(str(value))

    return Editor(
        text, hinted(text, text.written, text.textChanged), text.written, put, text.finished, typed=text.typed
    )


def _date(field: Field) -> Editor:
    if field.days is None:
        raise ValueError(field)
    days = DateField(field.days, may_lack=field.may_lack)

    def put(value: object) -> None:
        # A date that is half typed is none yet.
        if not (days.hasFocus() and days.isModified()):
            days.put(value if isinstance(value, date | str) else None)

    return Editor(days, days.cell, days.entered, put, days.finished, days.complaint, days.textEdited)


def _choice(field: Field) -> Editor:
    box = ChoiceBox()
    box.offer(field.choices)
    return Editor(box, box, box.code, box.choose, box.activated)


def _file(field: Field) -> Editor:
    file = FileField(field.value if isinstance(field.value, ChosenFile) else NO_FILE, field.read)
    return Editor(file.button, file, lambda: file.chosen, lambda _value: None, file.finished, file.complaint)


def _rows(field: Field) -> Editor:
    if field.rows is None:
        raise ValueError(field)
    rows = RowsField(field, field.rows, make_field)
    return Editor(rows, rows, rows.values, rows.put, rows.finished, rows.complaint, rows.typed)


_MAKERS: dict[FieldKind, Callable[[Field], Editor]] = {
    FieldKind.LINE: _line,
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.FILE: _file,
    FieldKind.SECRET: _secret,
    FieldKind.ROWS: _rows,
}
