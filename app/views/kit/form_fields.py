"""The fields of a form on the screen, each made after its kind; read and written alike."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from app.viewmodels.session.form import Field, FieldKind
from app.views.kit.captions import N_, say
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.date_field import DateField
from app.views.kit.field_grid import FieldGrid
from app.views.kit.file_field import FileField
from app.views.kit.layouts import held, row, wide
from app.views.kit.theme import scaled


class Editor(NamedTuple):
    """A field on the screen: the widget under the keyboard, alone in its cell or with others.

    `put` leaves alone what is being typed. `finished` tells that something may have been entered.
    """

    widget: QWidget
    cell: QWidget
    value: Callable[[], object]
    put: Callable[[object], None]
    finished: SignalInstance


class LongText(QPlainTextEdit):
    """Several lines of text; leaving the field tells that it is finished, Tab goes on."""

    finished = Signal()

    def __init__(self, height: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(scaled(height))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells that the field was left."""
        super().focusOutEvent(event)
        self.finished.emit()


def add_field(grid: FieldGrid, field: Field) -> Editor:
    """Makes a field with its value, and adds it to a grid."""
    editor = make_field(field)
    grid.add_cell(field.label, editor.widget, editor.cell, field.help, half=field.is_short)
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
    line = QLineEdit()

    def put(value: object) -> None:
        if line.text() != value and not (line.hasFocus() and line.isModified()):
            line.setText(str(value))
            line.setCursorPosition(0)

    return Editor(line, line, line.text, put, line.editingFinished)


def _long_text(field: Field) -> Editor:
    text = LongText(field.height)

    def put(value: object) -> None:
        # What is being typed is not overwritten by what was saved a moment ago.
        if text.toPlainText() != value and not text.hasFocus():
            text.setPlainText(str(value))

    return Editor(text, text, text.toPlainText, put, text.finished)


def _date(field: Field) -> Editor:
    day = field.value if isinstance(field.value, date) else field.proposed
    if day is None:
        raise ValueError(field)
    days = DateField(day)

    def put(value: object) -> None:
        # A date that is half typed is none yet.
        if isinstance(value, date) and days.day() != value and not days.hasFocus():
            days.setDay(value)

    editor = Editor(days, days, days.day, put, days.editingFinished)
    return editor if field.proposed is None else _that_may_be_lacking(editor)


def _that_may_be_lacking(given: Editor) -> Editor:
    """A date with the box beside it that says that there is none."""
    undated = QCheckBox()
    say(undated, text=N_("undated"))
    undated.toggled.connect(lambda is_undated: given.widget.setEnabled(not is_undated))

    def put(value: object) -> None:
        undated.setChecked(value is None)
        given.put(value)

    cell = held(row(given.widget, wide(undated), spacing=12))
    return given._replace(cell=cell, value=lambda: None if undated.isChecked() else given.value(), put=put)


def _choice(field: Field) -> Editor:
    box = ChoiceBox()
    box.offer(field.choices)
    return Editor(box, box, box.code, box.choose, box.activated)


def _file(field: Field) -> Editor:
    file = FileField(str(field.value), field.read)
    return Editor(file.button, file, lambda: file.sha256, lambda _value: None, file.finished)


_MAKERS: dict[FieldKind, Callable[[Field], Editor]] = {
    FieldKind.LINE: _line,
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.FILE: _file,
}
