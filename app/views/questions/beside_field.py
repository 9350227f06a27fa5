"""A particular that stands beside a question because both speak of one thing: the item, where its heading is asked."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.viewmodels.session.form import Field
from app.views.kit.card import clear
from app.views.kit.editor import Editor
from app.views.kit.form_fields import make_field
from app.views.kit.layouts import add, at, column, row, wide
from app.views.kit.prose import Prose
from app.views.kit.typing_pause import TypingPause


class BesideField(QWidget):
    """One field in a row with its label, saved when it is left; no room is taken where there is no neighbour."""

    def __init__(self, enter: Callable[[str, str], object], note_typing: Callable[..., object]) -> None:
        """`enter` takes the name of the field and what was entered; `note_typing` the field, and if it holds more."""
        super().__init__()
        self._enter, self._note_typing = enter, note_typing
        self._complaint = Prose(size=12, token="caution")
        self._row = row(spacing=12)
        column(self._row, self._complaint, spacing=4, margins=(0, 0, 0, 8), of=self)
        self._shape: Field | None = None
        self.editor: Editor | None = None

    def say(self, field: Field | None, *, may_change: bool) -> None:
        """Shows the field with its value, and what is wrong with it."""
        self.setVisible(field is not None)
        if field is None:
            return
        shape = field._replace(value="", complaint="")
        if self.editor is None or shape != self._shape:
            self._shape = shape
            self.editor = self._make(field)
        self.editor.put(field.value)
        self.editor.widget.setEnabled(may_change)
        self._complaint.say(field.complaint)

    def _make(self, field: Field) -> Editor:
        clear(self._row)
        editor = make_field(field)
        add(self._row, at(Qt.AlignmentFlag.AlignVCenter, Prose(field.label, bold=True)), wide(editor.cell))
        TypingPause(
            editor,
            lambda: self._enter(field.name, str(editor.value())),
            partial(self._note_typing, editor.widget),
        )
        return editor
