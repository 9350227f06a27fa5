"""A particular that stands beside a question because both speak of one thing: the item, where its heading is asked."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.viewmodels.session.form import Field
from app.views.kit.card import clear
from app.views.kit.field_grid import FieldGrid
from app.views.kit.form_fields import Editor, add_field
from app.views.kit.layouts import add, column, held


class BesideField(QWidget):
    """One field, saved when it is left; it takes no room where the question has no such neighbour."""

    def __init__(self, enter: Callable[[str, str], object]) -> None:
        """`enter` takes the name of the field and what was entered."""
        super().__init__()
        self._enter = enter
        self._column = column(of=self)
        self._shape: Field | None = None
        self._grid = FieldGrid()
        self.editor: Editor | None = None

    def say(self, field: Field | None, *, may_change: bool) -> None:
        """Shows the field with its value."""
        self.setVisible(field is not None)
        if field is None:
            return
        shape = field._replace(value="", complaint="")
        if self.editor is None or shape != self._shape:
            self._shape = shape
            self.editor = self._make(field)
        self.editor.put(field.value)
        self.editor.widget.setEnabled(may_change)
        self._grid.complain(self.editor.widget, field.complaint)

    def _make(self, field: Field) -> Editor:
        clear(self._column)
        self._grid = FieldGrid()
        add(self._column, held(self._grid))
        editor = add_field(self._grid, field)
        editor.finished.connect(lambda: self._enter(field.name, str(editor.value())))
        return editor
