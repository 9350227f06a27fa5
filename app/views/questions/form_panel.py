"""A form whose fields are saved one by one, each when it is left."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.questions.particulars_model import ParticularsSays
from app.viewmodels.session.form import Field
from app.views.kit.card import ScrollColumn, clear
from app.views.kit.editor import Editor
from app.views.kit.field_grid import FieldGrid
from app.views.kit.form_fields import add_field
from app.views.kit.keyboard import give_keyboard
from app.views.kit.layouts import ROOM, add, column, held
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled
from app.views.kit.typing_pause import TypingPause

#: Room enough for two dates side by side.
_TWO_COLUMNS = 320


class FormPanel(ScrollColumn):
    """A titled form. It keeps its fields while the form stays the same, and enters what stands in one that was left."""

    def __init__(self, enter: Callable[[str, Any], object], note_typing: Callable[..., object]) -> None:
        """`enter` takes the name of a field and its value; `note_typing` a field, and if it holds what is not saved."""
        super().__init__(margins=(26, 20, 22, 20), spacing=4)
        self._enter, self._note_typing = enter, note_typing
        self._title = Prose(size=20, bold=True, heading=True)
        self._explanation = Prose(token="muted")
        self._caution = Prose(size=12, token="caution")
        self._rows = column()
        add(self.column, self._title, self._explanation, self._caution, 10, self._rows, ROOM)
        self._shape: tuple[Field, ...] = ()
        self._grid = FieldGrid()
        self._editors: dict[str, Editor] = {}
        self.fields: dict[str, QWidget] = {}

    def say(self, says: ParticularsSays) -> None:
        """Shows the form with its values."""
        self._title.say(says.title)
        self._explanation.say(says.explanation)
        self._caution.say(says.caution)
        shape = tuple(field._replace(value="", complaint="") for field in says.fields)
        if shape != self._shape:
            self._shape = shape
            self._make(says.fields)
        for field in says.fields:
            editor = self._editors[field.name]
            editor.put(field.value)
            editor.widget.setEnabled(field.name in says.open)
            editor.widget.setAccessibleDescription(field.complaint or field.help)
            # What a field says itself is not said twice.
            self._grid.complain(editor.widget, "" if editor.complaint() else field.complaint)

    def focus_field(self, name: str) -> None:
        """Puts the keyboard into a field."""
        give_keyboard(self.fields[name])
        self.ensureWidgetVisible(self.fields[name])

    def _make(self, fields: tuple[Field, ...]) -> None:
        clear(self._rows)
        self._grid = FieldGrid()
        add(self._rows, held(self._grid))
        self._editors = {field.name: add_field(self._grid, field) for field in fields}
        self.fields = {name: editor.widget for name, editor in self._editors.items()}
        for name, editor in self._editors.items():
            TypingPause(editor, partial(self._save, name, editor), partial(self._note_typing, editor.widget))
        self._fit()

    def _save(self, name: str, editor: Editor) -> None:
        self._enter(name, editor.value())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the fields stand below each other."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._grid.narrow(is_narrow=self.viewport().width() < scaled(_TWO_COLUMNS))
