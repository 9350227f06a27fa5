"""A form whose fields are saved one by one, each when it is left."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.viewmodels.questions.form_model import FieldSays, FormSays
from app.views.kit.card import ScrollColumn, clear
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.date_field import DateField
from app.views.kit.field_grid import FieldGrid
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class LongText(QPlainTextEdit):
    """Several lines of text; leaving the field tells that it is finished, Tab goes on."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(scaled(84))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells that the field was left."""
        super().focusOutEvent(event)
        self.finished.emit()


#: Room enough for two dates side by side.
_TWO_COLUMNS = 320


class FormPanel(ScrollColumn):
    """A titled form. It keeps its fields while the form stays the same."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(margins=(26, 20, 22, 20), spacing=4)
        self._title = Prose(size=20, bold=True, heading=True)
        self._explanation = Prose(token="muted")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(scaled(3))
        self.column.addWidget(self._title)
        self.column.addWidget(self._explanation)
        self.column.addSpacing(scaled(10))
        self.column.addLayout(self._rows)
        self.column.addStretch(1)
        self._shape: tuple[object, ...] = ()
        self._grid: FieldGrid | None = None
        self._setters: dict[str, Callable[[str | date], None]] = {}
        self.fields: dict[str, QWidget] = {}

    def say(self, says: FormSays) -> None:
        """Shows the form with its values."""
        self._title.say(says.title)
        self._explanation.say(says.explanation)
        shape = (says.fields, says.markings)
        if shape != self._shape:
            self._shape = shape
            self._make(says)
        for field, value, complaint in zip(says.fields, says.values, says.complaints, strict=True):
            widget = self.fields[field.name]
            self._setters[field.name](value)
            widget.setEnabled(says.may_change)
            widget.setAccessibleDescription(complaint or field.help)
            if self._grid is not None:
                self._grid.complain(widget, complaint)

    def focus_field(self, name: str) -> None:
        """Puts the keyboard into a field."""
        self.fields[name].setFocus()
        self.ensureWidgetVisible(self.fields[name])

    def _make(self, says: FormSays) -> None:
        clear(self._rows)
        holder, grid = QWidget(), FieldGrid()
        self._grid = grid
        holder.setLayout(grid)
        self._rows.addWidget(holder)
        self._setters, self.fields = {}, {}
        for field in says.fields:
            widget = self._field(field, says)
            grid.add_field(field.label, widget, field.help, half=field.is_short)
            self.fields[field.name] = widget
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the fields stand below each other."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._grid is not None:
            self._grid.narrow(is_narrow=self.viewport().width() < scaled(_TWO_COLUMNS))

    def _field(self, field: FieldSays, says: FormSays) -> QWidget:
        name = field.name
        if field.kind == "date":
            days = DateField(date(2000, 1, 1))
            self._setters[name] = lambda value: (
                self._quietly(days, lambda: self._set_day(days, value)) if isinstance(value, date) else None
            )
            days.editingFinished.connect(lambda: self.changed.emit(name, days.day()))
            return days
        if field.kind == "marking":
            box = ChoiceBox()
            box.offer(says.markings)
            self._setters[name] = lambda value: self._quietly(box, lambda: box.choose(value))
            box.activated.connect(lambda: self.changed.emit(name, str(box.code() or "")))
            return box
        if field.kind == "long":
            long_text = LongText()
            self._setters[name] = lambda value: self._set_text(long_text, str(value))
            long_text.finished.connect(lambda: self.changed.emit(name, long_text.toPlainText()))
            return long_text
        line = QLineEdit()
        self._setters[name] = lambda value: self._set_line(line, str(value))
        line.editingFinished.connect(lambda: self.changed.emit(name, line.text()))
        return line

    @staticmethod
    def _set_day(field: DateField, day: date) -> None:
        # A date that is half typed is none yet.
        if field.day() != day and not field.hasFocus():
            field.setDay(day)

    @staticmethod
    def _set_line(field: QLineEdit, text: str) -> None:
        if field.text() != text and not (field.hasFocus() and field.isModified()):
            field.setText(text)
            field.setCursorPosition(0)

    @staticmethod
    def _set_text(field: QPlainTextEdit, text: str) -> None:
        # What is being typed is not overwritten by what was saved a moment ago.
        if field.toPlainText() != text and not field.hasFocus():
            field.setPlainText(text)

    @staticmethod
    def _quietly(field: QWidget, change: Callable[[], None]) -> None:
        field.blockSignals(True)
        change()
        field.blockSignals(False)
