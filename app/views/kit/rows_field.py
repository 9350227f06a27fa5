"""A field that has the same fields several times: rows that are named, or rows that are added and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLayout, QWidget

from app.views.kit.button import Button, Rank
from app.views.kit.layouts import ROOM, column, held, row, wide
from app.views.kit.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.viewmodels.session.form import Field, NamedRow, Rows
    from app.views.kit.editor import Editor


class _Row(NamedTuple):
    """A row on the screen; `more` are its further fields, which wait for something to stand in the first."""

    key: object
    part: QWidget
    editors: tuple[Editor, ...]
    more: QWidget | None = None

    @property
    def values(self) -> tuple[object, ...]:
        return tuple(editor.value() for editor in self.editors)

    @property
    def has_anything(self) -> bool:
        return any(value not in (None, "") for value in self.values)


class RowsField(QWidget):
    """The rows below each other, and the button that adds one where rows are added."""

    #: Something may have been entered, or a row came or went.
    finished = Signal()
    #: Something was typed or chosen, or a row went.
    typed = Signal()
    #: A row came, where the keyboard is now.
    added = Signal(QWidget)

    def __init__(self, field: Field, rows: Rows, make: Callable[[Field], Editor]) -> None:
        super().__init__()
        self._label, self._says, self._make = field.label, rows, make
        self._rows: list[_Row] = []
        self._described = ""
        self._column = column(spacing=10)
        self.add_button = Button(rows.add, rank=Rank.QUIET, sign="plus", act=self._begin_another)
        self.add_button.setVisible(bool(rows.add))
        column(self._column, row(self.add_button, ROOM), spacing=6, of=self)
        for named in rows.named:
            self._append(self._named(named))

    def values(self) -> tuple[tuple[object, ...], ...]:
        """Of each row in which anything stands its key, and the values of its fields."""
        return tuple((each.key, *each.values) for each in self._rows if each.has_anything)

    def complaint(self) -> str:
        """What a field says itself against what stands in it."""
        said = (editor.complaint() for each in self._rows for editor in each.editors)
        return next((each for each in said if each), "")

    def put(self, values: object) -> None:
        """Shows these rows."""
        for key, *parts in values if isinstance(values, tuple) else ():
            found = next((each for each in self._rows if each.key == key), None)
            shown = self._add() if found is None else found
            for editor, value in zip(shown.editors, parts, strict=True):
                editor.put(value)
            self._show_more(shown)

    def setFocus(self, *_reason: object) -> None:
        """The keyboard begins in the first row; without any on the button that adds one."""
        (self._rows[0].editors[0].widget if self._rows else self.add_button).setFocus()

    def setAccessibleDescription(self, said: str) -> None:
        """Describes every row to readers of the screen: none of them stops at the whole."""
        super().setAccessibleDescription(said)
        self._described = said
        for each in self._rows:
            self._describe(each)

    def _describe(self, shown: _Row) -> None:
        helped = {named.key: named.help for named in self._says.named}.get(shown.key, "")
        shown.editors[0].widget.setAccessibleDescription(" ".join(filter(None, (self._described, helped))))

    def _begin_another(self) -> None:
        self._add().editors[0].widget.setFocus()
        self.added.emit(self._rows[-1].part)
        self.finished.emit()

    def _add(self) -> _Row:
        number = len(self._rows) + 1
        label = self._says.one.format(n=number)
        editors = self._editors(self._says.fields, label)
        take_away = Button("", f"{self._says.take_away}: {label}", rank=Rank.QUIET, sign="cross")
        # In a row with one field its heading says what the field is.
        cells = _captioned(self._says.fields, editors) if len(editors) > 1 else [editors[0].cell]
        part = held(column(row(Prose(label, token="muted"), ROOM, take_away), *cells, spacing=2))
        take_away.clicked.connect(lambda: self._take_away(part))
        added = _Row(number, part, editors)
        self._append(added)
        return added

    def _take_away(self, part: QWidget) -> None:
        """Takes a row away; those behind it get the numbers before theirs, and keep what stands in them."""
        kept = [each.values for each in self._rows if each.part is not part]
        for each in self._rows:
            self._column.removeWidget(each.part)
            each.part.hide()
            each.part.deleteLater()
        self._rows.clear()
        self.put(tuple((number, *values) for number, values in enumerate(kept, 1)))
        self.add_button.setFocus()
        self.typed.emit()
        self.finished.emit()

    def _named(self, named: NamedRow) -> _Row:
        first, *rest = self._says.fields
        editors, further = self._editors((first,), named.label), self._editors(tuple(rest), named.label)
        more = held(column(*_captioned(tuple(rest), further), spacing=2)) if rest else None
        asked = [Prose(named.help, size=12, token="muted")] if named.help else []
        beside = row(
            wide(column(Prose(named.label, bold=True), *asked, spacing=1), 3), wide(editors[0].cell, 2), spacing=12
        )
        part = held(column(beside, *([more] if more is not None else []), spacing=4))
        made = _Row(named.key, part, (*editors, *further), more)
        self._show_more(made)
        editors[0].finished.connect(lambda *_: self._show_more(made))
        return made

    def _editors(self, fields: tuple[Field, ...], row_label: str) -> tuple[Editor, ...]:
        editors = []
        for field in fields:
            editor = self._make(field)
            named = (self._label, row_label, field.label)
            editor.widget.setAccessibleName(": ".join(part for part in dict.fromkeys(named) if part))
            editor.finished.connect(lambda *_: self.finished.emit())
            (editor.typed or editor.finished).connect(lambda *_: self.typed.emit())
            editors.append(editor)
        return tuple(editors)

    def _show_more(self, shown: _Row) -> None:
        """What stands in a further field is not hidden, whatever becomes of the first."""
        if shown.more is not None:
            shown.more.setVisible(shown.has_anything)

    def _append(self, added: _Row) -> None:
        self._rows.append(added)
        self._column.addWidget(added.part)
        self._describe(added)


def _captioned(fields: tuple[Field, ...], editors: tuple[Editor, ...]) -> list[QWidget | QLayout]:
    cells: list[QWidget | QLayout] = []
    for field, editor in zip(fields, editors, strict=True):
        caption = QLabel(field.label)
        caption.setBuddy(editor.widget)
        cells += [caption, editor.cell]
    return cells
